import PageRequests
import Records
import Wording

extension ProvincePage {
  /// Returns a page: its head, menu and foot around the given parts.
  func page(
    _ request: PageRequest, _ viewer: Viewer?, _ title: Bilingual, status: Int = 200, current: PageRoute? = nil,
    _ parts: [HTML]
  ) -> PageResponse {
    let language = request.language
    var head = [tag("p", [.init("class", "hub")], .text(reader.name))]
    if let viewer {
      head.append(who(viewer, language))
      head.append(menu(viewer, current, language))
    }
    let html = tag(
      "html", [.init("lang", language.rawValue)],
      tag(
        "head", [], tag("meta", [.init("charset", "utf-8")]),
        tag("meta", [.init("name", "viewport"), .init("content", "width=device-width, initial-scale=1")]),
        tag("title", [], .text("\(title[language]) – \(reader.name)")), tag("style", [], .stylesheet)),
      tag(
        "body", [], tag("header", [], all: head), tag("main", [], all: [tag("h1", [], .text(title[language]))] + parts),
        foot(request)))
    return PageResponse(
      status: status, headers: ProvincePage.security + [("content-type", "text/html; charset=utf-8")], text: html.page)
  }

  private func who(_ viewer: Viewer, _ language: Language) -> HTML {
    tag(
      "div", [.init("class", "who")], .text(viewer.name + " · "),
      tag(
        "form", [.init("method", "post"), .init("action", PageRoute.logout.rawValue)],
        tag("input", [.init("type", "hidden"), .init("name", "dau"), .init("value", viewer.formToken)]),
        tag("button", [.init("class", "plain")], .text(PageRoute.logout.title[language]))))
  }

  private func menu(_ viewer: Viewer, _ current: PageRoute?, _ language: Language) -> HTML {
    let items = PageRoute.shown(to: viewer).map { address in
      tag(
        "li", [],
        tag(
          "a", [.init("href", address.rawValue)] + (address == current ? [.init("aria-current", "page")] : []),
          .text(address.title[language])))
    }
    return tag("nav", [], tag("ul", [], all: items))
  }

  private func foot(_ request: PageRequest) -> HTML {
    let language = request.language
    let other: (words: String, code: String) = language == .vietnamese ? ("English", "en") : ("Tiếng Việt", "vi")
    return tag(
      "footer", [],
      .text(Bilingual("Lập lúc ", "Generated at ")[language] + Moment(reader.system.now()).text + ". "),
      tag(
        "a", [.init("href", PageRoute.overview.link(("lang", other.code))), .init("lang", other.code)],
        .text(other.words)
      ))
  }

  func home(_ request: PageRequest) -> HTML {
    tag(
      "p", [],
      tag(
        "a", [.init("href", PageRoute.overview.rawValue)],
        .text(Bilingual("Về trang đầu", "Go to the start page")[request.language])))
  }

  func redirect(to address: PageRoute) -> PageResponse {
    PageResponse(
      status: 303,
      headers: ProvincePage.security + [("location", address.rawValue), ("content-type", "text/html; charset=utf-8")],
      text: "")
  }

  /// No scripts, no other origins, no framing, no referrer, no copy in a cache.
  static let security: [(name: String, value: String)] = [
    (
      "content-security-policy",
      "default-src 'none'; style-src \(Stylesheet.hash); form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    ("x-content-type-options", "nosniff"), ("x-frame-options", "DENY"), ("referrer-policy", "no-referrer"),
    ("cache-control", "no-store"),
  ]
}

/// A moment in Vietnamese time (UTC+7).
struct Moment {
  let milliseconds: Int

  init(_ milliseconds: Int) { self.milliseconds = milliseconds }

  var day: Day { Day(unixSeconds: milliseconds / 1_000) }

  /// `20/11/2026 07:05`
  var text: String {
    let minutes = (milliseconds / 60_000 + 7 * 60) % 1_440
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
    return "\(day.display) \(two(minutes / 60)):\(two(minutes % 60))"
  }
}
