import Vietnamese

/// File names that can be shown and written anywhere, made from whatever a message contains.
enum FileName {
  /// Returns the last part of a path, without characters that Windows or Linux do not allow in a name; `tep-1` when
  /// nothing is left.
  static func safe(_ given: String, place: Int) -> String {
    let last = cleaned(given).split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
    var name = String(last.map { ":*?\"<>|".contains($0) ? "_" : $0 })
    // Dots at the beginning hide a file, dots at the end are lost on Windows; `.` and `..` are folders.
    name = trimmed(name)
    if name.isEmpty { return "tep-\(place)" }
    let (stem, ending) = parts(name)
    if devices.contains(stem.uppercased()) { name = "_" + name }
    guard name.utf8.count > longest else { return name }
    var short = stem
    while short.utf8.count + ending.utf8.count > longest { short.unicodeScalars.removeLast() }
    return trimmed(short) + ending
  }

  /// Returns `báo cáo (2).pdf` for `báo cáo.pdf` if that is taken, in either case.
  static func unique(_ name: String, among taken: Set<String>) -> String {
    guard taken.contains(key(name)) else { return name }
    let (stem, ending) = parts(name)
    var number = 2
    while taken.contains(key("\(stem) (\(number))\(ending)")) { number += 1 }
    return "\(stem) (\(number))\(ending)"
  }

  static func key(_ name: String) -> String { name.lowercased() }

  /// Splits before the last dot; an ending has at most twelve bytes, with the dot.
  static func parts(_ name: String) -> (stem: String, ending: String) {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex, name[dot...].utf8.count <= 12 else {
      return (name, "")
    }
    return (String(name[..<dot]), String(name[dot...]))
  }

  private static let longest = 200

  private static let devices: Set<String> = Set(
    ["CON", "PRN", "AUX", "NUL"] + (0...9).flatMap { ["COM\($0)", "LPT\($0)"] })

  private static func trimmed(_ name: String) -> String {
    var name = name[...]
    while let first = name.first, first == "." || first == " " { name.removeFirst() }
    while let last = name.last, last == "." || last == " " { name.removeLast() }
    return String(name)
  }
}
