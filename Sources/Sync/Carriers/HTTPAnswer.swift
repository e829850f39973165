import Wording

/// The head of a response, and the beginning of its body unless it is a success: decides who sent it.
///
/// A hub answers 200 with a packet (or JSON), or refuses with 4xx or 5xx and two lines of plain text, the same sentence
/// in Vietnamese and in English. Everything else was sent by something in between.
struct HTTPAnswer {
  /// 0 when there was no response.
  let status: Int
  let type: String
  let body: String

  /// - Parameters:
  ///   - other: the target of a redirection; empty for none.
  ///   - isHub: whether the body of a success begins like a hub's.
  /// - Returns: `nil` for a hub's answer that is no refusal, and where no answer came.
  func failure(of hub: HubAddress, movedTo other: String, isHub: Bool) -> CarrierFailure? {
    switch status {
    case 0: nil
    case 200: isHub ? nil : .blocked(isPage ? .portal(hub.host) : .noHub(hub.host, status: status))
    case 407: .blocked(.proxyRefuses(Proxy.between(hub) ?? hub.host, status: 407))
    // A hub refuses a request that is too large with its own sentence.
    case 413 where sentence == nil: .blocked(.tooLarge(hub.host))
    case 511: .blocked(.portal(hub.host))
    case 300..<400: .blocked(other.isEmpty ? .portal(hub.host) : .moved(hub.host, to: shown(other)))
    default:
      if let sentence { .refused(status: status, sentence) } else { .blocked(.noHub(hub.host, status: status)) }
    }
  }

  private var isPage: Bool { type.lowercased().hasPrefix("text/html") || body.first == "<" }

  /// A hub's sentence. Vietnamese is written with diacritics: two lines of ASCII come from another program.
  private var sentence: Bilingual? {
    guard status >= 400, type.lowercased().hasPrefix("text/plain"), body.first != "<" else { return nil }
    let lines = body.split(whereSeparator: \.isNewline).map(String.init)
    guard lines.count == 2, lines[0].utf8.contains(where: { $0 >= 0x80 }) else { return nil }
    return Bilingual(lines[0], lines[1])
  }

  /// Returns scheme and host of an address that somebody else wrote.
  private func shown(_ address: String) -> String {
    var slashes = 0
    let place = address.prefix { character in
      if character == "/" { slashes += 1 }
      return slashes < 3
    }
    return String(place.unicodeScalars.filter { $0.value > 0x20 && $0.value < 0x7F }.prefix(80).map(Character.init))
  }
}
