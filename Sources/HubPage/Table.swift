import Wording

/// A table with caption and headers; on a narrow screen every line becomes a small card, and each cell shows its
/// header.
struct Table {
  let caption: String
  let heads: [Head]
  private(set) var lines: [HTML] = []

  struct Head {
    let words: Bilingual
    var isNumber = false
  }

  struct Cell: ExpressibleByStringInterpolation {
    var content: [HTML]
    var kind: String?

    init(_ content: HTML..., kind: String? = nil) {
      self.content = content
      self.kind = kind
    }

    init(stringLiteral text: String) { self.init(.text(text)) }
  }

  private let language: Language

  init(_ caption: Bilingual, _ language: Language, _ heads: [Head]) {
    self.caption = caption[language]
    self.heads = heads
    self.language = language
  }

  /// Adds a line. The first cell is its header.
  mutating func add(_ cells: [Cell]) {
    var parts: [HTML] = []
    for (place, cell) in cells.enumerated() {
      let classes = [heads[place].isNumber ? "n" : nil, cell.kind].compactMap(\.self).joined(separator: " ")
      var attributes: [HTML.Attribute] = classes.isEmpty ? [] : [.init("class", classes)]
      if place == 0 {
        attributes.append(.init("scope", "row"))
        parts.append(tag("th", attributes, all: cell.content))
      } else {
        attributes.append(.init("data-label", heads[place].words[language]))
        parts.append(tag("td", attributes, all: cell.content))
      }
    }
    lines.append(tag("tr", [], all: parts))
  }

  /// The table, or a sentence if it is empty.
  func html(empty: Bilingual) -> HTML {
    guard !lines.isEmpty else {
      return .several([tag("h2", [], .text(caption)), tag("p", [.init("class", "faint")], .text(empty[language]))])
    }
    let head = heads.map {
      tag("th", [.init("scope", "col")] + ($0.isNumber ? [.init("class", "n")] : []), .text($0.words[language]))
    }
    return tag(
      "table", [], tag("caption", [], .text(caption)), tag("thead", [], tag("tr", [], all: head)),
      tag("tbody", [], all: lines))
  }
}

extension Bilingual {
  var head: Table.Head { Table.Head(words: self) }
  var numbers: Table.Head { Table.Head(words: self, isNumber: true) }
}
