package forum.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A simulation that finds nothing proves nothing, unless it would have found something: each
/// safety that is switched off must be missed within a few seeds.
class MutationTest {
  private static final int SEEDS_MAX = 60;
  private static final String SERVER = "forum.server.";

  static Stream<Mutation> mutations() {
    return Stream.of(
        new Mutation(
            "a batch is answered without being forced",
            SERVER + "journal.JournalSegment",
            "append",
            Mutation.withoutCall("forum.machine.Disk$File", "force", 0)),
        new Mutation(
            "the name of a segment is not forced",
            SERVER + "journal.JournalFolder",
            "adopt",
            Mutation.withoutCall("forum.machine.Disk", "forceFolder", 0)),
        new Mutation(
            "a start trusts what it has read without forcing it",
            SERVER + "journal.SegmentRenewal",
            "written",
            Mutation.withoutCall("forum.machine.Disk$File", "force", 0)),
        new Mutation(
            "checksums are not looked at",
            SERVER + "journal.RecordCodec",
            "read",
            Mutation.takingForEqual(SERVER + "journal.RecordCodec", "checksum")),
        new Mutation(
            "answers do not wait for the commit",
            SERVER + "commit.GroupCommit",
            "add(Lforum/server/model/JournalEntry$Answered;",
            Mutation.runningWhatIsAddedTo("java.util.List")),
        new Mutation(
            "queries do not wait for the commit",
            SERVER + "exchange.QueryDesk",
            "arrived",
            Mutation.callingAtTheEnd(SERVER + "exchange.QueryDesk", "answerAll")),
        new Mutation(
            "a repeated request is executed again",
            SERVER + "session.AnsweredRequests",
            "arrived",
            Mutation.making(
                SERVER + "session.AnsweredRequests$Verdict$Repeat",
                SERVER + "session.AnsweredRequests$Verdict$Execute")),
        new Mutation(
            "requests are executed as they come",
            SERVER + "session.AnsweredRequests",
            "arrived",
            Mutation.making(
                SERVER + "session.AnsweredRequests$Verdict$Hold",
                SERVER + "session.AnsweredRequests$Verdict$Execute")),
        new Mutation(
            "a start forgets which requests were answered",
            SERVER + "session.Sessions",
            "replay",
            Mutation.withoutCall(SERVER + "session.AnsweredRequests", "replayed", 0)),
        new Mutation(
            "a checkpoint lacks the answers",
            SERVER + "session.SessionRecord",
            "of",
            Mutation.withoutCall("java.util.NavigableMap", "forEach", 0)),
        new Mutation(
            "a checkpoint lacks the floor",
            SERVER + "session.SessionRecord",
            "of",
            Mutation.withoutCall(SERVER + "session.AnsweredRequests", "floor", 1)),
        new Mutation(
            "messages move up by one too few",
            SERVER + "threads.Rewriting",
            "changed",
            Mutation.oneMoreFor("forum.protocol.line.LineView", "renumbered")),
        new Mutation(
            "a deleted message still counts",
            SERVER + "model.ForumThread",
            "apply",
            Mutation.withoutSubtraction()),
        new Mutation(
            "a page may be of another version than the first",
            SERVER + "command.ReadThreadHandler",
            "next",
            Mutation.withoutCall(SERVER + "threads.Extent", "generation", 0)),
        new Mutation(
            "what a checkpoint refers to is not kept",
            SERVER + "threads.ThreadFiles",
            "rewrite",
            Mutation.withoutCall(SERVER + "threads.Bases", "keep", 0)),
        new Mutation(
            "a checkpoint does not force the files it refers to",
            SERVER + "threads.CheckpointFiles",
            "force",
            Mutation.withoutCall(SERVER + "threads.Forced", "contents", 0)),
        new Mutation(
            "anybody may change a message",
            SERVER + "command.OwnMessage",
            "find",
            Mutation.withoutCall("forum.protocol.UserName", "equals", 1)),
        new Mutation(
            "a login leaves the other session open",
            SERVER + "exchange.Rivals",
            "giveWay",
            Mutation.withoutCall(SERVER + "exchange.SessionDesk", "end", 0)),
        new Mutation(
            "addresses need not be proven",
            SERVER + "net.DatagramGate",
            "admit",
            Mutation.withoutCall(SERVER + "net.Cookies", "isRight", 1)),
        new Mutation(
            "a guess is taken for the password",
            "forum.protocol.login.ServerLogin",
            "isProof",
            Mutation.withoutCall("java.security.MessageDigest", "isEqual", 1)),
        new Mutation(
            "the name of an attachment's bytes is not forced",
            SERVER + "transfer.Blobs",
            "settle",
            Mutation.withoutCall("forum.machine.Disk", "forceFolder", 0)),
        new Mutation(
            "sessions expire though they are heard",
            SERVER + "session.Sessions",
            "expired",
            Mutation.withoutCall(SERVER + "session.Session", "heardNanos", 0)),
        new Mutation(
            "a session ends and the journal does not know",
            SERVER + "exchange.SessionDesk",
            "end",
            Mutation.withoutCall(SERVER + "commit.GroupCommit", "add", 0)),
        new Mutation(
            "the time in the journal may run backwards",
            SERVER + "commit.ForumState",
            "stamp",
            Mutation.withoutCall("java.time.Instant", "isBefore", 0)),
        new Mutation(
            "a stale revision may be edited",
            SERVER + "command.OwnMessage",
            "find",
            Mutation.withoutCall("java.lang.Integer", "intValue", 0)),
        new Mutation(
            "a kick ends no session",
            SERVER + "commit.ForumState",
            "happen(JLjava/time/Instant;Lforum/server/model/Event$OfPeople;",
            Mutation.withoutCall(SERVER + "session.Sessions", "condemn", 0)),
        new Mutation(
            "who is to go goes on",
            SERVER + "exchange.CommandLoop",
            "turn",
            Mutation.withoutCall(SERVER + "exchange.SessionDesk", "endCondemned", 0)),
        new Mutation(
            "a lock does not keep messages as they are",
            SERVER + "command.OwnMessage",
            "find",
            Mutation.withoutCall(SERVER + "command.Locks", "refusal", 0)),
        new Mutation(
            "a lock does not keep the thread",
            SERVER + "command.RemoveThreadHandler",
            "decide",
            Mutation.withoutCall(SERVER + "command.Locks", "refusal", 0)),
        new Mutation(
            "anybody may kick",
            SERVER + "command.KickHandler",
            "decide",
            Mutation.withoutCall(SERVER + "command.Powers", "lackingOver", 0)),
        new Mutation(
            "who is banned comes in",
            SERVER + "exchange.Admission",
            "makeRoom",
            Mutation.withoutCall(SERVER + "exchange.SessionDesk", "refusal", 0)),
        new Mutation(
            "a start from a checkpoint forgets the bans",
            SERVER + "commit.StateSnapshot",
            "restore(Ljava/lang/Record;",
            Mutation.withoutCall(SERVER + "account.Bans", "add", 0)),
        new Mutation(
            "a revoked token opens a session",
            SERVER + "exchange.Proofs",
            "judgeToken",
            Mutation.withoutCall(SERVER + "account.ScriptToken", "isValid", 1)),
        new Mutation(
            "a token allows everything",
            SERVER + "command.ChangeHandlers",
            "decide",
            Mutation.withoutCall(SERVER + "command.TokenScope", "lacking", 0)),
        new Mutation(
            "sessions outlive the password",
            SERVER + "commit.ForumState",
            "happen(JLjava/time/Instant;Lforum/server/model/Event$OfPeople;",
            Mutation.withoutCall(SERVER + "session.Sessions", "condemnOthers", 0)),
        new Mutation(
            "the old password need not be known",
            SERVER + "command.PasswordHandler",
            "refusal",
            Mutation.withoutCall("java.util.Optional", "isEmpty", 0)),
        new Mutation(
            "the use of power is not in the journal",
            SERVER + "command.Orders",
            "act",
            Mutation.withoutCall(SERVER + "model.Act", "of", 0)));
  }

  @ParameterizedTest
  @MethodSource("mutations")
  void every_safety_that_is_switched_off_is_missed(Mutation mutation) {
    MutantLoader loader = new MutantLoader(mutation);
    LongFunction<String> trial = loader.trial();
    String found = null;
    long seed = 0;
    while (found == null && seed < SEEDS_MAX) {
      seed++;
      found = trial.apply(seed);
    }
    assertThat(loader.isMutated()).as("there is something to mutate").isTrue();
    assertThat(found).as("what " + SEEDS_MAX + " seeds find").isNotNull();
    System.out.println(
        "mutation: " + mutation + ": seed " + seed + " finds " + found.lines().findFirst().get());
  }
}
