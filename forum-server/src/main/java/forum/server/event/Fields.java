package forum.server.event;

/// Takes the details of one event. Makes every value safe: no value ends the line or forges another
/// field.
interface Fields {
  Fields add(String name, String value);

  Fields add(String name, long value);
}
