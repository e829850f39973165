import DurableFile
import Wording

/// The log of faults, one line each, in the user's state folder. It names errors, never what a document says.
public struct FaultLog {
  let path: String
  let program: String

  /// - Parameter program: name and version of the program.
  public init(_ path: String, of program: String) {
    self.path = path
    self.program = program
  }

  /// Logs a fault and returns the sentence that reports it: with the path of the log, or, if the log cannot be written,
  /// with the summary itself.
  public func add(_ error: any Error, milliseconds: Int64) -> Bilingual {
    let summary = FaultLog.summary(of: error)
    guard append("\(milliseconds / 1000) \(program) \(summary)\n") else {
      return Bilingual(
        "Lỗi chương trình; hãy chép lại dòng này cho người phụ trách máy: \(summary).",
        "Fault of the program; copy this line for the administrator: \(summary).")
    }
    return Bilingual(
      "Lỗi chương trình: \(type(of: error)). Chi tiết ở \(path).",
      "Fault of the program: \(type(of: error)). See \(path).")
  }

  /// Logs in one line what is no fault of this program. A failure to log harms nothing.
  public func note(_ words: String, milliseconds: Int64) {
    _ = append("\(milliseconds / 1000) \(program) \(words.map { $0.isNewline ? " " : String($0) }.joined())\n")
  }

  private func append(_ line: String) -> Bool {
    do { try StandingFile.log(line, to: path) } catch { return false }
    return true
  }

  /// Returns type, case and numbers of an error. Its texts may quote a document and are left out.
  public static func summary(of error: any Error) -> String {
    let mirror = Mirror(reflecting: error)
    var summary = String(reflecting: type(of: error))
    var values = mirror.children.map { ($0.label, $0.value) }
    if mirror.displayStyle == .enum {
      // The name of the case; a case without values has only its description.
      summary += "." + (mirror.children.first?.label ?? "\(error)")
      values =
        mirror.children.first.map { payload in
          let parts = Mirror(reflecting: payload.value)
          return parts.displayStyle == .tuple ? parts.children.map { ($0.label, $0.value) } : [(nil, payload.value)]
        } ?? []
    }
    for (label, value) in values {
      if let number = number(value) { summary += " " + (label.map { $0 + "=" } ?? "") + number }
    }
    return String(summary.map { $0.isNewline ? " " : $0 })
  }

  /// Returns the text of a number, or of a value that contains one number only (an error code).
  private static func number(_ value: Any) -> String? {
    if let number = value as? any BinaryInteger { return String(describing: number) }
    let children = Mirror(reflecting: value).children
    guard children.count == 1, let number = children.first?.value as? any BinaryInteger else { return nil }
    return String(describing: number)
  }
}

/// Creates the missing folders above a path, for this user alone. Ignores failures: creating the file will report them.
public func makeFolders(above path: String) { try? Folder.make(Folder.parent(of: path)) }
