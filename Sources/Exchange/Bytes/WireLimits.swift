/// Upper bounds for packets, in bytes where not said otherwise. A reader believes no length beyond them, so its memory
/// is bounded whatever is sent.
public enum WireLimits {
  /// A frame as sent, check included. An interrupted connection loses at most one: 4 seconds at 64 kbit/s.
  public static let frame = 32_768
  /// A payload, decompressed.
  public static let payload = 262_144
  /// The fields of a header.
  public static let header = 1_024
  /// Entries under one seal.
  public static let batchEntries = 500
  /// Bytes of entries under one seal, in the form in which they are hashed.
  public static let batchBytes = 262_144
  /// A piece of a file; the last one may be shorter.
  public static let piece = 65_536
  /// A volume: in an e-mail, where a file grows by 37 %, everything together stays below 7,000,000 bytes.
  public static let volume = 5_100_000
  /// Volumes of one packet.
  public static let volumes = 10_000

  /// What a frame costs besides its payload: type, version, the longest length, check.
  static let frameCost = 2 + 3 + 4
  /// Bytes of entries to try in one frame. Where they do not compress enough to fit, the run is halved.
  static let run = 65_536
}
