import Records
import Vietnamese
import Wording

/// A row of an old register, ready to be written.
struct ImportedLine {
  var row: Int
  var document: Document
  var number: Int
  var suffix: String?
  var day: Day
  var toPlaces: String?
  var state: Processing
}

/// Reads the rows of a register and collects the remarks about them.
final class ImportReader {
  let header: ImportHeader
  let direction: Book.Direction
  let own: OfficeProfile?
  let today: Day
  private(set) var refused: [ImportRemark] = []
  private(set) var warnings: [ImportRemark] = []

  init(_ header: ImportHeader, _ direction: Book.Direction, own: OfficeProfile?, today: Day) {
    self.header = header
    self.direction = direction
    self.own = own
    self.today = today
  }

  /// Returns the line of a row; `nil` if it is refused: then every reason is in `refused`.
  func read(_ record: TextTable.Record) -> ImportedLine? {
    let before = refused.count
    // Checked first: nothing of a state secret may be kept, not even in a report.
    if let secret = secrecy(record) {
      refused.append(secret)
      return nil
    }
    guard isClean(record) else { return nil }
    func text(_ column: ImportColumn) -> String { cleaned(header.cell(column, of: record)) }

    let state = attempt(.state, record) { try ImportReader.state(text(.state), direction) } ?? .completed
    let (typed, subject) = typeAndSubject(record)
    let code = attempt(.field(.code), record) { try self.code(record) } ?? ""
    let issued =
      attempt(.field(.issuedDate), record) { try day(text(.field(.issuedDate)), orNil: direction == .incoming) } ?? nil
    let arrived =
      direction == .incoming
      ? attempt(.arrivalDate, record) { try day(text(.arrivalDate), orNil: false) } ?? nil : issued
    let numbered = attempt(direction == .incoming ? .arrivalNumber : .field(.code), record) {
      try self.number(record, code)
    }
    let organName = direction == .incoming ? text(.field(.organName)) : own?.name ?? ""
    var document = Document(
      code: code, organName: organName, issuedDate: issued ?? arrived ?? today, typeName: typed, subject: subject)
    for field in ImportReader.readHere {
      let typed = text(.field(field))
      guard !typed.isEmpty else { continue }
      let stored = attempt(.field(field), record) { try self.stored(typed, field) }
      if let stored { document.set(field, to: stored) }
    }
    let (position, name) = (text(.signerPosition), text(.field(.signer)))
    if !name.isEmpty { document.signer = Signer(position: position.isEmpty ? nil : position, fullName: name) }
    if state == .voided, !text(.reason).isEmpty { document.note = text(.reason) }
    if refused.count == before {
      if document.typeName.isEmpty, state != .voided { document.typeName = type(of: code, record) }
      check(document, text(.field(.toPlaces)), state, record)
    }
    if let issued, let arrived, issued > arrived {
      refuse(record, .field(.issuedDate), RegisterRefusal.issuedAfterArrival(issued, arrived).words)
    }
    if let arrived, arrived > today {
      refuse(
        record, direction == .incoming ? .arrivalDate : .field(.issuedDate),
        NumberingRefusal.futureDay(arrived, today: today).words)
    }
    guard refused.count == before, let arrived, let numbered else { return nil }
    document.organID = organID(of: document, record)
    return ImportedLine(
      row: record.line, document: document, number: numbered.number, suffix: nilIfEmpty(numbered.suffix), day: arrived,
      toPlaces: nilIfEmpty(text(.field(.toPlaces))), state: state)
  }

  func refuse(_ record: TextTable.Record, _ column: ImportColumn?, _ words: Bilingual) {
    refused.append(ImportRemark(line: record.line, column: column.map(header.title(of:)), words: words))
  }

  private func nilIfEmpty(_ text: String) -> String? { text.isEmpty ? nil : text }

  private func attempt<T>(_ column: ImportColumn, _ record: TextTable.Record, _ body: () throws -> T) -> T? {
    do { return try body() } catch let refusal as any Refusal {
      refuse(record, column, refusal.words)
    } catch { preconditionFailure("reading a cell throws refusals only: \(error)") }
    return nil
  }

  private func secrecy(_ record: TextTable.Record) -> ImportRemark? {
    let text = header.cell(.secrecy, of: record)
    guard !cleaned(text).isEmpty else { return nil }
    if let secrecy = try? Secrecy.reading(text), !secrecy.isStateSecret { return nil }
    return ImportRemark(
      line: record.line, column: header.title(of: .secrecy),
      words: Bilingual(
        "văn bản mật không được nhập vào máy có nối mạng (Luật Bảo vệ bí mật nhà nước); dòng này không được đọc tiếp, "
          + "máy không lưu gì, để trong sổ giấy riêng",
        "a classified document may not be entered on a networked machine (Law on state secrets); "
          + "the rest of the row was not read and nothing is stored; leave it in the separate paper book"
      ))
  }

  /// Refuses cells with control characters, except line ends and tabs, which are read as spaces.
  private func isClean(_ record: TextTable.Record) -> Bool {
    var isClean = true
    for (place, cell) in record.cells.enumerated() {
      guard cell.utf8.contains(where: ImportReader.isControl) else { continue }
      isClean = false
      refused.append(
        ImportRemark(
          line: record.line, column: place < header.titles.count ? header.titles[place] : nil,
          words: Bilingual(
            "có ký tự điều khiển, không phải chữ; xóa đi rồi nhập lại",
            "contains a control character, which is not text; delete it")))
    }
    return isClean
  }

  private static func isControl(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x09, 0x0A, 0x0D: false
    default: byte < 0x20 || byte == 0x7F
    }
  }

  /// The fields that are read from one column each; the others from several, or from none.
  private static let readHere = Field.all.filter {
    ![.code, .organName, .organID, .issuedDate, .typeName, .subject, .signer, .toPlaces].contains($0)
  }

  /// Code and agency are checked where they are read.
  private static let checkedHere = Field.all.filter { $0 != .code && $0 != .organID }

  private func check(_ document: Document, _ toPlaces: String, _ state: Processing, _ record: TextTable.Record) {
    for field in ImportReader.checkedHere {
      // A voided number may have no document.
      if state == .voided, document.value(of: field).isEmpty { continue }
      let isInOne = field == .subject && header.places[.field(.subject)] == nil
      _ = attempt(isInOne ? .typeAndSubject : .field(field), record) { try FieldLimits.check(document, field) }
    }
    _ = attempt(.field(.toPlaces), record) {
      try FieldLimits.check(toPlaces, Field.toPlaces.words, 0...Lengths.toPlaces)
    }
  }

  /// Returns the agency of that name, if there is exactly one. An old register may contain several of one name, and
  /// there is nobody to ask.
  private func organID(of document: Document, _ record: TextTable.Record) -> Organ.ID? {
    let namesakes = OrganDirectory.shipped.namesakes(document.organName, on: document.issuedDate)
    guard namesakes.count > 1 else { return namesakes.first?.id }
    let districts = namesakes.compactMap(\.parentName).joined(separator: ", ")
    warnings.append(
      ImportRemark(
        line: record.line, column: header.title(of: .field(.organName)),
        words: Bilingual(
          "có \(namesakes.count) cơ quan cùng tên (\(districts)), không rõ là cơ quan nào, giữ tên như đã ghi",
          "\(namesakes.count) agencies have this name (\(districts)); it is not known which, so the name is kept")))
    return nil
  }

  /// Returns the type that the code implies, else a neutral name.
  private func type(of code: String, _ record: TextTable.Record) -> String {
    if let code = try? DocumentCode(parsing: code), let type = DocumentType.guess(from: code) { return type.name }
    warnings.append(
      ImportRemark(
        line: record.line,
        words: Bilingual("không rõ tên loại, ghi là “Văn bản”", "the type is not known, “Văn bản” is written")))
    return "Văn bản"
  }
}
