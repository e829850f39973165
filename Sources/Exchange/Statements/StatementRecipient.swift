import Records

/// A recipient in a statement, with what its station has reported.
public struct StatementRecipient: Hashable, Sendable {
  public var name: String
  /// When its station first reported anything, and when that it was registered: milliseconds since 1970, by the clock
  /// of that PC. `nil`: it has not.
  public private(set) var arrived: Int?
  public private(set) var registered: Int?
  /// The number under which it was registered.
  public private(set) var number: String?
  /// What else it reported: a line each.
  public private(set) var remarks: [String] = []
  public private(set) var isRefused = false
  /// Where the document is, in few words, as long as nothing was reported.
  public var place: String
  public var isByPost = false
  public var isKeptBack = false

  public init(name: String, place: String) { (self.name, self.place) = (name, place) }

  /// Adds a report of the recipient; in the order in which its stations wrote them.
  ///
  /// - Parameter time: milliseconds since 1970, by the clock of the PC.
  public mutating func add(_ report: Acts.Reported, at time: Int) {
    arrived = min(arrived ?? time, time)
    let when = moment(Int64(time))
    let why = report.note.map { ": \($0)" } ?? ""
    switch report.status {
    case .accepted:
      registered = registered ?? time
      number = StatementRecipient.number(in: report.note)
      isRefused = false
      if number == nil, let note = report.note { remarks.append(note) }
    case .refused:
      isRefused = true
      remarks.append("trả lại \(when)\(why)")
    case .agreed: remarks.append("đồng ý lấy lại, cập nhật \(when)")
    case .disagreed: remarks.append("không đồng ý lấy lại, cập nhật \(when)\(why)")
    case .arrived, .assigned, .inProgress, .completed, .recalled: break
    }
  }

  /// The number in a note as the program writes it: `số đến 57, ngày 20/11/2026`.
  private static func number(in note: String?) -> String? {
    let prefix = "số đến "
    guard let note, note.hasPrefix(prefix) else { return nil }
    let number = note.dropFirst(prefix.count).prefix { $0 != "," && $0 != " " }
    return number.isEmpty || number.count > 8 ? nil : String(number)
  }
}
