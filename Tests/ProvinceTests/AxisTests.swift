import EdXML
import Foundation
import Glibc
import Records
import Testing

/// The national axis with the real programs: what a gateway puts into a folder, and what it finds there.
@Suite(.serialized) struct AxisTests {
  private static let commune = "xa-2025-01351/ubnd"
  private static let ministry = EdXMLOrgan(organID: "000.00.00.G09", name: "Bộ Nội vụ")

  private let province: Province
  private let reader: Seat
  private let axis: String

  init() throws {
    province = try Province()
    try province.serve()
    reader = try province.seat("xa", Self.commune, "UBND xã Hưng Đạo")
    axis = province.folder + "/truc"
    mkdir(axis, 0o700)
    try province.expect(try run())
  }

  private func run() throws -> Programs.Ended { try province.run("vanthu-hub", words) }

  private var words: [String] { ["axis", axis, "--data", province.data, "--json"] }

  private func figures(_ ended: Programs.Ended) throws -> [String: Int] {
    let json = try JSONSerialization.jsonObject(with: Data(ended.output.utf8)) as? [String: Any]
    return try #require(json, "\(ended)").compactMapValues { $0 as? Int }
  }

  private func put(_ name: String, _ number: Int, to receiver: String, _ attached: [UInt8] = []) throws {
    let document = Document(
      code: "\(number)/BNV-VP", organName: "Bộ Nội vụ", issuedDate: Day(2026, 1, 5), typeName: "Công văn",
      subject: "Thư của Bộ \(number)", documentID: "000.00.00.G09,2026/01/05,\(number)/BNV-VP")
    let message = EdXMLDocument(
      document: document, from: Self.ministry, to: [EdXMLOrgan(organID: "", name: receiver)],
      attachments: attached.isEmpty ? [] : [EdXMLAttachment(name: "thu.pdf", bytes: attached)])
    let aside = URL(fileURLWithPath: "\(axis)/in/.\(name)")
    try Data(EdXMLMessage.document(message).write()).write(to: aside)
    try FileManager.default.moveItem(atPath: aside.path, toPath: "\(axis)/in/\(name)")
  }

  private func names(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(axis)/\(folder)").sorted()
  }

  private func out() throws -> [EdXMLMessage] {
    try names("out").filter { !$0.hasPrefix(".") }.map {
      let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: "\(axis)/out/\($0)")))
      return try EdXMLMessage.read(bytes, receivedOn: Day(2026, 1, 5)).message
    }
  }

  private func expectSound() throws {
    try province.expect(try reader("verify"))
    try province.expect(try province.run("vanthu-hub", ["verify", "--data", province.data]))
  }

  @Test func aMinistryAndACommuneWriteToEachOther() throws {
    let attached = (0..<90_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 11) }
    try put("1.edxml", 7, to: "UBND xã Hưng Đạo", attached)
    try put("2.edxml", 7, to: "UBND xã Hưng Đạo", attached)
    try put("3.edxml", 8, to: "UBND tỉnh Lạng Sơn")
    let came = try run()
    try province.expect(came)
    #expect(try figures(came) == ["taken": 1, "again": 1, "refused": 1, "left": 0, "sent": 0, "waiting": 0])
    #expect(try names("done") == ["1.edxml", "2.edxml"] && names("refused") == ["3.edxml", "3.edxml.txt"])

    try province.expect(try reader("sync"))
    let inbox = try reader.list("inbox")
    #expect(inbox.map { $0["subject"] as? String } == ["Thư của Bộ 7"])
    #expect(inbox.first?["organName"] as? String == "Bộ Nội vụ", "\(inbox)")
    let reference = try #require(inbox.first?["reference"] as? String)
    try province.expect(try reader("save-file", reference, "--to", province.folder + "/ra.pdf"))
    #expect(try Array(Data(contentsOf: URL(fileURLWithPath: province.folder + "/ra.pdf"))) == attached)
    try province.expect(try reader("accept", reference))
    try province.expect(try reader("settle", "1"))
    try province.expect(try reader("sync"))
    #expect(try figures(run())["sent"] == 3)
    let told = try out().map { message in
      guard case .status(let status) = message else { return nil as EdXMLStatus? }
      return status
    }
    #expect(told.map { $0?.code } == ["01", "03", "06"])
    #expect(told.allSatisfy { $0?.reference.documentID == "000.00.00.G09,2026/01/05,7/BNV-VP" })

    let drawing = province.folder + "/ve.pdf"
    try Data(attached).write(to: URL(fileURLWithPath: drawing))
    try reader.issue("Trả lời Bộ", to: "000.00.00.G09", "--to", "000.00.00.G77", "--attach", drawing)
    for _ in 0..<2 { try province.expect(try reader("sync")) }
    #expect(try figures(run())["sent"] == 1)
    guard case .document(let sent)? = try out().first(where: { if case .document = $0 { true } else { false } }) else {
      Issue.record("nothing went out: \(try names("out"))")
      return
    }
    #expect(sent.document.subject == "Trả lời Bộ" && sent.attachments.map(\.bytes) == [attached])
    #expect(sent.to.map(\.organID) == ["000.00.00.G09", "000.00.00.G77"])
    #expect(try figures(run())["sent"] == 0)

    let answer = EdXMLStatus(
      from: Self.ministry,
      reference: EdXMLReference(
        organID: sent.from.organID, code: sent.document.code, documentID: sent.document.documentID ?? ""), code: "03")
    try Data(EdXMLMessage.status(answer).write()).write(to: URL(fileURLWithPath: "\(axis)/in/4.edxml"))
    #expect(try figures(run())["taken"] == 1)
    try province.expect(try reader("sync"))
    let to = try #require(try reader.json("show", "01/UBND")["to"] as? [[String: Any]])
    #expect(to.map { $0["status"] as? String } == ["03", nil])
    #expect(to.map { $0["way"] as? String } == ["hub", "hub"], "\(to)")
    try expectSound()
  }

  /// However often and wherever it is killed, in the end everything is there, once.
  @Test func killedAgainAndAgainNothingIsLostOrDoubled() throws {
    let bytes = [UInt8](repeating: 7, count: 150_000)
    for number in 1...12 {
      try put("\(number).edxml", number, to: "UBND xã Hưng Đạo", bytes + [UInt8(number)])
      try reader.issue("Gửi Bộ \(number)", to: "000.00.00.G09")
    }
    try province.expect(try reader("sync"))
    var dice = SystemRandomNumberGenerator()
    var killed = 0
    // An undisturbed run takes some 100 ms.
    for _ in 0..<30 {
      let running = try Programs.start("vanthu-hub", words, home: province.folder + "/home")
      usleep(UInt32.random(in: 5_000...90_000, using: &dice))
      if running.kill().status == -SIGKILL { killed += 1 }
    }
    #expect(killed > 5)
    try province.expect(try run())
    #expect(try figures(run()) == ["taken": 0, "again": 0, "refused": 0, "left": 0, "sent": 0, "waiting": 0])
    #expect(try names("done").count == 12 && names("in").isEmpty && names("refused").isEmpty)
    let sent = try out().compactMap { if case .document(let message) = $0 { message.document.subject } else { nil } }
    #expect(sent.sorted() == (1...12).map { "Gửi Bộ \($0)" }.sorted())
    #expect(try names("out").allSatisfy { !$0.hasPrefix(".") })
    for _ in 0..<2 { try province.expect(try reader("sync")) }
    let inbox = try reader.list("inbox").compactMap { $0["subject"] as? String }
    #expect(inbox.sorted() == (1...12).map { "Thư của Bộ \($0)" }.sorted())
    try expectSound()
  }
}
