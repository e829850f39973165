import DurableFile
import Glibc
import Hub
import Wording

/// The owner of the hub's data: what a command creates must be readable by the user who runs the server.
enum DataOwner {
  /// Makes everything the data owner's if run by root; refuses any other user.
  ///
  /// - Parameter mark: the second mark, which belongs to the owner as well.
  /// - Throws: `DataOwnerRefusal`.
  static func settle(_ data: String, mark: String?, user: uid_t = geteuid()) throws {
    guard let facts = facts(data) else { return }
    let owner = Ownership(of: facts)
    guard user == 0 || owner.user == user else {
      let name = getpwuid(owner.user).map { String(cString: $0.pointee.pw_name) } ?? "#\(owner.user)"
      throw DataOwnerRefusal(data: data, owner: name)
    }
    for path in [data, mark].compactMap(\.self) { owner.give(below: path) }
  }

  /// The attributes of the data file, because the folder may be shared with a group; those of the folder if it cannot
  /// be searched, or if root is about to create a hub in it.
  private static func facts(_ data: String) -> stat? {
    if let facts = Folder.facts("\(data)/hub.vanthu-hub") { return facts }
    guard let folder = Folder.facts(data) else { return nil }
    return geteuid() == 0 || !Folder.allows(.execute, data) ? folder : nil
  }
}

struct DataOwnerRefusal: Refusal, Equatable {
  var data: String
  var owner: String

  var words: Bilingual {
    Bilingual(
      "Dữ liệu ở \(data) là của người dùng \(owner): chạy bằng sudo -u \(owner) vanthu-hub ….",
      "The data in \(data) belongs to the user \(owner): run it as sudo -u \(owner) vanthu-hub ….")
  }
}
