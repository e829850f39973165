import CommandWords
import DurableFile

/// Paths as other programs hand them over: dropped on the window (`'/a b.pdf' `, `/a\ b.pdf`), copied in the file manager
/// (`file:///a%20b.pdf`). Of those a shell has undone quotes already: what is left to it are addresses.
package enum DroppedPath {
  /// The path an address stands for, where it is one.
  package static func ofAddress(_ typed: String) -> String {
    exists(typed) ? typed : FileAddress.path(of: typed) ?? typed
  }

  /// The path that was meant. A file that is called just as it stands there is always that file.
  package static func meant(_ typed: String) -> String {
    guard !exists(typed) else { return typed }
    let text = trimmed(typed)
    guard text == typed || !exists(text) else { return text }
    if let paths = list(text), paths.count == 1 { return paths[0] }
    return text
  }

  /// The paths of a text that is nothing but dropped or copied paths; `nil` when it is none, or is the name of a file itself.
  package static func list(_ text: String) -> [String]? {
    let text = trimmed(text)
    guard !text.isEmpty, !exists(text) else { return nil }
    let lines = text.split(whereSeparator: \.isNewline).map { trimmed(String($0)) }
    let uris = lines.flatMap { $0.split(separator: " ").map(String.init) }
    if uris.allSatisfy({ $0.hasPrefix("file:") }) {
      let paths = uris.compactMap(FileAddress.path)
      return paths.count == uris.count ? paths : nil
    }
    let scan = LineWords.scan(text)
    guard scan.end == .plain, text.utf8.contains(where: { "'\"\\".utf8.contains($0) }) || lines.count > 1 else {
      return nil
    }
    let words = scan.words.map(\.text)
    // One word may be a name in this folder; where there are several, each must show that it is a path.
    guard words.count == 1 || words.allSatisfy({ $0.hasPrefix("/") || $0.hasPrefix("~/") }) else { return nil }
    return words.filter { !$0.isEmpty }
  }

  /// Several that are called so are there too: who opens one says so.
  private static func exists(_ path: String) -> Bool {
    do { return Folder.facts(try FileNames.found(path)) != nil } catch { return true }
  }

  private static func trimmed(_ text: String) -> String {
    let from = text.drop { $0.isWhitespace }
    return String(from.prefix(from.count - from.reversed().prefix { $0.isWhitespace }.count))
  }
}

package extension Parameter {
  /// A value as the screen takes it: of a path, the path that was meant.
  func meant(_ typed: String) -> String { kind.isPath ? DroppedPath.meant(typed) : typed }
}

package extension Arguments {
  /// The same for all of them.
  mutating func understandPaths(_ meant: (String) -> String = DroppedPath.meant) {
    for parameter in command?.parameters ?? [] where parameter.kind.isPath && parameter.form != .flag {
      if let typed = values[parameter.name] { values[parameter.name] = typed.map(meant) }
    }
  }
}
