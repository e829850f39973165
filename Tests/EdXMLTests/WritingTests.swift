import Records
import TestSupport
import Testing

@testable import EdXML

struct WritingTests {
  @Test func aNewDocumentIsWrittenAsTheGatewaysDo() throws {
    try Golden.expect(EdXMLMessage.document(Sample.full).write(), as: "ours-new.edxml")
  }

  @Test func aDocumentOfFewWordsHasOnlyWhatReceiversExpect() throws {
    try Golden.expect(EdXMLMessage.document(Sample.bare).write(), as: "ours-bare.edxml")
  }

  @Test(arguments: Sample.businesses) func recallUpdateAndReplacementAreWritten(
    name: String, business: EdXMLBusiness
  ) throws {
    var document = Sample.bare
    document.business = business
    document.reason = "Ban hành nhầm"
    try Golden.expect(EdXMLMessage.document(document).write(), as: "ours-\(name).edxml")
    #expect(try read(EdXMLMessage.document(document).write()).message == .document(document))
  }

  @Test(arguments: DeliveryStatus.allCases)
  func everyStatusIsWrittenAndReadAgain(of delivery: DeliveryStatus) throws {
    let status = EdXMLStatus.answering(
      Sample.full, status: delivery, note: delivery == .refused ? "Gửi nhầm" : "", by: Sample.commune,
      staff: Sample.staff,
      at: EdXMLTime(unixSeconds: 1_772_417_316))
    #expect(!status.note.isEmpty)
    #expect(status.status == delivery)
    let bytes = EdXMLMessage.status(status).write()
    if delivery == .accepted { try Golden.expect(bytes, as: "ours-status.edxml") }
    let (message, remarks) = try read(bytes)
    #expect(message == .status(status))
    #expect(remarks.isEmpty)
  }

  @Test func whatIsReadIsWrittenAndReadTheSame() throws {
    for name in ["gateway-new", "other-sender", "recall", "update", "replacement", "status"] {
      var (message, _) = try read(Golden.bytes("\(name).edxml"))
      // We do not write another sender's signature.
      if case .document(var document) = message {
        document.isSigned = false
        message = .document(document)
      }
      #expect(try read(message.write()).message == message, "\(name)")
    }
  }

  @Test func theSameMessageGivesTheSameBytes() {
    #expect(EdXMLMessage.document(Sample.full).write() == EdXMLMessage.document(Sample.full).write())
  }

  @Test func whatXMLCannotHoldIsLeftOutAndTheRestIsEscaped() throws {
    var document = Sample.bare
    document.document.subject = "a\u{0}\u{1}\u{FFFE}b <&> \"c\" ]]> 😀"
    #expect(try readDocument(EdXMLMessage.document(document).write()).0.document.subject == "ab <&> \"c\" ]]> 😀")
  }

  @Test func anElementOfAVendorCannotTakeTheNameOfOneOfTheStandard() {
    #expect(EdXMLExtension(name: "Subject", text: "x") == nil)
    for name in ["", "a b", "1a", "a>b", "a:b", "đ"] { #expect(EdXMLExtension(name: name, text: "x") == nil) }
    #expect(EdXMLExtension(name: "AgencyName-2.x_y", text: "x") != nil)
  }

  @Test(arguments: 1...300) func anyDocumentIsReadAsItWasWritten(seed: UInt64) throws {
    var chance = SeededRandom(seed: seed)
    let document = RandomMessage.document(&chance)
    let bytes = EdXMLMessage.document(document).write()
    #expect(try read(bytes).message == .document(document))
    #expect(EdXMLMessage.document(document).write() == bytes)
    let status = RandomMessage.status(&chance)
    #expect(try read(EdXMLMessage.status(status).write()).message == .status(status))
  }
}
