import ChildProcess
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

  /// The text of a PDF; empty when there is none to be had (a scan without text, a broken or locked file, one that takes too long).
  ///
  /// Strangers made the bytes, and readers of PDF have had their faults: it runs confined.
  func text(ofPDFAt path: String) -> String {
    var limits = ChildProcess.Limits()
    limits.seconds = patience
    let ended = ChildProcess.run(
      [program, "-enc", "UTF-8", path, "-"], environment: FileText.environment, patience: patience, most: most,
      session: .confined(limits))
    guard let ended, ended.output.count >= most || !ended.isCutShort && ended.status == 0 else { return "" }
    return FileText.cleaned(ended.output)
  }

  /// Nothing of ours but where programs lie.
  private static let environment = ["PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "HOME=/nonexistent"]

  static func cleaned(_ bytes: some Collection<UInt8>) -> String {
    Vietnamese.cleaned(String(decoding: bytes, as: UTF8.self), lines: true)
  }

  private var found: String? { ChildProcess.find(program) }
}
