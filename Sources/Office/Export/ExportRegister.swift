import GRDB
import Records
import Vietnamese

/// The format of an exported register.
public enum ExportFormat: String, CaseIterable, Sendable {
  /// RFC 4180 with a byte order mark, so that Excel reads it as UTF-8.
  case csv
  /// Tab-separated; tabs and line ends inside a text become spaces.
  case tsv
  /// An array of objects (`DocumentLine.json`), one on each line.
  case json
}

extension Office {
  /// Writes a register, the oldest line first, in pieces: memory does not grow with the register.
  ///
  /// - Parameters:
  ///   - year: `nil` for all years.
  ///   - guardsFormulas: whether to put `'` before a cell that a spreadsheet would compute (`FormulaGuard`): the text
  ///     may come from a stranger. The import removes it. Not for programs that would read the mark as text.
  ///   - write: receives the pieces in order; throws to cancel.
  /// - Returns: the number of lines written.
  @discardableResult
  public func export(
    _ direction: Book.Direction, year: Int? = nil, format: ExportFormat = .csv, guardsFormulas: Bool = true,
    to write: ([UInt8]) throws -> Void
  ) throws -> Int {
    var page = ExportPage(direction, format, guardsFormulas: guardsFormulas)
    var count = 0
    try read { db in
      page.begin()
      let (first, last) = (Int64(Day(year ?? 1900, 1, 1).ordinal), Int64(Day(year ?? 2199, 12, 31).ordinal))
      let lines = try DocumentLine.fetchCursor(
        db,
        sql: """
          SELECT \(DocumentLine.columns) FROM document INDEXED BY document_direction
          WHERE direction = ? AND book IS NOT NULL AND id >= ? AND id < ? ORDER BY id
          """, arguments: [direction.rawValue, first << 24, (last + 1) << 24])
      while let line = try lines.next() {
        page.add(line, isFirst: count == 0)
        count += 1
        if page.bytes.count >= 1 << 16 {
          try write(page.bytes)
          page.bytes.removeAll(keepingCapacity: true)
        }
      }
      page.end()
      try write(page.bytes)
    }
    return count
  }
}

/// The piece of an export that is being filled.
private struct ExportPage {
  var bytes: [UInt8] = []
  private let format: ExportFormat
  private let guardsFormulas: Bool
  private let columns: [ExportColumn]

  init(_ direction: Book.Direction, _ format: ExportFormat, guardsFormulas: Bool) {
    self.format = format
    self.guardsFormulas = guardsFormulas
    columns = ExportColumn.columns(direction)
  }

  mutating func begin() {
    switch format {
    case .csv:
      bytes += [0xEF, 0xBB, 0xBF]
      addCells(columns.map(\.title))
    case .tsv: addCells(columns.map(\.title))
    case .json: bytes += "[".utf8
    }
  }

  mutating func add(_ line: DocumentLine, isFirst: Bool) {
    switch format {
    case .csv, .tsv: addCells(columns.map { $0.text(line) })
    case .json:
      bytes += (isFirst ? "\n" : ",\n").utf8
      bytes += line.json.text.utf8
    }
  }

  mutating func end() {
    if format == .json { bytes += "\n]\n".utf8 }
  }

  private mutating func addCells(_ cells: [String]) {
    for (place, text) in cells.enumerated() {
      let shown = plain(text, lines: format == .csv)
      let cell = guardsFormulas ? FormulaGuard.guarded(shown) : shown
      if place > 0 { bytes.append(format == .csv ? 0x2C : 0x09) }
      if format == .csv || cell.utf8.first == 0x22 {
        addQuoted(cell)
      } else {
        bytes += cell.utf8.map { $0 < 0x20 ? 0x20 : $0 }
      }
    }
    bytes += (format == .csv ? "\r\n" : "\n").utf8
  }

  private mutating func addQuoted(_ cell: String) {
    guard cell.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D || $0 == 0x3B }) else {
      bytes += cell.utf8
      return
    }
    bytes.append(0x22)
    for byte in cell.utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }
}
