import Hub
import HubPage
import PageRequests
import Records
import TestProvince
import TestSupport
import Wording

extension FuzzTarget {
  /// The page of the province, with addresses, forms and cookies that no browser would send.
  static let page = FuzzTarget("page", share: 400) { founding in
    let world = try HubWorld(&founding)
    for place in [0, 1, 0, 1, 2] {
      _ = try world.feed(try world.packet(of: place, isHostile: true, &founding), from: place, over: .line, &founding)
    }
    let password = "một hai ba bốn"
    try world.hub.addAccount("quan-tri", organ: nil, password: password, rounds: 16)
    try world.hub.addAccount("xa", organ: World.thucPhan, password: password, rounds: 16)
    nonisolated(unsafe) let hub = world.hub
    let page = ProvincePage(
      try HubReader(of: hub), writer: HubWriter { try $0(hub) },
      pen: try AuditPen(of: hub, delay: .milliseconds(200)) { 1_795_000_000_000 }, rounds: 16)
    var browsers = [[String: String](), [:], [:]]
    return { chance in
      world.now += 1 << chance.below(24)
      let who = chance.below(browsers.count)
      if who > 0, browsers[who]["__Host-vanthu"] == nil || chance.one(in: 100) {
        browsers[who] = try logIn(page, ["quan-tri", "xa"][who - 1], password)
      }
      let request = someVisit(browsers[who], &chance)
      let response = try page.answer(request)
      try expect((200..<600).contains(response.status), "status \(response.status)")
      let html = String(decoding: response.body, as: UTF8.self)
      try expect(!html.contains("<fuzz"), "what was asked stands in the page as it came")
      try expect(html.utf8.count < 2 << 20, "a page of \(html.utf8.count) bytes")
      for (name, value) in response.headers {
        try expect(!value.utf8.contains { $0 < 0x20 || $0 == 0x7F }, "header \(name) has a control sign")
      }
      if response.headers.contains(where: { $0.name == "set-cookie" && $0.value.contains("__Host-vanthu=;") }) {
        browsers[who] = [:]
      }
      return response.status < 400 ? .taken : .refused
    }
  }

  private static func logIn(_ page: ProvincePage, _ name: String, _ password: String) throws -> [String: String] {
    var cookies: [String: String] = [:]
    func take(_ response: PageResponse) {
      for (header, value) in response.headers where header == "set-cookie" {
        let pair = value.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1).map(String.init)
        if pair.count == 2 { cookies[pair[0]] = pair[1] }
      }
    }
    take(try page.answer(PageRequest(path: "/dang-nhap", address: "10.0.0.7")))
    take(
      try page.answer(
        PageRequest(
          method: "POST", path: "/dang-nhap",
          form: [("dau", cookies["__Host-vanthu-dau"] ?? ""), ("ten", name), ("mk", password)], cookies: cookies,
          address: "10.0.0.7")))
    return cookies
  }

  static let pagePaths = [
    "/", "/co-quan", "/cho", "/chi-tieu", "/cham", "/su-co", "/van-ban", "/dang-nhap", "/thoat", "", "//", "/../",
    "/%00",
    "/co-quan/", "/van-ban?q=a",
  ]
  static let pageFields = ["trang", "so", "truoc", "sau", "quy", "khoa", "q", "lang", "dau", "ten", "mk", "x"]

  static func someValue(_ chance: inout SeededRandom) -> String {
    switch chance.below(6) {
    case 0: chance.pick(SpoilingJSON.numbers)
    case 1, 2: chance.pick(SpoilingJSON.texts)
    case 3:
      chance.pick(["0", "1", "2", "3", "10", "2026-4", "2026-1", "2000-1", "vi", "en", World.thucPhan, "so-noi-vu"])
    case 4: chance.pick(["ho ngheo", "hộ nghèo", "UBND", "a b c d e f g h", "12/UBND-VX", "\"", "* AND"])
    default: String(decoding: chance.bytes(chance.anySize(upTo: 8)), as: UTF8.self)
    }
  }

  private static func fields(_ chance: inout SeededRandom) -> [(name: String, value: String)] {
    (0..<chance.anySize(upTo: 3)).map { _ in
      (chance.one(in: 10) ? someValue(&chance) : chance.pick(pageFields), someValue(&chance))
    }
  }

  private static func someVisit(_ cookies: [String: String], _ chance: inout SeededRandom) -> PageRequest {
    var cookies = cookies
    for _ in 0..<(chance.one(in: 6) ? 2 : 0) {
      cookies[chance.pick(["__Host-vanthu", "vanthu", "__Host-vanthu-dau", "lang", "x"])] = someValue(&chance)
    }
    var form = fields(&chance)
    if chance.one(in: 2), let token = cookies["__Host-vanthu-dau"] { form.append(("dau", token)) }
    return PageRequest(
      method: chance.pick(["GET", "GET", "GET", "POST", "HEAD", "PUT", ""]),
      path: chance.one(in: 20) ? someValue(&chance) : chance.pick(pagePaths), query: fields(&chance), form: form,
      cookies: cookies, address: chance.pick(["10.0.0.7", "10.0.0.8", "127.0.0.1", "::1", "x"]),
      isSecure: !chance.one(in: 10), isLocal: chance.one(in: 10))
  }
}
