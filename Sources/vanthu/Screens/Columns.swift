import CommandWords
import Commands
import Office
import Records
import Terminal
import Wording

/// The columns of a list of a given width: those of the law in the order of the law (Decree 30/2020, Annex IV), as many
/// as fit.
struct Columns {
  struct Column {
    var heading: Bilingual
    var width: Int
    var align: Canvas.Align = .left
    var text: (DocumentLine, Day) -> String
    var role: (DocumentLine, Day) -> Role = { _, _ in .normal }
  }

  let columns: [Column]

  /// The column in which the text of a row begins: after the cursor bar and the mark.
  static let start = 2

  func drawHeading(on canvas: inout Canvas, row: Int, language: Language) {
    canvas.fill(row: row, height: 1, .heading)
    each { column, position in
      canvas.write(
        column.heading[language], row: row, column: position, .heading, width: column.width, align: column.align)
    }
  }

  func draw(_ line: DocumentLine, on canvas: inout Canvas, row: Int, today: Day, marked: Bool) {
    if marked { canvas.write("•", row: row, column: 1, .marked) }
    each { column, position in
      let role: Role = marked ? .marked : line.state == .voided ? .dim : column.role(line, today)
      canvas.write(column.text(line, today), row: row, column: position, role, width: column.width, align: column.align)
    }
  }

  private func each(_ body: (Column, Int) -> Void) {
    var position = Columns.start
    for column in columns {
      body(column, position)
      position += column.width + 1
    }
  }
}

extension Columns {
  /// The width of the column of numbers, in columns.
  static let least = 5
  static func number(_ lines: [DocumentLine]) -> Int {
    lines.reduce(least) { $1.number == nil ? max($0, $1.listNumber.utf8.count) : $0 }
  }

  /// Sổ đăng ký văn bản đến: ngày đến, số đến, tác giả, số ký hiệu, ngày văn bản, tên loại và trích yếu, đơn vị nhận, …
  ///
  /// - Parameter awaiting: the documents of which a file is still on its way, as for the other lists.
  static func incoming(
    width: Int, number: Int = least, awaiting: Set<Int64> = [], _ language: Language
  ) -> Columns {
    fitted(
      width, flexible: 5,
      [
        day,
        Column(
          heading: Bilingual("Số", "No"), width: number, align: .right, text: { line, _ in line.listNumber },
          role: mainRole
        ),
        organ(width >= 120 ? 28 : 16), code(width >= 120 ? 20 : 14),
        Column(heading: Bilingual("Ng.VB", "Dated"), width: 5, text: { line, _ in line.document.issuedDate.short }),
        subject(language, awaiting: awaiting), units(width >= 120 ? 24 : 10),
        Column(heading: Bilingual("Hạn", "Due"), width: 5, text: dueText, role: dueRole),
        Column(heading: Bilingual("Chuyển", "On"), width: 6, text: { line, _ in line.handedOn?.short ?? "" }),
        state(language),
        Column(heading: Bilingual("Ghi chú", "Note"), width: 20, text: { line, _ in line.document.note ?? "" }),
      ])
  }

  /// Sổ đăng ký văn bản đi: số ký hiệu, ngày tháng, tên loại và trích yếu, người ký, nơi nhận, …
  ///
  /// - Parameter marks: where documents are on their way; the column is there only if one of them is.
  static func outgoing(width: Int, marks: [Int64: DeliveryMark] = [:], _ language: Language) -> Columns {
    let isUnderway = !marks.isEmpty
    return fitted(
      width, flexible: 2,
      [
        Column(
          heading: Bilingual("Số, ký hiệu", "Code"), width: width >= 120 ? 20 : 14,
          text: { line, _ in line.document.code },
          role: mainRole),
        day, subject(language),
        Column(
          heading: Bilingual("Người ký", "Signer"), width: width >= 120 ? 24 : isUnderway ? 9 : 14,
          text: { line, _ in line.document.signer?.fullName ?? "" }),
      ] + (isUnderway ? [underway(marks, language)] : []) + [
        Column(heading: Bilingual("Nơi nhận", "To"), width: width >= 120 ? 30 : 14, text: { line, _ in line.toPlaces }),
        Column(
          heading: Bilingual("Bản", "Cp"), width: 3, align: .right,
          text: { line, _ in line.document.issuedAmount.map(String.init) ?? "" }),
        state(language),
        Column(heading: Bilingual("Ghi chú", "Note"), width: 20, text: { line, _ in line.document.note ?? "" }),
      ])
  }

  /// Both registers in one list, for the results of a search.
  static func both(width: Int, number: Int = least, awaiting: Set<Int64> = [], _ language: Language) -> Columns {
    fitted(
      width, flexible: 4,
      [
        Column(
          heading: Bilingual("Sổ", "Book"), width: 4,
          text: { line, _ in bookWord(line)[language] },
          role: { _, _ in .dim }),
        Column(
          heading: Bilingual("Số", "No"), width: number, align: .right, text: { line, _ in line.listNumber },
          role: mainRole
        ),
        Column(heading: Bilingual("Ngày", "Day"), width: 10, text: { line, _ in line.day.display }),
        code(width >= 120 ? 20 : 14), subject(language, awaiting: awaiting), organ(width >= 120 ? 28 : 14), units(20),
        state(language),
      ])
  }

  /// Hộp việc: the need, which is why the document is in the list, comes first.
  static func triage(
    width: Int, number: Int = least, need: Int = 0, awaiting: Set<Int64> = [],
    needs: @escaping (DocumentLine) -> (Bilingual, Role), places: @escaping (DocumentLine) -> String,
    language: Language
  ) -> Columns {
    fitted(
      width, flexible: 5,
      [
        Column(
          heading: Bilingual("Việc", "Need"), width: max(need, width >= 120 ? 18 : language == .english ? 14 : 12),
          text: { line, _ in needs(line).0[language] },
          role: { line, _ in needs(line).1 }),
        Column(heading: Bilingual("Hạn", "Due"), width: 5, text: dueText, role: dueRole),
        Column(
          heading: Bilingual("Số", "No"), width: number, align: .right, text: { line, _ in line.listNumber },
          role: mainRole
        ),
        // Of a document that was sent, the clerk wants to know where it went, or where it came back from.
        Column(
          heading: Bilingual("Tác giả", "From"), width: width >= 120 ? 28 : 14, text: { line, _ in places(line) }),
        code(width >= 120 ? 20 : 13), subject(language, awaiting: awaiting),
        units(width >= 120 ? 24 : 10),
        day,
        state(language),
      ])
  }

  /// Returns the columns that fit, from the left; the flexible one gets the rest of the width.
  private static func fitted(_ width: Int, flexible: Int, _ all: [Column]) -> Columns {
    // The subject of a document is more important than further columns.
    let least = width >= 110 ? 42 : 24
    var columns: [Column] = []
    var used = start
    for (index, column) in all.enumerated() {
      let needed = (index == flexible ? least : column.width) + 1
      guard used + needed <= width || index <= flexible else { break }
      columns.append(column)
      used += needed
    }
    if columns.indices.contains(flexible) {
      columns[flexible].width = max(8, least + width - used)
    }
    return Columns(columns: columns)
  }

  private static func underway(_ marks: [Int64: DeliveryMark], _ language: Language) -> Column {
    Column(
      heading: Bilingual("Ở", "At"), width: language == .english ? 5 : 4,
      text: { line, _ in marks[line.id]?.words[language] ?? "" },
      role: { line, _ in marks[line.id]?.role ?? .normal })
  }

  private static var day: Column {
    Column(heading: Bilingual("Ngày", "Day"), width: 5, text: { line, _ in line.day.short })
  }
  private static func organ(_ width: Int) -> Column {
    Column(heading: Bilingual("Tác giả", "From"), width: width, text: { line, _ in line.author })
  }
  private static func code(_ width: Int) -> Column {
    Column(heading: Bilingual("Số, ký hiệu", "Code"), width: width, text: { line, _ in line.document.code })
  }
  private static func subject(_ language: Language, awaiting: Set<Int64> = []) -> Column {
    Column(heading: Bilingual("Tên loại và trích yếu", "Type and subject"), width: 24) { line, _ in
      let type = line.document.typeName
      let subject = type.isEmpty || type == "Công văn" ? line.document.subject : "\(type) \(line.document.subject)"
      // Written here because the column of states may not fit.
      if line.state == .voided { return "[\(Processing.voided.words[language])] \(subject)" }
      return awaiting.contains(line.id) ? "\(Bilingual("[chờ tệp]", "[file to come]")[language]) \(subject)" : subject
    }
  }
  private static func units(_ width: Int) -> Column {
    Column(
      heading: Bilingual(width > 10 ? "Đơn vị nhận" : "Đơn vị", "Unit"), width: width,
      text: { line, _ in line.toPlaces })
  }
  private static func state(_ language: Language) -> Column {
    Column(
      heading: Bilingual("Trạng thái", "State"), width: 16, text: { line, _ in line.state.words[language] },
      role: { _, _ in .dim })
  }

  private static func bookWord(_ line: DocumentLine) -> Bilingual {
    line.direction == .incoming
      ? Bilingual("đến", "in") : line.number == nil ? Bilingual("nháp", "dft") : Bilingual("đi", "out")
  }

  private static func dueText(_ line: DocumentLine, _ today: Day) -> String { line.document.dueDate?.short ?? "" }

  private static func dueRole(_ line: DocumentLine, _ today: Day) -> Role {
    guard line.state.isOpen, let due = line.document.dueDate else { return .normal }
    return due < today ? .danger : due.days(to: today) >= -3 ? .warning : .normal
  }

  private static func mainRole(_ line: DocumentLine, _ today: Day) -> Role {
    line.document.urgency == .routine ? .accent : .danger
  }
}

extension DeliveryMark {
  fileprivate var words: Bilingual {
    switch self {
    case .held: Bilingual("giữ", "held")
    case .returned: Bilingual("trả", "back")
    case .refused: Bilingual("chối", "no")
    case .here: Bilingual("máy", "PC")
    case .onStick: Bilingual("USB", "stick")
    case .inLetter: Bilingual("thư", "mail")
    case .hub: Bilingual("tỉnh", "hub")
    case .untaken: Bilingual("đến", "there")
    }
  }

  fileprivate var role: Role {
    switch self {
    case .held, .returned, .refused: .danger
    case .here, .onStick, .inLetter: .warning
    case .hub, .untaken: .dim
    }
  }
}
