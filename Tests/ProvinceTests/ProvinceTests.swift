import BadLine
import Foundation
import Glibc
import Testing

/// The real programs over real sockets: what the guide promises, on good and bad days.
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

  /// The hub's list grows, and the sender does not know it yet: the id of the agency is enough.
  @Test func anAgencyTheSenderHasNotHeardOfIsReachedByItsKey() throws {
    let province = try Province()
    let list = province.folder + "/co-quan.tsv"
    try Data("id\tname\nso-moi\tSở Mới tỉnh Cao Bằng\n".utf8).write(to: URL(fileURLWithPath: list))
    try province.expect(try province.run("vanthu-hub", ["offices", "import", list, "--data", province.data]))
    try province.serve()
    let sender = try province.seat("xa", Self.commune, "UBND xã Hưng Đạo")
    let reader = try province.seat("moi", "so-moi", "Sở Mới tỉnh Cao Bằng")
    try sender.issue("Chào mừng", to: "so-moi")
    for seat in [sender, reader, sender] { try province.expect(try seat("sync")) }
    #expect(try reader.list("inbox").map { $0["subject"] as? String } == ["Chào mừng"])
    try province.expect(try reader("accept", "moi-1"))
    for seat in [reader, sender] { try province.expect(try seat("sync")) }
    #expect(try status(sender, "01/UBND") == "03")
  }

  @Test func aCircularGoesToEveryCommuneByOneName() throws {
    let (province, sender, reader) = try two()
    try sender.issue("Về việc trực Tết", to: "các xã, phường")
    for seat in [sender, reader] { try province.expect(try seat("sync")) }
    #expect(try reader.list("inbox").map { $0["subject"] as? String } == ["Về việc trực Tết"])
    let line = try sender.json("show", "01/UBND")
    let recipients = try #require(line["to"] as? [[String: Any]])
    #expect(recipients.count == 56 && recipients.allSatisfy { $0["group"] as? String == "Các xã, phường" })
    #expect(line["toPlaces"] as? String == "Các xã, phường")
  }

  /// What a script reads of documents, and not of entries; what the sentences say on the way.
  @Test func anExchangeIsToldInDocuments() throws {
    let (province, sender, reader) = try two()
    for seat in [sender, reader] { try province.expect(try seat("sync")) }
    try sender.issue("Bão số 3", to: Self.commune, "--urgency", "hoatoc", "--attach", try file(province, 150_000))
    func places() throws -> [String?] {
      (try sender.json("show", "01/UBND")["recipients"] as? [[String: Any]] ?? []).map { $0["place"] as? String }
    }
    #expect(try places() == ["here"])
    let sent = try sender.json("sync")
    #expect(sent["sentDocuments"] as? Int == 1 && sent["sentFiles"] as? Int == 1)
    #expect(sent["fileBytes"] as? Int == 150_000)
    #expect(sent["words"] as? String == "Đã đồng bộ: đã gửi 1 văn bản, 1 tệp (150 kB).")
    #expect(try places() == ["hub"])
    let came = try reader.json("sync")
    #expect(came["documents"] as? [String: Int] == ["new": 1, "urgent": 1, "returned": 0, "receipts": 0])
    #expect(came["words"] as? String == "Đã đồng bộ: 1 văn bản mới (1 hỏa tốc), 1 tệp về đủ.")
    try province.expect(try reader("send-back", "moi-1", "--reason", "Nhầm"))
    #expect(try reader.json("sync")["words"] as? String == "Đã đồng bộ: đã gửi 1 văn bản trả lại.")
    #expect(try sender.json("sync")["words"] as? String == "Đã đồng bộ: 1 bị trả lại.")
    #expect(try sender.list("returned").count == 1)
    #expect(try sender("sync").output.contains("Không có gì mới"))
  }

  @Test func aStickSaysWhatItHoldsAndWhenItIsDone() throws {
    let (province, sender, reader) = try two()
    for seat in [sender, reader] { try province.expect(try seat("sync")) }
    province.stopServing()
    let stick = province.folder + "/usb"
    mkdir(stick, 0o755)
    func what(_ seat: Seat) throws -> String { try seat("sync", "--folder", stick, "--what").output }
    func carry(_ seat: Seat) throws -> String { try seat("sync", "--folder", stick).output }
    func answer() throws {
      try province.expect(try province.run("vanthu-hub", ["answer", stick, "--data", province.data]))
    }
    #expect(try what(sender).contains("không có gói nào"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: stick).isEmpty, "it writes nothing")
    try sender.issue("Bằng USB", to: Self.commune, "--attach", try file(province, 100_000))
    #expect(try carry(sender).contains(": 1 văn bản, 1 tệp (100 kB). Mang đến văn phòng tỉnh"))
    #expect(try what(sender).contains("1 văn bản tỉnh chưa xác nhận (01/UBND), 1 tệp."))
    #expect(try what(reader).contains("Gói của Sở Nội vụ tỉnh Cao Bằng"))
    #expect(try what(sender).contains("Chưa có trả lời của tỉnh"))
    #expect(try carry(sender).contains("Chưa có trả lời của tỉnh cho gói ghi lúc"))
    _ = try carry(reader)
    try answer()
    #expect(try what(reader).contains("1 văn bản, chưa nhận vào máy này."))
    #expect(try carry(reader).contains("Đã nhận trả lời của tỉnh"))
    #expect(try carry(sender).contains("Tỉnh đã nhận hết, không phải mang đi nữa"))
    for folder in ["to-hub", "to-station"].map({ "\(stick)/vanthu/\($0)" }) {
      for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
        try Data().write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
      }
    }
    let looked = try reader("sync", "--folder", stick, "--what")
    #expect(looked.status == 1 && looked.output.contains("rỗng hoặc hỏng"))
    #expect(looked.output.contains("0 B: rỗng, phải ghi lại"))
    let carried = try reader("sync", "--folder", stick)
    #expect(carried.status == 5 && carried.output.contains("Tệp trả lời của tỉnh rỗng hoặc hỏng"))
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

  /// Three mailboxes, and a postman who moves what is in `out` to its recipients.
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
    // Every e-mail that was read is in cur, marked as seen.
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
    try province.revoke(reader)
    let new = province.seat("moi")
    try province.expect(
      try new("restore", "--from-hub", province.address, "--code", try province.code(Self.commune)))
    #expect(try new.json("show", "1")["subject"] as? String == "Trước khi cháy")
    #expect(try new("issue", "--type", "cv", "--subject", "x", "--signer", "A", "--to", "B").status == 1)
    try province.expect(
      try new("numbers", "--last", "den-2026=1", "--last", "di-2026=0", "--last", "di-sao-2026=0"))
    try new.issue("Sau khi cháy", to: Self.department)
    try province.expect(try new("sync"))
    #expect(try reader("sync").errors.contains("đã được thay"))
    try province.expect(try new("verify"))
  }

  @Test func aPCThatNeverToldTheHubAnythingIsNotThereToComeBack() throws {
    let (province, _, _) = try two()
    let new = province.seat("moi")
    let ended = try new("restore", "--from-hub", province.address, "--code", try province.code(Self.commune))
    #expect(ended.status == 1 && ended.errors.contains("chưa đồng bộ lần nào"), "\(ended)")
    #expect(!FileManager.default.fileExists(atPath: new.file))
  }

  /// The station or the hub is killed a hundred times while it exchanges; in the end everything is there, once.
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
        // By itself it would retry for a while; the next run continues where it was.
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

  /// Slow, late, cut every 60 kB by silence or reset: it takes time and completes.
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

  /// The clock of one PC is three years ahead, of the other three years behind: order and delivery depend on no clock.
  @Test func clocksThreeYearsOffLoseNothing() throws {
    let province = try Province()
    try province.serve()
    let years = 3 * 365 * 86_400
    let reader = try province.seat("xa", Self.commune, "UBND xã Hưng Đạo", clockShift: years)
    let sender = try province.seat("so", Self.department, "Sở Nội vụ tỉnh Cao Bằng", clockShift: -years)
    try sender.issue("Từ quá khứ", to: Self.commune)
    let told = try sender("sync")
    try province.expect(told)
    #expect(told.output.contains("chậm 109"))
    try province.expect(try reader("sync"))
    try province.expect(try reader("accept", "moi-1"))
    try province.expect(try reader("settle", "1"))
    try reader.issue("Từ tương lai", to: Self.department)
    for seat in [reader, sender] { try province.expect(try seat("sync")) }
    #expect(try status(sender, "01/UBND") == "06")
    #expect(try sender.list("inbox").map { $0["subject"] as? String } == ["Từ tương lai"])
    // According to the hub the clock is slow: nothing is registered on such a day before the clerk has confirmed that
    // it is today.
    let future = try sender("accept", try #require(try sender.list("inbox")[0]["reference"] as? String))
    #expect(future.status == 1 && future.errors.contains("Đồng hồ máy chỉ"), "\(future)")
    for seat in [reader, sender] { try province.expect(try seat("verify")) }
    province.stopServing(SIGTERM)
    try province.expect(try province.run("vanthu-hub", ["verify", "--data", province.data]))
  }

  @Test func aSecondPCWritesDownAndTakesTheBookByACode() throws {
    let province = try Province()
    try province.serve()
    let first = try province.seat("mot", Self.commune, "UBND xã Hưng Đạo")
    try province.expect(try first("sync"))
    let second = province.seat("hai")
    try province.expect(
      try second("join", "--from-hub", province.address, "--code", try province.code(Self.commune), "--name", "Một cửa")
    )
    try province.expect(try second("sync"))
    try province.expect(try first("sync"))
    let words = [
      "register", "7/X", "--from", "Công ty X", "--date", "hôm nay", "--type", "cv", "--subject", "Thư tay", "--as",
      "Văn thư mot",
    ]
    let provisional = try second.start(words).wait()
    try province.expect(provisional)
    #expect(provisional.output.contains("ghi tạm") && provisional.output.contains("dấu tam-"))

    let books = try second.list("custody")
    #expect(books.allSatisfy { $0["here"] as? Bool == false })
    let other = try #require(try second.json("sync", "status")["station"] as? String)
    let refused = try second("custody", "hand-over", "den-2026", other)
    #expect(refused.status == 1 && refused.errors.contains("chỉ máy đó cấp số"))
    let handed = try first.json("custody", "hand-over", "den-2026", other)
    let code = try #require(handed["code"] as? String)
    #expect(try second("custody", "take", "den-2026", "0000-0000-0000-0000").errors.contains("Mã không đúng"))
    #expect(try second("custody", "take", "den-2026", "12").errors.contains("bốn nhóm"))
    // Without the hub, the telephone is enough.
    province.stopServing()
    try province.expect(try second("custody", "take", "den-2026", code))
    let reference = try #require(try second.list("inbox").first?["reference"] as? String)
    try province.expect(try second("accept", reference))
    #expect(try second.json("show", "1")["subject"] as? String == "Thư tay")
    try province.serve()
    for seat in [second, first] { try province.expect(try seat("sync")) }
    #expect(try first.json("show", "1")["subject"] as? String == "Thư tay")
    for seat in [first, second] { try province.expect(try seat("verify")) }
  }

  /// Disks that are really full, where the test is allowed to make small ones: what is there is reported, what does not
  /// fit waits.
  @Test(.enabled(if: SmallDisk.isAllowed)) func fullDisksStopNothingForGood() throws {
    let (province, sender, _) = try two()
    let disk = try SmallDisk(at: province.folder + "/nho", megabytes: 8)
    let reader = try province.seat("nho", "xa-2025-01336/ubnd", "UBND xã")
    try province.expect(try reader("sync"))
    for number in 0..<4 {
      try sender.issue("Lần \(number)", to: "xa-2025-01336/ubnd", "--attach", try file(province, 3_000_000 + number))
    }
    try province.expect(try sender("sync"))
    let full = try reader("sync")
    #expect([1, 5].contains(full.status), "\(full)")
    #expect((full.output + full.errors).contains("đĩa"), "\(full)")
    try province.expect(try reader("verify"))
    try disk.grow(megabytes: 200)
    try province.expect(try reader("sync"))
    let references = try reader.list("inbox").compactMap { $0["reference"] as? String }
    #expect(references.count == 4)
    var sizes: [Int] = []
    for reference in references {
      let path = province.folder + "/\(reference).pdf"
      try province.expect(try reader("save-file", reference, "--to", path))
      sizes.append(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0)
    }
    #expect(sizes.sorted() == (0..<4).map { 3_000_000 + $0 })
    try province.expect(try reader("verify"))
  }
}
