import Office
import Records
import Wording

/// The state of an outgoing document at each of its recipients, for its card and for `vanthu show`.
package struct RecipientRows {
  package struct Row {
    /// Since when it is so: `20/11/2026 09:00`; empty if that is not known.
    package var when: String
    package var words: Bilingual
    package var tone: Tone
  }

  /// The number of recipients in each state, `7 đã tiếp nhận · 2 ở tỉnh`, if the list is long.
  package let counts: Bilingual?
  package let rows: [Row]

  /// `nil` if no recipient is known to take part in the exchange: then there is nothing to report.
  ///
  /// - Parameter isExchanging: whether the hub has reported who takes part: then the rows are shown even if all
  ///   recipients are served by post.
  package init?(_ card: Card, isExchanging: Bool) {
    guard
      card.deliveries.contains(where: { $0.way == .hub || $0.status != nil })
        || isExchanging && card.line.state != .draft && !card.deliveries.isEmpty
    else { return nil }
    let all = zip(card.recipients, card.deliveries).filter { $1.sameAs == nil }
      .map { (recipient: $0, standing: Standing($1), state: $1) }
    guard all.count > RecipientRows.few else {
      counts = nil
      rows = all.map { RecipientRows.row($0.recipient, $0.state) }
      return
    }
    let amounts = Standing.all.compactMap { standing -> Bilingual? in
      let amount = all.count { $0.standing == standing }
      guard amount > 0 else { return nil }
      return Bilingual("\(amount) \(standing.words.vietnamese)", "\(amount) \(standing.words.english)")
    }
    counts = Bilingual(
      amounts.map(\.vietnamese).joined(separator: " · "), amounts.map(\.english).joined(separator: " · "))
    // Recipients that need attention come first, the others in the order of the document.
    rows = (all.filter(\.standing.needsLook) + all.filter { !$0.standing.needsLook }).map {
      RecipientRows.row($0.recipient, $0.state)
    }
  }

  /// Returns the rows of these recipients, by their places in the document.
  package static func rows(of card: Card, _ positions: [Int]) -> [Row] {
    let all = Array(zip(card.recipients, card.deliveries))
    return positions.filter(all.indices.contains).map { row(all[$0].0, all[$0].1) }
  }

  private static func row(_ recipient: Recipient, _ state: DeliveryState) -> Row {
    let name = state.name(of: recipient)
    // Its last report is older than the recall that it was sent.
    let isAsked = state.status == .recalled
    let words = isAsked ? state.askedWords : state.status?.words(with: state.note) ?? state.placeWords
    return Row(
      when: isAsked ? "" : state.when,
      words: Bilingual("\(name.vietnamese): \(words.vietnamese)", "\(name.english): \(words.english)"),
      tone: Standing(state).tone)
  }

  /// The number of recipients above which they are counted too.
  private static let few = 6

  private enum Standing: Equatable {
    case said(DeliveryStatus)
    /// Takes part in the exchange and has reported nothing: where the document is meanwhile.
    case underway(DeliveryPlace)
    case post

    init(_ state: DeliveryState) {
      switch (state.status, state.way) {
      case (let status?, _): self = .said(status)
      case (nil, .hub): self = .underway(state.place?.name ?? .hub)
      case (nil, .post): self = .post
      }
    }

    static let all: [Standing] =
      [.said(.refused), .said(.disagreed)] + DeliveryPlace.allCases.map(Standing.underway)
      + DeliveryStatus.allCases.filter { $0 != .refused && $0 != .disagreed }.map(Standing.said) + [.post]

    var words: Bilingual {
      switch self {
      case .said(let status): status.words
      case .underway(let place): place.words
      case .post: Bilingual("gửi bưu điện", "by post")
      }
    }

    var needsLook: Bool {
      switch self {
      case .underway(.keptBack): false
      case .said(.refused), .said(.disagreed), .underway: true
      case .said, .post: false
      }
    }

    var tone: Tone {
      switch self {
      case .said(.refused), .said(.disagreed), .underway(.held): .danger
      case .underway(.keptBack): .normal
      case .said(.recalled), .underway: .warning
      case .said: .normal
      case .post: .dim
      }
    }
  }
}

extension DeliveryState {
  /// The recipient, with those whose place it has taken: `UBND xã Hưng Đạo, tiếp nhận UBND xã Hưng Đạo, huyện Bảo Lạc`.
  fileprivate func name(of recipient: Recipient) -> Bilingual {
    let name = (presentName ?? recipient.name) + (recipient.group.map { " (\($0))" } ?? "")
    guard !predecessors.isEmpty else { return Bilingual(name, name) }
    let others = predecessors.joined(separator: "; ")
    return Bilingual("\(name), tiếp nhận \(others)", "\(name), in place of \(others)")
  }

  /// Since when it is so, as a card shows it.
  fileprivate var when: String {
    if status != nil { return day.map { moment($0, statusTime) } ?? "" }
    return way == .post ? "" : since.map { moment($0) } ?? ""
  }

  /// Where it is before the first report.
  fileprivate var placeWords: Bilingual {
    switch place {
    case nil: way == .post ? Bilingual("gửi bưu điện", "by post") : DeliveryPlace.hub.words
    case .here: DeliveryPlace.here.words
    case .carrier(let inLetter):
      inLetter
        ? Bilingual("trong thư, tỉnh chưa xác nhận", "in an e-mail, not acknowledged by the hub")
        : Bilingual("trên USB, tỉnh chưa xác nhận", "on a stick, not acknowledged by the hub")
    case .hub: Bilingual("ở tỉnh, nơi nhận chưa lấy về", "at the hub, not fetched yet")
    case .held(let why):
      Bilingual("bị tỉnh giữ lại: \(why.vietnamese)", "held by the hub: \(why.english)")
    case .keptBack(let everywhere): DeliveryState.Place.keptBackWords(everywhere)
    case .arrived: DeliveryPlace.arrived.words
    }
  }

  /// The request to give it back, which may not have left this PC.
  fileprivate var askedWords: Bilingual {
    guard let recall else { return DeliveryStatus.recalled.words }
    let place = recall.whereNotLeft
    return Bilingual("yêu cầu lấy lại \(place.vietnamese)", "recall \(place.english)")
  }
}
