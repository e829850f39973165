/// What the header of an office's file says of it.
enum OfficeFile {
  /// Marks the file as ours: "vant".
  static let applicationID = 0x7661_6e74
}
