package forum.client;

/// What `--help` says: one screen of 80x24 for somebody who has never seen a forum.
final class Usage {
  static final String TEXT =
      """
      forum-client: read and write in a discussion forum from your terminal.

        forum-client [HOST] [PORT]           talk; asks for what is missing
        forum-client HOST PORT < FILE        run the commands in FILE
        forum-client HOST PORT -c 'CMD' ...  run commands and exit

      A name nobody has becomes your new account. HLP lists the commands. Examples:
        forum-client lab 10005
        printf 'mira\\nher password\\nLST\\n' | forum-client lab 10005
        forum-client lab 10005 -u bot --password-file ~/.bot -c 'MSG ops deployed'

        -c, --command CMD      run CMD and exit; may be repeated
        -u, --user NAME        log in as NAME; --password-file FILE (- is the input)
        --token-file FILE      log in with a token (HLP TOK);  --invitation-file FILE
        --takeover             end a session of yours that is on-line elsewhere
        --accept-new           trust a server not met before; --fingerprint FP this
        --insecure-plain       seal nothing: others can read and change what is sent
        --json --echo          results as JSON; print each command before its result
        -e, --fail-fast        stop at the first command that fails
        -q, --quiet            data only;  -v, --verbose  timing too
        --timeout SECONDS      wait so long for an answer (30)
        --plain                no colour, nothing painted over (screen readers)
        --color WHEN           auto, always or never;  --version;  -h, --help
      Exit: 0 done 1 refused 2 usage 3 no server 4 login 5 version 6 file 7 unknown
      """;

  private Usage() {}
}
