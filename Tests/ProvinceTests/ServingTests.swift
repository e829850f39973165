import Foundation
import Glibc
import Testing

/// `serve` as the administrator meets it.
@Suite struct ServingTests {
  @Test func twoDoNotServeTheSameDataAndCommandsRunBeside() throws {
    let province = try Province()
    try province.serve()
    let second = try province.run(
      "vanthu-hub", ["serve", "--data", province.data, "--listen", "127.0.0.1:0", "--plain"])
    #expect(second.status == 1 && second.errors.contains("Đã có một vanthu-hub"), "\(second)")
    try province.expect(try province.run("vanthu-hub", ["stations", "--data", province.data]))
    _ = try province.code("xa-2025-01501/ubnd")
    // Cut off without a word: the lock is gone with it.
    province.stopServing()
    try province.serve()
    #expect(try province.ask("GET /health HTTP/1.0\r\n\r\n").hasSuffix("ok\n"))
  }

  @Test func figuresAreClosedUnlessToldOtherwise() throws {
    let province = try Province()
    try province.serve()
    #expect(try province.ask("GET /metrics HTTP/1.0\r\n\r\n").hasPrefix("HTTP/1.1 404"))
  }

  @Test(arguments: [["--connections", "3"], ["--per-address", "0"], ["--metrics-listen", "9100"]])
  func whatCannotBeIsRefused(words: [String]) throws {
    let province = try Province()
    let ended = try province.run(
      "vanthu-hub", ["serve", "--data", province.data, "--plain", "--listen", "127.0.0.1:0"] + words)
    #expect([1, 2].contains(ended.status) && !ended.errors.isEmpty, "\(ended)")
  }
}
