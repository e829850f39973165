/// The address of a file as SQLite reads it, with what is to be different from the usual.
enum SQLiteAddress {
  /// The main file by itself, without locks and without the log beside it: nothing is written, nothing is waited for.
  static func alone(_ path: String) -> String { address(path) + "?immutable=1" }

  /// With the log beside it, and without locks. The connection must lock exclusively, so that the index of the log is made in
  /// memory and not beside the file.
  static func withLog(_ path: String) -> String { address(path) + "?mode=ro&vfs=unix-none" }

  private static func address(_ path: String) -> String {
    var address = path.hasPrefix("/") ? "file://" : "file:"
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "%"), UInt8(ascii: "?"), UInt8(ascii: "#"), 0...0x20, 0x7F...:
        address += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
      default: address.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
    return address
  }
}
