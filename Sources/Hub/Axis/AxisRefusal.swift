import Records
import Wording

/// Why a message of the national axis is not accepted, or the exchange cannot take place.
public enum AxisRefusal: Refusal, Equatable {
  /// Another run is working in the folder.
  case busy(String)
  /// There is no folder at the path: if one were created, nobody on the other side would look into it.
  case noFolder(String)
  /// The hub itself is the axis's station.
  case ownStation
  case revoked(String)
  /// None of its receivers is in the province.
  case notForUs(String)
  case ourOwn(String)
  /// A recall or an update of a document that was not received over the axis.
  case unknown(String)
  /// The same identifier with a different content.
  case different(String)
  /// A recall for only some of the receivers.
  case onlySome(String)
  case unknownStatus(String)
  /// A status of a document that was not sent out.
  case notSent(String)
  case notReceiver(String, String)
  /// The message is in the name of an office that has a station, and so a key of its own.
  case hasStation(String, String)
  case tooLong(String)
  case whileWritten
  case unreadable

  public var words: Bilingual {
    switch self {
    case .busy(let folder):
      Bilingual(
        "Một lần chạy khác đang làm việc trong \(folder); đợi nó xong.",
        "Another run is using \(folder); wait until it has ended.")
    case .noFolder(let folder):
      Bilingual(
        "Không có thư mục \(folder); xem lại đường dẫn, hoặc lập nó (mkdir) "
          + "ở nơi phần mềm bên trục cũng dùng, rồi chạy lại.",
        "There is no folder \(folder); check the path, or create it (mkdir) where the software of the "
          + "axis also uses it, and run this again."
      )
    case .ownStation:
      Bilingual(
        "Trạm của trục liên thông là chính trung tâm, không cấp mã; chạy vanthu-hub axis THƯ-MỤC.",
        "The station of the national axis is the hub itself and needs no code; run vanthu-hub axis FOLDER.")
    case .revoked(let station):
      Bilingual(
        "Trạm \(station) của trục liên thông đã bị thu hồi nên không chuyển gì qua trục; hãy hỏi người đã thu hồi.",
        "Station \(station) of the national axis was revoked, so nothing goes through it; ask the administrator.")
    case .notForUs(let names):
      Bilingual(
        "Không có nơi nhận nào trong tỉnh (\(names)); "
          + "trả lại trục, hoặc thêm mã của cơ quan vào danh mục rồi đưa lại vào in.",
        "No recipient is in the province (\(names)); return it to the axis, "
          + "or add the agency's code to the tree and put the file into in again."
      )
    case .ourOwn(let code):
      Bilingual(
        "Văn bản \(code) do một cơ quan trong tỉnh gửi qua trung tâm này; không phải văn bản đến, bỏ tệp.",
        "\(code) was sent by an office of the province through this hub; it did not come from outside, discard it.")
    case .unknown(let code):
      Bilingual(
        "Tệp nói về văn bản \(code), mà văn bản ấy chưa đến qua trục; "
          + "hãy đưa tệp văn bản vào trước, rồi đưa tệp này lại.",
        "The file refers to \(code), which did not come over the axis; put the document in first, then this file again."
      )
    case .different(let code):
      Bilingual(
        "Văn bản \(code) đã đến với nội dung khác; đề nghị nơi gửi gửi tệp cập nhật, hoặc văn bản thay thế.",
        "\(code) has already arrived with different content; ask its sender for an update, or a replacement.")
    case .onlySome(let code):
      Bilingual(
        "Tệp chỉ nêu một phần các nơi đã nhận văn bản \(code); đề nghị nơi gửi nêu đủ, hoặc báo từng cơ quan.",
        "The file names only some of those who received \(code); ask its sender to name all, or inform the offices.")
    case .unknownStatus(let code):
      Bilingual(
        "Không rõ mã trạng thái \(code); hãy hỏi nơi gửi.", "The status code \(code) is not known; ask its sender.")
    case .notSent(let code):
      Bilingual(
        "Tệp báo trạng thái của văn bản \(code), mà trung tâm chưa gửi văn bản ấy qua trục; hãy hỏi nơi gửi.",
        "The file reports the status of \(code), which this hub has not sent over the axis; ask its sender.")
    case .notReceiver(let name, let code):
      Bilingual(
        "“\(name)” không phải nơi nhận của văn bản \(code); hãy hỏi nơi gửi.",
        "“\(name)” is not a recipient of \(code); ask its sender.")
    case .hasStation(let code, let office):
      Bilingual(
        "Tệp ghi văn bản \(code) là của \(office), mà cơ quan ấy có trạm ở trung tâm này nên không gửi qua trục; "
          + "không nhận, hãy hỏi cơ quan ấy.",
        "The file says that \(code) is from \(office), which has a station at this hub and does not use the axis; "
          + "it is not accepted, ask that office."
      )
    case .tooLong(let code):
      Bilingual(
        "Văn bản \(code) có quá nhiều nơi nhận hoặc tệp nên không chuyển được; đề nghị nơi gửi chia nhỏ.",
        "\(code) has too many recipients or files to be passed on; ask its sender to split it.")
    case .whileWritten:
      Bilingual(
        "chưa đọc được, có thể còn đang chép: để lại cho lần sau",
        "cannot be read yet and may still be copied: left for the next run")
    case .unreadable:
      Bilingual(
        "không có quyền đọc, để nguyên; cho người dùng của trung tâm quyền đọc tệp",
        "cannot be read and is left; let the hub's user read it")
    }
  }
}

/// Cuts a text of a message for use in a sentence.
///
/// A letter may bear any number of marks, so code points are limited as well.
func cut(_ text: String, to most: Int = 80) -> String {
  if text.utf8.count <= most { return text }
  let scalars = text.unicodeScalars.prefix(2 * most)
  let isShort = scalars.endIndex == text.unicodeScalars.endIndex
  let short = String(scalars)
  return isShort && short.count <= most ? short : short.prefix(most - 1) + "…"
}
