import Wording

/// The reasons of refusals in a few words, for readers of the audit log, which contains their codes
/// (`AuditEvent.kind`).
enum RefusalWords {
  /// `nil` for a code of a later version.
  static func of(_ kind: String) -> Bilingual? { all[kind] }

  private static let all: [String: Bilingual] = participants.merging(pages) { first, _ in first }
    .merging(packets) { first, _ in first }.merging(data) { first, _ in first }

  /// Offices, stations, codes.
  private static let participants = [
    "unknownOrgan": Bilingual("không có cơ quan này", "no such agency"),
    "ended": Bilingual("cơ quan đã hết hiệu lực", "an agency that no longer exists"),
    "unknownStation": Bilingual("trạm chưa đăng ký", "a station that never enrolled"),
    "noStation": Bilingual("không có trạm này", "no such station"),
    "revoked": Bilingual("trạm đã bị thu hồi", "a revoked station"),
    "alreadyIssues": Bilingual("đã được ban hành thay", "already issues for it"),
    "doesNotIssue": Bilingual("không ban hành thay", "does not issue for it"),
    "noCode": Bilingual("không có mã còn dùng được", "no valid code"),
    "wrongCode": Bilingual("sai mã", "a wrong code"), "used": Bilingual("mã đã dùng", "a used code"),
    "expired": Bilingual("mã hết hạn", "an expired code"),
    "cancelled": Bilingual("mã đã hủy", "a cancelled code"),
    "tooManyTries": Bilingual("nhập sai mã nhiều lần", "too many wrong codes"),
    "wholeCode": Bilingual("thiếu ba nhóm sau của mã", "half of a code"),
    "oldCode": Bilingual("mã kiểu cũ", "an old kind of code"),
    "oldProgram": Bilingual("chương trình của trạm cũ quá", "an old program on the station"),
    "otherHub": Bilingual("gửi cho trung tâm khác", "meant for another hub"),
    "otherOffice": Bilingual("sổ của cơ quan khác", "a file of another office"),
    "notFirst": Bilingual("cơ quan đã có trạm", "the office has a station"),
    "nobodyToJoin": Bilingual("cơ quan chưa có trạm", "the office has no station"),
    "nameTaken": Bilingual("tên trạm đã có người dùng", "the station's name is taken"),
    "whichOne": Bilingual("chưa nói rõ thay trạm nào", "the station was not named"),
    "notOfOffice": Bilingual("trạm của cơ quan khác", "a station of another office"),
    "stationOfOther": Bilingual("sổ của trạm cơ quan khác", "a file of another office's station"),
    "ownStation": Bilingual("trạm của chính trung tâm", "the hub's own station"),
    "hasStation": Bilingual("cơ quan có trạm", "an office with a station"),
  ]

  /// The page and its accounts.
  private static let pages = [
    "none": Bilingual("không có thứ được nêu tên", "nothing with that name"),
    "method": Bilingual("sai cách gọi", "a wrong method"),
    "forbidden": Bilingual("không có quyền", "not allowed"), "input": Bilingual("điền sai", "a wrong input"),
    "form": Bilingual("biểu mẫu cũ hoặc của máy khác", "an old form, or another browser's"),
    "insecure": Bilingual("đường truyền không mã hóa", "an unencrypted connection"),
    "noReason": Bilingual("chưa ghi lý do", "no reason"), "gone": Bilingual("đề nghị đã xong", "a closed request"),
    "own": Bilingual("tự xác nhận", "confirmed by the requester"),
    "name": Bilingual("tên tài khoản không dùng được", "an unusable account name"),
    "short": Bilingual("mật khẩu ngắn quá", "a short password"),
    "shortForAdministrator": Bilingual("mật khẩu ngắn quá", "a short password"),
    "long": Bilingual("mật khẩu dài quá", "a long password"),
    "common": Bilingual("mật khẩu dễ đoán", "a common password"),
    "named": Bilingual("mật khẩu có tên trong đó", "a password containing a name"),
    "different": Bilingual("hai lần gõ không giống nhau", "the two entries differ"),
    "needsOffice": Bilingual("vai trò cần cơ quan", "a role that needs an office"),
    "noOffice": Bilingual("vai trò không thuộc cơ quan", "a role without an office"),
    "lastAdministrator": Bilingual("quản trị cuối cùng", "the last administrator"),
    "needsTwo": Bilingual("chưa đủ hai người xác nhận", "fewer than two can confirm"),
    "oneOfTwo": Bilingual("một trong hai người xác nhận cuối cùng", "one of the last two that can confirm"),
  ]

  /// Packets and messages.
  private static let packets = [
    "notForHub": Bilingual("gói không gửi cho trung tâm", "a packet not for the hub"),
    "fenced": Bilingual("đã có lần gửi mới hơn", "a newer exchange"),
    "tooMuch": Bilingual("kê khai quá nhiều", "too much is listed"),
    "noStick": Bilingual("không có thư mục này", "no such folder"),
    "noPackets": Bilingual("không có gói nào", "no packets"),
    "notAPacket": Bilingual("không phải gói", "not a packet"),
    "newerVersion": Bilingual("gói của bản mới hơn", "of a later version"),
    "newerFrame": Bilingual("gói của bản mới hơn", "of a later version"),
    "newerDictionary": Bilingual("gói của bản mới hơn", "of a later version"),
    "tooLong": Bilingual("dài quá", "too long"), "frameTooLong": Bilingual("dài quá", "too long"),
    "batchTooLong": Bilingual("dài quá", "too long"), "entryTooLong": Bilingual("dài quá", "too long"),
    "malformed": Bilingual("gói sai cách ghi", "a malformed packet"),
    "gap": Bilingual("gói thiếu mục", "entries are missing"),
    "wrongHash": Bilingual("chuỗi băm sai", "a broken chain"),
    "wrongSignature": Bilingual("chữ ký sai", "a wrong signature"),
    "notOpened": Bilingual("không mở được niêm phong", "a seal that cannot be opened"),
    "notSealed": Bilingual("không niêm phong", "not sealed"),
    "notAnAddress": Bilingual("không phải địa chỉ thư", "not an address"),
    "noAddress": Bilingual("chưa có địa chỉ thư", "no address"),
    "noFolder": Bilingual("không có thư mục", "no folder"),
    "unknownCarrier": Bilingual("máy chuyển giúp không được nhận", "a carrier that is not accepted"),
    "carriesTooMuch": Bilingual("chuyển giúp quá nhiều gói", "too many carried packets"),
    "otherSender": Bilingual("gói của trạm khác", "a packet of another station"),
    "whileWritten": Bilingual("tệp đang được ghi", "a file that is being written"),
  ]

  /// The system and the storage.
  private static let data = [
    "exists": Bilingual("đã có rồi", "it already exists"),
    "notEmpty": Bilingual("thư mục đã có tệp", "a folder with files"),
    "foreign": Bilingual("không phải dữ liệu của trung tâm", "not a hub's data"),
    "later": Bilingual("dữ liệu của bản mới hơn", "data of a later version"),
    "keys": Bilingual("không đọc được khóa", "keys that cannot be read"),
    "busy": Bilingual("chương trình khác đang ghi", "another program is writing"),
    "full": Bilingual("ổ đĩa đầy", "a full disk"),
    "damaged": Bilingual("dữ liệu hỏng", "damaged data"),
    "failing": Bilingual("không đọc, ghi được", "cannot be read or written"),
    "inTheWay": Bilingual("không phải tệp, thư mục thường", "not a regular file or folder"),
    "unreadable": Bilingual("không đọc được", "not readable"),
    "Unreadable": Bilingual("không đọc được tệp", "not readable"),
    "UnreadablePacket": Bilingual("không đọc được gói", "a packet that cannot be read"),
    "unwritable": Bilingual("không ghi được", "not writable"),
    "serves": Bilingual("đang phục vụ rồi", "it is already running"),
    "nothingOpen": Bilingual("không có gì cho thấy dữ liệu bị lùi", "no sign that the data was rolled back"),
    "noCertificate": Bilingual("không có chứng thư", "no certificate"),
    "missing": Bilingual("không tìm thấy", "not found"),
    "inTheClear": Bilingual("không có TLS", "without TLS"),
    "address": Bilingual("không mở được địa chỉ", "an address in use"),
    "certificate": Bilingual("chứng thư không dùng được", "a bad certificate"),
    "key": Bilingual("khóa của chứng thư không dùng được", "a bad key"),
    "encryptedKey": Bilingual("khóa có mật khẩu", "a key with a password"),
    "otherKey": Bilingual("khóa không thuộc chứng thư", "another certificate's key"),
    "notText": Bilingual("tệp không phải văn bản UTF-8", "not text"), "empty": Bilingual("tệp trống", "an empty file"),
    "unknownColumn": Bilingual("cột lạ", "an unknown column"),
    "noName": Bilingual("dòng thiếu tên", "a line without a name"),
    "tooMany": Bilingual("dòng thừa cột", "too many columns"), "twice": Bilingual("ghi hai lần", "given twice"),
    "badID": Bilingual("khóa không dùng được", "an invalid key"),
    "level": Bilingual("cấp không dùng được", "an invalid level"),
    "day": Bilingual("ngày không dùng được", "an invalid date"),
  ]
}
