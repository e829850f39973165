import Crypto
import Records

/// A statement as it is printed: its text, and below it what is needed to check it (docs/internals/exchange.md).
public struct StatementPaper: Hashable, Sendable {
  public let statement: Statement
  public let signer: Signer

  public enum Signer: Hashable, Sendable {
    /// With both keys, of which its fingerprint is made.
    case hub(signingKey: [UInt8], agreementKey: [UInt8])
    /// The station that issued the document: the hub is of an earlier version, and signs no statements.
    case station(signingKey: [UInt8])

    public var signingKey: [UInt8] {
      switch self {
      case .hub(let key, _), .station(let key): key
      }
    }

    /// `nil` for a station, which has none.
    public var fingerprint: HubFingerprint? {
      guard case .hub(let signing, let agreement) = self else { return nil }
      return HubFingerprint(signingKey: signing.hexadecimal, agreementKey: agreement.hexadecimal)
    }

    fileprivate var heading: String {
      switch self {
      case .hub: "----- CHỮ KÝ CỦA TRUNG TÂM -----"
      case .station: "----- CHỮ KÝ CỦA MÁY NƠI GỬI -----"
      }
    }
  }

  public init(_ statement: Statement, by signer: Signer) { (self.statement, self.signer) = (statement, signer) }

  /// Whether the text is what the holder of the key on the paper has signed. Whose key that is, is another question.
  public var isWhole: Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: signer.signingKey) else { return false }
    return statement.isSigned(by: key)
  }

  /// The paper as text, the signature below.
  public var text: String {
    var lines = [
      signer.heading, "\(Label.entry) \(statement.entry)", "\(Label.incarnation) \(statement.incarnation)",
      "\(Label.time) \(statement.time)",
    ]
    if let fingerprint = signer.fingerprint { lines.append("\(Label.fingerprint) \(fingerprint)") }
    lines.append("\(Label.signingKey) \(signer.signingKey.hexadecimal)")
    if case .hub(_, let key) = signer { lines.append("\(Label.agreementKey) \(key.hexadecimal)") }
    lines.append("\(Label.signature) \(statement.signature.prefix(32).hexadecimal)")
    lines.append("\(Label.more) \(statement.signature.suffix(32).hexadecimal)")
    lines.append("\(Label.check) vanthu receipt --check TỆP")
    return statement.body + lines.map { "\($0)\n" }.joined()
  }

  /// The first words of the lines below the heading, 11 columns wide; a blank follows.
  private enum Label {
    static let entry = "Mục:       "
    static let incarnation = "Nhật ký số:"
    static let time = "Thời điểm: "
    static let fingerprint = "Dấu khóa:  "
    static let signingKey = "Khóa ký:   "
    static let agreementKey = "Khóa gói:  "
    static let signature = "Chữ ký:    "
    static let more = "           "
    static let check = "Kiểm tra:  "
  }

  /// Reads a paper, wherever in a text it is. What mail programs and editors do to blanks at the ends of lines, to line
  /// ends and at the beginning of a file makes no difference.
  ///
  /// - Returns: `nil` if there is none in it, and for one whose signature is not complete. `others`: whether the text
  ///   has other words besides, which nobody has signed.
  public static func read(_ text: String) -> (paper: StatementPaper, others: Bool)? {
    let lines = text.split(omittingEmptySubsequences: false) { ["\n", "\r\n", "\r"].contains($0) }.map(trimmed)
    guard let first = lines.firstIndex(where: StatementText.titles.contains) else { return nil }
    let headings = [Signer.hub(signingKey: [], agreementKey: []), .station(signingKey: [])].map(\.heading)
    guard let end = lines[first...].firstIndex(where: headings.contains) else { return nil }
    var rest = lines[(end + 1)...]
    func value(_ label: String) -> String? {
      guard let line = rest.first, line.hasPrefix("\(label) ") else { return nil }
      rest.removeFirst()
      return String(line.dropFirst(label.count + 1))
    }
    func bytes(_ label: String) -> [UInt8]? { value(label).flatMap { [UInt8](hexadecimal: $0) } }
    guard let entry = value(Label.entry).flatMap({ EntryReference($0) }),
      let incarnation = value(Label.incarnation).flatMap({ UInt64($0) }),
      let time = value(Label.time).flatMap({ Int($0) })
    else { return nil }
    let isHub = lines[end] == headings[0]
    let fingerprint = isHub ? value(Label.fingerprint) : nil
    guard let key = bytes(Label.signingKey), let agreement = isHub ? bytes(Label.agreementKey) : [],
      let signature = bytes(Label.signature), let more = bytes(Label.more), value(Label.check) != nil
    else { return nil }
    let signer = isHub ? Signer.hub(signingKey: key, agreementKey: agreement) : .station(signingKey: key)
    // It is read out to compare keys, so it has to be that of the keys below it.
    guard fingerprint == signer.fingerprint?.description else { return nil }
    let body = lines[first..<end].map { "\($0)\n" }.joined()
    let statement = Statement(
      entry: entry, incarnation: incarnation, time: time, body: body, signature: signature + more)
    let others = (lines[..<first] + rest).contains { !$0.isEmpty }
    return (StatementPaper(statement, by: signer), others)
  }

  /// A line without blanks at its end, a form feed or a byte order mark.
  private static func trimmed(_ line: Substring) -> String {
    var line = line.unicodeScalars.drop { $0 == "\u{FEFF}" || $0 == "\u{C}" }
    while let last = line.last, last == " " || last == "\t" || last == "\u{C}" { line.removeLast() }
    return String(String.UnicodeScalarView(line))
  }
}
