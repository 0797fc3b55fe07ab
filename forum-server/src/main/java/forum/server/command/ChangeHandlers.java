package forum.server.command;

import forum.machine.Ticker;
import forum.protocol.Code;
import forum.protocol.InvalidValue;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.wire.Body;
import forum.server.model.Forum;
import forum.server.model.Quotas;

/// Finds the handler of a change. Pure but for the messages it looks up: the same forum and request
/// give the same decision.
public final class ChangeHandlers {
  private final CreateThreadHandler createThread;
  private final PostMessageHandler postMessage;
  private final EditMessageHandler editMessage;
  private final DeleteMessageHandler deleteMessage;
  private final RemoveThreadHandler removeThread;
  private final AttachFileHandler attachFile;
  private final LockThreadHandler lockThread;
  private final KickHandler kick;
  private final BanHandler ban;
  private final UnbanHandler unban;
  private final PasswordHandler passwords;
  private final TokenHandler tokens;
  private final ExitHandler exit = new ExitHandler();

  /// `stored` knows which uploads are complete.
  public ChangeHandlers(
      Forum forum,
      Quotas quotas,
      People people,
      PasswordHandler passwords,
      Messages messages,
      StoredBytes stored,
      Ticker ticker) {
    this.passwords = passwords;
    tokens = new TokenHandler(people.tokens(), ticker);
    Room room = new Room(forum, quotas);
    Powers powers = new Powers(people.accounts());
    lockThread = new LockThreadHandler(forum);
    kick = new KickHandler(powers, people.sessions());
    ban = new BanHandler(powers, ticker);
    unban = new UnbanHandler(people.bans(), ticker);
    createThread = new CreateThreadHandler(forum, room);
    postMessage = new PostMessageHandler(forum, room);
    editMessage = new EditMessageHandler(forum, messages);
    deleteMessage = new DeleteMessageHandler(forum, messages);
    removeThread = new RemoveThreadHandler(forum);
    attachFile = new AttachFileHandler(forum, room, stored);
  }

  /// Decides; what is wrong with the request itself is a refusal too.
  public Decision decide(Caller caller, Request.Change change, Body body) {
    Reply lacking = TokenScope.lacking(caller, change);
    if (lacking != null) {
      return new Decision.Refuse(lacking);
    }
    try {
      return switch (change) {
        case Request.CreateThread create -> createThread.decide(caller, create);
        case Request.PostMessage post -> postMessage.decide(caller, post, body.tail());
        case Request.EditMessage edit -> editMessage.decide(caller, edit, body.tail());
        case Request.DeleteMessage delete -> deleteMessage.decide(caller, delete);
        case Request.RemoveThread remove -> removeThread.decide(caller, remove);
        case Request.AttachFile attach -> attachFile.decide(caller, attach);
        case Request.LockThread lock -> lockThread.decide(caller, lock);
        case Request.Kick it -> kick.decide(caller, it);
        case Request.Ban it -> ban.decide(caller, it);
        case Request.Unban it -> unban.decide(caller, it);
        case Request.PasswordFinish it -> passwords.decide(caller, it);
        case Request.CreateToken it -> tokens.decide(caller, it);
        case Request.RevokeToken it -> tokens.decide(caller, it);
        case Request.Exit _ -> exit.decide(caller);
      };
    } catch (InvalidValue e) {
      return refuse(e);
    }
  }

  /// The refusal of what is no request, or of a name or text that is none.
  public static Decision refuse(InvalidValue e) {
    return new Decision.Refuse(Reply.refused(Code.BAD_NAME, String.valueOf(e.getMessage())));
  }
}
