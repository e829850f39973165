import DurableFile
import GRDB
import Records
import Wording

extension Office {
  /// Imports an old register from a table (CSV). Its lines keep their numbers and are stored as settled or issued.
  ///
  /// Imports all rows or none, unless `partly`. Missing books of the years are opened; a book continues after the
  /// highest imported number. The report lists every refused row with every reason.
  /// - Parameter progress: called with the number of rows read, then of lines written; throws to cancel, and then
  ///   nothing is written.
  /// - Throws: `ImportRefusal` if the file cannot be read as a register at all; `EncodingRefusal`; `StorageRefusal`.
  public func importRegister(
    _ bytes: [UInt8], options: ImportOptions = ImportOptions(), context: ActContext,
    progress: (_ done: Int) throws -> Void = { _ in }
  ) throws -> ImportReport {
    var table = try TextTable(bytes, encoding: options.encoding)
    let header = try ImportRegister.header(&table, options.direction)
    let direction = options.direction ?? header.direction
    var report = ImportReport(direction: direction)
    report.encoding = table.encoding
    report.leftOut = header.leftOut
    let reader = ImportReader(header, direction, own: try profile, today: context.day)
    var lines: [ImportedLine] = []
    while let record = table.next() {
      guard !record.isEmpty, !ImportRegister.isNumbering(record) else { continue }
      report.rows += 1
      if let line = reader.read(record) { lines.append(line) }
      if report.rows.isMultiple(of: 5_000) { try progress(report.rows) }
    }
    report.refused = reader.refused
    report.warnings = reader.warnings
    guard report.rows > 0 else { throw ImportRefusal.empty }

    if options.isDryRun {
      try read { db in
        var plan = try ImportPlan(
          lines, direction, column: header.title(of: direction == .incoming ? .arrivalNumber : .field(.code)), db)
        plan.close(&report, options)
      }
      return report
    }
    return try act(context) { transaction in
      var plan = try ImportPlan(
        lines, direction, column: header.title(of: direction == .incoming ? .arrivalNumber : .field(.code)),
        transaction.db)
      guard plan.close(&report, options) else { return report }
      try transaction.write(plan, reason: options.gapReason, progress: progress)
      report.isWritten = true
      return report
    }
  }

  /// Imports an old register from a file.
  public func importRegister(
    path: String, options: ImportOptions = ImportOptions(), context: ActContext,
    progress: (_ done: Int) throws -> Void = { _ in }
  ) throws -> ImportReport {
    try importRegister(try ImportRegister.bytes(of: path), options: options, context: context, progress: progress)
  }
}

enum ImportRegister {
  /// Returns the line of titles: the first of the first twenty lines that names every column needed.
  static func header(_ table: inout TextTable, _ direction: Book.Direction?) throws -> ImportHeader {
    var best: ImportHeader?
    for _ in 0..<20 {
      guard let record = table.next() else { break }
      let header = ImportHeader(record.cells)
      if header.missing(for: direction ?? header.direction).isEmpty { return header }
      if header.places.count > best?.places.count ?? -1 { best = header }
    }
    guard let best else { throw ImportRefusal.empty }
    throw ImportRefusal.missingColumns(best.missing(for: direction ?? best.direction).map(\.title))
  }

  /// Whether the record is the line `(1), (2), (3) …` that Annex IV prints under the titles.
  static func isNumbering(_ record: TextTable.Record) -> Bool {
    let cells = record.cells.filter { !$0.isEmpty }
    return cells.allSatisfy { $0.hasPrefix("(") && $0.hasSuffix(")") && Int($0.dropFirst().dropLast()) != nil }
  }

  static func bytes(of path: String) throws -> [UInt8] {
    do {
      let file = try FileRefusal.opening(path)
      return try file.read(file.size, at: 0)
    } catch is FileRefusal { throw ImportRefusal.unreadable(path) } catch is FileFailure {
      throw ImportRefusal.unreadable(path)
    }
  }
}

extension OfficeTransaction {
  /// Writes the entries of a plan: its books, then their lines in the order of their numbers.
  fileprivate func write(_ plan: ImportPlan, reason: String?, progress: (Int) throws -> Void) throws {
    for book in plan.newBooks { try write(.bookOpened(.init(book: book))) }
    var done = 0
    for line in plan.lines(voidedFor: reason) {
      try write(
        .registerImported(
          .init(
            document: line.document, book: line.book, number: line.number, suffix: line.suffix, day: line.day,
            toPlaces: line.toPlaces, state: line.state)))
      done += 1
      if done.isMultiple(of: 2_000) {
        try indexTouched()
        try progress(done)
      }
    }
    try progress(done)
  }
}
