import Foundation
import GRDB
import Records
import Testing

@testable import Office

/// Random documents and random queries: the index answers as a slow reader of the original text does.
struct SearchReferenceTests {
  static let words = [
    "hòa", "hoà", "hóa", "hoa", "Hoá", "HÒA", "quyết", "quyêt", "quyet", "QUYẾT", "quyên", "kỹ", "kĩ", "kỳ", "ky", "ki",
    "kinh",
    "lý", "lí", "quý", "quí", "thủy", "thuỷ", "thúy", "thui", "đường", "dường", "dương", "duong", "Đương", "bộ", "bô",
    "bo",
    "đất", "đai", "dai", "tay", "tai", "xã", "UBND", "QĐ",
  ]

  struct Query {
    var typed = ""
    var terms: [SearchReference.Term] = []
  }

  @Test(arguments: 0..<6) func theIndexAnswersAsASlowReaderDoes(seed: Int) throws {
    var chance = Chance(seed)
    let commune = try Commune()
    var reference = SearchReference()
    try commune.office.act(commune.context) { transaction in
      for number in 1...90 {
        let (organ, subject) = (text(1...3, &chance), text(2...7, &chance))
        try transaction.register(
          commune.document("\(number)/ZZ", from: organ, subject), arrivedOn: commune.context.day, anyway: "thử")
        reference.papers.append(
          .init(number: number, organ: SearchReference.Word.all(organ), subject: SearchReference.Word.all(subject)))
      }
    }
    for _ in 0..<150 {
      let query = query(&chance)
      let expected = reference.answer(query.terms)
      let (office, today) = (commune.office, commune.context.day)
      let list = ListQuery(try SearchQuery(query.typed, today: today))
      #expect(try office.lines(list, limit: 100, today: today).compactMap(\.number) == expected, "\(query.typed)")
      #expect(try office.count(list, most: 1001, today: today) == expected.count, "\(query.typed)")
      guard let from = expected.randomElement(using: &chance), let line = try commune.line(from) else { continue }
      let older = try office.lines(list, from: line, walk: .older, limit: 7, today: today).compactMap(\.number)
      let newer = try office.lines(list, from: line, walk: .newer, limit: 7, today: today).compactMap(\.number)
      let place = expected.firstIndex(of: from)!
      #expect(older == Array(expected[(place + 1)...].prefix(7)), "\(query.typed) from \(from)")
      #expect(newer == Array(expected[..<place].suffix(7)), "\(query.typed) from \(from)")
    }
  }

  private func text(_ count: ClosedRange<Int>, _ chance: inout Chance) -> String {
    (0..<Int.random(in: count, using: &chance)).map { _ in
      let word = chance.pick(SearchReferenceTests.words)
      return chance.one(in: 4) ? word.decomposedStringWithCanonicalMapping : word
    }.joined(separator: chance.pick([" ", " - ", ", ", "/"]))
  }

  private func query(_ chance: inout Chance) -> Query {
    var query = Query()
    let count = 1 + chance.below(3)
    for place in 0..<count {
      let isLast = place == count - 1
      var words = (0...(chance.one(in: 3) ? 1 : 0)).map { _ in chance.pick(SearchReferenceTests.words) }
      var term = SearchReference.Term(words: [])
      term.isExact = chance.one(in: 3)
      term.inSubject = term.isExact ? chance.one(in: 4) : words.count == 1 && chance.one(in: 5)
      // A query needs something besides what is excluded.
      term.isExcluded = place > 0 && chance.one(in: 4)
      term.isTyping = isLast && chance.one(in: 2)
      if term.isTyping { words[words.count - 1] = String(words.last!.prefix(1 + chance.below(words.last!.count))) }
      term.words = words.map { SearchReference.Word($0) }
      let phrase = words.joined(separator: term.isExact ? " " : "-")
      query.typed += (term.isExcluded ? "-" : "") + (term.inSubject ? "trichyeu:" : "")
      query.typed += term.isExact ? "\"\(phrase)" + (term.isTyping ? "" : "\" ") : phrase + (term.isTyping ? "" : " ")
      query.terms.append(term)
    }
    return query
  }
}

extension Commune {
  fileprivate func line(_ number: Int) throws -> Int64? {
    try office.read { try Int64.fetchOne($0, sql: "SELECT id FROM document WHERE number = ?", arguments: [number]) }
  }
}
