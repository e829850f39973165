import ChildProcess
import Records
import Vietnamese

/// The text extraction for the search: from a PDF by `pdftotext` if it is installed, from plain text directly.
public struct FileText: Sendable {
  /// The program that reads PDF, found through PATH.
  public var program: String
  /// The time limit in seconds: a broken PDF can keep the program busy for ever.
  public var patience: Int
  /// The maximum length of the text in bytes.
  public var most: Int

  public init(program: String = "pdftotext", patience: Int = 20, most: Int = 2 << 20) {
    self.program = program
    self.patience = patience
    self.most = most
  }

  /// Whether the text of such a file can be extracted here.
  public func canRead(_ mediaType: String) -> Bool {
    mediaType == MediaType.plainText || mediaType == MediaType.pdf && found != nil
  }

  /// Returns the text of a PDF; empty when there is none (a scan without text, a broken or locked file, one that takes
  /// too long).
  ///
  /// The bytes come from strangers, and PDF readers have had vulnerabilities: the program runs confined.
  func text(ofPDFAt path: String) -> String {
    var limits = ChildProcess.Limits()
    limits.seconds = patience
    let ended = ChildProcess.run(
      [program, "-enc", "UTF-8", path, "-"], environment: FileText.environment, patience: patience, most: most,
      session: .confined(limits))
    guard let ended, ended.output.count >= most || !ended.isCutShort && ended.status == 0 else { return "" }
    return FileText.cleaned(ended.output)
  }

  /// Nothing of our own environment but the path of programs.
  private static let environment = ["PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "HOME=/nonexistent"]

  static func cleaned(_ bytes: some Collection<UInt8>) -> String {
    Vietnamese.cleaned(String(decoding: bytes, as: UTF8.self), lines: true)
  }

  private var found: String? { ChildProcess.find(program) }
}
