import Carriage
import DurableFile
import Exchange
import Foundation
import Records

/// A mailbox into which a test writes.
struct MailFolderOfTests {
  let path: String

  init(_ path: String) throws {
    self.path = path
    for name in ["new", "cur"] { try DurableFile.Folder.make("\(path)/\(name)") }
  }

  func deliver(_ sealed: [UInt8], to station: StationName) throws {
    let volume = Volume(
      packet: 1, sender: StationName(number: 9), receiver: .station(station), time: 1, reply: "", index: 1, count: 1,
      bytes: sealed)
    let letter = MailMessage(volume, from: MailAddress("c@d")!, to: MailAddress("a@b")!)
    try Data(letter.bytes).write(to: URL(fileURLWithPath: "\(path)/new/1"))
  }

  func names(_ folder: String) throws -> [String] { try DurableFile.Folder.names("\(path)/\(folder)") }
}
