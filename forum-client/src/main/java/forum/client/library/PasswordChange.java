package forum.client.library;

import forum.client.link.Answer;
import forum.client.link.LinkFailure;
import forum.machine.Chance;
import forum.protocol.Code;
import forum.protocol.Limits;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.UserName;
import forum.protocol.login.BadChallenge;
import forum.protocol.login.ClientLogin;
import forum.protocol.login.Nonce;
import forum.protocol.login.Password;

/// Changes the own password: proves the old one, and hands over the verifier of the new one.
/// PROTOCOL.md, section 5.
final class PasswordChange {
  private static final byte[] NOTHING = new byte[0];

  private final Requests requests;
  private final Channel channel;
  private final Chance chance;

  PasswordChange(Requests requests, Channel channel, Chance chance) {
    this.requests = requests;
    this.channel = channel;
    this.chance = chance;
  }

  void run(UserName user, Password old, Password wanted)
      throws Refusal, LinkFailure, InterruptedException {
    if (!channel.isPrivate()) {
      throw new Refusal(
          Reply.refused(
              Code.NOT_ALLOWED, "a password is not changed in the clear, where others can listen"));
    }
    try {
      Request.PasswordFinish finish = finish(user, old, wanted);
      Await.result(ForumClient.accepted(requests.send(finish, NOTHING)));
    } catch (BadChallenge e) {
      throw new Refusal(
          Reply.refused(Code.INTERNAL, "the server cannot be trusted: " + e.getMessage()));
    }
  }

  private Request.PasswordFinish finish(UserName user, Password old, Password wanted)
      throws BadChallenge, Refusal, LinkFailure, InterruptedException {
    String nonce = Nonce.random(chance);
    Answer answer =
        Await.result(
            ForumClient.accepted(requests.send(new Request.PasswordStart(nonce), NOTHING)));
    Reply.Challenge challenge = answer.reply().challenge();
    if (challenge == null) {
      throw new Refusal(Reply.refused(Code.INTERNAL, "an answer without a challenge"));
    }
    return new ClientLogin(user, nonce, channel.binding().get(), Limits.PASSWORD_ROUNDS_MIN)
        .change(challenge, old, wanted, chance);
  }
}
