import Records
import Wording

/// The audit log as CSV for a spreadsheet: UTF-8 with a byte order mark, commas, quotes doubled.
public enum AuditCSV {
  public static func text(of entries: [AuditEntry], _ language: Language) -> String {
    let heads = [
      Bilingual("STT", "number"), Bilingual("Lúc", "time"), Bilingual("Ai", "who"), Bilingual("Từ đâu", "from"),
      Bilingual("Việc", "what"), Bilingual("Mã việc", "kind"), Bilingual("Với ai, với gì", "whom"),
      Bilingual("Mã băm", "hash"),
    ]
    var text = "\u{FEFF}" + line(heads.map { $0[language] })
    for entry in entries {
      text += line([
        String(entry.number), entry.timeText, entry.who, entry.origin[language],
        entry.kind?.words[language] ?? entry.what,
        entry.what,
        entry.subject[language], entry.hash.description,
      ])
    }
    return text
  }

  private static func line(_ cells: [String]) -> String { cells.map(cell).joined(separator: ",") + "\r\n" }

  private static func cell(_ text: String) -> String {
    let plain = FormulaGuard.guarded(text)
    guard plain.contains(where: { ",\"\r\n".contains($0) }) else { return plain }
    return "\"" + plain.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
