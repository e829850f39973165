import Records
import Wording

extension AuditEntry {
  /// The subject of a line, for people. The line itself contains codes, for scripts; a code that this version does not
  /// know stays as it is.
  public var subject: Bilingual {
    let words = whom.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    let rest = words.dropFirst().joined(separator: " ")
    switch kind {
    case .commandRefused, .pageRefused, .exchangeRefused, .enrolmentRefused, .connectionRefused:
      guard let reason = RefusalWords.of(words[0]) else { return same }
      // `(+57)` is how often the refusal was repeated.
      let mark = rest.isEmpty || rest.hasPrefix("(+") ? " " : ": "
      return rest.isEmpty ? reason : reason.followed(by: mark + rest)
    case .loginFailed, .loginDelayed:
      guard let reason = AuditEntry.logins[words[0]] else { return same }
      return rest.isEmpty ? reason : reason.followed(by: " " + rest)
    case .ruleSet:
      guard words.count == 2, let rule = PageRule(rawValue: words[0]), ["on", "off"].contains(words[1]) else {
        return same
      }
      let state = words[1] == "on" ? Bilingual("bật", "on") : Bilingual("tắt", "off")
      return Bilingual("\(rule.words.vietnamese): \(state.vietnamese)", "\(rule.words.english): \(state.english)")
    case .requestMade, .requestConfirmed, .requestDropped:
      guard words.count == 3, let asked = Proposal.Kind(rawValue: words[1]) else { return same }
      return Bilingual(
        "đề nghị \(words[0]): \(asked.words.vietnamese) \(words[2])",
        "request \(words[0]): \(asked.words.english) \(words[2])")
    case .accountAdded, .roleSet:
      guard words.count >= 2, let role = Role(rawValue: words[1]) else { return same }
      let office = words.dropFirst(2).map { " " + $0 }.joined()
      return Bilingual(
        "\(words[0]): \(role.words.vietnamese)\(office)", "\(words[0]): \(role.words.english)\(office)")
    default: return numbers(words, rest)
    }
  }

  /// The subjects that contain numbers.
  private func numbers(_ words: [String], _ rest: String) -> Bilingual {
    switch kind {
    case .quotaSet:
      let parts = rest.split(separator: "=").map(String.init)
      guard parts.count == 2, let thing = Quota.Thing(rawValue: parts[0]) else { return same }
      let whom = words[0] == "*" ? Bilingual("mức chung", "for all") : Bilingual(words[0], words[0])
      let amount = { (language: Language) in
        Int(parts[1]).map { thing.shown($0, language) } ?? Bilingual("như mức chung", "the default for all")[language]
      }
      return Bilingual(
        "\(whom.vietnamese): \(thing.words.vietnamese) \(amount(.vietnamese))",
        "\(whom.english): \(thing.words.english) \(amount(.english))")
    case .allowanceRefused:
      guard let thing = Overstep.named(words[0]) else { return same }
      return rest.isEmpty ? thing : thing.followed(by: ": " + rest)
    case .verified:
      if whom == "0" { return Bilingual("đúng cả", "all sound") }
      return words.count == 2 && words[1] == "!" ? Bilingual("\(words[0]) lỗi", "\(words[0]) faults") : same
    case .certificateTaken:
      return Int(whom) == nil ? same : Bilingual("còn \(whom) ngày", "\(whom) days left")
    case .compacted:
      guard words.count == 2, let before = Int(words[0]), let after = Int(words[1]) else { return same }
      let shown = { (size: Int, language: Language) in Quota.Thing.storage.shown(size, language) }
      return Bilingual(
        "từ \(shown(before, .vietnamese)) còn \(shown(after, .vietnamese))",
        "from \(shown(before, .english)) to \(shown(after, .english))")
    case .auditExported:
      guard let shape = AuditEntry.shapes[words[0]] else { return same }
      return rest.isEmpty
        ? shape : Bilingual("\(shape.vietnamese), từ \(rest)", "\(shape.english), since \(rest)")
    case .officesImported:
      guard words.count == 2, words[0].hasPrefix("+"), words[1].hasPrefix("~") else { return same }
      let (new, changed) = (words[0].dropFirst(), words[1].dropFirst())
      return Bilingual("\(new) mới, \(changed) thay đổi", "\(new) new, \(changed) changed")
    case .rollbackFound, .rollbackConfirmed, .rollbackFolded: return NewLife(rawValue: whom)?.words ?? same
    case .codeCancelled:
      guard words.count == 2, let why = NewLife(rawValue: String(words[1].dropFirst().dropLast())) else { return same }
      return Bilingual("\(words[0]) (\(why.words.vietnamese))", "\(words[0]) (\(why.words.english))")
    case .rollbackClaimed:
      guard words.count >= 3, let claim = RollbackClaim.Kind(rawValue: words[1]) else { return same }
      let said = claim.words(of: words.dropFirst(2).joined(separator: " "))
      return Bilingual("\(words[0]) \(said.vietnamese)", "\(words[0]) \(said.english)")
    case .axisRun, .packetsAnswered: return exchanged(words)
    default: return same
    }
  }

  /// `FOLDER +1 -0 2>`: a path may have spaces.
  private func exchanged(_ words: [String]) -> Bilingual {
    var (path, counts) = (words[...], [Bilingual]())
    while let last = path.last, let count = AuditEntry.count(last) {
      counts.insert(count, at: 0)
      path.removeLast()
    }
    guard !counts.isEmpty, !path.isEmpty else { return same }
    let place = path.joined(separator: " ")
    return Bilingual(
      "\(place): \(counts.map(\.vietnamese).joined(separator: ", "))",
      "\(place): \(counts.map(\.english).joined(separator: ", "))")
  }

  private static func count(_ word: String) -> Bilingual? {
    let digits = word.filter(\.isNumber)
    guard word.count == digits.count + 1, !digits.isEmpty else { return nil }
    if word.hasPrefix("+") { return Bilingual("nhận \(digits)", "\(digits) accepted") }
    if word.hasPrefix("-") { return Bilingual("không nhận \(digits)", "\(digits) refused") }
    return word.hasSuffix(">") ? Bilingual("gửi \(digits)", "\(digits) sent") : nil
  }

  private var same: Bilingual { Bilingual(whom, whom) }

  private static let logins = [
    "password": Bilingual("sai mật khẩu", "a wrong password"), "code": Bilingual("sai mã xác thực", "a wrong code"),
    "delayed": Bilingual("sai mật khẩu nhiều lần", "many wrong passwords"),
    "codes": Bilingual("sai mã xác thực nhiều lần", "many wrong codes"),
  ]

  private static let shapes = [
    "text": Bilingual("xem trên màn hình", "on the screen"), "json": Bilingual("dạng JSON", "as JSON"),
    "csv": Bilingual("bảng CSV", "a CSV table"), "jsonl": Bilingual("từng dòng kèm mã băm", "lines with their hashes"),
  ]
}

extension Bilingual {
  fileprivate func followed(by text: String) -> Bilingual { Bilingual(vietnamese + text, english + text) }
}

extension PageRule {
  public var words: Bilingual {
    switch self {
    case .twoPeople: Bilingual("cấp mã và thu hồi cần hai người", "codes and revocations need two people")
    case .secondFactor: Bilingual("buộc quản trị xác thực hai bước", "administrators need a second factor")
    }
  }
}

extension Proposal.Kind {
  public var words: Bilingual {
    switch self {
    case .code: Bilingual("cấp mã cho", "a code for")
    case .revoke: Bilingual("thu hồi trạm", "revoke station")
    }
  }
}

extension Overstep {
  /// The words for the code of an overstep.
  static func named(_ kind: String) -> Bilingual? {
    switch Other(rawValue: kind) {
    case .epochs: Bilingual("phục hồi sổ quá nhiều lần", "restored too often")
    case .share: Bilingual("phần ổ đĩa của cơ quan", "its share of the disk")
    case nil: Quota.Thing(rawValue: kind)?.words
    }
  }
}
