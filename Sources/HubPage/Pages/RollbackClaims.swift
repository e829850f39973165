import Hub
import Records
import Wording

extension PageContext {
  /// What stations claim about a rollback, one row a station and kind, so that nobody can flood the page.
  func rollbackClaims() throws -> HTML {
    var table = Table(
      Bilingual("Trạm nói trung tâm thiếu dữ liệu", "Stations that report the hub lost something"), language,
      [
        Bilingual("Lần cuối", "Last").head, Bilingual("Cơ quan", "Office").head, Bilingual("Trạm", "Station").head,
        Bilingual("Nói gì", "What").head, Bilingual("Từ", "Since").head, Bilingual("Số lần", "Times").head,
      ])
    for claim in try reader.rollbackClaims(limit: 50) {
      table.add([
        .init(.text(moment(claim.last))), try officeLink(claim.organ), .init(.text(claim.station)),
        .init(.text(claim.words[language]), kind: claim.isProved ? "bad" : nil), .init(.text(moment(claim.since))),
        count(claim.times),
      ])
    }
    return table.html(empty: Bilingual("Không trạm nào.", "None."))
  }
}
