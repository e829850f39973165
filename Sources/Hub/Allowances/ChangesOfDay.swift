import GRDB
import Records
import Wording

/// How often one document is changed in a day. Each of its readers makes its line anew from all that was said of it, so that changes
/// without end would cost them more with each.
enum ChangesOfDay {
  /// A document is corrected a few times in its life, and a file of a large one has some hundred parts.
  static let most = 500

  /// Counts the changes of a batch, if there is room for all of them. As with other allowances the first of a day are taken, however many
  /// come at once, and an office that was away has the room of the days it was.
  static func take(_ changes: [EntryReference: Int], on day: Day, days: Int, _ db: Database) throws -> Bool {
    for (document, number) in changes.sorted(by: { $0.key < $1.key }) {
      let before = try Int.fetchOne(
        db.cachedStatement(sql: "SELECT number FROM changesOfDay WHERE document = ? AND day = ?"),
        arguments: [document.description, day.description])
      if let before, before + number > most * days { return false }
      try db.cachedStatement(sql: "INSERT OR REPLACE INTO changesOfDay (document, day, number) VALUES (?, ?, ?)")
        .execute(arguments: [document.description, day.description, (before ?? 0) + number])
    }
    return true
  }

  static let notice = NoticeKind.allowance(
    Words(
      "Hôm nay một văn bản đã được sửa, đính kèm quá \(most) lần: phần còn lại tự gửi tiếp từ ngày mai; không mất gì.",
      "One document was changed more than \(most) times today: the rest is sent from tomorrow on; nothing is lost."))
}
