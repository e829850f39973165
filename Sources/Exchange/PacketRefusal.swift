import Records
import Wording

/// Why a packet, or part of it, is rejected. The frames before the rejected one stay valid.
public enum PacketRefusal: Refusal, Equatable {
  /// The first bytes are not those of a packet.
  case notAPacket
  /// Written by a newer version of the program.
  case newerVersion(Int)
  /// A frame in a newer version of `type`, a type this program knows.
  case newerFrame(type: UInt8, version: Int)
  case newerDictionary(Int)
  /// A length beyond `WireLimits`. `frame` counts from 1; 0 is the header.
  case tooLong(frame: Int)
  /// Bytes were changed, or frames were left out, repeated or moved.
  case damaged(frame: Int)
  /// The check is right but the payload is invalid: the sender's program has a bug.
  case malformed(frame: Int)
  /// A frame does not continue what is held; `expected` is the entry that had to come next.
  case gap(expected: EntryReference)
  /// A run does not continue from the hash before it, or a batch does not end in the hash its seal names.
  case wrongHash(EntryReference)
  case wrongSignature(EntryReference)
  /// More entries under one seal than `WireLimits` allows.
  case batchTooLong(EntryReference)
  /// Thrown when writing: an entry that fits in no frame, or holds what no journal may hold.
  case entryTooLong(EntryReference)
  /// Thrown when writing: anything else that fits in no frame.
  case frameTooLong
  /// A sealed packet that is for another recipient, or was changed.
  case notOpened
  /// The bytes are not a sealed packet, or its cipher suite is unknown.
  case notSealed

  public var words: Bilingual {
    switch self {
    case .notAPacket:
      Bilingual(
        "Đây không phải gói dữ liệu của vanthu; hãy chọn đúng tệp nhận được.",
        "This is not a vanthu packet; choose the file that was received.")
    case .newerVersion(let version):
      Bilingual(
        "Gói ở phiên bản \(version), mới hơn chương trình này; hãy cập nhật chương trình rồi nhận lại.",
        "The packet is of version \(version), newer than this program; update the program and receive it again.")
    case .newerFrame(let type, let version):
      Bilingual(
        "Gói có khung loại \(type) phiên bản \(version), mới hơn chương trình này; "
          + "hãy cập nhật chương trình rồi nhận lại.",
        "The packet has a frame of type \(type) in version \(version), newer than this program; "
          + "update it and receive it again."
      )
    case .newerDictionary(let id):
      Bilingual(
        "Gói nén bằng từ điển số \(id) mà chương trình này không có; hãy cập nhật chương trình rồi nhận lại.",
        "The packet is compressed with dictionary \(id), which this program lacks; update it and receive it again."
      )
    case .tooLong(let frame):
      Bilingual(
        "Gói bị từ chối: khung \(frame) dài quá giới hạn; hãy yêu cầu bên gửi gửi lại.",
        "The packet is refused: frame \(frame) is longer than allowed; ask the sender to send it again.")
    case .damaged(let frame):
      Bilingual(
        "Gói bị hỏng từ khung \(frame); phần trước đó dùng được, hãy nhận lại phần còn lại.",
        "The packet is damaged from frame \(frame) on; the part before it is good, receive the rest again.")
    case .malformed(let frame):
      Bilingual(
        "Khung \(frame) của gói ghi sai quy cách; hãy báo bên gửi kiểm tra chương trình của họ.",
        "Frame \(frame) of the packet is malformed; ask the sender to check their program.")
    case .gap(let expected):
      Bilingual(
        "Thiếu mục nhật ký \(expected); hãy nhận gói có mục đó trước.",
        "Journal entry \(expected) is missing; receive the packet that contains it first.")
    case .wrongHash(let entry):
      Bilingual(
        "Nhật ký không khớp ở mục \(entry); không nhận phần này, hãy báo quản trị kiểm tra trạm gửi.",
        "The journal does not match at entry \(entry); this part is not accepted, have the sending station checked.")
    case .wrongSignature(let entry):
      Bilingual(
        "Chữ ký sai ở mục \(entry); không nhận phần này, hãy báo quản trị kiểm tra trạm gửi.",
        "The signature is wrong at entry \(entry); this part is not accepted, have the sending station checked.")
    case .batchTooLong(let entry):
      Bilingual(
        "Quá nhiều mục dưới một chữ ký, đến mục \(entry); hãy yêu cầu bên gửi cập nhật chương trình.",
        "Too many entries under one signature, up to \(entry); ask the sender to update their program.")
    case .entryTooLong(let entry):
      Bilingual(
        "Mục nhật ký \(entry) quá dài hoặc ghi sai, không gửi được; hãy báo người phụ trách chương trình.",
        "Journal entry \(entry) is too long or invalid and cannot be sent; inform the administrator.")
    case .frameTooLong:
      Bilingual(
        "Một phần của gói quá dài để gửi; hãy báo người phụ trách chương trình.",
        "A part of the packet is too long to send; inform the administrator.")
    case .notOpened:
      Bilingual(
        "Không mở được gói niêm phong: gói gửi cho nơi khác hoặc đã bị sửa; hãy yêu cầu bên gửi gửi lại.",
        "The sealed packet cannot be opened: it is for another receiver or was changed; "
          + "ask the sender to send it again."
      )
    case .notSealed:
      Bilingual(
        "Đây không phải gói niêm phong của vanthu; hãy chọn đúng tệp nhận được.",
        "This is not a sealed vanthu packet; choose the file that was received.")
    }
  }
}
