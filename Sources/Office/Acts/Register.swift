import GRDB
import Records
import Wording

extension OfficeTransaction {
  /// Đăng ký văn bản đến: registers a document under the next arrival number of the year, without a gap (Decree
  /// 30/2020, article 22).
  ///
  /// If another station of the office holds the book, the document is registered provisionally, without a number: that
  /// station gives it. The same if this one may give no number before the next exchange (`Lease`).
  ///
  /// - Parameters:
  ///   - secrecy: anything but open is refused, and nothing of the document is stored.
  ///   - day: ngày đến.
  ///   - anyway: the reason for registering what looks like a duplicate, or what its sender has recalled.
  ///   - reason: the reason for a day before the last one in the book.
  ///   - number: a number that was used on paper before a restore and is reserved in the book.
  ///   - cites: the documents that it answers or replaces, if it came as a message that says so.
  ///   - arrival: the line that is to get the number, if there is one: of a document that another office sent through
  ///     the hub, or that was registered provisionally.
  @discardableResult
  public func register(
    _ document: Document, secrecy: Secrecy = .open, arrivedOn day: Day, anyway: String? = nil, reason: String? = nil,
    number: Int? = nil, cites: [Citation] = [], arrival: DocumentLine? = nil
  ) throws -> DocumentLine {
    let arrival = try arrival.map(current)
    var document = document
    if let arrival { document = try signed(document, as: arrival) }
    if let arrival { try expect(arrival, .incoming, "đăng ký", "registered", [.arrived]) }
    try FieldLimits.check(document)
    guard secrecy == .open else { throw RegisterRefusal.secret(secrecy) }
    guard day <= context.day else { throw NumberingRefusal.futureDay(day, today: context.day) }
    guard document.issuedDate <= day else { throw RegisterRefusal.issuedAfterArrival(document.issuedDate, day) }
    if anyway == nil, let arrival, arrival.requests > 0 { throw RegisterRefusal.recalled(arrival) }
    if anyway == nil, let earlier = try duplicate(of: document, besides: arrival) {
      throw RegisterRefusal.duplicate(earlier)
    }
    if arrival == nil, number == nil, try isNumberedLater(.incoming, typeName: document.typeName, on: day) {
      return try line(
        made: try write(
          .registeredProvisionally(
            .init(
              document: document, arrivalDate: day, reason: anyway ?? reason, cites: cites.isEmpty ? nil : cites))))
    }
    let bookState = try book(.incoming, typeName: document.typeName, on: day)
    let given = try number.map { try reserved($0, in: bookState) } ?? nextNumber(in: bookState, on: day, reason: reason)
    let entry = try write(
      .registered(
        .init(
          document: document, book: bookState.book.id, arrivalNumber: given, suffix: nil, arrivalDate: day,
          reason: [anyway, reason].compactMap(\.self).first, arrival: try arrival?.made(),
          seen: try arrival.flatMap(heard), reentry: number == nil ? nil : true,
          cites: cites.isEmpty ? nil : cites)))
    if let arrival { return try current(arrival) }
    return try line(made: entry)
  }

  /// At most this many acts of a sender are named in `seen`. A sender that says more about one document would otherwise
  /// make its reader write an entry that fits into no frame, and nothing after that entry would ever leave this
  /// station.
  private static let mostHeard = 200

  /// Returns the acts of the sender about an arrival that are known here. Of too many, the one that made the line and
  /// the last ones; about the others the clerk is asked.
  func heard(of arrival: DocumentLine) throws -> [EntryReference]? {
    guard arrival.mailbox != nil else { return nil }
    let heard = try Journal(db).entries(about: arrival.id).filter { $0.isReceived && !$0.isJoined }
      .map(\.entry.reference)
    guard heard.count > OfficeTransaction.mostHeard else { return heard }
    return heard.prefix(1) + heard.suffix(OfficeTransaction.mostHeard - 1)
  }

  /// Returns the document under the name of the office whose key signed it, or of a body that this office issues for.
  ///
  /// - Throws: `RegisterRefusal.otherSender` if it names another agency.
  private func signed(_ document: Document, as arrival: DocumentLine) throws -> Document {
    guard let sender = arrival.sender, sender != NationalAxis.id else { return document }
    guard let organ = try Registers(db).carried(document.organName, document.organID, by: sender) else {
      throw RegisterRefusal.otherSender(document.organName, arrival.author)
    }
    var signed = document
    (signed.organName, signed.organID) = (organ.name, organ.id)
    return signed
  }

  private func duplicate(of document: Document, besides arrival: DocumentLine?) throws -> DocumentLine? {
    try Duplicates.find(
      code: document.code, organName: document.organName, organID: document.organID, documentID: document.documentID,
      year: document.issuedDate.year, besides: arrival?.id, db
    ).first
  }
}

extension Acts.Registered: LineMaking, LineChange {
  func insert(_ id: Int64, as line: EntryReference, _ sourced: SourcedEntry, into registers: Registers) throws -> Int64?
  {
    let filled = try registers.fill(book, arrivalNumber, suffix)
    try registers.insert(
      document, .incoming, .accepted, id, line, arrivalDate,
      Registers.Place(book: book, number: arrivalNumber, suffix: suffix))
    try registers.count(book, arrivalNumber, arrivalDate)
    try registers.cite(id, cites ?? [])
    return filled
  }

  /// Gives the existing arrival its number.
  func change(_ id: Int64, by entry: JournalEntry, in registers: Registers) throws {
    precondition(arrival != nil, "\(entry.reference) is not about a document that exists")
    try registers.rewrite(id, document)
    try registers.place(id, book, arrivalNumber, suffix, arrivalDate)
    try registers.run(
      "UPDATE document SET state = 'accepted', organOrder = ? WHERE id = ?",
      [OrderKeys.organ(document.organName), id])
    try registers.cite(id, cites ?? [])
  }
}

public enum RegisterRefusal: Refusal, Equatable {
  case secret(Secrecy)
  case duplicate(DocumentLine)
  /// The sender asks for the arrival back.
  case recalled(DocumentLine)
  case issuedAfterArrival(Day, Day)
  case notReserved(Int, String)
  /// The document came through the hub under another office's key.
  case otherSender(String, String)

  public var words: Bilingual {
    switch self {
    case .secret(let secrecy):
      Bilingual(
        "Văn bản độ \(secrecy.words.vietnamese) không được nhập vào máy có nối mạng (Luật Bảo vệ bí mật nhà nước); "
          + "ghi vào sổ giấy riêng, máy không lưu gì.",
        "A document classified \(secrecy.words.english) may not be entered on a networked machine "
          + "(Law on state secrets); record it in the separate paper book, nothing was stored."
      )
    case .duplicate(let line) where line.state == .arrived && line.isProvisional:
      Bilingual(
        "Văn bản \(line.document.code) của \(line.author) đã ghi tạm \(line.reference), "
          + "chờ máy giữ sổ cấp số bằng vanthu accept \(line.reference).",
        "\(line.document.code) of \(line.author) is registered provisionally as \(line.reference); "
          + "assign its number with vanthu accept \(line.reference)."
      )
    case .duplicate(let line) where line.state == .arrived:
      Bilingual(
        "Văn bản \(line.document.code) của \(line.author) đã đến qua mạng và chờ tiếp nhận; "
          + "tiếp nhận bằng vanthu accept \(line.reference), số đã ghi trên giấy thì thêm --number.",
        "\(line.document.code) of \(line.author) has arrived through the hub and is waiting; "
          + "accept it with vanthu accept \(line.reference), and --number if it has one on paper."
      )
    case .duplicate(let line):
      Bilingual(
        "Văn bản \(line.document.code) của \(line.author) đã đăng ký, số đến \(line.numberText) "
          + "ngày \(line.day.display); nếu vẫn muốn đăng ký, nêu lý do bằng --anyway.",
        "\(line.document.code) of \(line.author) is already registered, arrival number \(line.numberText) "
          + "on \(line.day.display); to register it anyway give a reason with --anyway."
      )
    case .recalled(let line):
      Bilingual(
        "Nơi gửi đang yêu cầu lấy lại \(line.document.code); đồng ý hủy bằng vanthu agree \(line.reference), "
          + "vẫn tiếp nhận thì nêu lý do bằng --anyway.",
        "The sender has recalled \(line.document.code); agree to destroy it with vanthu agree \(line.reference), "
          + "or give a reason with --anyway to accept it all the same."
      )
    case .issuedAfterArrival(let issued, let arrived):
      Bilingual(
        "Ngày văn bản \(issued.display) ở sau ngày đến \(arrived.display); xem lại hai ngày.",
        "The date of issue \(issued.display) is after the arrival \(arrived.display); check both dates.")
    case .otherSender(let name, let office):
      Bilingual(
        "Văn bản này do \(office) ký và gửi qua mạng nên không ghi được tác giả là “\(name)”; "
          + "để nguyên tác giả, cần thì ghi thêm vào ghi chú.",
        "\(office) signed and sent this document, so “\(name)” cannot be entered as its author; "
          + "leave the author as it is, and add a note if needed."
      )
    case .notReserved(let number, let book):
      Bilingual(
        "Số \(number) của \(book) không phải là số chờ nhập lại; bỏ --number để lấy số tiếp theo.",
        "Number \(number) of \(book) is not waiting to be entered again; omit --number to get the next one.")
    }
  }
}
