import BadLine
import Foundation
import Glibc
import Testing

/// The real programs over real sockets: what the guide promises, and what a bad day does to it.
@Suite(.serialized) struct ProvinceTests {
  private static let department = "so-noi-vu"
  private static let commune = "xa-2025-01351/ubnd"

  private func two() throws -> (Province, Seat, Seat) {
    let province = try Province()
    try province.serve()
    let sender = try province.seat("so", Self.department, "Sở Nội vụ tỉnh Cao Bằng")
    let reader = try province.seat("xa", Self.commune, "UBND xã Hưng Đạo")
    return (province, sender, reader)
  }

  private func status(_ seat: Seat, _ number: String) throws -> String? {
    (try seat.json("show", number)["to"] as? [[String: Any]])?.first?["status"] as? String
  }

  private func file(_ province: Province, _ size: Int) throws -> String {
    let path = province.folder + "/ban-ve.pdf"
    try Data((0..<size).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 11) }).write(
      to: URL(fileURLWithPath: path))
    return path
  }

  @Test func aDocumentIsFollowedFromOfficeToOffice() throws {
    let (province, sender, reader) = try two()
    try sender.issue("Về việc rà soát hộ nghèo", to: Self.commune, "--attach", try file(province, 150_000))
    let sent = try sender.json("sync")
    #expect(sent["status"] as? String == "done" && sent["waiting"] as? Int == 0)
    #expect((sent["sent"] as? [String: Int])?["entries"] ?? 0 >= 2)
    #expect((try reader.json("sync")["received"] as? [String: Int])?["entries"] ?? 0 >= 2)
    let inbox = try reader.list("inbox")
    #expect(inbox.count == 1 && inbox[0]["subject"] as? String == "Về việc rà soát hộ nghèo")
    let reference = try #require(inbox[0]["reference"] as? String)
    try province.expect(try reader("save-file", reference, "--to", province.folder + "/ra.pdf"))
    #expect(
      FileManager.default.contentsEqual(atPath: province.folder + "/ra.pdf", andPath: province.folder + "/ban-ve.pdf"))
    #expect(try status(sender, "01/UBND") == nil)
    for (words, expected) in [
      (["accept", reference], "03"), (["route", "1", "--lead", "Tư pháp"], "04"),
      (["progress", "1", "--note", "đã họp"], "05"), (["settle", "1"], "06"),
    ] {
      try province.expect(try reader.start(words).wait())
      try reader("sync")
      try sender("sync")
      #expect(try status(sender, "01/UBND") == expected)
    }
    try province.expect(try sender("recall", "01/UBND", "--reason", "Ký nhầm"))
    #expect(try status(sender, "01/UBND") == "13")
    try sender("sync")
    try reader("sync")
    try province.expect(try reader("agree", "1"))
    try reader("sync")
    try sender("sync")
    #expect(try status(sender, "01/UBND") == "15")
    try province.expect(try sender("verify"))
    try province.expect(try reader("verify"))
    province.stopServing(SIGTERM)
    try province.expect(try province.run("vanthu-hub", ["verify", "--data", province.data]))
    let silent = try sender("sync", "--json")
    #expect(silent.status == 6 && silent.output.contains(#""status": "no-line""#))
  }

  @Test func aStickCarriesAllOfIt() throws {
    let (province, sender, reader) = try two()
    province.stopServing()
    let stick = province.folder + "/usb"
    mkdir(stick, 0o755)
    try sender.issue("Bằng USB", to: Self.commune, "--attach", try file(province, 100_000))
    func travel() throws {
      try province.expect(try sender("sync", "--folder", stick))
      try province.expect(try reader("sync", "--folder", stick))
      try province.expect(try province.run("vanthu-hub", ["answer", stick, "--data", province.data]))
    }
    for _ in 0..<4 { try travel() }
    #expect(try reader.list("inbox").map { $0["subject"] as? String } == ["Bằng USB"])
    #expect(try status(sender, "01/UBND") == "01")
    let reference = try #require(try reader.list("inbox")[0]["reference"] as? String)
    try province.expect(try reader("save-file", reference, "--to", province.folder + "/ra.pdf"))
    #expect(
      FileManager.default.contentsEqual(atPath: province.folder + "/ra.pdf", andPath: province.folder + "/ban-ve.pdf"))
  }

  /// Three mailboxes, and a postman who moves what lies in `out` to whom it is addressed.
  @Test func lettersCarryAllOfIt() throws {
    let (province, sender, reader) = try two()
    province.stopServing()
    let boxes = ["so", "xa", "tinh"].map { "\(province.folder)/thu-\($0)" }
    for box in boxes {
      for folder in ["new", "cur", "tmp"] {
        try FileManager.default.createDirectory(atPath: "\(box)/\(folder)", withIntermediateDirectories: true)
      }
    }
    var posted = 0
    func post() throws {
      for box in boxes {
        let out = "\(box)/out"
        for name in (try? FileManager.default.contentsOfDirectory(atPath: out)) ?? [] {
          let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: "\(out)/\(name)")), as: UTF8.self)
          let receiver = try #require(
            boxes.first { text.contains("\r\nTo: <\($0.split(separator: "-").last!)@cb>\r\n") })
          posted += 1
          try FileManager.default.moveItem(atPath: "\(out)/\(name)", toPath: "\(receiver)/new/\(posted).H1")
        }
      }
    }
    try sender.issue("Bằng thư", to: Self.commune, "--attach", try file(province, 100_000))
    let silent = try sender("sync", "--mail", boxes[0])
    #expect(silent.status == 1 && silent.errors.contains("--from"))
    try province.expect(try sender("sync", "--mail", boxes[0], "--from", "so@cb", "--to", "tinh@cb"))
    try province.expect(try reader("sync", "--mail", boxes[1], "--from", "xa@cb", "--to", "tinh@cb"))
    let answer = ["answer", "--mail", boxes[2], "--data", province.data]
    try post()
    try province.expect(try province.run("vanthu-hub", answer + ["--from", "tinh@cb"]))
    for _ in 0..<4 {
      try post()
      let sent = try sender.json("sync", "--mail", boxes[0])
      #expect(sent["way"] as? String == "mail" && sent["status"] as? String == "done")
      try province.expect(try reader("sync", "--mail", boxes[1]))
      try post()
      try province.expect(try province.run("vanthu-hub", answer))
    }
    #expect(try reader.list("inbox").map { $0["subject"] as? String } == ["Bằng thư"])
    #expect(try status(sender, "01/UBND") == "01")
    let reference = try #require(try reader.list("inbox")[0]["reference"] as? String)
    try province.expect(try reader("save-file", reference, "--to", province.folder + "/ra.pdf"))
    #expect(
      FileManager.default.contentsEqual(atPath: province.folder + "/ra.pdf", andPath: province.folder + "/ban-ve.pdf"))
    // Every letter that was taken lies in cur, marked as seen.
    #expect(try FileManager.default.contentsOfDirectory(atPath: boxes[2] + "/new").isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: boxes[2] + "/cur").allSatisfy { $0.hasSuffix(":2,S") })
  }

  @Test func aBurntPCComesBack() throws {
    let (province, sender, reader) = try two()
    try sender.issue("Trước khi cháy", to: Self.commune, "--attach", try file(province, 70_000))
    try sender("sync")
    try reader("sync")
    try province.expect(try reader("accept", "moi-1"))
    try reader("sync")
    let new = province.seat("moi")
    try province.expect(
      try new("restore", "--from-hub", province.address, "--code", try province.code(Self.commune)))
    #expect(try new.json("show", "1")["subject"] as? String == "Trước khi cháy")
    #expect(try new("issue", "--type", "cv", "--subject", "x", "--signer", "A", "--to", "B").status == 1)
    try province.expect(
      try new("numbers", "--last", "den-2026=1", "--last", "di-2026=0", "--last", "di-sao-2026=0"))
    try new.issue("Sau khi cháy", to: Self.department)
    try province.expect(try new("sync"))
    let old = try reader("sync")
    #expect(old.status == 1 && old.errors.contains("khóa"))
    try province.expect(try new("verify"))
  }

  /// A hundred times the station or the hub is killed while it exchanges; in the end everything is there, once.
  @Test func killedAgainAndAgainTheyStillFinish() throws {
    let (province, sender, reader) = try two()
    let attached = try file(province, 400_000)
    var dice = SystemRandomNumberGenerator()
    var killed = 0
    for round in 0..<100 {
      if round % 10 == 0 { try sender.issue("Lần \(round)", to: Self.commune, "--attach", attached) }
      let seat = round % 2 == 0 ? sender : reader
      let running = try seat.start(["sync"])
      usleep(UInt32.random(in: 0...60_000, using: &dice))
      if round % 4 == 3 {
        province.stopServing()
        // Left alone it would try for a while; the next one goes on where it was.
        running.kill()
        try province.serve()
        killed += 1
      } else if running.kill().status == -SIGKILL {
        killed += 1
      }
    }
    #expect(killed > 40)
    try province.expect(try sender("sync"))
    try province.expect(try reader("sync"))
    try province.expect(try sender("sync"))
    let subjects = try reader.list("inbox").compactMap { $0["subject"] as? String }
    #expect(subjects.sorted() == (0..<10).map { "Lần \($0 * 10)" }.sorted())
    for round in 0..<10 {
      #expect(try status(sender, "0\(round + 1)/UBND".replacingOccurrences(of: "010", with: "10")) == "01")
    }
    try province.expect(try sender("verify"))
    try province.expect(try reader("verify"))
    province.stopServing(SIGTERM)
    try province.expect(try province.run("vanthu-hub", ["verify", "--data", province.data]))
  }

  /// Slow, late, cut every 60 kB by silence or reset: it takes its time and comes to its end.
  @Test func aBadLineIsEnough() throws {
    let (province, sender, reader) = try two()
    let line = try BadLine(to: province.port) { number in
      .init(rate: 400_000, delay: 0.02, after: 40_000 + number * 20_000, .reset)
    }
    try sender.issue("Đường xấu", to: Self.commune, "--attach", try file(province, 300_000))
    try province.expect(try sender("sync", "--hub", "http://127.0.0.1:\(line.port)"))
    try province.expect(try reader("sync"))
    #expect(try reader.list("inbox").count == 1)
    try province.expect(try reader("verify"))
  }
}
