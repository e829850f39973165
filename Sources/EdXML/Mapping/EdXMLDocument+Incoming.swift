import Records
import Vietnamese
import Wording

extension EdXMLDocument {
  /// Returns the document as it goes into the register of incoming documents.
  ///
  /// The issuer keeps the name given in the message. It is linked to the agency of the directory that had the sender's
  /// code on the day of issue, if the name does not contradict that; otherwise to the agency of exactly that name.
  /// Texts longer than the register takes (Decree 30/2020, Annex VI) are cut. Everything a clerk should look at is a
  /// remark.
  public func incoming(in directory: OrganDirectory) -> (document: Document, remarks: [Bilingual]) {
    var remarks = Remarks()
    var incoming = document
    let organ = issuer(in: directory, &remarks)
    incoming.organID = organ?.id
    if from.name.isEmpty, let organ { incoming.organName = organ.name }
    if incoming.organName.isEmpty { incoming.organName = "(không ghi)" }
    if incoming.subject.isEmpty { incoming.subject = content.isEmpty ? "(không có trích yếu)" : cleaned(content) }

    for field in Field.allCases {
      for column in field.columns { EdXMLDocument.shorten(column, of: field, in: &incoming, &remarks) }
    }
    return (incoming, remarks.list)
  }

  /// Cuts a text that is longer than the register takes; leaves out a number that it does not take.
  private static func shorten(
    _ column: FieldColumn, of field: Field, in document: inout Document, _ remarks: inout Remarks
  ) {
    guard let limit = column.limit else { return }
    let longest = limit.upperBound
    switch column.value(document) {
    case .text(let text) where text.count > longest:
      // A truncated identifier identifies nothing.
      guard field != .documentID else {
        document.documentID = nil
        return remarks.say(
          "Mã định danh văn bản dài quá \(longest) ký tự nên không ghi.",
          "The document's identifier is longer than \(longest) characters and was omitted.")
      }
      remarks.say(
        "Phần \(field.words.vietnamese) dài quá \(longest) ký tự nên bị cắt; hãy xem văn bản.",
        "The \(field.words.english) is longer than \(longest) characters and was cut; check the document.")
      _ = column.read(&document, Cell.text(text.prefix(longest - 1) + "…"), 0)
    case .number(let number) where !limit.contains(number):
      _ = column.read(&document, Cell.empty, 0)
    case .text, .number, .empty: break
    }
  }

  private func issuer(in directory: OrganDirectory, _ remarks: inout Remarks) -> Organ? {
    from.known(in: directory, on: document.issuedDate, as: Bilingual("cơ quan ban hành", "issuer"), &remarks)
  }
}

extension EdXMLOrgan {
  /// Returns the agency of the directory that is meant: the one that had the code on the day, if the name does not
  /// contradict that; otherwise the agency of exactly that name.
  public func known(in directory: OrganDirectory, on day: Day) -> Organ? {
    var remarks = Remarks()
    return known(in: directory, on: day, as: Bilingual("nơi nhận", "receiver"), &remarks)
  }

  fileprivate func known(
    in directory: OrganDirectory, on day: Day, as what: Bilingual, _ remarks: inout Remarks
  ) -> Organ? {
    let named = name.isEmpty ? nil : directory.find(exactly: name, on: day)
    guard !organID.isEmpty else { return named }
    let coded = directory.organs(withCode: organID)
    let existing = coded.filter { $0.exists(on: day) }
    if let named, existing.contains(named) { return named }
    guard existing.count == 1, let organ = existing.first else {
      if existing.count > 1 {
        remarks.say(
          "Mã \(shown(organID)) có ở \(existing.count) cơ quan trong danh bạ; hãy chọn \(what.vietnamese).",
          "The directory has \(existing.count) agencies with the code \(shown(organID)); choose the \(what.english).")
      } else if let dead = coded.first {
        remarks.say(
          "Mã \(shown(organID)) của \(dead.label) không có hiệu lực ngày \(day.display); "
            + "hãy kiểm tra \(what.vietnamese).",
          "The code \(shown(organID)) of \(dead.label) was not in force on \(day.display); check the \(what.english).")
      }
      return named
    }
    if name.isEmpty || EdXMLOrgan.agree(name, organ.name) { return organ }
    remarks.say(
      "Mã \(shown(organID)) là của \(organ.name), không phải “\(shown(name))”; hãy kiểm tra \(what.vietnamese).",
      "The code \(shown(organID)) is that of \(organ.name), not of “\(shown(name))”; check the \(what.english).")
    return nil
  }

  /// Whether two names agree. One may be shorter: `Văn phòng UBND tỉnh` and `Văn phòng UBND tỉnh Cao Bằng`.
  private static func agree(_ one: String, _ other: String) -> Bool {
    let one = " \(OrganDirectory.nameKey(String(one.prefix(500)))) "
    let other = " \(OrganDirectory.nameKey(other)) "
    return one.contains(other) || other.contains(one)
  }
}
