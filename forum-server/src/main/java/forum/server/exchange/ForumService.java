package forum.server.exchange;

import forum.machine.Chance;
import forum.machine.DatagramPort;
import forum.machine.Ticker;
import forum.server.account.CommandRates;
import forum.server.account.LoginThrottle;
import forum.server.command.ChangeHandlers;
import forum.server.command.PasswordHandler;
import forum.server.command.People;
import forum.server.command.QueryHandlers;
import forum.server.commit.ForumStore;
import forum.server.event.ServerEvent;
import forum.server.model.Quota;
import forum.server.model.Quotas;
import forum.server.net.DatagramGate;
import forum.server.net.Sealing;
import forum.server.session.Session;
import forum.server.transfer.TransferDesk;
import java.util.Optional;
import java.util.function.Consumer;

/// Puts the desks around an opened store: everything between the socket and the journal. The server
/// runs it on a thread, the simulation by hand.
public final class ForumService {
  /// What a service needs beside the store.
  ///
  /// @param plainFromAnywhere admits frames in the clear from other computers
  /// @param sealing without it nothing but the clear is spoken
  /// @param quotas how much users may have
  public record Settings(
      DatagramPort port,
      Ticker ticker,
      Chance chance,
      SessionRules rules,
      boolean plainFromAnywhere,
      Optional<Sealing> sealing,
      Quotas quotas,
      Consumer<ServerEvent> events) {}

  private ForumService() {}

  /// The loop over `store`; `transfers` gives out its tickets.
  public static CommandLoop over(ForumStore store, TransferDesk transfers, Settings settings) {
    Ticker ticker = settings.ticker();
    Consumer<ServerEvent> events = settings.events();
    DatagramGate gate =
        new DatagramGate(
            settings.port(),
            settings.chance(),
            settings.plainFromAnywhere(),
            settings.sealing(),
            events);
    CommandRates rates =
        new CommandRates(
            settings.quotas().of(Quota.COMMANDS_PER_SECOND),
            settings.quotas().of(Quota.LOGIN_QUERIES_PER_SECOND));
    Answers answers = new Answers(gate, store.commit(), events, ticker);
    NoticeDesk notices = new NoticeDesk(store.state().forum(), answers, store.commit(), ticker);
    store.state().sessions().all().stream().filter(Session::wantsNews).forEach(notices::subscribe);
    SessionDesk sessions =
        new SessionDesk(
            store.state(),
            store.commit(),
            notices,
            transfers,
            answers,
            events,
            ticker,
            settings.chance(),
            settings.rules());
    People people =
        new People(
            store.state().accounts(),
            store.state().tokens(),
            store.state().sessions(),
            store.state().bans());
    LoginThrottle throttle = new LoginThrottle();
    PasswordHandler passwords =
        new PasswordHandler(
            store.state().accounts(),
            throttle,
            settings.rules().passwordRounds(),
            ticker,
            settings.chance());
    ChangeHandlers changes =
        new ChangeHandlers(
            store.state().forum(),
            settings.quotas(),
            people,
            passwords,
            store.messages(),
            store.blobs()::claim,
            ticker);
    QueryHandlers queries =
        new QueryHandlers(
            store.state().forum(),
            settings.quotas(),
            people,
            passwords,
            store.text(),
            transfers,
            ticker);
    Desks desks =
        new Desks(
            sessions,
            new RequestDesk(
                changes, store.commit(), sessions, notices, rates, answers, events, ticker),
            new QueryDesk(queries, sessions, store.commit(), rates, answers, events, ticker),
            new LoginDesk(store, sessions, throttle, answers, settings),
            notices,
            rates,
            answers,
            transfers);
    return new CommandLoop(desks, gate, store.commit(), store.checkpointing(), ticker);
  }
}
