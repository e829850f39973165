import CommandWords
import DurableFile
import Terminal

/// Paths as other programs hand them over: dropped on the window (`'/a b.pdf' `, `/a\ b.pdf`), copied in the file manager
/// (`file:///a%20b.pdf`). They are understood on the screen alone; a shell has done it already.
enum DroppedPath {
  /// The path that was meant. A file that is called just as it stands there is always that file.
  static func meant(_ typed: String) -> String {
    guard !exists(typed) else { return typed }
    let text = trimmed(typed)
    guard text == typed || !exists(text) else { return text }
    if let paths = list(text), paths.count == 1 { return paths[0] }
    return text
  }

  /// The paths of a text that is nothing but dropped or copied paths; `nil` when it is none, or is the name of a file itself.
  static func list(_ text: String) -> [String]? {
    let text = trimmed(text)
    guard !text.isEmpty, !exists(text) else { return nil }
    let lines = text.split(whereSeparator: \.isNewline).map { trimmed(String($0)) }
    let uris = lines.flatMap { $0.split(separator: " ").map(String.init) }
    if uris.allSatisfy({ $0.hasPrefix("file:") }) {
      let paths = uris.compactMap(path(ofURI:))
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

  /// `file:///a%20b` or `file://localhost/a%20b`; `nil` for a file of another machine.
  private static func path(ofURI uri: String) -> String? {
    var rest = Array(uri.utf8.dropFirst("file:".utf8.count))[...]
    if rest.starts(with: Array("//".utf8)) {
      rest = rest.dropFirst(2)
      let host = rest.prefix { $0 != UInt8(ascii: "/") }
      guard host.isEmpty || host.elementsEqual("localhost".utf8) else { return nil }
      rest = rest.dropFirst(host.count)
    }
    guard rest.first == UInt8(ascii: "/") else { return nil }
    var bytes: [UInt8] = []
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      guard digits.utf8.count == 2, let value = UInt8(digits, radix: 16), value != 0 else { return nil }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return SystemPath.text(bytes)
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

extension Parameter {
  /// A value as the screen takes it: of a path, the path that was meant.
  func meant(_ typed: String) -> String { kind.isPath ? DroppedPath.meant(typed) : typed }
}

extension Arguments {
  /// The same for all of them.
  mutating func understandPaths() {
    for parameter in command?.parameters ?? [] where parameter.kind.isPath && parameter.form != .flag {
      if let typed = values[parameter.name] { values[parameter.name] = typed.map(DroppedPath.meant) }
    }
  }
}
