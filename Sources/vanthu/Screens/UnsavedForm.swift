import CommandWords
import Commands
import DurableFile
import Foundation
import Wording

/// What is being typed in a form, kept beside the program's state with every key: a `kill -9` loses nothing, and once the
/// keys rest, a power cut neither.
struct UnsavedForm {
  let path: String

  /// - Parameter documents: what the form is about; what was typed for one document is never shown for another.
  init(_ paths: Paths, office: String, command: String, documents: [String] = []) {
    let place = ([office] + documents).joined(separator: "\n").utf8.reduce(into: UInt64(0xcbf2_9ce4_8422_2325)) {
      $0 = ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    path = "\(paths.state)/unsaved/\(String(place, radix: 16))-\(command).json"
  }

  func read() -> [String: [String]]? {
    guard let bytes = try? OpenFile.all(path, atMost: 16 << 20) else { return nil }
    return try? JSONDecoder().decode([String: [String]].self, from: Data(bytes))
  }

  /// Written aside and moved into place: there is always a whole form.
  func write(_ values: [String: [String]]) {
    guard !values.isEmpty, let bytes = try? JSONEncoder().encode(values) else { return forget() }
    makeFolders(above: path)
    try? NewFile.write(Array(bytes), to: path, isSafe: false)
  }

  /// The same where somebody has asked for it, and goes away from it: it is on the disk when the call returns.
  ///
  /// - Throws: `UnsavedRefusal` when it is not.
  func keep(_ values: [String: [String]]) throws {
    makeFolders(above: path)
    do { try NewFile.write(Array(JSONEncoder().encode(values)), to: path) } catch is FileFailure {
      throw UnsavedRefusal(path: path)
    }
  }

  /// The form, and that it is there.
  func sync() { try? OpenFile.settle(path) }

  func forget() { try? Folder.remove(path) }
}

/// What was typed could not be kept for later.
struct UnsavedRefusal: Refusal, Equatable {
  let path: String
  var isOfStorage: Bool { true }

  var words: Words {
    Words(
      "Chưa giữ lại được: không ghi được vào \(path) (ổ đĩa đầy, hay không có quyền ghi). Phần đang nhập vẫn ở đây: ghi luôn, hoặc dọn chỗ trống rồi giữ lại lần nữa.",
      "It could not be kept: \(path) cannot be written (the disk is full, or the rights forbid it). What was typed is still here: save it now, or make room and keep it again."
    )
  }
}
