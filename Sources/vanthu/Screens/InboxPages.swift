import Commands
import Office
import Terminal

/// The lines of the box, read a page at a time as they come into view: the most pressing are the first.
@MainActor
final class InboxPages {
  /// Lines of the box from a place on, as many as asked for unless it has fewer.
  typealias Read = @MainActor (_ from: Int, _ limit: Int) throws -> [InboxLine]

  typealias Filter = @MainActor (InboxLine) -> Bool

  static let page = 100

  /// How many lines the box has.
  private(set) var total: Int
  private let read: Read
  private let passes: Filter?
  private var lines: [InboxLine] = []
  /// Those of the lines that are shown.
  private(set) var shown: [InboxLine] = []
  /// Whether a line that is not among those read may be further down: it may have left the box.
  var looksFurther: Bool

  /// - Parameters:
  ///   - before: the box as it was read last: as much of it is read again, in one go.
  ///   - passes: a filter; it needs the whole box.
  init(total: Int, before: InboxPages?, passes: Filter? = nil, read: @escaping Read) throws {
    (self.total, self.read, self.passes) = (total, read, passes)
    looksFurther = before.map { total >= $0.total } ?? true
    try need(passes == nil ? max(InboxPages.page, before?.lines.count ?? 0) : total)
  }

  /// Whether a filter finds all there is without reading.
  var isWhole: Bool { passes != nil }

  /// The same lines through another filter; nothing is read that was read already.
  init(_ other: InboxPages, passes: @escaping Filter) {
    (total, read, lines, looksFurther) = (other.total, other.read, other.lines, true)
    self.passes = passes
    shown = lines.filter(passes)
  }

  /// As a list fetches its rows.
  func fetch(_ from: Int64?, _ direction: ScrollList<InboxLine>.Direction, _ limit: Int) throws -> [InboxLine] {
    let place = try from.flatMap(place)
    if from != nil, place == nil { return [] }
    switch direction {
    case .forward:
      let start = place.map { $0 + 1 } ?? 0
      if passes == nil { try need(start + limit) }
      return Array(shown[min(start, shown.count)..<min(start + limit, shown.count)])
    case .backward:
      if place == nil { try need(total) }
      let end = place ?? shown.count
      return Array(shown[max(0, end - limit)..<end])
    }
  }

  private func place(_ id: Int64) throws -> Int? {
    var looked = 0
    while true {
      if let place = shown[looked...].firstIndex(where: { $0.id == id }) { return place }
      guard looksFurther, lines.count < total else { return nil }
      looked = shown.count
      try need(lines.count + InboxPages.page)
    }
  }

  private func need(_ count: Int) throws {
    let wanted = min(count, total) - lines.count
    guard wanted > 0 else { return }
    let more = try read(lines.count, max(wanted, min(InboxPages.page, total - lines.count)))
    lines += more
    shown += passes.map { more.filter($0) } ?? more
    // Fewer than were counted: the box has changed in between, and this is all of it.
    if more.count < wanted { total = lines.count }
  }
}
