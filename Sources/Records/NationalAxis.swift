/// Trục liên thông văn bản quốc gia, the national exchange: it carries documents to agencies outside the province
/// (Decision 28/2018, article 3).
///
/// In our exchange it is an office like any other: a document that arrives over it is issued by it, and a document for
/// an agency outside is put into its mailbox. Its one station is the hub itself.
public enum NationalAxis {
  public static let organ = Organ(
    id: "truc-lien-thong", name: "Trục liên thông văn bản quốc gia", symbol: nil, level: .other)

  public static var id: Organ.ID { organ.id }

  /// Whether a text has the form of a mã định danh of either scheme: `000.00.00.G09` (QCVN 102:2016), `G09` or `G09.12`
  /// (Decision 20/2020).
  public static func isCode(_ text: String) -> Bool {
    guard text.utf8.count <= 35 else { return false }
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    func isNumber(_ part: Substring.UTF8View) -> Bool {
      (2...3).contains(part.count) && part.allSatisfy { (0x30...0x39).contains($0) }
    }
    func isHead(_ part: Substring.UTF8View) -> Bool {
      part.count == 3 && part.first.map { (0x41...0x5A).contains($0 & 0xDF) } == true && isNumber(part.dropFirst())
    }
    guard let first = parts.first, let last = parts.last else { return false }
    if isHead(first) { return parts.dropFirst().allSatisfy(isNumber) }
    return parts.count == 4 && isHead(last) && parts.dropLast().allSatisfy(isNumber)
  }
}

extension OrganDirectory {
  /// Returns the agency outside the province that a recipient means, with its code on the axis.
  ///
  /// `nil` for the offices of the province, which have a mailbox at the hub, and for agencies without a code, which are
  /// served by post.
  public func outside(_ recipient: Recipient, on day: Day) -> (code: String, organ: Organ?)? {
    let known = addressees(of: recipient, on: day)
    guard known.isEmpty else {
      // A ministry's code may have passed to its successor.
      let coded = known.first { $0.level == .ministry && ($0.code ?? $0.newCode) != nil }
      return coded.map { ($0.code ?? $0.newCode ?? "", $0) }
    }
    let code = [recipient.organID, recipient.name].compactMap(\.self).first(where: NationalAxis.isCode)
    return code.map { ($0.uppercased(), nil) }
  }
}
