import DurableFile
import Glibc
import Hub
import Wording

/// Whose the hub's data is: what a command makes in it is to be read by whoever serves it.
enum DataOwner {
  /// Root gives what it makes to the data's owner, and any other user leaves the data alone.
  ///
  /// - Parameter mark: the second mark, which is the owner's too.
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

  /// Those of the data itself, which says more than the folder: that may be lent to a group. The folder's where nobody may look into
  /// it, or root is to make a hub there.
  private static func facts(_ data: String) -> stat? {
    if let facts = Folder.facts("\(data)/hub.vanthu-hub") { return facts }
    guard let folder = Folder.facts(data) else { return nil }
    return geteuid() == 0 || !Folder.allows(.execute, data) ? folder : nil
  }
}

struct DataOwnerRefusal: Refusal, Equatable {
  var data: String
  var owner: String

  var words: Words {
    Words(
      "Dữ liệu ở \(data) là của người dùng \(owner): chạy bằng sudo -u \(owner) vanthu-hub ….",
      "The data in \(data) belongs to the user \(owner): run it as sudo -u \(owner) vanthu-hub ….")
  }
}
