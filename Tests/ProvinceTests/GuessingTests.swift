import Foundation
import Testing

/// An attacker guesses the administrator's password from one address. Once the delay applied to the account, wherever
/// the tries came from: the attacker kept the owner out.
struct GuessingTests {
  private let province = try! Province()
  private let password = "một hai ba bốn năm"

  private struct Answer {
    var status: Substring
    /// The cookie that marks this browser as one that has logged in.
    var device: String?
  }

  private func logIn(_ password: String, from address: String, as device: String? = nil) throws -> Answer {
    let head = "HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
    let login = try province.ask("GET /dang-nhap \(head)\r\n", from: address)
    let token = try #require(login.firstMatch(of: #/name="dau" value="([0-9a-f]{64})"/#)).output.1
    let typed = try #require(password.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
    let form = "dau=\(token)&ten=quan-tri&mk=\(typed)"
    let cookies = ["vanthu-dau=\(token)", device].compactMap(\.self).joined(separator: "; ")
    let answer = try province.ask(
      "POST /dang-nhap \(head)Cookie: \(cookies)\r\nContent-Length: \(form.utf8.count)\r\n\r\n\(form)", from: address)
    return Answer(
      status: answer.dropFirst(9).prefix(3),
      device: answer.firstMatch(of: #/set-cookie: ([^=\r]*vanthu-may-quan-tri=[^;\r]+)/#).map { String($0.output.1) })
  }

  @Test func whoGuessesWaitsAloneAndTheOwnerGetsIn() throws {
    let typed = province.folder + "/mat-khau"
    try Data("\(password)\n".utf8).write(to: URL(fileURLWithPath: typed))
    try province.expect(
      try Programs.start(
        "vanthu-hub", ["account", "add", "quan-tri", "--data", province.data], home: province.folder, input: typed
      ).wait())
    try province.serve()
    let (attacker, home) = ("127.0.0.9", "127.0.0.10")
    let first = try logIn(password, from: attacker)
    #expect(first.status == "303")
    let known = try #require(first.device)
    let tries = try (1...9).map { try logIn("đoán lần thứ \($0)", from: attacker).status }
    #expect(tries.first == "401" && tries.last == "429", "\(tries)")
    // From here no unknown browser is checked any more, not even with the right password; a known one is, and so is the
    // owner elsewhere.
    #expect(try logIn(password, from: attacker).status == "429")
    #expect(try logIn(password, from: attacker, as: known).status == "303")
    #expect(try logIn(password, from: home).status == "303")
    // The log says for which account, and from where.
    let ended = try province.run("vanthu-hub", ["audit", "--data", province.data, "--json"])
    let lines = try #require(try JSONSerialization.jsonObject(with: Data(ended.output.utf8)) as? [[String: String]])
    for what in ["loginFailed", "loginDelayed"] {
      let told = lines.filter { $0["what"] == what }
      #expect(!told.isEmpty && told.allSatisfy { $0["who"] == "quan-tri" && $0["from"] == attacker }, "\(lines)")
    }
  }
}
