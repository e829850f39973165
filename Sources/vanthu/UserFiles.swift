import Commands
import DurableFile
import Terminal
import Themes
import Vietnamese
import Wording

/// The user's own keys and colours, layered over those of the program. An error in one is reported in a sentence, and
/// the shipped one is used.
@MainActor
struct UserFiles {
  let paths: Paths

  init(_ paths: Paths) { self.paths = paths }

  func theme(_ options: GlobalOptions, _ language: Language, _ notices: inout [String]) -> Theme {
    let name = options.colours ?? (options.noColour ? "mono" : "default")
    let own = "\(paths.configuration)/colours/\(name).colours"
    for (text, file) in [(OwnFile.read(own), own), (shipped(Themes.colours(name)), name + ".colours")] {
      guard let text else { continue }
      do { return try Theme(text, name: file) } catch { note(error, language, &notices) }
    }
    return (try? Theme(shipped(Themes.colours("default")) ?? "", name: "default.colours")) ?? .plain
  }

  func keymap(_ options: GlobalOptions, _ language: Language, _ notices: inout [String]) -> Keymap {
    var keymap = Keymap()
    let name = options.keys ?? "default"
    do { keymap = try Keymap(shipped: name) ?? Keymap(shipped: "default") ?? keymap } catch {
      note(error, language, &notices)
    }
    let own = "\(paths.configuration)/keys/\(name).keys"
    if let text = OwnFile.read(own) {
      do { keymap = keymap.layered(under: try Keymap(text, name: own)) } catch { note(error, language, &notices) }
    }
    return keymap
  }

  private func note(_ error: any Error, _ language: Language, _ notices: inout [String]) {
    notices.append((error as? any Refusal)?.words[language] ?? "\(error)")
  }

  private func shipped(_ bytes: [UInt8]?) -> String? { bytes.map { String(decoding: $0, as: UTF8.self) } }
}

extension Keymap {
  /// The shipped key set of this name; `nil` when there is none.
  init?(shipped name: String) throws {
    guard let files = Themes.keys(name) else { return nil }
    self = try files.reduce(Keymap()) {
      $0.layered(under: try Keymap(String(decoding: $1, as: UTF8.self), name: name + ".keys"))
    }
  }
}
