package forum.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The command line of [LoadGenerator].
///
/// @param servers what starts each server that is measured, by its label
/// @param sealed labels of the servers to which everything is sealed
/// @param flight whether the servers record their forces
record LoadOptions(
    Map<String, List<String>> servers,
    Set<String> sealed,
    Path folder,
    List<Integer> clients,
    Set<String> loads,
    Timing timing,
    boolean flight) {
  /// How long is measured.
  ///
  /// @param rounds each measures everything once
  /// @param warmUpNanos before each measurement
  /// @param nanos length of each measurement
  record Timing(int rounds, long warmUpNanos, long nanos) {}

  static final String HELP =
      """
      LoadGenerator [--OPTION=VALUE]...
        --server=LABEL=COMMAND  what starts a server; more than one are compared
                                (server=bin/forum-server)
        --sealed=LABEL          seal what is said to this server; more than one are possible
        --folder=DIR            for their data, on the disk to measure (target/load)
        --clients=N,N,...       how many there are at a time (1,8,64)
        --loads=NAME,...        echo, force, post, window, read, mixed (all these), and beside:
                                posts alone, beside a slow reader of a thread of 100 MiB, and
                                beside somebody who edits in it; and flooded: posts alone, and while 10,000
                datagrams of nonsense a second arrive
        --rounds=N              each round measures everything once (3)
        --warm-up=SECONDS       before each measurement (2)
        --seconds=SECONDS       length of each measurement (5)
        --flight                let the server record its forces and print their share
      """;

  private static final Set<String> NAMES =
      Set.of(
          "--server",
          "--sealed",
          "--folder",
          "--clients",
          "--loads",
          "--rounds",
          "--warm-up",
          "--seconds",
          "--flight");

  /// @throws IllegalArgumentException when a word is not understood
  static LoadOptions of(String... words) {
    Map<String, List<String>> given = new LinkedHashMap<>();
    for (String word : words) {
      String[] parts = word.split("=", 2);
      if (!NAMES.contains(parts[0])) {
        throw new IllegalArgumentException("unknown option " + word);
      }
      given
          .computeIfAbsent(parts[0], _ -> new ArrayList<>())
          .add(parts.length == 2 ? parts[1] : "");
    }
    return new LoadOptions(
        servers(given.getOrDefault("--server", List.of("server=bin/forum-server"))),
        Set.copyOf(given.getOrDefault("--sealed", List.of())),
        Path.of(last(given, "--folder", "target/load")).toAbsolutePath(),
        list(last(given, "--clients", "1,8,64")).stream().map(Integer::valueOf).toList(),
        Set.copyOf(list(last(given, "--loads", "echo,force,post,window,read,mixed"))),
        new Timing(
            Integer.parseInt(last(given, "--rounds", "3")),
            nanos(last(given, "--warm-up", "2")),
            nanos(last(given, "--seconds", "5"))),
        given.containsKey("--flight"));
  }

  private static String last(Map<String, List<String>> given, String name, String otherwise) {
    return given.getOrDefault(name, List.of(otherwise)).getLast();
  }

  private static List<String> list(String text) {
    return Arrays.asList(text.split(","));
  }

  private static long nanos(String seconds) {
    return (long) (Double.parseDouble(seconds) * 1e9);
  }

  private static Map<String, List<String>> servers(List<String> texts) {
    Map<String, List<String>> servers = new LinkedHashMap<>();
    for (String text : texts) {
      String[] parts = text.split("=", 2);
      List<String> command = new ArrayList<>(Arrays.asList(parts[1].split(" ")));
      command.set(0, Path.of(command.getFirst()).toAbsolutePath().toString());
      servers.put(parts[0], command);
    }
    return servers;
  }

  boolean wants(String load) {
    return loads.contains(load);
  }

  int clientsMax() {
    return clients.stream().mapToInt(Integer::intValue).max().orElse(1);
  }
}
