import Records
import TestSupport
import Testing

@testable import EdXML

/// What the table of fields says about messages is what is written into them and read from them.
struct ElementTests {
  private let document = Field.allCases.reduce(into: Document.blank) { $0.set($1, to: $1.example(7)) }

  private func message() throws -> (header: XMLNode, bytes: [UInt8]) {
    let recipients = [Recipient(name: "UBND xã Đàm Thủy", organID: "xa")]
    let (message, _) = EdXMLDocument.issued(
      document, to: recipients, by: Sample.province, in: Sample.directory, at: EdXMLTime(unixSeconds: 1_796_140_000))
    let bytes = EdXMLMessage.document(message).write()
    return (try #require(try XMLNode.parsed(bytes, limits: .standard).find("messageheader")), bytes)
  }

  @Test(arguments: Field.all) func aFieldIsInItsElement(_ field: Field) throws {
    let (header, bytes) = try message()
    if let element = field.element {
      let node = element.split(separator: "/").reduce(Optional(header)) { $0?[$1.lowercased()] }
      let holder = try #require(node, "no \(element)")
      #expect(([holder] + holder.children).contains { !$0.text.isEmpty }, "\(element) is empty")
    } else {
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(!text.contains(field.example(7)), "\(field) is in the message, but the table of fields has no element")
    }
  }

  @Test(arguments: Field.allCases) func aFieldThatHasAnElementIsReadFromIt(_ field: Field) throws {
    var sent = document
    sent.organName = Sample.province.name
    let (read, _) = try readDocument(try message().bytes)
    let received = read.incoming(in: Sample.directory).document
    #expect(received.value(of: field) == (field.element == nil ? "" : sent.value(of: field)))
  }
}
