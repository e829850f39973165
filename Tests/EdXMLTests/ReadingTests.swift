import Records
import Testing

@testable import EdXML

struct ReadingTests {
  @Test func aLetterOfTheGatewayIsReadWithAllItSays() throws {
    let (message, remarks) = try readDocument(Golden.bytes("gateway-new.edxml"))
    #expect(
      message.document
        == Document(
          code: "118/UBND-VX", organName: "UBND tỉnh Cao Bằng", issuedDate: Day(2026, 2, 27), typeName: "Công văn",
          subject: "V/v rà soát & báo cáo số liệu <quý I> năm 2026", urgency: .veryUrgent,
          signer: Signer(position: "Phó Chủ tịch", fullName: "Nông Văn Phúc"), pageAmount: 2, issuedAmount: 60,
          dueDate: Day(2026, 3, 15), documentID: "000.00.00.H14,2026/02/27,118/UBND-VX"))
    #expect(message.from.organID == "000.00.00.H14")
    #expect(message.from.inCharge == "Chính phủ")
    #expect(message.from.address == "Phường Thục Phán")
    #expect(message.to.map(\.organID) == ["000.00.31.H14", "000.00.32.H14"])
    #expect(message.place == "Cao Bằng")
    #expect(message.content == "Gửi báo cáo trước ngày 15/3.")
    #expect(message.competence == "KT. CHỦ TỊCH")
    #expect(message.toPlaces == ["Các xã, phường", "Lưu: VT, VX"])
    #expect(message.sphere == "Toàn tỉnh")
    #expect(message.typist == "HTH")
    #expect(message.appendixes == ["Biểu số 01"])
    #expect(message.steering == 2)
    #expect(
      message.responseFor == [
        EdXMLReference(
          organID: "000.00.31.H14", code: "07/BC-UBND", issuedDate: EdXMLDay(Day(2026, 2, 10)),
          documentID: "000.00.31.H14,2026/02/10,07/BC-UBND")
      ])
    let task = try #require(EdXMLExtension(name: "TaskCode", text: "NV-15"))
    #expect(message.extensions == [EdXMLExtension(name: "ResponseForTask", text: "", children: [task])])
    #expect(message.business == .new)
    #expect(message.paperFollows)
    #expect(message.staff == EdXMLStaff(department: "Văn phòng", staff: "Hoàng Thị Hà", mobile: "0900000000"))
    #expect(message.trace.map(\.organID) == ["000.00.00.H14"])
    #expect(message.trace.first?.time.unixSeconds == 1_772_184_605)
    #expect(message.isSigned)

    // The gateway's ZIP is unpacked; the name is the clerk's, whatever the file in it was called.
    #expect(message.attachments.map(\.name) == ["118_UBND-VX.doc"])
    #expect(message.attachments.first?.mediaType == "application/msword")
    #expect(message.attachments.first?.note == "Toàn văn")
    #expect(message.attachments.first?.bytes.starts(with: Array("Cộng hòa xã hội".utf8)) == true)

    // 30 February is in the identifier within the business element, which does not count.
    #expect(remarks.count == 1)
    #expect(remarks.first?.contains("2026/02/30,117/UBND-VX") == true)
  }

  @Test func anotherSendersOrderNamespaceAndHabitsAreRead() throws {
    let (message, remarks) = try readDocument(Golden.bytes("other-sender.edxml"))
    #expect(message.document.code == "3232sss/GM-UBND")
    #expect(message.document.issuedDate == Day(2020, 10, 30))
    #expect(message.document.typeName == "Giấy mời")
    #expect(message.document.subject == "Về việc chuẩn bị đại hội & họp")
    #expect(message.document.documentID == nil)
    #expect(message.document.signer == nil)
    #expect(message.from.organID == "")
    #expect(message.trace.first?.time.day == Day(2020, 10, 31))
    #expect(!message.isSigned)
    // A .docx is itself a ZIP and is not unpacked; a path is reduced to a name.
    #expect(message.attachments.map(\.name) == ["báo cáo.docx", "scan.pdf"])
    #expect(message.attachments.first.map { ZipFile.isZip($0.bytes) } == true)
    #expect(message.attachments.last?.bytes == Array("%PDF-1.4\n1 0 obj\n".utf8))
    for part in ["không ghi mã định danh", "không có mã định danh", "Trưởng phòng", "scan.pdf", "nơi nhận"] {
      #expect(remarks.contains { $0.contains(part) }, "\(part)")
    }
    #expect(remarks.count == 5)
  }

  @Test func aRecallNamesItsDocumentAndItsReason() throws {
    let (message, remarks) = try readDocument(Golden.bytes("recall.edxml"))
    #expect(message.business == .recall)
    #expect(message.reason == "Ban hành nhầm nơi nhận")
    #expect(message.document.documentID == "000.00.00.H14,2026/02/27,118/UBND-VX")
    #expect(remarks.isEmpty)
  }

  @Test func anUpdateSaysWhoIsNoLongerAReceiverAndWhoIsNow() throws {
    let (message, _) = try readDocument(Golden.bytes("update.edxml"))
    #expect(
      message.business
        == .update(
          EdXMLUpdate(
            changesDocument: true, changesReceivers: true,
            receivers: [
              .init(organID: "000.00.32.H14", isAdded: false), .init(organID: "000.00.33.H14", isAdded: true),
            ])))
  }

  @Test func aReplacementSaysWhatItReplacesAndWhere() throws {
    let (message, _) = try readDocument(Golden.bytes("replacement.edxml"))
    #expect(
      message.business
        == .replacement([
          EdXMLReplacement(
            documentID: "000.00.00.H14,2026/01/15,20/UBND-VX", organIDs: ["000.00.31.H14", "000.00.32.H14"]),
          EdXMLReplacement(documentID: "000.00.00.H14,2026/01/20,25/UBND-VX"),
        ]))
  }

  @Test func aStatusMessageSaysWhatBecameOfWhichDocument() throws {
    let (message, remarks) = try read(Golden.bytes("status.edxml"))
    #expect(
      message
        == .status(
          EdXMLStatus(
            from: EdXMLOrgan(organID: "000.00.31.H14", name: "UBND xã Đàm Thủy"),
            reference: EdXMLReference(
              organID: "000.00.00.H14", code: "118/UBND-VX", issuedDate: EdXMLDay(Day(2026, 2, 27)),
              documentID: "000.00.00.H14,2026/02/27,118/UBND-VX"),
            staff: EdXMLStaff(
              department: "Văn phòng", staff: "Lý Thị Mai", email: "mai@damthuy.example", mobile: "0911111111"),
            code: "03", note: "Tiếp nhận văn bản điện tử, vào sổ văn bản đến của đơn vị",
            time: EdXMLTime(unixSeconds: 1_772_417_316))))
    #expect(remarks.isEmpty)
  }

  @Test(arguments: ["01", "02", "03", "04", "05", "06", "13", "15", "16", "09"])
  func everyStatusIsReadUnderBothNamesOfItsElement(code: String) throws {
    let text = String(decoding: try Golden.bytes("status.edxml"), as: UTF8.self)
      .replacing("<edXML:StatusCode>03", with: "<edXML:StatusCode>\(code)")
    for form in [text, text.replacing("edXML:MessageHeader", with: "edXML:Status")] {
      let (message, remarks) = try read(Array(form.utf8))
      guard case .status(let status) = message else {
        Issue.record("no status: \(code)")
        continue
      }
      #expect(status.code == code)
      #expect(status.status?.rawValue == (code == "09" ? nil : code))
      #expect(remarks.count == (code == "09" ? 1 : 0))
    }
  }

  @Test func aStatusWithoutItsNumberIsRefused() throws {
    let text = String(decoding: try Golden.bytes("status.edxml"), as: UTF8.self)
    #expect(refusal(text.replacing("<edXML:StatusCode>03", with: "<edXML:StatusCode>")) == .withoutStatus)
    // One digit is read as two.
    let (message, _) = try read(Array(text.replacing("<edXML:StatusCode>03", with: "<edXML:StatusCode>3").utf8))
    guard case .status(let status) = message else { return #expect(Bool(false)) }
    #expect(status.code == "03")
  }

  @Test(arguments: [true, false])
  func utf16IsReadWithAndWithoutItsMark(hasMark: Bool) throws {
    let text = String(decoding: try Golden.bytes("recall.edxml"), as: UTF8.self)
    for highFirst in [true, false] {
      let units = (hasMark ? [0xFEFF] : []) + Array(text.utf16)
      let bytes = units.flatMap { unit -> [UInt8] in
        let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
        return highFirst ? [high, low] : [low, high]
      }
      #expect(try read(bytes).message == read(Golden.bytes("recall.edxml")).message)
    }
  }

  @Test func aMarkOrAnEmptyLineBeforeTheFirstLineDoesNoHarm() throws {
    let bytes = try Golden.bytes("recall.edxml")
    let message = try read(bytes).message
    #expect(try read([0xEF, 0xBB, 0xBF] + bytes).message == message)
    #expect(try read(Array("\r\n \n".utf8) + bytes).message == message)
  }
}
