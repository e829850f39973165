import CommandWords
import Commands
import DurableFile
import Terminal
import Vietnamese
import Wording

/// The settings file with how each clerk of this PC types: a section per clerk.
struct TypingFile: TypingMemory {
  let path: String

  init(_ paths: Paths) { path = paths.configuration + "/typing" }

  /// - Throws: `SettingsError` for a line with an unknown key or value.
  func read(_ clerk: String) throws -> Typing {
    try all().last { $0.clerk == TypingFile.section(of: clerk) }?.typing ?? Typing()
  }

  /// Stores the choice of one clerk, with an atomic write.
  ///
  /// - Throws: `TypingRefusal` when the file cannot be written.
  func write(_ typing: Typing, of clerk: String) throws {
    var kept = try all().filter { $0.clerk != TypingFile.section(of: clerk) }
    kept.append((TypingFile.section(of: clerk), typing))
    let sections = kept.map { "[\($0.clerk)]\n" + TypingFile.lines(of: $0.typing) }
    let text = "# Cách gõ chữ của từng người trên máy này; chương trình tự ghi (F8, lệnh typing).\n" + sections.joined()
    makeFolders(above: path)
    do { try NewFile.write(Array(text.utf8), to: path) } catch is FileFailure { throw TypingRefusal.unkept(path) }
  }

  private func all() throws -> [(clerk: String, typing: Typing)] {
    guard let text = OwnFile.read(path) else { return [] }
    let file = try SettingsFile(text, name: path)
    var all: [(clerk: String, typing: Typing)] = file.sections.map { ($0.name, Typing()) }
    for entry in file.entries {
      guard let place = all.firstIndex(where: { $0.clerk == entry.section }),
        all[place].typing.set(entry.key, entry.value)
      else {
        throw file.error(
          entry.line, "không hiểu “\(entry.key) = \(entry.value)”; sửa lại, hoặc xóa dòng ấy",
          "“\(entry.key) = \(entry.value)” is not understood; correct it, or remove the line")
      }
    }
    return all
  }

  /// Returns the name of the clerk's section. A line that contains = would not be read as the heading of a section.
  private static func section(of clerk: String) -> String { clerk.replacing("=", with: "-") }

  private static func lines(of typing: Typing) -> String {
    """
    method = \(typing.method.rawValue)
    on = \(typing.isOn ? "yes" : "no")
    tone = \(typing.toneStyle.rawValue)
    spelling = \(typing.checksSpelling ? "yes" : "no")
    restore = \(typing.restoresForeign ? "yes" : "no")

    """
  }
}

extension Typing {
  /// Applies a line of the file; returns false when its key or value is unknown.
  fileprivate mutating func set(_ key: String, _ value: String) -> Bool {
    let yes: Bool? = ["yes": true, "no": false][value]
    switch (key, yes) {
    case ("method", _):
      guard let method = TypingMethod(rawValue: value), TypingMethod.choices.contains(method) else { return false }
      self.method = method
    case ("tone", _):
      guard let style = ToneStyle(rawValue: value) else { return false }
      toneStyle = style
    case ("on", let yes?): isOn = yes
    case ("spelling", let yes?): checksSpelling = yes
    case ("restore", let yes?): restoresForeign = yes
    default: return false
    }
    return true
  }
}

enum TypingRefusal: Refusal, Equatable {
  case unkept(String)

  var isOfStorage: Bool { true }

  var words: Bilingual {
    switch self {
    case .unkept(let path):
      Bilingual(
        "Đã đổi cách gõ, nhưng không ghi nhớ được cho lần sau (\(path)); xem lại quyền ghi và chỗ trống trên ổ đĩa.",
        "Typing is changed, but cannot be stored (\(path)); check the permissions and free disk space.")
    }
  }
}
