import Testing

@testable import EdXML

struct HostileTests {
  @Test func aDocumentTypeIsRefusedWhateverItDeclares() throws {
    let laughs = """
      <?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
      <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]><edXML>&d;</edXML>
      """
    let external = """
      <!DOCTYPE edXML [<!ENTITY x SYSTEM "file:///etc/passwd">]><edXML><Subject>&x;</Subject></edXML>
      """
    #expect(refusal(laughs) == .documentType)
    #expect(refusal(external) == .documentType)
    #expect(refusal("<!DOCTYPE edXML SYSTEM \"http://example.com/edxml.dtd\"><edXML/>") == .documentType)
    #expect(refusal("<!DOCTYPE edXML><edXML/>") == .documentType)
    #expect(refusal("<!-- <a> --><?x <!?><!DOCTYPE edXML><edXML/>") == .documentType)
    // In text and comments these are characters like any others.
    let subject = "<Content><![CDATA[<!DOCTYPE a>]]><!-- <!DOCTYPE b> -->x</Content>"
    #expect(try readDocument(letter(header: subject)).0.content == "<!DOCTYPE a>x")
  }

  @Test func theParserRefusesADocumentTypeByItself() {
    // The second barrier, should the first ever fail.
    let text = Array("<!DOCTYPE edXML [<!ENTITY x \"y\">]><edXML>&x;</edXML>".utf8)
    #expect(throws: EdXMLRefusal.documentType) { try XMLNode.parsed(text, limits: .standard) }
  }

  @Test func anEntityNobodyDeclaredIsAFault() {
    #expect(refusal("<edXML><Subject>a&nbsp;b</Subject></edXML>") == .notWellFormed(line: 1))
  }

  @Test(arguments: [
    "", " ", "<", "abc", "%PDF-1.4\n", "PK\u{3}\u{4}aaaa", "{\"a\": 1}", "\u{0}\u{0}\u{0}\u{0}",
  ])
  func whatIsNoXMLIsRefusedInOneSentence(text: String) {
    #expect(refusal(text) == .notXML)
  }

  @Test func aFileThatIsBrokenNamesTheLine() throws {
    let text = String(decoding: try Golden.bytes("recall.edxml"), as: UTF8.self)
    // The sample of the standard has a start tag twice.
    #expect(refusal(text.replacing("<edXML:From>", with: "<edXML:From><edXML:From>")) == .notWellFormed(line: 13))
    #expect(refusal("<edXML>\n\n<a></b></edXML>") == .notWellFormed(line: 3))
    #expect(refusal("<edXML/><edXML/>") == .notWellFormed(line: 1))
    #expect(throws: EdXMLRefusal.notWellFormed(line: 1)) { try read(Array("<edXML>".utf8) + [0xC3, 0x28]) }
    // Cut at any place, it is refused, with the line.
    let bytes = Array(text.utf8)
    for end in stride(from: 4, to: bytes.count - 10, by: 7) {
      guard case .notWellFormed = refusal(String(decoding: bytes[..<end], as: UTF8.self)) else {
        Issue.record("\(end)")
        continue
      }
    }
  }

  @Test func anotherFormatIsNotEdXML() {
    #expect(refusal("<html><body>Không tìm thấy trang</body></html>") == .notEdXML)
    #expect(refusal("<edXML/>") == .notEdXML)
    #expect(refusal("<edXML><edXMLEnvelope><edXMLHeader/></edXMLEnvelope></edXML>") == .notEdXML)
  }

  @Test func aPrefixNobodyDeclaredDoesNoHarm() throws {
    let text = String(decoding: letter(), as: UTF8.self)
      .replacing("</", with: "</q:").replacing("<", with: "<q:").replacing("<q:/q:", with: "</q:")
    #expect(try read(Array(text.utf8)).message == read(letter()).message)
  }

  @Test func depthIsLimited() {
    func nested(_ depth: Int) -> String {
      String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
    }
    #expect(refusal(nested(64)) == .notEdXML)
    #expect(refusal(nested(65)) == .tooDeep(limit: 64))
    #expect(refusal(nested(500_000)) == .tooDeep(limit: 64))
    #expect(refusal("<edXML><Signature>\(nested(100))</Signature></edXML>") == .tooDeep(limit: 64))
  }

  @Test func elementsAreLimited() {
    var limits = EdXMLLimits()
    limits.elements = 100
    #expect(refusal("<a>" + String(repeating: "<b/>", count: 99) + "</a>", limits: limits) == .notEdXML)
    #expect(
      refusal("<a>" + String(repeating: "<b/>", count: 100) + "</a>", limits: limits) == .tooManyElements(limit: 100))
  }

  @Test func oneTextIsLimitedAndAnAttachmentIsNot() {
    var limits = EdXMLLimits()
    limits.textBytes = 1_000
    let long = String(repeating: "QUJD", count: 300)
    #expect(
      refusal("<edXML><Subject>\(long)</Subject></edXML>", limits: limits)
        == .textTooLong(element: "Subject", limit: 1_000))
    #expect(
      refusal("<edXML><a><![CDATA[\(long)]]></a></edXML>", limits: limits) == .textTooLong(element: "a", limit: 1_000))
    let file = attached("a.txt", "text/plain", [UInt8](repeating: 7, count: 2_000))
    #expect(throws: Never.self) { try read(letter(attachments: file), limits: limits) }
  }

  @Test func commentsSectionsAndInstructionsAreLimited() {
    var limits = EdXMLLimits()
    limits.sectionBytes = 1_000
    let long = String(repeating: "-> ", count: 500)
    for (name, text) in [("<!--", "<!--\(long)-->"), ("CDATA", "<![CDATA[\(long)]]>"), ("<?", "<?a \(long)?>")] {
      #expect(refusal("<edXML>\(text)</edXML>", limits: limits) == .textTooLong(element: name, limit: 1_000))
      #expect(refusal("<edXML>\(text)</edXML>") == .notEdXML)
    }
  }

  @Test func theFileIsLimitedBeforeItIsLookedAt() {
    var limits = EdXMLLimits()
    limits.fileBytes = 100
    #expect(refusal(String(repeating: " ", count: 101), limits: limits) == .fileTooLong(limit: 100))
    #expect(refusal(String(repeating: " ", count: 100), limits: limits) == .notXML)
  }

  @Test(.timeLimit(.minutes(1))) func aTagOfAMillionAttributesTakesNoTime() {
    let attributes = (0..<50_000).map { " a\($0)='>'" }.joined()
    #expect(refusal("<edXML\(attributes)/>") == .tagTooLong(limit: 8 << 10))
    let spaces = (0..<50_000).map { " xmlns:a\($0)='>'" }.joined()
    #expect(refusal("<edXML\(spaces)/>") == .tagTooLong(limit: 8 << 10))
    // Refused before the parser, which would compare each attribute with each other.
    let quoted = Array("<edXML\(String(repeating: " a='x>y>'", count: 2_000))/>".utf8)
    #expect(throws: EdXMLRefusal.tagTooLong(limit: 8 << 10)) { try MarkupGuard.check(quoted, limits: .standard) }
    #expect(throws: Never.self) { try MarkupGuard.check(Array("<a b='x>\"' c=\">'\"/>".utf8), limits: .standard) }
    // Short enough to be parsed, and still more attributes than any element has.
    let some = (0..<100).map { " a\($0)=''" }.joined()
    #expect(refusal("<edXML\(some)/>") == .tagTooLong(limit: 8 << 10))
    // Never closed: quotes, comments, sections, instructions.
    for open in ["<a b='", "<!--", "<![CDATA[", "<?x "] {
      #expect(refusal("<edXML>" + open + String(repeating: "x ", count: 100_000)) != nil)
    }
  }

  @Test func anAttachmentOfMegabytesPassesTheLimitsOfTheParser() throws {
    // More than the ten megabytes at which the library rejects a text that it has to hold in memory.
    let content = String(repeating: "A", count: 11 << 20)
    let file = "<Attachment><ContentTransferEncoded>\(content)</ContentTransferEncoded></Attachment>"
    #expect(try readDocument(letter(attachments: file)).0.attachments.first?.bytes.count == (11 << 20) / 4 * 3)
  }

  @Test func everyRefusalIsOneSentenceInTwoLanguages() {
    let all: [EdXMLRefusal] = [
      .notXML, .notWellFormed(line: 3), .documentType, .notEdXML, .fileTooLong(limit: 1 << 20), .tooDeep(limit: 64),
      .tooManyElements(limit: 9), .tagTooLong(limit: 9), .textTooLong(element: "Subject", limit: 9),
      .tooManyAttachments(limit: 9), .attachmentsTooLong(limit: 9), .withoutStatus,
    ]
    for refusal in all {
      for text in [refusal.words.vietnamese, refusal.words.english] {
        #expect(text.hasSuffix("."))
        #expect(!text.contains("\n"))
        #expect(text.contains(";") || text.contains("Refused"))
      }
    }
  }
}
