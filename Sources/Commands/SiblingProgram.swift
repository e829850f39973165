import ChildProcess
import CommandWords
import DurableFile
import Wording

/// A program that is installed beside this one.
package enum SiblingProgram {
  package static func path(_ name: String) throws -> String {
    guard let own = Folder.target(ofLink: "/proc/self/exe") else { throw SiblingRefusal.missing(name) }
    return Folder.path(of: name, beside: own)
  }
}

package extension SiblingProgram {
  /// Runs the program and returns its output, line by line.
  ///
  /// - Throws: `SiblingRefusal.said` with its sentence, if it refuses.
  static func answer(_ program: String, _ word: String) throws -> Outcome {
    guard let ended = ChildProcess.run([program, word]) else { throw SiblingRefusal.missing(program) }
    guard ended.status == 0 else {
      let complaint = text(ended.error)
      throw SiblingRefusal.said(complaint.hasPrefix("vanthu: ") ? String(complaint.dropFirst(8)) : complaint)
    }
    return Outcome(lines: text(ended.output).split(separator: "\n").map(String.init), json: nil)
  }

  private static func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.prefix(bytes.count - bytes.reversed().prefix { $0 == 10 }.count), as: UTF8.self)
  }
}

package enum SiblingRefusal: Refusal, Equatable {
  case missing(String)
  /// Its output cannot be stored on the disk.
  case noPlaceToSay(String)
  /// The output of a command in the background cannot be written.
  case noPlaceForOutput(String)
  /// The other program has refused; the sentence is in the clerk's language already.
  case said(String)

  package var isOfStorage: Bool {
    switch self {
    case .noPlaceToSay, .noPlaceForOutput: true
    case .missing, .said: false
    }
  }

  package var words: Bilingual {
    switch self {
    case .noPlaceToSay(let path):
      Bilingual(
        "Không ghi được vào \(path) nên chưa gửi nhận: ổ đĩa đầy, chỉ đọc được, hay không có quyền ghi; "
          + "nhờ người phụ trách máy, rồi làm lại.",
        "\(path) cannot be written, so nothing was exchanged: the disk is full or read-only, or permission is denied; "
          + "ask the PC's administrator, then try again."
      )
    case .noPlaceForOutput(let path):
      Bilingual(
        "Không ghi được vào \(path) nên việc này chưa bắt đầu: ổ đĩa đầy, chỉ đọc được, hay không có quyền ghi; "
          + "nhờ người phụ trách máy, rồi làm lại.",
        "\(path) cannot be written, so nothing was started: the disk is full or read-only, or permission is denied; "
          + "ask the PC's administrator, then try again."
      )
    case .said(let sentence): Bilingual(sentence, sentence)
    case .missing(let program):
      Bilingual(
        "Thiếu chương trình \(program); cài lại vanthu cho đủ (make install).",
        "The program \(program) is missing; reinstall all of vanthu (make install).")
    }
  }
}
