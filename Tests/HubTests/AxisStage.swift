import EdXML
import Exchange
import Foundation
import GRDB
import Records
import TestProvince
import TestSupport
import Testing

@testable import Hub

/// A hub that serves the national axis: a folder of messages on one side, offices of the province on the other.
struct AxisStage {
  let world: World
  let folder: TemporaryFolder
  let damThuy = AxisStage.commune("UBND xã Đàm Thủy")
  let quangLam = AxisStage.commune("UBND xã Quảng Lâm")

  init() throws {
    world = try World()
    folder = TemporaryFolder()
  }

  static func commune(_ name: String) -> Organ.ID {
    OrganDirectory.shipped.find(exactly: name, on: Day(2026, 11, 18))!.id
  }

  static func golden(_ name: String) throws -> [UInt8] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    return try Array(Data(contentsOf: folder.appendingPathComponent("EdXMLTests/Golden/\(name).edxml")))
  }

  func put(_ name: String, _ golden: String) throws { try folder.write("in/\(name)", AxisStage.golden(golden)) }

  @discardableResult
  func run() throws -> AxisSummary { try world.hub.exchangeWithAxis(in: folder.path) }

  /// Returns a message of a ministry.
  func letter(
    _ number: Int = 7, to receivers: [String] = ["UBND xã Đàm Thủy"], subject: String = "Về việc chuyển đổi số",
    business: EdXMLBusiness = .new, reason: String = "", attachments: [EdXMLAttachment] = []
  ) -> EdXMLDocument {
    let day = Day(2026, 11, 16)
    let document = Document(
      code: "\(number)/BNV-VP", organName: "Bộ Nội vụ", issuedDate: day, typeName: "Công văn", subject: subject,
      documentID: "000.00.00.G09,2026/11/16,\(number)/BNV-VP")
    return EdXMLDocument(
      document: document, from: EdXMLOrgan(organID: "000.00.00.G09", name: "Bộ Nội vụ"),
      to: receivers.map { EdXMLOrgan(organID: "", name: $0) }, business: business, reason: reason,
      attachments: attachments)
  }

  func put(_ name: String, _ message: EdXMLDocument) throws {
    try folder.write("in/\(name)", EdXMLMessage.document(message).write())
  }

  func acts(_ station: TestStation) throws -> [Act] {
    try station.exchange()
    return try station.mail.sorted { $0.key < $1.key }.map { try StoredAct.act(from: $0.value.act) }
  }

  func out() throws -> [EdXMLMessage] {
    try folder.names("out").map {
      try EdXMLMessage.read(folder.read("out/\($0)"), receivedOn: Day(2026, 11, 18)).message
    }
  }

  func expectSound() throws {
    let faults = try world.hub.verify().faults
    #expect(faults.isEmpty, "\(faults)")
  }
}
