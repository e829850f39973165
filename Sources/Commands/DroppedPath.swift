import CommandWords
import DurableFile

/// Paths in the form that other programs insert them: dropped on the window (`'/a b.pdf' `, `/a\ b.pdf`) or copied in a
/// file manager (`file:///a%20b.pdf`). In the arguments from a shell the quotes are removed already: only the addresses
/// remain to be converted.
package enum DroppedPath {
  /// Returns the path that a file URL stands for; any other text unchanged.
  package static func ofAddress(_ typed: String) -> String {
    exists(typed) ? typed : FileAddress.path(of: typed) ?? typed
  }

  /// Returns the path that was meant. If a file with exactly the typed name exists, it is always that file.
  package static func meant(_ typed: String) -> String {
    guard !exists(typed) else { return typed }
    let text = trimmed(typed)
    guard text == typed || !exists(text) else { return text }
    if let paths = list(text), paths.count == 1 { return paths[0] }
    return text
  }

  /// Returns the paths of a text that consists of dropped or copied paths only; `nil` for any other text, and for the
  /// name of an existing file.
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
    // A single word may be a name in this folder; of several, each must show that it is a path.
    guard words.count == 1 || words.allSatisfy({ $0.hasPrefix("/") || $0.hasPrefix("~/") }) else { return nil }
    return words.filter { !$0.isEmpty }
  }

  /// Whether a file exists under this name. Several with equal names count too: opening one reports them.
  private static func exists(_ path: String) -> Bool {
    do { return Folder.facts(try FileNames.found(path)) != nil } catch { return true }
  }

  private static func trimmed(_ text: String) -> String {
    let from = text.drop { $0.isWhitespace }
    return String(from.prefix(from.count - from.reversed().prefix { $0.isWhitespace }.count))
  }
}

package extension Parameter {
  /// Returns the value that the screen uses: for a path, the path that was meant.
  func meant(_ typed: String) -> String { kind.isPath ? DroppedPath.meant(typed) : typed }
}

package extension Arguments {
  /// Replaces all paths by those that were meant.
  mutating func understandPaths(_ meant: (String) -> String = DroppedPath.meant) {
    for parameter in command?.parameters ?? [] where parameter.kind.isPath && parameter.form != .flag {
      if let typed = values[parameter.name] { values[parameter.name] = typed.map(meant) }
    }
  }
}
