import DurableFile
import Wording

/// Faults of the program, one line each, in the user's state folder. Names of errors only, never what a document says.
public struct FaultLog {
  let path: String
  let program: String

  /// - Parameter program: its name and version.
  public init(_ path: String, of program: String) {
    self.path = path
    self.program = program
  }

  /// Notes the fault; gives the sentence that tells of it, with the place of the log, or with all there is to know.
  public func add(_ error: any Error, milliseconds: Int64) -> Words {
    let summary = FaultLog.summary(of: error)
    guard append("\(milliseconds / 1000) \(program) \(summary)\n") else {
      return Words(
        "Lỗi chương trình; hãy chép lại dòng này cho người phụ trách máy: \(summary).",
        "Fault of the program; copy this line for the administrator: \(summary).")
    }
    return Words(
      "Lỗi chương trình: \(type(of: error)). Chi tiết ở \(path).",
      "Fault of the program: \(type(of: error)). See \(path).")
  }

  private func append(_ line: String) -> Bool {
    do { try StandingFile.log(line, to: path) } catch { return false }
    return true
  }

  /// Type, case and numbers of an error. Its texts may quote a document, and are left out.
  public static func summary(of error: any Error) -> String {
    let mirror = Mirror(reflecting: error)
    var summary = String(reflecting: type(of: error))
    var values = mirror.children.map { ($0.label, $0.value) }
    if mirror.displayStyle == .enum {
      // The name of the case; one without values has nothing but its description.
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

  /// A number, or a value that is nothing but a number (a code of an error).
  private static func number(_ value: Any) -> String? {
    if let number = value as? any BinaryInteger { return String(describing: number) }
    let children = Mirror(reflecting: value).children
    guard children.count == 1, let number = children.first?.value as? any BinaryInteger else { return nil }
    return String(describing: number)
  }
}

/// Makes the folders a file lies in, as far as they are missing, for this user alone. Where it cannot, who makes the file is told.
public func makeFolders(above path: String) { try? Folder.make(Folder.parent(of: path)) }
