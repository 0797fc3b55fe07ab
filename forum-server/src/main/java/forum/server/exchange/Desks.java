package forum.server.exchange;

import forum.server.account.CommandRates;
import forum.server.transfer.TransferDesk;

/// Who does what in the command loop.
record Desks(
    SessionDesk sessions,
    RequestDesk requests,
    QueryDesk queries,
    LoginDesk logins,
    NoticeDesk notices,
    CommandRates rates,
    Answers answers,
    TransferDesk transfers) {}
