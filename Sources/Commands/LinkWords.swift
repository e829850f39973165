import Office
import Records
import Wording

package extension RelatedDocument {
  /// The document and what it is to the one of the card: `đã được thay thế bằng 3/QĐ-UBND của UBND tỉnh, số đến 5`.
  var words: Bilingual {
    let what = relation.words
    var (vietnamese, english) = ("\(what.vietnamese) \(document.code)", "\(what.english) \(document.code)")
    if line?.direction != .outgoing, let organ = line?.author ?? document.organName {
      vietnamese += " của \(organ)"
      english += " of \(organ)"
    }
    guard let line else {
      if let day = document.issuedDate {
        vietnamese += " ngày \(day.display)"
        english += " of \(day.display)"
      }
      return Bilingual("\(vietnamese), không có trong sổ", "\(english), not in the register")
    }
    if line.direction == .incoming {
      vietnamese += line.number == nil ? ", \(line.reference)" : ", số đến \(line.numberText)"
      english += line.number == nil ? ", \(line.reference)" : ", arrival \(line.numberText)"
    }
    return isInForce
      ? Bilingual(vietnamese, english)
      : Bilingual("\(vietnamese) (\(line.state.words.vietnamese))", "\(english) (\(line.state.words.english))")
  }

  /// The same with its subject.
  var wordsWithSubject: Bilingual {
    guard let subject = line?.document.subject else { return words }
    return Bilingual("\(words.vietnamese): \(subject)", "\(words.english): \(subject)")
  }

  /// Whether it was not voided, recalled or sent back.
  var isInForce: Bool {
    guard let state = line?.state else { return true }
    return ![.voided, .recalled, .withdrawn, .returned].contains(state)
  }
}

extension RelatedDocument.Role {
  fileprivate var words: Bilingual {
    switch self {
    case .answers: Bilingual("trả lời", "answers")
    case .answeredBy: Bilingual("trả lời bằng", "answered by")
    case .replaces: Bilingual("thay thế", "replaces")
    case .replacedBy: Bilingual("đã được thay thế bằng", "replaced by")
    case .sameCode: Bilingual("cùng số, ký hiệu", "same code:")
    }
  }
}
