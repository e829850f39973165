import CommandWords
import Commands
import DurableFile
import Foundation
import Wording

/// The unfinished input of a form, written to the program's state folder with every key: a `kill -9` loses nothing, and
/// once no key is pressed for a while, neither does a power cut.
///
/// A secret is not kept: an enrolment code in a file could be read from a backup of the home folder.
struct UnsavedForm {
  let path: String
  private let secrets: Set<String>

  /// - Parameters:
  ///   - documents: the documents of the form; what was typed for one is never shown for another.
  ///   - secrets: the names of the fields that are not kept.
  init(_ paths: Paths, office: String, command: String, documents: [String] = [], secrets: Set<String> = []) {
    self.secrets = secrets
    let place = ([office] + documents).joined(separator: "\n").utf8.reduce(into: UInt64(0xcbf2_9ce4_8422_2325)) {
      $0 = ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    path = "\(paths.state)/unsaved/\(String(place, radix: 16))-\(command).json"
  }

  func read() -> [String: [String]]? {
    guard let bytes = try? OpenFile.all(path, atMost: 16 << 20) else { return nil }
    guard let values = try? JSONDecoder().decode([String: [String]].self, from: Data(bytes)) else { return nil }
    // An earlier version kept them.
    if values != withoutSecrets(values) { write(values) }
    let kept = withoutSecrets(values)
    return kept.isEmpty ? nil : kept
  }

  private func withoutSecrets(_ values: [String: [String]]) -> [String: [String]] {
    values.filter { !secrets.contains($0.key) }
  }

  /// Writes the values atomically: the file always holds a complete form. It may still be lost in a power cut.
  func write(_ values: [String: [String]]) {
    let values = withoutSecrets(values)
    guard !values.isEmpty, let bytes = try? JSONEncoder().encode(values) else { return forget() }
    makeFolders(above: path)
    try? NewFile.write(Array(bytes), to: path, isSafe: false)
  }

  /// Writes the values because the clerk asked to keep them and leaves the form: they are on the disk when the call
  /// returns.
  ///
  /// - Throws: `UnsavedRefusal` when they cannot be written.
  func keep(_ values: [String: [String]]) throws {
    let values = withoutSecrets(values)
    guard !values.isEmpty else { return forget() }
    makeFolders(above: path)
    do { try NewFile.write(Array(JSONEncoder().encode(values)), to: path) } catch is FileFailure {
      throw UnsavedRefusal(path: path)
    }
  }

  /// Flushes the file and its folder to the disk.
  func sync() { try? OpenFile.settle(path) }

  func forget() { try? Folder.remove(path) }
}

/// The input of a form could not be kept for later.
struct UnsavedRefusal: Refusal, Equatable {
  let path: String
  var isOfStorage: Bool { true }

  var words: Bilingual {
    Bilingual(
      "Chưa giữ lại được: không ghi được vào \(path) (ổ đĩa đầy, hay không có quyền ghi). "
        + "Phần đang nhập vẫn ở đây: ghi luôn, hoặc dọn chỗ trống rồi giữ lại lần nữa.",
      "It could not be saved: \(path) cannot be written (the disk is full, or permission is denied). "
        + "What was typed is still here: save it now, or free disk space and keep it again."
    )
  }
}
