/// What no packet may exceed. A reader believes no length beyond these, so its memory is bounded whatever is sent.
public enum Limits {
  /// A frame on the way, check included: 4 seconds at 64 kbit/s is the most a cut line costs.
  public static let frame = 32_768
  /// A payload, unpacked.
  public static let payload = 262_144
  /// The fields of a header.
  public static let header = 1_024
  /// Entries under one seal.
  public static let batchEntries = 500
  /// Bytes of entries under one seal, as they are hashed.
  public static let batchBytes = 262_144
  /// A piece of a file; the last one may be shorter.
  public static let piece = 65_536
  /// A volume: in a letter, where a file grows by 37 %, it stays below 7,000,000 bytes with all that stands around it.
  public static let volume = 5_100_000
  /// Volumes of one packet.
  public static let volumes = 10_000

  /// Type, version, the longest length, check.
  static let frameCost = 2 + 3 + 4
  /// The bytes of a run an entry frame is begun with; if they do not pack into a frame, the run is halved.
  static let run = 65_536
}
