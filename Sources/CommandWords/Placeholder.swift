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
    if name == "anyway" { return Words("LÝ-DO", "REASON")[language] }
    // The label describes it in Vietnamese; the parameter's name is English.
    return language == .english
      ? name.uppercased()
      : label.vietnamese.uppercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
  }
}

extension ValueKind {
  fileprivate var placeholder: Words? {
    switch self {
    case .number: Words("SỐ", "N")
    case .year: Words("NĂM", "YYYY")
    case .issuedDay, .dueDay: Words("NGÀY", "DATE")
    case .file: Words("TỆP", "FILE")
    case .folder: Words("THƯ-MỤC", "FOLDER")
    case .document: Words("VĂN-BẢN", "DOCUMENT")
    case .organ, .recipient, .unit, .person, .clerk, .savedSearch: Words("TÊN", "NAME")
    case .code: Words("SỐ-KÝ-HIỆU", "CODE")
    case .documentType: Words("LOẠI", "TYPE")
    case .order: Words("CÁCH-XẾP", "ORDER")
    case .text, .word, .longText, .urgency, .secrecy, .field, .book, .flag, .choice: nil
    }
  }
}
