import CommandWords
import DurableFile
import Office
import Records
import Wording

extension HelperTask {
  /// `vanthu join`: adds a station to an office. The books stay with the stations that hold them. A file whose PC was
  /// replaced is set aside.
  func join() throws -> Outcome {
    guard !Folder.leadsSomewhere(request.office) || isOfReplaced else { throw JobRefusal.exists(request.office) }
    let (office, newName) = try fill(as: .join)
    if let newName { try office.act(context) { try $0.rename(to: newName) } }
    let aside = try moved(office)
    let kept = aside.map { say(" Tệp cũ nằm ở \($0).", " The previous file is at \($0).") } ?? ""
    let custody = request.leavesTexts == true ? ":custody" : "vanthu custody"
    return Outcome(
      say(
        "Máy này đã có sổ của cơ quan. Sổ số do máy khác giữ; xem và chuyển giao bằng \(custody).\(kept)",
        "This station has the office's registers now. The books are held by another station; see \(custody)."
          + kept),
      json: .object([("office", .string(request.office)), ("setAside", JSON(aside))]))
  }

  /// Whether the file there is of a PC that was replaced. One that cannot be opened is none.
  private var isOfReplaced: Bool { (try? Office.open(request.office).replacement()) != nil }
}
