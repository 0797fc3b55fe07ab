package forum.testkit;

/// The calls of a [SimulatedDisk] that are counted and can be made to fail.
public enum Operation {
  OPEN,
  READ,
  WRITE,
  SIZE,
  TRUNCATE,
  FORCE,
  LIST,
  CREATE_FOLDERS,
  RENAME,
  LINK,
  DELETE,
  FORCE_FOLDER,
  USABLE_BYTES
}
