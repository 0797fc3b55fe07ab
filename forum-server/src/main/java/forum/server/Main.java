package forum.server;

/// Starts the forum's server.
public final class Main {
  private Main() {}

  /// Holds the place until the server is written.
  public static void main(String[] args) {
    String version = Main.class.getPackage().getImplementationVersion();
    System.out.println("forum-server " + (version == null ? "unreleased" : version));
  }
}
