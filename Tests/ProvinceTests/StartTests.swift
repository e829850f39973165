import Foundation
import Glibc
import Testing

/// A `serve` that cannot start says why, in one sentence with the next step, and ends as a refusal.
@Suite struct StartTests {
  let province = try! Province()

  private func refuses(_ words: [String], as user: uid_t? = nil, _ sentence: String) throws {
    let ended = try province.run("vanthu-hub", ["serve", "--data", province.data] + words, as: user)
    #expect(ended.status == 1, "\(words): \(ended)")
    #expect(ended.errors.contains(sentence), "\(words): \(ended)")
    #expect(ended.errors.split(separator: "\n").count == 1, "\(words): \(ended)")
  }

  /// Returns a certificate and its key, newly made.
  private func pair(_ name: String, _ more: String...) throws -> (certificate: String, key: String) {
    let (certificate, key) = ("\(province.folder)/\(name).pem", "\(province.folder)/\(name).key")
    let openssl = Process()
    openssl.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
    openssl.arguments =
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-days", "2", "-subj", "/CN=hub",
        "-keyout", key, "-out", certificate,
      ] + more
    openssl.standardError = FileHandle.nullDevice
    try openssl.run()
    openssl.waitUntilExit()
    try #require(openssl.terminationStatus == 0)
    return (certificate, key)
  }

  @Test func anAddressThatCannotBeOpenedIsNamed() throws {
    let other = try Province()
    try other.serve()
    let taken = "127.0.0.1:\(other.port)"
    try refuses(["--plain", "--listen", taken], "Địa chỉ \(taken) đang có chương trình khác dùng")
    try refuses(
      ["--plain", "--listen", "127.0.0.1:0", "--metrics-listen", taken],
      "Địa chỉ \(taken) đang có chương trình khác dùng")
    try refuses(["--plain", "--insecure", "--listen", "192.0.2.1:8443"], "Máy này không có địa chỉ 192.0.2.1:8443")
    try refuses(["--plain", "--insecure", "--listen", "không.có:8443"], "Máy này không có địa chỉ không.có:8443")
  }

  @Test func aCertificateOrKeyThatIsNoneIsNamed() throws {
    let (one, two) = (try pair("one", "-nodes"), try pair("two", "-nodes"))
    let locked = try pair("locked", "-passout", "pass:một hai ba")
    let (empty, junk) = (province.folder + "/empty", province.folder + "/junk")
    try Data().write(to: URL(fileURLWithPath: empty))
    try Data("không phải PEM".utf8).write(to: URL(fileURLWithPath: junk))
    func refuses(_ certificate: String, _ key: String, _ sentence: String) throws {
      try self.refuses(["--listen", "127.0.0.1:0", "--certificate", certificate, "--key", key], sentence)
    }
    try refuses("/không/có", one.key, "Không có chứng thư /không/có;")
    try refuses(one.certificate, "/không/có", "Không có tệp /không/có;")
    try refuses(one.certificate, two.key, "Khóa \(two.key) không phải của chứng thư \(one.certificate);")
    try refuses(one.certificate, empty, "\(empty) không phải khóa PEM")
    try refuses(one.certificate, junk, "\(junk) không phải khóa PEM")
    try refuses(one.certificate, one.certificate, "\(one.certificate) không phải khóa PEM")
    try refuses(locked.certificate, locked.key, "Khóa \(locked.key) có mật khẩu bảo vệ")
    for none in [empty, junk, one.key] { try refuses(none, one.key, "\(none) không phải chứng thư PEM") }
  }

  @Test(.enabled(if: geteuid() == 0)) func aKeyOfAnotherUserIsNamed() throws {
    let own = try pair("own", "-nodes")
    try province.give(to: 65_534)
    chown(own.key, 0, 0)
    chmod(own.key, 0o600)
    try refuses(
      ["--listen", "127.0.0.1:0", "--certificate", own.certificate, "--key", own.key], as: 65_534,
      "không đọc được \(own.key)")
  }
}

extension Province {
  /// Makes another user the owner of all of it.
  func give(to user: uid_t) throws {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    for path in [folder] + names.map({ "\(folder)/\($0)" }) { try #require(lchown(path, user, user) == 0) }
  }
}
