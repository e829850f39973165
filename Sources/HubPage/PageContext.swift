import Hub
import PageRequests
import Records
import Vietnamese
import Wording

/// The context in which one page is made: the reader of the hub's data, the request and the viewer.
struct PageContext {
  let reader: HubReader
  let request: PageRequest
  let viewer: Viewer

  static let lines = 100

  var language: Language { request.language }
  var now: Int { reader.system.now() }

  func say(_ vietnamese: String, _ english: String) -> String { Bilingual(vietnamese, english)[language] }

  /// The office's name; its key if no name is known.
  func name(_ organ: Organ.ID) throws -> String { try reader.directory[organ]?.label ?? organ }

  func link(_ text: String, _ href: String) -> HTML { tag("a", [.init("href", href)], .text(text)) }

  /// An office; as a link for viewers of the whole province.
  func officeLink(_ organ: Organ.ID) throws -> Table.Cell {
    let name = try name(organ)
    return Table.Cell(viewer.organ == nil ? link(name, PageRoute.offices.link(("khoa", organ))) : .text(name))
  }

  /// A moment as it is shown; empty if it is not known.
  func moment(_ milliseconds: Int?) -> String { milliseconds.map { Moment($0).text } ?? "" }

  func days(since milliseconds: Int) -> Int { reader.today.ordinal - reader.day(of: milliseconds).ordinal }

  func ago(_ milliseconds: Int?) -> String {
    guard let milliseconds else { return say("chưa lần nào", "never") }
    let days = days(since: milliseconds)
    return days <= 0 ? say("hôm nay", "today") : say("\(days) ngày trước", days == 1 ? "yesterday" : "\(days) days ago")
  }

  /// How far a clock is off, shown from a minute on: such a clock writes wrong days around midnight.
  func skew(_ milliseconds: Int?) -> Table.Cell {
    guard let milliseconds else { return "" }
    let seconds = abs(milliseconds) / 1_000
    guard seconds >= 60 else { return Table.Cell(.text(say("đúng", "right"))) }
    let size =
      seconds < 7_200
      ? say("\(seconds / 60) phút", "\(seconds / 60) min")
      : seconds < 172_800
        ? say("\(seconds / 3_600) giờ", "\(seconds / 3_600) h")
        : say("\(seconds / 86_400) ngày", "\(seconds / 86_400) days")
    let side = milliseconds > 0 ? say("nhanh", "ahead") : say("chậm", "behind")
    return Table.Cell(.text("\(side) \(size)"), kind: "bad")
  }

  func count(_ number: Int, isBad: Bool = false) -> Table.Cell {
    Table.Cell(.text(number == 0 ? "–" : grouped(number)), kind: isBad && number > 0 ? "bad" : nil)
  }

  func grouped(_ number: Int) -> String {
    var (text, rest) = ("", number)
    while rest >= 1_000 {
      let part = String(rest % 1_000)
      text = (language == .vietnamese ? "." : ",") + String(repeating: "0", count: 3 - part.utf8.count) + part + text
      rest /= 1_000
    }
    return String(rest) + text
  }

  /// `98 %`, red below the target.
  func percent(_ percent: Int?, target: Int) -> Table.Cell {
    guard let percent else { return Table.Cell(.text(say("chưa có số liệu", "nothing yet")), kind: "faint") }
    return Table.Cell(.text("\(percent) %"), kind: percent < target ? "bad" : "good")
  }

  func urgency(_ priority: Int) -> Table.Cell {
    guard priority > 0, let urgency = Urgency.allCases.first(where: { $0.priority == priority }) else { return "" }
    return Table.Cell(.text(urgency.words[language]), kind: "urgent")
  }

  /// A link to the lines after the last one shown.
  func next(_ href: String) -> HTML {
    tag("p", [.init("class", "pages")], link(say("Trang tiếp →", "Next page →"), href))
  }

  func sentence(_ text: String) -> HTML { tag("p", [], .text(text)) }

  func note(_ text: String) -> HTML { tag("p", [.init("class", "note")], .text(text)) }

  /// The office the page is about: the viewer's own, or, for viewers of the whole province, any the hub knows.
  func chosenOffice() throws -> Organ.ID? {
    guard let organ = viewer.organ else {
      guard let context = request["khoa"] else { return nil }
      return try known(context)
    }
    guard request["khoa"] == nil || request["khoa"] == organ else { throw PageFault.forbidden }
    return organ
  }

  func known(_ organ: String) throws -> Organ.ID {
    guard try reader.directory[organ] != nil || reader.officeStates().contains(where: { $0.organ == organ }) else {
      throw PageFault.none
    }
    return organ
  }
}

/// A quarter of a year: figures are reported to the Government by quarter (Decision 28/2018, article 15.1).
struct Quarter: Equatable {
  let year: Int
  let number: Int

  init(of day: Day) {
    year = day.year
    number = (day.month + 2) / 3
  }

  /// `2026-4`
  init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard text.utf8.count == 6, parts.count == 2, let year = Int(parts[0]), let number = Int(parts[1]),
      (2000...2198).contains(year), (1...4).contains(number)
    else { return nil }
    self.year = year
    self.number = number
  }

  private init(_ year: Int, _ number: Int) {
    self.year = year
    self.number = number
  }

  var before: Quarter { number == 1 ? Quarter(year - 1, 4) : Quarter(year, number - 1) }
  var after: Quarter { number == 4 ? Quarter(year + 1, 1) : Quarter(year, number + 1) }
  var text: String { "\(year)-\(number)" }
  var first: Day { Day(year, number * 3 - 2, 1) }
  var last: Day { Day(ordinal: after.first.ordinal - 1) ?? first }
  var months: (first: String, last: String) {
    (String(first.description.prefix(7)), String(last.description.prefix(7)))
  }
  var words: Bilingual {
    Bilingual("quý \(["I", "II", "III", "IV"][number - 1])/\(year)", "quarter \(number) of \(year)")
  }
}
