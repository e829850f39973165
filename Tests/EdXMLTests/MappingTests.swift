import Records
import Testing

@testable import EdXML

struct MappingTests {
  private let directory = Sample.directory
  private let time = EdXMLTime(unixSeconds: 1_772_184_605)

  private func incoming(_ code: String, _ name: String, on day: Day = Day(2026, 3, 1)) -> (Document, [String]) {
    var message = Sample.bare
    message.from = EdXMLOrgan(organID: code, name: name)
    message.document.organName = name
    message.document.issuedDate = day
    let (document, remarks) = message.incoming(in: directory)
    return (document, remarks.map(\.vietnamese))
  }

  @Test func anIssuedDocumentIsAMessageWithItsReceiversCodes() throws {
    var document = Sample.document
    document.documentID = nil
    let (message, remarks) = EdXMLDocument.issued(
      document,
      to: [
        Recipient(name: "UBND xã Đàm Thủy", organID: "xa", group: "Các xã"),
        Recipient(name: "UBND xã Quảng Lâm", organID: "xa-2", group: "Các xã"), Recipient(name: "Ông Nông Văn A"),
      ],
      by: Sample.province, in: directory, at: time)
    #expect(message.from.organID == "000.00.00.H14")
    #expect(message.from.inCharge == "Chính phủ")
    #expect(message.to.map(\.organID) == ["000.00.31.H14", "", ""])
    #expect(message.toPlaces == ["Các xã", "Ông Nông Văn A"])
    #expect(message.document.documentID == "000.00.00.H14,2026/02/27,118/UBND-VX")
    #expect(message.businessDocumentID == message.document.documentID)
    #expect(message.place == "Cao Bằng")
    #expect(message.trace == [EdXMLTrace(organID: "000.00.00.H14", time: time)])
    // Recipients that the axis cannot reach are named, never dropped.
    #expect(remarks.count == 2)
    #expect(remarks.first?.vietnamese.contains("Quảng Lâm") == true)
    #expect(try read(EdXMLMessage.document(message).write()).message == .document(message))
  }

  @Test func whatItAnswersIsNamedAndReadAgain() throws {
    let cited = CitedDocument(
      code: "07/BC-UBND", issuedDate: Day(2026, 2, 10), organName: "UBND xã Đàm Thủy", organID: "xa")
    let reference = EdXMLReference(cited, in: directory, by: Sample.province)
    #expect(
      reference
        == EdXMLReference(
          organID: "000.00.31.H14", code: "07/BC-UBND", issuedDate: EdXMLDay(Day(2026, 2, 10)),
          documentID: "000.00.31.H14,2026/02/10,07/BC-UBND"))
    var message = Sample.bare
    message.responseFor = [reference]
    let (back, _) = try readDocument(EdXMLMessage.document(message).write())
    var expected = cited
    expected.documentID = reference.documentID
    #expect(back.citations(of: back.document, in: directory) == [Citation(.answers, expected)])
  }

  @Test func whatCannotBeFoundAgainIsNotCited() {
    var message = Sample.bare
    message.responseFor = [
      EdXMLReference(organID: "000.00.31.H14", code: String(repeating: "9", count: 50)),
      EdXMLReference(organID: "XX", code: "7/XX"),
    ]
    message.business = .replacement([EdXMLReplacement(documentID: String(repeating: "x", count: 200))])
    #expect(
      message.citations(of: message.document, in: directory) == [
        Citation(.answers, CitedDocument(code: "7/XX", organID: "XX"))
      ])
  }

  @Test func whatARealMessageReplacesIsCited() throws {
    let (golden, _) = try readDocument(Golden.bytes("replacement.edxml"))
    let incoming = golden.incoming(in: directory).document
    #expect(
      golden.citations(of: incoming, in: directory).map(\.document)
        == ["15,20/UBND-VX", "20,25/UBND-VX"].map { text in
          let parts = text.split(separator: ",").map(String.init)
          return CitedDocument(
            code: parts[1], issuedDate: Day(2026, 1, Int(parts[0])!), organName: "UBND tỉnh Cao Bằng", organID: "tinh",
            documentID: "000.00.00.H14,2026/01/\(text)")
        })
  }

  @Test func anOfficeOfTheNewSchemeNamesItsReceiversInTheNewScheme() {
    var office = Sample.province
    office.organID = "H14"
    let recipients = [Recipient(name: "UBND xã Đàm Thủy", organID: "xa"), Recipient(name: "VP", organID: "vp")]
    let (message, _) = EdXMLDocument.issued(Sample.document, to: recipients, by: office, in: directory, at: time)
    #expect(message.to.map(\.organID) == ["H14.31", "000.00.01.H14"])
    // An identifier, once assigned, is kept.
    #expect(message.document.documentID == Sample.document.documentID)
  }

  @Test func theIssuerIsTheAgencyThatHadTheCodeOnThatDay() {
    #expect(incoming("000.00.00.H14", "Ủy ban nhân dân tỉnh Cao Bằng").0.organID == "tinh")
    #expect(incoming("H14.31", "UBND xã Đàm Thủy").0.organID == "xa")
    // A name that says less is not a different name.
    #expect(incoming("000.00.01.H14", "Văn phòng UBND tỉnh").0.organID == "vp")
    // The printed name stays.
    #expect(incoming("000.00.01.H14", "Văn phòng UBND tỉnh").0.organName == "Văn phòng UBND tỉnh")
    // Without a name the directory supplies it; without a code the name may be enough.
    #expect(incoming("H14", "").0.organName == "UBND tỉnh Cao Bằng")
    #expect(incoming("", "UBND xã Quảng Lâm").0.organID == "xa-2")
    #expect(incoming("777.77.03.D77", "UBND xã Quảng Lâm").0.organID == "xa-2")
    #expect(incoming("777.77.03.D77", "Cơ quan lạ").0.organID == nil)
  }

  @Test func aDeadCodeIsNobodysAndIsSaid() {
    #expect(incoming("000.00.20.H14", "UBND huyện TK", on: Day(2025, 6, 30)).0.organID == nil)
    #expect(incoming("000.00.20.H14", "UBND huyện Trùng Khánh", on: Day(2025, 6, 30)).0.organID == "huyen")
    // Under its old name it is still itself, and the clerk is informed.
    let (late, warned) = incoming("000.00.20.H14", "UBND huyện Trùng Khánh", on: Day(2025, 7, 1))
    #expect(late.organID == "huyen")
    #expect(warned.count == 1)
    let (document, remarks) = incoming("000.00.20.H14", "UBND huyện cũ", on: Day(2025, 7, 1))
    #expect(document.organID == nil)
    #expect(remarks.first?.contains("000.00.20.H14") == true)
    #expect(remarks.first?.contains("Trùng Khánh") == true)
  }

  @Test func aCodeUnderAnotherAgencysNameLinksToNobody() {
    // As in the samples of the standard: the code of the Ministry of Construction on a department of Hải Phòng.
    let (document, remarks) = incoming("000.00.00.G17", "Sở TTTT Hải Phòng")
    #expect(document.organID == nil)
    #expect(document.organName == "Sở TTTT Hải Phòng")
    #expect(remarks.count == 1)
    #expect(remarks.first?.contains("Bộ Xây dựng") == true)
  }

  @Test func twoAgenciesOfOneCodeAreTheClerksChoice() {
    let twins = OrganDirectory([
      Organ(id: "a", name: "Sở A", level: .department, code: "1"),
      Organ(id: "b", name: "Sở B", level: .department, code: "1"),
    ])
    var message = Sample.bare
    message.from = EdXMLOrgan(organID: "1", name: "Sở B")
    #expect(message.incoming(in: twins).document.organID == "b")
    message.from.name = "Sở C"
    let (document, remarks) = message.incoming(in: twins)
    #expect(document.organID == nil)
    #expect(remarks.count == 1)
  }

  @Test func whatIsTooLongForTheRegisterIsCutAndSaid() {
    var message = Sample.bare
    message.document.subject = String(repeating: "ấ ", count: 400)
    message.document.signer = Signer(
      position: String(repeating: "a", count: 101), fullName: String(repeating: "b", count: 51))
    message.document.code = "15/" + String(repeating: "Q", count: 100)
    message.document.documentID = String(repeating: "x", count: 101)
    message.document.pageAmount = 5_000
    let (document, remarks) = message.incoming(in: directory)
    #expect(document.subject.count == 500)
    #expect(document.subject.hasSuffix("…"))
    #expect(document.signer?.position?.count == 100)
    #expect(document.signer?.fullName.count == 50)
    #expect(document.code.count == 42)
    #expect(document.documentID == nil)
    #expect(document.pageAmount == nil)
    #expect(remarks.count == 5)
  }

  @Test func aDocumentWithoutSubjectOrSenderCanStillBeRegistered() {
    var message = Sample.bare
    message.document.subject = ""
    message.document.organName = ""
    message.from = EdXMLOrgan(organID: "", name: "")
    #expect(message.incoming(in: directory).document.subject == "(không có trích yếu)")
    #expect(message.incoming(in: directory).document.organName == "(không ghi)")
    message.content = "Mời họp\nngày 5/3"
    #expect(message.incoming(in: directory).document.subject == "Mời họp ngày 5/3")
  }

  @Test func aStatusPointsAtTheSendersDocument() {
    let status = EdXMLStatus.answering(Sample.full, status: .arrived, by: Sample.commune, at: time)
    #expect(status.from.organID == "000.00.31.H14")
    #expect(status.reference.organID == "000.00.00.H14")
    #expect(status.reference.code == "118/UBND-VX")
    #expect(status.reference.documentID == Sample.document.documentID)
    #expect(status.note.hasPrefix("Đã đến"))
    #expect(
      EdXMLStatus.answering(Sample.full, status: .refused, note: "Gửi nhầm", by: Sample.commune, at: time).note
        == "Gửi nhầm")
  }
}
