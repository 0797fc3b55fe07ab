package forum.server.command;

import forum.server.account.Accounts;
import forum.server.account.Bans;
import forum.server.session.Sessions;

/// Who there is, who is here, and who is kept out.
public record People(Accounts accounts, Sessions sessions, Bans bans) {}
