package forum.protocol.login;

import java.util.Arrays;

/// Looks into what passwords hide.
public final class Passwords {
  private Passwords() {}

  public static boolean same(Password one, Password other) {
    return Arrays.equals(one.bytes(), other.bytes());
  }
}
