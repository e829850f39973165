import Hub
import Records
import Wording

extension Asked {
  /// What stations claim about a rollback, one row a station and kind, so that nobody can flood the page.
  func rollbackClaims() throws -> HTML {
    var table = Table(
      Words("Trạm nói trung tâm thiếu dữ liệu", "Stations that say the hub lost something"), language,
      [
        Words("Lần cuối", "Last").head, Words("Cơ quan", "Office").head, Words("Trạm", "Station").head,
        Words("Nói gì", "What").head, Words("Từ", "Since").head, Words("Số lần", "Times").head,
      ])
    for claim in try reader.rollbackClaims(limit: 50) {
      table.add([
        .init(.text(moment(claim.last))), try officeLink(claim.organ), .init(.text(claim.station)),
        .init(.text(claim.words[language]), kind: claim.isProved ? "bad" : nil), .init(.text(moment(claim.since))),
        count(claim.times),
      ])
    }
    return table.html(empty: Words("Không trạm nào.", "None."))
  }
}
