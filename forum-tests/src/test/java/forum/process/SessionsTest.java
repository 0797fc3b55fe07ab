package forum.process;

import static org.assertj.core.api.Assertions.assertThat;

import forum.protocol.Code;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.protocol.wire.GoneReason;
import forum.protocol.wire.Inner;
import forum.testkit.process.Deadline;
import forum.testkit.process.ForumProcess;
import forum.testkit.process.Ports;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// How long sessions live, what ends them, and what they know when the server has been killed.
/// Sections 5 and 6 of docs/PROTOCOL.md.
@ExtendWith(NothingLeft.class)
class SessionsTest {
  private static final int MANY = 10_000;

  /// More than the server takes in one turn.
  private static final int SOME = 300;

  private static final String CREATE = "{\"op\":\"CRT\",\"thread\":\"t\"}";
  private static final String POST = "{\"op\":\"MSG\",\"thread\":\"t\"}";
  @TempDir private Path folder;
  private Path data;
  private int port;

  @BeforeEach
  void place() {
    data = folder.resolve("data");
    port = Ports.free();
  }

  private ForumProcess start(String... options) throws Exception {
    List<String> all = new ArrayList<>(List.of("--exact-port", "--no-console"));
    all.addAll(List.of(options));
    return ForumProcess.start(data, port, all.toArray(String[]::new));
  }

  @Test
  void ten_thousand_sessions_of_one_address_outlive_a_kill_and_so_do_their_answers()
      throws Exception {
    List<Reply> first;
    try (ForumProcess server = start();
        Bot host = Bot.login(server.address(), "host", "a password")) {
      host.does(new Request.CreateThread(new ThreadTitle("t")));
      Multitude crowd = new Multitude(server.address(), MANY);
      try (crowd) {
        crowd.register();
        first = crowd.post(1, "t", i -> "first of " + i);
        server.program().kill();
        try (ForumProcess second = start()) {
          assertThat(crowd.post(1, "t", i -> "first of " + i)).as("%s", second).isEqualTo(first);
          List<Reply> more = crowd.post(2, "t", i -> "second of " + i);
          assertThat(findings(first, more)).as("%s", second).isEmpty();
        }
      }
    }
  }

  private List<String> findings(List<Reply> first, List<Reply> second) throws Exception {
    List<ThreadAudit.Acknowledged> posts = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      posts.add(acknowledged(first.get(i), i, "first of " + i));
      posts.add(acknowledged(second.get(i), i, "second of " + i));
    }
    List<String> lines = Classic.file(data, "t");
    return ThreadAudit.findings(lines.subList(1, lines.size()), posts);
  }

  private static ThreadAudit.Acknowledged acknowledged(Reply reply, int member, String text) {
    assertThat(reply.code()).isEqualTo(Code.OK);
    return new ThreadAudit.Acknowledged(reply.post().n(), "member" + member, text);
  }

  @Test
  void who_is_silent_for_longer_than_the_lease_is_gone_and_may_come_back() throws Exception {
    try (ForumProcess server = ForumProcess.start(data, port, "--exact-port", "--lease", "4s");
        RawPeer ann = new RawPeer(server.address());
        RawPeer again = new RawPeer(server.address())) {
      ann.login("ann", "a password");
      assertThat(ann.change(CREATE, "").code()).isEqualTo(Code.OK);
      boolean told = server.program().out().awaitText("ann expired", Deadline.inSeconds(60));
      assertThat(told).as("%s", server).isTrue();
      assertGone(ann, GoneReason.EXPIRED);
      again.login("ann", "a password");
      assertThat(again.change(POST, "back").post().n()).isEqualTo(1);
      assertThat(Classic.file(data, "t")).containsExactly("ann", "1 ann: back");
    }
  }

  /// The leases are looked at every five seconds: twice in this time, and the second time the
  /// session is older than the lease.
  @Test
  void who_is_heard_keeps_the_session() throws Exception {
    try (ForumProcess server = start("--lease", "5s");
        RawPeer ann = new RawPeer(server.address())) {
      ann.login("ann", "a password");
      assertThat(ann.change(CREATE, "").code()).isEqualTo(Code.OK);
      for (int n = 1; n <= 23; n++) {
        Deadline.in(Duration.ofMillis(500)).await(() -> false);
        assertThat(ann.change(POST, "still here " + n).post().n()).as("%s", server).isEqualTo(n);
      }
    }
  }

  /// The leases are looked at every five seconds, so it is time to when the server goes on. A start
  /// counts as a sign of life of everybody, so that it does not matter how long they took to
  /// register.
  @Test
  void who_kept_sending_while_the_server_stood_still_for_longer_than_the_lease_keeps_the_session()
      throws Exception {
    try (Multitude crowd = new Multitude(new InetSocketAddress("127.0.0.1", port), SOME)) {
      try (ForumProcess first = start();
          Bot host = Bot.login(first.address(), "host", "a password")) {
        host.does(new Request.CreateThread(new ThreadTitle("t")));
        crowd.register();
        first.program().kill();
      }
      try (ForumProcess server = start("--lease", "6s")) {
        crowd.post(1, "t", i -> "before, of " + i);
        server.program().pause();
        for (int second = 1; second <= 7; second++) {
          crowd.sendPost(2, "t", i -> "meanwhile, of " + i);
          Deadline.inSeconds(1).await(() -> false);
        }
        server.program().resume();
        assertThat(crowd.post(2, "t", i -> "meanwhile, of " + i))
            .as("%s", server)
            .hasSize(SOME)
            .allMatch(Reply::isOk);
      }
    }
  }

  @Test
  void a_session_that_was_taken_over_executes_nothing_any_more_not_even_after_a_kill()
      throws Exception {
    try (ForumProcess first = start();
        RawPeer old = new RawPeer(first.address());
        RawPeer taker = new RawPeer(first.address())) {
      old.login("ann", "a password");
      assertThat(old.change(CREATE, "").code()).isEqualTo(Code.OK);
      taker.login("ann", "a password");
      assertGone(old, GoneReason.SUPERSEDED);
      assertThat(taker.change(POST, "mine").post().n()).isEqualTo(1);
      first.program().kill();
      try (ForumProcess second = start()) {
        assertGone(old, GoneReason.UNKNOWN);
        assertThat(taker.change(POST, "mine too").post().n()).as("%s", second).isEqualTo(2);
      }
      assertThat(Classic.file(data, "t")).containsExactly("ann", "1 ann: mine", "2 ann: mine too");
    }
  }

  /// Sends a change, and again what may have been told before, until it is told that it is over.
  private static void assertGone(RawPeer peer, GoneReason reason) throws Exception {
    peer.drain();
    peer.send(Inner.whole(Inner.Kind.REQUEST, 0, 2, 2, 0, POST.getBytes(StandardCharsets.UTF_8)));
    assertThat(peer.next())
        .extracting(Inner::kind, Inner::t)
        .containsExactly(Inner.Kind.GONE, reason.number());
  }
}
