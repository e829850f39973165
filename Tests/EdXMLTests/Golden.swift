import Base64Coding
import Foundation
import Records
import Testing
import Wording

@testable import EdXML

/// Messages of other senders, and those we write. `VANTHU_RECORD=1` writes the missing ones; an existing one is never
/// overwritten.
enum Golden {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden")

  static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
  }

  static func expect(_ bytes: [UInt8], as name: String) throws {
    let path = folder.appendingPathComponent(name)
    if !FileManager.default.fileExists(atPath: path.path), ProcessInfo.processInfo.environment["VANTHU_RECORD"] == "1" {
      try Data(bytes).write(to: path)
    }
    #expect(try String(decoding: bytes, as: UTF8.self) == String(decoding: self.bytes(name), as: UTF8.self), "\(name)")
  }
}

/// The day on which tests read all messages.
let today = Day(2026, 3, 5)

func read(_ bytes: [UInt8], limits: EdXMLLimits = .standard) throws -> (message: EdXMLMessage, remarks: [Bilingual]) {
  try EdXMLMessage.read(bytes, receivedOn: today, limits: limits)
}

func readDocument(_ bytes: [UInt8]) throws -> (EdXMLDocument, remarks: [String]) {
  let (message, remarks) = try read(bytes)
  guard case .document(let document) = message else { throw EdXMLRefusal.notEdXML }
  return (document, remarks.map(\.vietnamese))
}

func refusal(_ text: String, limits: EdXMLLimits = .standard) -> EdXMLRefusal? {
  do {
    _ = try read(Array(text.utf8), limits: limits)
    return nil
  } catch {
    return error as? EdXMLRefusal
  }
}

/// Returns a message with these elements in its header, the rest as usual.
func letter(
  code: String = "<Code><CodeNumber>15</CodeNumber><CodeNotation>QĐ-UBND</CodeNotation></Code>",
  id: String = "<DocumentId>H14.31,2026/03/01,15/QĐ-UBND</DocumentId>",
  date: String = "<PromulgationDate>2026/03/01</PromulgationDate>",
  type: String = "<DocumentType><TypeName>Quyết định</TypeName></DocumentType>",
  header: String = "", trace: String = "", attached: String = ""
) -> [UInt8] {
  let text = """
    <edXML><edXMLEnvelope><edXMLHeader><MessageHeader>
    <From><OrganId>H14.31</OrganId><OrganName>UBND xã Đàm Thủy</OrganName></From>
    <To><OrganId>H14</OrganId><OrganName>UBND tỉnh Cao Bằng</OrganName></To>
    \(id)\(code)<PromulgationInfo>\(date)</PromulgationInfo>\(type)<Subject>V/v đường bộ</Subject>\(header)
    </MessageHeader>\(trace)</edXMLHeader></edXMLEnvelope>\(attached)</edXML>
    """
  return Array(text.utf8)
}

/// Returns an attachment as it is written in a message.
func attached(_ name: String, _ type: String, _ bytes: [UInt8], id: String = "cid:1") -> String {
  """
  <Attachment><ContentId>\(id)</ContentId><AttachmentName>\(name)</AttachmentName><ContentType>\(type)</ContentType>\
  <ContentTransferEncoded>\(String(decoding: Base64.encoded(bytes), as: UTF8.self))</ContentTransferEncoded>\
  </Attachment>
  """
}

func letter(attachments: String...) -> [UInt8] {
  letter(attached: "<AttachmentEncoded>\(attachments.joined())</AttachmentEncoded>")
}
