package forum.server.command;

import forum.server.account.Accounts;
import forum.server.account.Bans;
import forum.server.account.ScriptTokens;
import forum.server.session.Sessions;

/// Who there is, who is here, and who is kept out.
public record People(Accounts accounts, ScriptTokens tokens, Sessions sessions, Bans bans) {}
