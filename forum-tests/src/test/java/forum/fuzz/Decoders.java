package forum.fuzz;

import java.util.List;
import java.util.stream.Stream;

/// All decoders.
final class Decoders {
  private Decoders() {}

  static List<Decoder> all() {
    return Stream.of(
            WireDecoders.all(),
            SealDecoders.all(),
            LinkDecoder.all(),
            SessionDecoder.all(),
            DownloadDecoder.all(),
            LineDecoders.all(),
            DiskDecoders.all(),
            StartDecoders.all(),
            BackupDecoders.all(),
            SecretDecoders.all(),
            ClientDecoders.all())
        .flatMap(List::stream)
        .toList();
  }

  static Decoder named(String name) {
    return all().stream()
        .filter(decoder -> decoder.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no decoder " + name + " in " + all()));
  }
}
