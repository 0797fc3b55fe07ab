package forum.client;

/// Starts the forum's client.
public final class Main {
  private Main() {}

  /// Holds the place until the client is written.
  public static void main(String[] args) {
    String version = Main.class.getPackage().getImplementationVersion();
    System.out.println("forum-client " + (version == null ? "unreleased" : version));
  }
}
