import DurableFile
import Wording

/// The sender and recipient addresses of a mail folder: given once, stored in the folder.
public struct MailAddresses: Equatable, Sendable {
  public var from: MailAddress
  /// The other side. A hub needs none: it answers the sender.
  public var to: MailAddress?

  /// Takes the typed addresses, or else the stored ones, and stores new ones.
  ///
  /// - Parameter needsReceiver: whether the recipient must be known.
  /// - Throws: `MailRefusal`, `FileFailure`.
  public init(from: String?, to: String?, keptIn folder: String, needsReceiver: Bool) throws {
    let (folder, name) = (try Folder(folder), "vanthu.addresses")
    var kept: [Substring: String] = [:]
    let bytes = try OpenFile.all(name, in: folder, atMost: 4_096) ?? []
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.count == 2 { kept[words[0]] = String(words[1]) }
    }
    func address(_ typed: String?) throws -> MailAddress? {
      try typed.map { typed in
        guard let address = MailAddress(typed) else { throw MailRefusal.notAnAddress(typed) }
        return address
      }
    }
    let sender = try address(from ?? kept["from"])
    self.to = try address(to ?? kept["to"])
    guard let sender, self.to != nil || !needsReceiver else {
      throw MailRefusal.noAddress(needsReceiver: needsReceiver)
    }
    self.from = sender
    let text = "from \(self.from)\n" + (self.to.map { "to \($0)\n" } ?? "")
    if kept["from"] != self.from.description || kept["to"] != self.to?.description {
      try NewFile.write(Array(text.utf8), to: name, in: folder, mode: 0o644)
    }
  }
}

public enum MailRefusal: Refusal, Equatable {
  case notAnAddress(String)
  case noAddress(needsReceiver: Bool)
  case missing(String)

  public var words: Bilingual {
    switch self {
    case .notAnAddress(let typed):
      Bilingual(
        "“\(typed)” không phải địa chỉ thư; ghi như van-thu@hungdao.gov.vn.",
        "“\(typed)” is not an e-mail address; write it like van-thu@hungdao.gov.vn.")
    case .noAddress(needsReceiver: true):
      Bilingual(
        "Chưa biết địa chỉ thư; lần đầu ghi --from ĐỊA-CHỈ-CỦA-TA --to ĐỊA-CHỈ-CỦA-TỈNH, từ lần sau chương trình nhớ.",
        "The e-mail addresses are not known; give --from OURS --to THE-PROVINCE'S once, they are remembered.")
    case .noAddress(needsReceiver: false):
      Bilingual(
        "Chưa biết địa chỉ thư của trung tâm; lần đầu ghi --from ĐỊA-CHỈ, từ lần sau chương trình nhớ.",
        "The e-mail address of the hub is not known; give --from ADDRESS once, it is remembered.")
    case .missing(let folder):
      Bilingual(
        "Không có thư mục thư \(folder); xem lại đường dẫn rồi làm lại.",
        "There is no mail folder \(folder); check the path and try again.")
    }
  }
}
