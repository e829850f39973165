/// The media type of a file name. It is sent to programs of other offices; nothing here relies on it.
enum MediaType {
  static func of(_ name: String) -> String {
    let ending = FileName.parts(name).ending.lowercased()
    return known[ending] ?? "application/octet-stream"
  }

  /// Returns the sender's type if it is well-formed, otherwise that of the name.
  static func said(_ type: String, of name: String) -> String {
    let isPlain = type.utf8.count <= 100 && type.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    return isPlain && type.split(separator: "/").count == 2 ? type : of(name)
  }

  static let zip = "application/zip"

  static func isZip(_ type: String) -> Bool {
    let type = type.lowercased()
    return type == zip || type == "application/x-zip-compressed" || type == "application/x-zip"
  }

  private static let known = [
    ".pdf": "application/pdf", ".doc": "application/msword", ".xls": "application/vnd.ms-excel",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".ppt": "application/vnd.ms-powerpoint", ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
    ".png": "image/png", ".tif": "image/tiff", ".tiff": "image/tiff", ".txt": "text/plain", ".xml": "text/xml",
    ".edxml": "text/xml", ".zip": zip, ".rar": "application/vnd.rar",
  ]
}
