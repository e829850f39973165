import Records
import Testing

@testable import EdXML

/// What real senders write into single fields.
struct FieldTests {
  @Test(arguments: [
    ("2026/03/01", Day(2026, 3, 1)), ("30/10/2020", Day(2020, 10, 30)), ("5/3/2026", Day(2026, 3, 5)),
    ("2026-03-01", Day(2026, 3, 1)), ("01.03.2026", Day(2026, 3, 1)), ("2026/03/01 23:59:59", Day(2026, 3, 1)),
    ("2026-03-01T08:00:00+07:00", Day(2026, 3, 1)),
    // Midnight in Vietnam, in UTC.
    ("2026-02-28T17:00:00.000Z", Day(2026, 3, 1)), ("2024/02/29", Day(2024, 2, 29)),
  ])
  func datesAreReadAsSendersWriteThem(text: String, day: Day) throws {
    let (message, remarks) = try readDocument(letter(date: "<PromulgationDate>\(text)</PromulgationDate>"))
    #expect(message.document.issuedDate == day)
    #expect(remarks.isEmpty)
  }

  @Test(arguments: [
    "2026/02/30", "2023/02/29", "10/30/2020", "26/3/1", "hôm nay", "2026/13/01", "1/3/26", "2026/03/01x",
  ])
  func aDayThatDoesNotExistIsARemarkAndNeverGuessedAt(text: String) throws {
    // The identifier's day is used instead, then that of the first station, then today.
    let date = "<PromulgationDate>\(text)</PromulgationDate>"
    let trace = """
      <TraceHeaderList><TraceHeader><OrganId>H14.31</OrganId><Timestamp>2026/03/02 09:00:00</Timestamp></TraceHeader>
      <Bussiness><BussinessDocType>0</BussinessDocType></Bussiness></TraceHeaderList>
      """
    for (id, trace, day) in [
      ("<DocumentId>H14.31,2026/03/01,15/QĐ-UBND</DocumentId>", trace, Day(2026, 3, 1)),
      ("<DocumentId>H14.31,2026/02/30,15/QĐ-UBND</DocumentId>", trace, Day(2026, 3, 2)),
      ("<DocumentId>8d7f0a52-7a2b</DocumentId>", "", today),
    ] {
      let (message, remarks) = try readDocument(letter(id: id, date: date, trace: trace))
      #expect(message.document.issuedDate == day)
      #expect(remarks.count == 1)
      #expect(remarks.first?.contains(text) == true)
      #expect(remarks.first?.contains(day.display) == true)
    }
    #expect(try readDocument(letter(date: "")).remarks.first?.contains("không ghi ngày") == true)
  }

  @Test func aDueDateThatDoesNotExistIsARemark() throws {
    let (message, remarks) = try readDocument(letter(header: "<DueDate>2026/02/30</DueDate>"))
    #expect(message.document.dueDate == nil)
    #expect(remarks.count == 1)
    #expect(remarks.first?.contains("2026/02/30") == true)
  }

  @Test(arguments: [("0", Urgency.routine), ("1", .urgent), ("2", .veryUrgent), ("3", .flash), ("4", .flash)])
  func urgencyIsItsNumber(text: String, urgency: Urgency) throws {
    let (message, remarks) = try readDocument(letter(header: "<OtherInfo><Priority>\(text)</Priority></OtherInfo>"))
    #expect(message.document.urgency == urgency)
    // For the urgency with an hour, the hour is on the document itself.
    #expect(remarks.count == (text == "4" ? 1 : 0))
  }

  @Test func anUrgencyNobodyKnowsIsARemark() throws {
    let (message, remarks) = try readDocument(letter(header: "<OtherInfo><Priority>7</Priority></OtherInfo>"))
    #expect(message.document.urgency == .routine)
    #expect(remarks.first?.contains("“7”") == true)
  }

  @Test func theKindIsItsNameAndNotItsNumber() throws {
    func kind(_ type: String) throws -> (String, [String]) {
      let (message, remarks) = try readDocument(letter(type: "<DocumentType>\(type)</DocumentType>"))
      return (message.document.typeName, remarks)
    }
    #expect(try kind("<Type>1</Type><TypeName>Thông tư</TypeName>").0 == "Thông tư")
    #expect(try kind("<Type>18</Type><TypeName>QUYẾT ĐỊNH</TypeName>").0 == "Quyết định")
    #expect(try kind("<TypeName>Văn bản lạ</TypeName>").0 == "Văn bản lạ")
    // Without a name, the symbol in the code decides, and the clerk is informed.
    let (name, remarks) = try kind("<Type>18</Type>")
    #expect(name == "Quyết định")
    #expect(remarks.count == 1)
  }

  @Test func theCodeIsJoinedAsItIsPrinted() throws {
    func code(_ number: String, _ notation: String, id: String = "") throws -> (String, [String]) {
      let (message, remarks) = try readDocument(
        letter(
          code: "<Code><CodeNumber>\(number)</CodeNumber><CodeNotation>\(notation)</CodeNotation></Code>",
          id: "<DocumentId>x,2026/03/01,\(id)</DocumentId>"))
      return (message.document.code, remarks)
    }
    #expect(try code("28", "2018/QĐ-TTg").0 == "28/2018/QĐ-TTg")
    #expect(try code("7", " TTr - UBND ").0 == "7/TTr-UBND")
    // The Party puts its dash first; the identifier shows it.
    #expect(try code("12", "CV/ĐU", id: "12-CV/ĐU").0 == "12-CV/ĐU")
    #expect(try code("12", "CV/ĐU", id: "13-CV/ĐU").0 == "12/CV/ĐU")
    #expect(try code("125", "").0 == "125")
    // No code at all, and one that is not a code: kept, with a remark.
    #expect(try code("", "").1.count == 1)
    let (odd, remarks) = try code("không số", "UBND")
    #expect(odd == "không số/UBND")
    #expect(remarks.count == 1)
  }

  @Test func whatIsMissingIsSaidAndTheRestIsRead() throws {
    let bare = """
      <edXML><edXMLEnvelope><edXMLHeader><MessageHeader><From/></MessageHeader></edXMLHeader></edXMLEnvelope></edXML>
      """
    let (message, remarks) = try readDocument(Array(bare.utf8))
    #expect(message.document.subject == "")
    #expect(message.document.issuedDate == today)
    for part in ["số, ký hiệu", "không ghi ngày", "tên loại", "cơ quan gửi", "trích yếu", "mã định danh"] {
      #expect(remarks.contains { $0.contains(part) }, "\(part)")
    }
    #expect(refusal("<edXML><edXMLHeader><MessageHeader/></edXMLHeader></edXML>") == .notEdXML)
  }

  @Test func theIdentifierBesideTheBusinessStandsInForTheDocumentsOwn() throws {
    let trace = """
      <TraceHeaderList><Bussiness><DocumentId>H14.31,2026/03/01,15/QĐ-UBND</DocumentId>
      <BussinessDocType>1</BussinessDocType></Bussiness></TraceHeaderList>
      """
    let (message, remarks) = try readDocument(letter(id: "", trace: trace))
    #expect(message.business == .recall)
    #expect(message.document.documentID == "H14.31,2026/03/01,15/QĐ-UBND")
    #expect(remarks.isEmpty)
    #expect(try readDocument(letter(id: "")).remarks.count == 1)
  }

  @Test func aBusinessTypeNobodyKnowsIsANewDocumentWithARemark() throws {
    let trace = "<TraceHeaderList><Bussiness><BussinessDocType>9</BussinessDocType></Bussiness></TraceHeaderList>"
    let (message, remarks) = try readDocument(letter(trace: trace))
    #expect(message.business == .new)
    #expect(remarks.first?.contains("“9”") == true)
  }

  @Test func decomposedLettersControlCharactersAndHiddenMarksDoNotGetIn() throws {
    let text = "<Content>Hu\u{31B}o\u{31B}\u{301}ng d\u{1EAB}n\u{200B}\u{202E}&#9;  xong&#10;dòng hai</Content>"
    let (message, _) = try readDocument(letter(header: text))
    #expect(message.content == "Hướng dẫn xong\ndòng hai")
    #expect(Array(message.content.unicodeScalars).count == 23)
  }

  @Test func aThousandFaultsAreThirtyRemarksAndASum() throws {
    let reference = "<ResponseFor><Code>1/QĐ</Code><PromulgationDate>30/02/2026</PromulgationDate></ResponseFor>"
    let (message, remarks) = try readDocument(letter(header: String(repeating: reference, count: 1_000)))
    #expect(message.responseFor.count == 1_000)
    #expect(remarks.count == Remarks.most + 1)
    #expect(remarks.last?.contains("970") == true)
  }

  @Test func momentsAreWrittenByTheClocksOfVietnam() {
    #expect(EdXMLTime(unixSeconds: 0).text == "1970/01/01 07:00:00")
    #expect(EdXMLTime(unixSeconds: 1_442_722_116).text == "2015/09/20 11:08:36")
    #expect(EdXMLTime(reading: "2015/09/20 11:08:36") == EdXMLTime(unixSeconds: 1_442_722_116))
    #expect(EdXMLTime(reading: "2015-09-20T04:08:36Z").unixSeconds == 1_442_722_116)
    for text in ["", "2015/09/20 25:00:00", "2015/02/30 10:00:00", "2015/09/20 1", "20:00", "2015/09-20"] {
      #expect(EdXMLTime(reading: text).unixSeconds == nil, "\(text)")
    }
    // A broken clock yields some text, which is read as the same time.
    for seconds in [Int.min, -1, .max] {
      let time = EdXMLTime(unixSeconds: seconds)
      #expect(EdXMLTime(reading: time.text) == time)
    }
  }
}
