import Glibc
import Records
import Vietnamese

/// The text of a file, for the search: taken from a PDF by `pdftotext` where it is installed, from plain text as it is.
public struct FileText: Sendable {
  /// The program that reads PDF; looked for along PATH.
  public var program: String
  /// Seconds after which it is given up: a broken PDF can keep it busy for ever.
  public var patience: Int
  /// Bytes of text after which it is enough.
  public var most: Int

  public init(program: String = "pdftotext", patience: Int = 20, most: Int = 2 << 20) {
    self.program = program
    self.patience = patience
    self.most = most
  }

  /// Whether there is a way to the text of such a file here.
  public func canRead(_ mediaType: String) -> Bool {
    mediaType == MediaType.plainText || mediaType == MediaType.pdf && found != nil
  }

  /// The text of a PDF; empty when there is none to be had (a scan without text, a broken or locked file).
  func text(ofPDFAt path: String) -> String {
    guard let found else { return "" }
    return FileText.cleaned(
      ChildProcess.output(of: [found, "-enc", "UTF-8", path, "-"], patience: patience, most: most) ?? [])
  }

  static func cleaned(_ bytes: some Collection<UInt8>) -> String {
    Vietnamese.cleaned(String(decoding: bytes, as: UTF8.self), lines: true)
  }

  private var found: String? {
    if program.contains("/") { return access(program, X_OK) == 0 ? program : nil }
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    return path.split(separator: ":").map { "\($0)/\(program)" }.first { access($0, X_OK) == 0 }
  }
}
