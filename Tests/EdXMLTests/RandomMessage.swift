import Records
import TestSupport

@testable import EdXML

/// Messages from a seed: everything that a sender of ours can write.
enum RandomMessage {
  static func document(_ chance: inout SeededRandom) -> EdXMLDocument {
    let number = Int.random(in: 1...9_999, using: &chance)
    let code = [
      "\(number)/UBND-VX", "\(number < 10 ? "0" : "")\(number)/QĐ-UBND", "\(number)/2026/NQ-HĐND", "\(number)-CV/ĐU",
    ]
    .randomElement(using: &chance)!
    let day = Day(ordinal: Int.random(in: 10_000...40_000, using: &chance))!
    let from = organ(&chance)
    let identifier = "\(from.organID),\(day.slashed),\(code)"
    let document = Document(
      code: code, organName: from.name, issuedDate: day,
      typeName: DocumentType.all.randomElement(using: &chance)!.name, subject: text(&chance),
      urgency: Urgency.allCases.randomElement(using: &chance)!, signer: maybe(&chance) { signer(&$0) },
      pageAmount: maybe(&chance) { Int.random(in: 1...999, using: &$0) },
      issuedAmount: maybe(&chance) { Int.random(in: 1...9_999, using: &$0) },
      dueDate: maybe(&chance) { Day(ordinal: Int.random(in: 10_000...40_000, using: &$0))! }, documentID: identifier)
    return EdXMLDocument(
      document: document, from: from, to: some(&chance) { organ(&$0) }, place: perhaps(&chance),
      content: perhaps(&chance), competence: perhaps(&chance), toPlaces: some(&chance) { text(&$0) },
      appendixes: some(&chance) { text(&$0) }, sphere: perhaps(&chance), typist: perhaps(&chance),
      steering: maybe(&chance) { Int.random(in: 0...3, using: &$0) }, responseFor: some(&chance) { reference(&$0) },
      extensions: some(&chance) { EdXMLExtension(name: "TaskCode", text: text(&$0))! }, business: business(&chance),
      reason: perhaps(&chance), businessDocumentID: Bool.random(using: &chance) ? identifier : "",
      paperFollows: Bool.random(using: &chance),
      staff: maybe(&chance) { EdXMLStaff(staff: text(&$0), email: text(&$0)) },
      trace: some(&chance) { EdXMLTrace(organID: text(&$0), time: time(&$0)) }, attachments: attachments(&chance))
  }

  static func status(_ chance: inout SeededRandom) -> EdXMLStatus {
    EdXMLStatus(
      from: organ(&chance), reference: reference(&chance), staff: maybe(&chance) { EdXMLStaff(department: text(&$0)) },
      code: ["01", "02", "03", "04", "05", "06", "13", "15", "16"].randomElement(using: &chance)!,
      note: perhaps(&chance), time: maybe(&chance) { time(&$0) })
  }

  /// Returns words as people write them, with what XML has to escape.
  static func text(_ chance: inout SeededRandom) -> String {
    let words = [
      "Uỷ", "ban", "nhân", "dân", "xã", "Đàm", "Thủy", "<", "&amp;", "\"trích\"", "]]>", "quý", "I/2026", "'", "đường",
      "😀", "–",
    ]
    return (0..<Int.random(in: 1...8, using: &chance)).map { _ in words.randomElement(using: &chance)! }
      .joined(separator: " ")
  }

  private static func maybe<T>(_ chance: inout SeededRandom, _ make: (inout SeededRandom) -> T) -> T? {
    Bool.random(using: &chance) ? make(&chance) : nil
  }

  private static func some<T>(_ chance: inout SeededRandom, _ make: (inout SeededRandom) -> T) -> [T] {
    (0..<Int.random(in: 0...3, using: &chance)).map { _ in make(&chance) }
  }

  private static func perhaps(_ chance: inout SeededRandom) -> String { maybe(&chance) { text(&$0) } ?? "" }

  private static func organ(_ chance: inout SeededRandom) -> EdXMLOrgan {
    let id = ["000.00.00.H14", "H14.31", "28.22.H17", "000.00.01.A53"].randomElement(using: &chance)!
    return EdXMLOrgan(
      organID: id, name: text(&chance), inCharge: perhaps(&chance), address: perhaps(&chance), email: perhaps(&chance),
      telephone: perhaps(&chance), fax: perhaps(&chance), website: perhaps(&chance))
  }

  private static func signer(_ chance: inout SeededRandom) -> Signer {
    Signer(position: maybe(&chance) { text(&$0) }, fullName: text(&chance))
  }

  private static func time(_ chance: inout SeededRandom) -> EdXMLTime {
    EdXMLTime(unixSeconds: Int.random(in: 0...4_000_000_000, using: &chance))
  }

  private static func reference(_ chance: inout SeededRandom) -> EdXMLReference {
    let day = Day(ordinal: Int.random(in: 10_000...40_000, using: &chance))!
    return EdXMLReference(
      organID: perhaps(&chance), code: "\(Int.random(in: 1...99, using: &chance))/BC-UBND",
      issuedDate: maybe(&chance) { _ in EdXMLDay(day) }, documentID: perhaps(&chance))
  }

  private static func business(_ chance: inout SeededRandom) -> EdXMLBusiness {
    switch Int.random(in: 0...3, using: &chance) {
    case 0: .new
    case 1: .recall
    case 2:
      .update(
        EdXMLUpdate(
          changesDocument: Bool.random(using: &chance), changesReceivers: Bool.random(using: &chance),
          receivers: some(&chance) { .init(organID: text(&$0), isAdded: Bool.random(using: &$0)) }))
    default:
      .replacement(
        some(&chance) { chance in
          EdXMLReplacement(documentID: text(&chance), organIDs: some(&chance) { text(&$0) })
        })
    }
  }

  private static func attachments(_ chance: inout SeededRandom) -> [EdXMLAttachment] {
    (0..<Int.random(in: 0...3, using: &chance)).map { index in
      let ending = [".pdf", ".docx", ".zip", ""].randomElement(using: &chance)!
      let count = Int.random(in: 0...600, using: &chance)
      let bytes =
        Bool.random(using: &chance) ? chance.bytes(count, fromEach: 1) : [UInt8](repeating: 0x41, count: count)
      return EdXMLAttachment(name: "Tệp số \(index)\(ending)", note: perhaps(&chance), bytes: bytes)
    }
  }
}
