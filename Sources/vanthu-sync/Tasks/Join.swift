import CommandWords
import DurableFile
import Office
import Records
import Wording

extension HelperTask {
  /// `vanthu join`: adds a station to an office. The books stay with the stations that hold them.
  func join() throws -> Outcome {
    guard !Folder.leadsSomewhere(request.office) else { throw JobRefusal.exists(request.office) }
    let (office, newName) = try fill(as: .join)
    if let newName { try office.act(context) { try $0.rename(to: newName) } }
    _ = try moved(office)
    return Outcome(
      say(
        "Máy này đã có sổ của cơ quan. Sổ số do máy khác giữ; xem và chuyển giao bằng vanthu custody.",
        "This station has the office's registers now. The books are held by another station; see vanthu custody."),
      json: .object([("office", .string(request.office))]))
  }
}
