import EdXML
import Foundation
import Records
import TestSupport
import Wording

extension FuzzTarget {
  /// Messages of the national axis.
  static let edxml = FuzzTarget("edxml", share: 1_000) { _ in
    let samples = try EdXMLSamples.read()
    let today = Day(2026, 11, 20)
    return { chance in
      var bytes = chance.pick(samples.messages)
      switch chance.below(4) {
      case 0: Spoiling.spoil(&bytes, others: samples.messages, words: EdXMLSamples.words, &chance)
      case 1: EdXMLSamples.spoilAttachment(&bytes, &chance)
      default: for _ in 0...chance.anySize(upTo: 2) { EdXMLSamples.spoilText(&bytes, &chance) }
      }
      do {
        let (message, _) = try EdXMLMessage.read(bytes, receivedOn: today)
        // What was accepted can be passed on, and is then what it was.
        guard case .document(var document) = message else { return .taken }
        document.isSigned = false
        let written = EdXMLMessage.document(document).write()
        let (again, _) = try EdXMLMessage.read(written, receivedOn: today)
        try expect(EdXMLMessage.document(document).write() == again.write(), "written twice it is another message")
        _ = document.incoming(in: .shipped)
        return .taken
      } catch let refusal as EdXMLRefusal {
        try expect(!refusal.words.vietnamese.isEmpty, "a refusal without words")
        return .refused
      }
    }
  }
}

/// The golden messages of the tests, and how they are corrupted.
struct EdXMLSamples {
  let messages: [[UInt8]]

  static func read() throws -> EdXMLSamples {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let golden = tests.appendingPathComponent("EdXMLTests/Golden")
    let names = try FileManager.default.contentsOfDirectory(atPath: golden.path).filter { $0.hasSuffix(".edxml") }
    let messages = try names.sorted().map { Array(try Data(contentsOf: golden.appendingPathComponent($0))) }
    try expect(messages.count > 8, "the golden messages are not in \(golden.path)")
    return EdXMLSamples(messages: messages)
  }

  /// Replaces the text between two tags, or removes, repeats or moves an entire element.
  static func spoilText(_ bytes: inout [UInt8], _ chance: inout SeededRandom) {
    let opens = bytes.indices.filter { bytes[$0] == UInt8(ascii: "<") }
    guard opens.count > 2 else { return }
    let place = chance.pick(opens)
    guard let close = bytes[place...].firstIndex(of: UInt8(ascii: ">")) else { return }
    let next = bytes[close...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
    switch chance.below(4) {
    case 0, 1:
      let text = chance.pick(SpoilingJSON.texts + SpoilingJSON.numbers)
      let escaped = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      bytes.replaceSubrange(close + 1..<next, with: escaped.utf8)
    case 2: bytes.insert(contentsOf: chance.pick(words), at: chance.pick(opens))
    default:
      let name = Array(bytes[place + 1..<close].prefix { $0 != 0x20 && $0 != UInt8(ascii: "/") })
      let end = Array("</".utf8) + name + [UInt8(ascii: ">")]
      guard let start = opens.first(where: { $0 > place && bytes[$0...].starts(with: end) }) else { return }
      let element = Array(bytes[place..<start + end.count])
      if chance.one(in: 2) { bytes.removeSubrange(place..<start + end.count) }
      if chance.one(in: 2) {
        let tags = bytes.indices.filter { bytes[$0] == UInt8(ascii: "<") }
        for _ in 0...chance.anySize(upTo: 6) where bytes.count < Spoiling.most {
          bytes.insert(contentsOf: element, at: tags.isEmpty ? 0 : chance.pick(tags))
        }
      }
    }
  }

  /// Corrupts the bytes of an attachment and encodes them as Base64 again, so that the code that unpacks them is
  /// reached.
  static func spoilAttachment(_ bytes: inout [UInt8], _ chance: inout SeededRandom) {
    func isBase64(_ byte: UInt8) -> Bool {
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || [0x2B, 0x2F, 0x3D, 0x0A, 0x0D].contains(byte)
    }
    let runs = bytes.split { !isBase64($0) }.filter { $0.count > 60 }
    guard !runs.isEmpty else { return spoilText(&bytes, &chance) }
    let run = chance.pick(Array(runs))
    guard let data = Data(base64Encoded: Data(run), options: .ignoreUnknownCharacters) else { return }
    var content = Array(data)
    Spoiling.spoil(
      &content, words: [Array("PK\u{3}\u{4}".utf8), Array("PK\u{1}\u{2}".utf8), Array("PK\u{5}\u{6}".utf8)], &chance)
    bytes.replaceSubrange(run.startIndex..<run.endIndex, with: Data(content).base64EncodedString().utf8)
  }

  static let words = [
    "<!DOCTYPE a>", "<![CDATA[", "]]>", "<!--", "-->", "<?", "?>", "&lt;", "&#0;", "&#x10FFFF;", "&x;", "<a b='",
    "\u{0}",
    "\u{FEFF}", "<a:b:c/>", " xmlns=''", "PK\u{3}\u{4}", "=", "<Signature>", "</edXML>", "<x/>",
    String(repeating: "<a>", count: 300), String(repeating: "<a>", count: 20_000),
  ].map { Array($0.utf8) }
}
