import Wording

extension Parameter {
  /// Returns the parameter as it is typed: `VĂN-BẢN`, `--due NGÀY`, `--json`.
  public func written(_ language: Language) -> String {
    switch form {
    case .argument: placeholder(language)
    case .option: "--\(name) \(placeholder(language))"
    case .flag: "--\(name)"
    }
  }

  /// Returns the placeholder of the value in a usage line.
  public func placeholder(_ language: Language) -> String {
    switch kind {
    case .choice(let allowed) where allowed.count <= 5: return allowed.joined(separator: "|")
    case .urgency: return "thuong|khan|thuongkhan|hoatoc"
    case .secrecy: return "thuong"
    default: break
    }
    if let words = kind.placeholder { return words[language] }
    if name == "anyway" { return Bilingual("LÝ-DO", "REASON")[language] }
    // The label describes it in Vietnamese; the parameter's name is English.
    return language == .english
      ? name.uppercased()
      : label.vietnamese.uppercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
  }
}

extension ValueKind {
  fileprivate var placeholder: Bilingual? {
    switch self {
    case .number: Bilingual("SỐ", "N")
    case .year: Bilingual("NĂM", "YYYY")
    case .issuedDay, .dueDay: Bilingual("NGÀY", "DATE")
    case .file: Bilingual("TỆP", "FILE")
    case .folder: Bilingual("THƯ-MỤC", "FOLDER")
    case .document: Bilingual("VĂN-BẢN", "DOCUMENT")
    case .organ, .recipient, .unit, .person, .clerk, .savedSearch: Bilingual("TÊN", "NAME")
    case .code: Bilingual("SỐ-KÝ-HIỆU", "CODE")
    case .documentType: Bilingual("LOẠI", "TYPE")
    case .order: Bilingual("CÁCH-XẾP", "ORDER")
    case .text, .word, .longText, .urgency, .secrecy, .field, .book, .flag, .choice: nil
    }
  }
}
