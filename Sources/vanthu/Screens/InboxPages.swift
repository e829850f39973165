import Commands
import Office
import Terminal

/// The lines of the inbox, read a page at a time as they come into view, the most pressing first.
@MainActor
final class InboxPages {
  /// Returns lines of the inbox from a position on: as many as asked for, unless there are fewer.
  typealias Read = @MainActor (_ from: Int, _ limit: Int) throws -> [InboxLine]

  typealias Filter = @MainActor (InboxLine) -> Bool

  static let page = 100

  /// How many lines the inbox has.
  private(set) var total: Int
  private let read: Read
  private let passes: Filter?
  private var lines: [InboxLine] = []
  /// The lines that pass the filter.
  private(set) var shown: [InboxLine] = []
  /// Whether to read on for a line that is not among those read: it may also have left the inbox.
  var looksFurther: Bool

  /// - Parameters:
  ///   - before: the inbox as it was read last: as many lines are read again, in one go.
  ///   - passes: a filter; it needs all lines of the inbox.
  init(total: Int, before: InboxPages?, passes: Filter? = nil, read: @escaping Read) throws {
    (self.total, self.read, self.passes) = (total, read, passes)
    looksFurther = before.map { total >= $0.total } ?? true
    try need(passes == nil ? max(InboxPages.page, before?.lines.count ?? 0) : total)
  }

  /// Whether all lines have been read, so that another filter needs no reading.
  var isWhole: Bool { passes != nil }

  /// The same lines through another filter; no line is read twice.
  init(_ other: InboxPages, passes: @escaping Filter) {
    (total, read, lines, looksFurther) = (other.total, other.read, other.lines, true)
    self.passes = passes
    shown = lines.filter(passes)
  }

  /// Returns rows, as a `ScrollList` fetches them.
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
    // Fewer lines than counted: the inbox has changed in between, and these are all.
    if more.count < wanted { total = lines.count }
  }
}
