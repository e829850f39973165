import Records
import Vietnamese

/// The text of a statement, for people: a page of A4 as printers print text (76 columns), a line for each recipient, so
/// that those of a whole province fit on two. Always in Vietnamese, because the text is what is signed.
public struct StatementText: Sendable {
  /// `VP UBND tỉnh Cao Bằng`, and its name as a station.
  public var hub: (name: String, station: StationName)
  /// When it was made: milliseconds since 1970, by the signer's clock.
  public var time: Int
  public var issuer: String
  public var document: Document
  /// What its office did with it since; `nil` if nothing.
  public var since: String?
  public var files: [StoredFile]
  public var entry: EntryReference
  public var hash: Hash256
  public var incarnation: UInt64
  public var recipients: [StatementRecipient]
  public var basis: Basis

  public enum Basis: Sendable {
    /// The hub signs all of it. `taken`: when it took the document, milliseconds since 1970; `nil` if an earlier
    /// version of the hub did, which did not write that down. `place`: of the entry, among all of the hub.
    case hub(taken: Int?, place: Int)
    /// The station that issued it signs. Of the hub there is its receipt for the journal, with the document in it, and
    /// its keys: Ed25519 and X25519.
    case station(Receipt, signingKey: [UInt8], agreementKey: [UInt8])
  }

  public init(
    hub: (name: String, station: StationName), time: Int, issuer: String, document: Document, since: String?,
    files: [StoredFile], entry: EntryReference, hash: Hash256, incarnation: UInt64,
    recipients: [StatementRecipient], basis: Basis
  ) {
    self.hub = hub
    self.time = time
    self.issuer = issuer
    self.document = document
    self.since = since
    self.files = files
    self.entry = entry
    self.hash = hash
    self.incarnation = incarnation
    self.recipients = recipients
    self.basis = basis
  }

  static let width = 76
  static let titles: Set = [title, ownTitle]
  private static let title = "GIẤY XÁC NHẬN GỬI, NHẬN VĂN BẢN ĐIỆN TỬ"
  private static let ownTitle = "GIẤY XÁC NHẬN GỬI VĂN BẢN ĐIỆN TỬ (TRUNG TÂM BẢN CŨ)"

  /// Lines, each with a line feed, without blanks at their ends.
  public var body: String {
    var lines: [String] = []
    func add(_ text: String, indent: Int = 0) {
      for part in wrapped(text, to: StatementText.width - indent) { lines.append(blanks(indent) + part) }
    }
    func row(_ label: String, _ text: String) {
      let parts = wrapped(text, to: StatementText.width - StatementText.label)
      for (index, part) in parts.enumerated() {
        lines.append(padded(index == 0 ? label : "", StatementText.label) + part)
      }
    }
    func heading(_ text: String) { lines += ["", text] }
    switch basis {
    case .hub: lines.append(StatementText.title)
    case .station: lines.append(StatementText.ownTitle)
    }
    lines.append("")
    row("Trung tâm:", "\(hub.name) (trạm \(hub.station))")
    switch basis {
    case .hub: row("Lập lúc:", "\(moment(time)), đồng hồ của trung tâm. Mọi giờ ở đây là giờ Việt Nam.")
    case .station: row("Lập lúc:", "\(moment(time)), đồng hồ của máy nơi gửi. Mọi giờ ở đây là giờ Việt Nam.")
    }
    heading("VĂN BẢN")
    row("Nơi gửi:", "\(issuer) (máy \(entry.station))")
    row("Số ký hiệu:", document.code)
    row("Ngày:", document.issuedDate.display)
    row("Trích yếu:", [document.typeName, document.subject].filter { !$0.isEmpty }.joined(separator: ": "))
    for (index, file) in files.enumerated() {
      row(index == 0 ? "Tệp kèm:" : "", "\(file.name), \(file.size) byte, SHA-256")
      row("", file.sha256)
    }
    if files.isEmpty { row("Tệp kèm:", "không có") }
    row("Nhật ký:", "\(entry), SHA-256")
    row("", hash.description)
    if let since { row("Từ đó:", since) }
    heading("TRUNG TÂM")
    switch basis {
    case .hub(let taken?, let place):
      add("Đã nhận văn bản này lúc \(moment(taken)), là mục thứ \(place) của trung tâm.")
    case .hub(nil, let place):
      add("Đã nhận văn bản này, là mục thứ \(place) của trung tâm (bản cũ không ghi giờ nhận).")
    case .station(let receipt, let signing, let agreement):
      add(
        "Đã ký biên nhận: lúc \(moment(receipt.time)) giữ nhật ký của máy \(entry.station) đến mục "
          + "\(receipt.held.reference). Văn bản này là mục \(entry.sequence), nên đã ở trung tâm, chậm nhất lúc ấy.")
      let keys = (signing.hexadecimal, agreement.hexadecimal)
      row("Dấu khóa:", HubFingerprint(signingKey: keys.0, agreementKey: keys.1).description)
      row(StatementText.signingKey, keys.0)
      row(StatementText.agreementKey, keys.1)
      for (index, part) in receipt.stored.inLines.enumerated() {
        lines.append(padded(index == 0 ? StatementText.receipt : "", StatementText.label) + part)
      }
    }
    heading("NƠI NHẬN")
    lines += table
    heading("AI CHỨNG GÌ")
    for sentence in meaning { add(sentence) }
    lines.append("")
    return lines.map { "\(trimmed($0))\n" }.joined()
  }

  /// The columns of the labels.
  static let label = 12
  private static let receipt = "Biên nhận:"
  private static let signingKey = "Khóa ký:"
  private static let agreementKey = "Khóa gói:"

  private var meaning: [String] {
    switch basis {
    case .hub:
      [
        "- Trung tâm chứng, bằng chữ ký dưới đây: đã nhận văn bản này do máy của nơi gửi ký, lúc nào; đã nhận và giữ "
          + "những điều nơi nhận báo trên đây, mỗi điều do máy của nơi nhận ký.",
        "- Máy của nơi nhận chứng: văn bản đã đến, đã vào sổ số nào, bị trả lại, lúc nào (đồng hồ của máy ấy).",
        "- Không ai chứng là có người đã đọc.",
      ]
    case .station:
      [
        "- Trung tâm chứng, bằng biên nhận: đã giữ nhật ký đến mục ấy, lúc nào. Văn bản này ở trong đó thì sổ của nơi "
          + "gửi chứng minh được: kiểm tra giấy này trên máy có sổ ấy.",
        "- Máy của nơi gửi chứng, bằng chữ ký dưới đây: phần còn lại, theo điều nơi nhận đã báo về máy này. Trung tâm "
          + "bản cũ không ký phần nơi nhận; trung tâm cập nhật rồi thì xin giấy khác.",
      ]
    }
  }

  // MARK: recipients

  private static let columns = [3, 33, 17, 17]

  private var table: [String] {
    func line(_ cells: String...) -> String {
      zip(cells, StatementText.columns + [0]).map { padded($0, $1) }.joined()
    }
    var lines = [line("TT", "Nơi nhận", "Đến máy", "Vào sổ", "Số đến")]
    for (index, recipient) in recipients.enumerated() {
      let names = wrapped(recipient.name, to: StatementText.columns[1] - 1)
      let number = index < 9 ? " \(index + 1)" : "\(index + 1)"
      let arrived = recipient.arrived.map { moment($0) } ?? recipient.place
      lines.append(
        line(
          number, names.first ?? "", arrived, recipient.registered.map { moment($0) } ?? "",
          recipient.number ?? ""))
      for more in names.dropFirst() { lines.append(blanks(3) + more) }
      for remark in recipient.remarks {
        for part in wrapped(remark, to: StatementText.width - 6) { lines.append(blanks(6) + part) }
      }
    }
    return lines + wrapped(sum, to: StatementText.width)
  }

  private var sum: String {
    func part(_ words: String, _ isMeant: (StatementRecipient) -> Bool) -> String? {
      let amount = recipients.count(where: isMeant)
      return amount == 0 ? nil : "\(amount) \(words)"
    }
    let parts = [
      part("đã đến") { $0.arrived != nil }, part("đã vào sổ") { $0.registered != nil }, part("trả lại", \.isRefused),
      part("chưa báo đến") { $0.arrived == nil && !$0.isByPost && !$0.isKeptBack },
      part("đã giữ lại", \.isKeptBack), part("gửi bưu điện", \.isByPost),
    ].compactMap(\.self)
    return "Cộng \(recipients.count) nơi nhận\(parts.isEmpty ? "" : ": ")\(parts.joined(separator: ", "))."
  }

  private func moment(_ milliseconds: Int) -> String { Records.moment(Int64(milliseconds)) }
  private func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }

  private func padded(_ text: String, _ width: Int) -> String {
    text + blanks(max(text.isEmpty || width == 0 ? 0 : 1, width - displayWidth(text)))
  }

  private func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }
}

extension [UInt8] {
  /// In hexadecimal, 64 digits on a line.
  fileprivate var inLines: [String] {
    stride(from: 0, to: count, by: 32).map { self[$0..<Swift.min($0 + 32, count)].hexadecimal }
  }
}

extension StatementText {
  /// Returns the hub's receipt that a station has put into its text, with the keys of the hub; `nil` if there is none.
  public static func receipt(in body: String) -> (receipt: Receipt, signingKey: [UInt8], agreementKey: [UInt8])? {
    let lines = body.split(separator: "\n", omittingEmptySubsequences: false)
    func value(_ label: String) -> String? {
      guard let first = lines.firstIndex(where: { $0.hasPrefix(label) }) else { return nil }
      // It may go on in the next lines, which have no label.
      let more = lines[(first + 1)...].prefix { $0.hasPrefix("  ") }
      return ([lines[first].dropFirst(label.count)] + more).map { $0.filter { $0 != " " } }.joined()
    }
    func bytes(_ label: String) -> [UInt8]? { value(label).flatMap { [UInt8](hexadecimal: $0) } }
    guard let receipt = bytes(receipt).flatMap(Receipt.init(stored:)), let signing = bytes(signingKey),
      let agreement = bytes(agreementKey)
    else { return nil }
    return (receipt, signing, agreement)
  }
}
