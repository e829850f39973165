import Wording

/// The reason why a file is not read into the office, or not written.
public enum FileRefusal: Refusal, Equatable {
  case missing(String)
  case unreadable(String)
  case folder(String)
  /// A link, a pipe or a device where a regular file is needed.
  case notPlain(String)
  case empty(String)
  case large(String, size: Int)
  case changed(String)
  case attachedAlready(String, as: String)
  case noSuchFile(String, String, [String])
  case exists(String)
  /// The folder in which the file was to be written does not exist.
  case noFolder(String)
  case unwritable(String)
  /// The disk it is on is read-only.
  case readOnlyDisk(String)
  case full(String)
  case missingContent(String)
  /// It is still on its way to this PC.
  case underway(String, AwaitedFile)
  case damagedContent(String)
  /// Several files there have names that look the same, and none has exactly these bytes.
  case sameNames(String, [String])

  public var isOfStorage: Bool {
    switch self {
    case .unwritable, .readOnlyDisk, .full: true
    default: false
    }
  }

  public var words: Bilingual {
    switch self {
    case .missing(let path):
      Bilingual("Không có tệp \(path); xem lại đường dẫn.", "There is no file \(path); check the path.")
    case .unreadable(let path):
      Bilingual(
        "Không đọc được \(path); kiểm tra quyền đọc hoặc chọn tệp khác.",
        "\(path) cannot be read; check its permissions or choose another file.")
    case .sameNames(let path, let names):
      Bilingual(
        "Có \(names.count) tệp cùng đọc là \(path) mà viết bằng byte khác nhau: \(names.joined(separator: ", ")); "
          + "đổi tên cho khác rồi làm lại.",
        "\(names.count) files look like \(path) but their names differ in bytes: \(names.joined(separator: ", ")); "
          + "rename them and try again."
      )
    case .folder(let path):
      Bilingual("\(path) là thư mục; chọn một tệp trong đó.", "\(path) is a folder; choose a file in it.")
    case .notPlain(let path):
      Bilingual(
        "\(path) không phải tệp thường (là liên kết, thiết bị hoặc ống dẫn), nên để nguyên; "
          + "chọn tệp khác hoặc tên khác.",
        "\(path) is not a regular file (a link, a device or a pipe), so it is left alone; choose another file or name.")
    case .empty(let path):
      Bilingual(
        "Tệp \(path) rỗng; quét hoặc lưu lại rồi đính kèm.", "\(path) is empty; scan or save it again, then attach it.")
    case .large(let path, let size):
      Bilingual(
        "Tệp \(path) có \(size >> 20) MB, nhiều nhất là 512 MB; quét lại ở độ phân giải thấp hơn hoặc chia nhỏ.",
        "\(path) has \(size >> 20) MB, at most 512 MB are allowed; scan it at a lower resolution or split it.")
    case .changed(let path):
      Bilingual(
        "Tệp \(path) còn đang được ghi; đợi ghi xong (máy quét, trình soạn thảo) rồi đính kèm lại.",
        "\(path) is still being written; wait until it is done (scanner, editor), then attach it again.")
    case .attachedAlready(let path, let name):
      Bilingual(
        "Nội dung của \(path) đã đính kèm với tên \(name); không cần đính kèm lần nữa.",
        "The content of \(path) is already attached, as \(name); there is no need to attach it again.")
    case .noSuchFile(let typed, let reference, let names) where names.isEmpty:
      Bilingual(
        "Văn bản \(reference) không có tệp nào, nên không có “\(typed)”.",
        "Document \(reference) has no files, so there is no “\(typed)”.")
    case .noSuchFile(let typed, let reference, let names):
      Bilingual(
        "Văn bản \(reference) không có tệp “\(typed)”; đang có: \(names.joined(separator: ", ")).",
        "Document \(reference) has no file “\(typed)”; it has: \(names.joined(separator: ", ")).")
    case .exists(let path):
      Bilingual("Đã có \(path); chọn tên khác để không ghi đè.", "\(path) already exists; choose another name.")
    case .noFolder(let folder):
      Bilingual(
        "Không có thư mục \(folder); tạo nó, hay cắm USB, ổ đĩa ấy vào, rồi làm lại.",
        "There is no folder \(folder); create it, or insert the stick or disk, and try again.")
    case .readOnlyDisk(let path):
      Bilingual(
        "Ổ đĩa chứa \(path) chỉ đọc được; chọn nơi khác, hoặc mở khóa ghi của ổ, rồi làm lại.",
        "The disk of \(path) is read-only; choose another place, or unlock the disk, and try again.")
    case .unwritable(let path):
      Bilingual(
        "Không ghi được \(path); kiểm tra đường dẫn và quyền của thư mục.",
        "\(path) cannot be written; check the path and the folder's permissions.")
    case .full(let path):
      Bilingual(
        "Ổ đĩa chứa \(path) đã đầy; giải phóng chỗ trống rồi làm lại.",
        "The disk of \(path) is full; make room and try again.")
    case .underway(let name, let awaited) where awaited.isLost:
      Bilingual(
        "Tệp \(name) \(awaited.words.vietnamese); xin nơi ấy kèm lại đúng tệp ấy, hoặc gửi bản giấy.",
        "\(name) is \(awaited.words.english); ask for the same file to be attached again, or for the paper.")
    case .underway(let name, let awaited):
      Bilingual(
        "Tệp \(name) \(awaited.words.vietnamese); đồng bộ lại sau.",
        "\(name) is \(awaited.words.english); sync again later.")
    case .missingContent(let name):
      Bilingual(
        "Nội dung của tệp \(name) không có trong máy này; tìm trong bản sao lưu.",
        "The content of \(name) is not on this PC; look for it in a backup.")
    case .damagedContent(let name):
      Bilingual(
        "Nội dung của tệp \(name) bị hỏng trong sổ; chạy vanthu verify, rồi lấy lại từ bản sao lưu.",
        "The content of \(name) is damaged in the office's file; run vanthu verify, then get it from a backup.")
    }
  }
}
