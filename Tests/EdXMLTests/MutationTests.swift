import Foundation
import Records
import TestSupport
import Testing

@testable import EdXML

/// Messages damaged at random: each is either read or refused with one sentence. `VANTHU_ROUNDS=5000000` runs for long.
struct MutationTests {
  private static let rounds = ProcessInfo.processInfo.environment["VANTHU_ROUNDS"].flatMap { Int($0) } ?? 2_000

  @Test func aSpoiltMessageIsReadOrRefusedAndNeverMore() throws {
    let seeds = try ["gateway-new", "other-sender", "update", "replacement", "status", "ours-new"].map {
      try Golden.bytes("\($0).edxml")
    }
    var refused = 0
    for round in 0..<MutationTests.rounds {
      var chance = SeededRandom(seed: UInt64(round))
      var bytes = seeds[round % seeds.count]
      for _ in 0..<Int.random(in: 1...4, using: &chance) {
        MutationTests.spoil(&bytes, other: seeds.randomElement(using: &chance)!, &chance)
      }
      do {
        let (message, remarks) = try EdXMLMessage.read(bytes, receivedOn: today)
        #expect(remarks.count <= Remarks.most + 1)
        // What was accepted can be passed on.
        guard case .document(var document) = message else { continue }
        for attachment in document.attachments {
          #expect(FileName.safe(attachment.name, place: 1) == attachment.name, "seed \(round)")
        }
        document.isSigned = false
        _ = try EdXMLMessage.read(EdXMLMessage.document(document).write(), receivedOn: today)
        _ = document.incoming(in: Sample.directory)
      } catch {
        refused += 1
        #expect(!error.words.vietnamese.isEmpty)
      }
    }
    // Both must happen, or the test tries nothing.
    #expect(refused > MutationTests.rounds / 10)
    #expect(refused < MutationTests.rounds * 9 / 10)
  }

  /// Flips, cuts, repeats and moves bytes; swaps tags; inserts what parsers stumble over.
  private static func spoil(_ bytes: inout [UInt8], other: [UInt8], _ chance: inout SeededRandom) {
    guard bytes.count > 8 else { return }
    let place = Int.random(in: 0..<bytes.count, using: &chance)
    let count = min(Int.random(in: 1...200, using: &chance), bytes.count - place)
    switch Int.random(in: 0...24, using: &chance) {
    case 0: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &chance)
    case 1: bytes[place] = UInt8.random(in: 0...255, using: &chance)
    case 2: bytes.removeSubrange(place..<place + count)
    case 3: bytes.insert(contentsOf: bytes[place..<place + count], at: Int.random(in: 0...bytes.count, using: &chance))
    case 4: bytes.removeSubrange(place...)
    case 5:
      let start = Int.random(in: 0..<other.count, using: &chance)
      bytes.insert(contentsOf: other[start..<min(other.count, start + count)], at: place)
    case 6, 7: swapTags(&bytes, &chance)
    case 8: bytes.insert(contentsOf: Array(stumblingBlocks.randomElement(using: &chance)!.utf8), at: place)
    case 9...14: moveElement(&bytes, &chance)
    default:
      // One text is replaced by another, and the message stays well-formed.
      guard let open = bytes[place...].firstIndex(of: UInt8(ascii: ">")),
        let close = bytes[open...].firstIndex(of: UInt8(ascii: "<")), open < close
      else { return }
      bytes.replaceSubrange(open + 1..<close, with: texts.randomElement(using: &chance)!.utf8)
    }
  }

  /// Removes, repeats or moves an entire element: most such messages stay well-formed.
  private static func moveElement(_ bytes: inout [UInt8], _ chance: inout SeededRandom) {
    let place = Int.random(in: 0..<bytes.count, using: &chance)
    guard let open = bytes[place...].firstIndex(of: UInt8(ascii: "<")),
      let close = bytes[open...].firstIndex(of: UInt8(ascii: ">")), close > open + 1,
      bytes[open + 1] != UInt8(ascii: "/")
    else { return }
    let end = Array("</".utf8) + bytes[open + 1..<close] + [UInt8(ascii: ">")]
    guard
      let start = bytes[close...].indices.first(where: {
        bytes[$0] == end[0] && bytes[$0...].starts(with: end)
      })
    else { return }
    let element = Array(bytes[open..<start + end.count])
    if Bool.random(using: &chance) { bytes.removeSubrange(open..<start + end.count) }
    guard Bool.random(using: &chance) else { return }
    let tags = bytes.indices.filter { bytes[$0] == UInt8(ascii: "<") }
    bytes.insert(contentsOf: element, at: tags.randomElement(using: &chance) ?? 0)
  }

  private static func swapTags(_ bytes: inout [UInt8], _ chance: inout SeededRandom) {
    func name(from place: Int) -> Range<Int>? {
      guard let open = bytes[place...].firstIndex(of: UInt8(ascii: "<")),
        let close = bytes[open...].firstIndex(of: UInt8(ascii: ">"))
      else { return nil }
      return open..<close + 1
    }
    guard let one = name(from: Int.random(in: 0..<bytes.count, using: &chance)),
      let other = name(from: Int.random(in: 0..<bytes.count, using: &chance)), one.upperBound <= other.lowerBound
    else { return }
    let (first, second) = (Array(bytes[one]), Array(bytes[other]))
    bytes.replaceSubrange(other, with: first)
    bytes.replaceSubrange(one, with: second)
  }

  private static let stumblingBlocks = [
    "<!DOCTYPE a>", "<![CDATA[", "]]>", "<!--", "-->", "<?", "?>", "&lt;", "&#0;", "&#x10FFFF;", "&x;", "<a b='",
    "\u{0}", "\u{FEFF}",
    "<a:b:c/>", "xmlns=''", "PK\u{3}\u{4}", "=", "<Signature>", "</edXML>",
  ]

  private static let texts = [
    "", "30/02/2026", "99999999999999999999", "-1", "../../x", "\u{202E}a", "2", "3",
    String(repeating: "ấ", count: 700), "UEsDBA==",
    "UEsFBgAAAAABAAEAAAAAAAAAAAAAAA==", "H14", "12-CV/ĐU", "true",
  ]
}
