import Records
import Testing

@testable import Office

struct DayAtTheDeskTests {
  @Test func aDayFromArrivalToAnswer() throws {
    let commune = try Commune()
    let line = try commune.register(commune.document())
    #expect(line.number == 1)
    #expect(line.state == .accepted)
    #expect(try commune.find("ra soat ho ngheo") == ["1"])
    #expect(try commune.find("118/ubnd-vx") == ["1"])
    #expect(try commune.find("tu:\"Cao Bằng\" nam:2026 ho ng") == ["1"])
    #expect(try commune.find("loai:cv trangthai:tiep") == ["1"])
    #expect(throws: RegisterRefusal.duplicate(line)) { try commune.register(commune.document("118/ubnd-vx")) }

    let routed = try commune.office.act(commune.context) { transaction in
      try transaction.route(
        line, to: [Assignment(unit: "Tư pháp - Hộ tịch", role: .lead, dueDate: Day(2026, 11, 25))],
        instruction: "Xử lý gấp")
    }
    #expect(routed.state == .assigned)
    #expect(routed.toPlaces == "Tư pháp - Hộ tịch")
    #expect(try commune.find("xu ly gap") == ["1"])

    let undone = try commune.office.act(commune.context) { try $0.undoLast(of: nil) }
    #expect(undone.lines.map(\.state) == [.accepted])
    #expect(try commune.find("xu ly gap") == [])

    let issued = try commune.office.act(commune.context) { transaction in
      try transaction.issue(
        Document(
          code: "", organName: "UBND xã Đàm Thủy", issuedDate: commune.context.day, typeName: "Quyết định",
          subject: "Về việc thành lập tổ công tác", signer: Signer(position: "Chủ tịch", fullName: "Nông Văn A")),
        to: [Recipient(name: "UBND tỉnh Cao Bằng")])
    }
    #expect(issued.document.code == "01/QĐ-UBND")
    let settled = try commune.office.act(commune.context) { try $0.settle(line, answer: issued) }
    #expect(settled.state == .completed)
    #expect(settled.answer == "01/QĐ-UBND")
    #expect(try commune.office.card(settled).trail.map { $0.entry.act.words.vietnamese }.count == 4)
    #expect(try commune.office.inbox(today: commune.context.day, calendar: .shipped).isEmpty)
  }
}
