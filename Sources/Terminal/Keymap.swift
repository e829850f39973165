import Wording

/// Maps keys to command lines, for each screen.
///
///     [everywhere]
///     f1 = help
///     [inbox]
///     r = register
///
/// A user's file is layered over the one that was shipped; an entry without a command unbinds the key.
public struct Keymap: Equatable, Sendable {
  private var commands: [String: [Key: String]] = [:]
  /// Keys in the order of the files, in which hints show them.
  private var order: [String: [Key]] = [:]

  public static let everywhere = "everywhere"

  public init() {}

  /// Reads a keymap from the text of a file. Unless `screens` is empty, a section must be one of them.
  public init(_ text: String, name: String, screens: [String] = []) throws {
    let file = try SettingsFile(text, name: name)
    let known = Set(screens + [Self.everywhere])
    for (section, line) in file.sections where !screens.isEmpty && !known.contains(section) {
      let all = ([Self.everywhere] + screens).joined(separator: ", ")
      throw file.error(line, "không có màn hình [\(section)]; có: \(all)", "no screen [\(section)]; there are: \(all)")
    }
    for entry in file.entries {
      guard !entry.section.isEmpty else {
        throw file.error(
          entry.line, "dòng này phải đứng sau một mục, ví dụ [everywhere]",
          "this line must be below a section such as [everywhere]")
      }
      guard let key = Key(entry.key) else {
        throw file.error(
          entry.line, "không có phím “\(entry.key)”; ví dụ: j, ctrl-n, alt-x, f2, enter, space, pageup",
          "no key “\(entry.key)”; examples: j, ctrl-n, alt-x, f2, enter, space, pageup")
      }
      guard commands[entry.section]?[key] == nil else {
        throw file.error(
          entry.line, "phím “\(entry.key)” đã có lệnh ở trên trong [\(entry.section)]",
          "key “\(entry.key)” already has a command above in [\(entry.section)]")
      }
      commands[entry.section, default: [:]][key] = entry.value
      order[entry.section, default: []].append(key)
    }
  }

  /// Returns this keymap with another one layered over it.
  public func layered(under other: Keymap) -> Keymap {
    var all = self
    for (screen, keys) in other.order {
      for key in keys {
        if all.commands[screen]?[key] == nil { all.order[screen, default: []].append(key) }
        all.commands[screen, default: [:]][key] = other.commands[screen]?[key]
      }
    }
    return all
  }

  /// Returns the command line of a key: the one of the screen, or else that of `[everywhere]`.
  public func command(for key: Key, on screen: String) -> String? {
    let line = commands[screen]?[key] ?? commands[Self.everywhere]?[key]
    return line?.isEmpty == true ? nil : line
  }

  /// Returns the keys bound to this command, with or without arguments.
  public func keys(for command: String, on screen: String) -> [Key] {
    bindings(on: screen).filter { $0.command == command || $0.command.hasPrefix(command + " ") }.map(\.key)
  }

  /// Returns all bindings of a screen, its own first.
  public func bindings(on screen: String) -> [(key: Key, command: String)] {
    let own = order[screen] ?? []
    let common = screen == Self.everywhere ? [] : (order[Self.everywhere] ?? []).filter { commands[screen]?[$0] == nil }
    return (own + common).compactMap { key in self.command(for: key, on: screen).map { (key, $0) } }
  }

  /// The sections that bind at least one key.
  public var screens: [String] { commands.keys.sorted() }
}
