import Wording

/// The reasons of refusals in a few words, for readers of the audit log, which contains their codes
/// (`AuditEvent.kind`).
enum RefusalWords {
  /// `nil` for a code of a later version.
  static func of(_ kind: String) -> Words? { all[kind] }

  private static let all: [String: Words] = participants.merging(pages) { first, _ in first }
    .merging(packets) { first, _ in first }.merging(data) { first, _ in first }

  /// Offices, stations, codes.
  private static let participants = [
    "unknownOrgan": Words("không có cơ quan này", "no such agency"),
    "ended": Words("cơ quan đã hết hiệu lực", "an agency that is no more"),
    "unknownStation": Words("trạm chưa đăng ký", "a station that never enrolled"),
    "noStation": Words("không có trạm này", "no such station"),
    "revoked": Words("trạm đã bị thu hồi", "a revoked station"),
    "alreadyIssues": Words("đã được ban hành thay", "issues for it already"),
    "doesNotIssue": Words("không ban hành thay", "does not issue for it"),
    "noCode": Words("không có mã còn dùng được", "no open code"),
    "wrongCode": Words("sai mã", "a wrong code"), "used": Words("mã đã dùng", "a code that was used"),
    "expired": Words("mã hết hạn", "a code that is over"),
    "cancelled": Words("mã đã hủy", "a code that was cancelled"),
    "tooManyTries": Words("nhập sai mã nhiều lần", "too many wrong codes"),
    "wholeCode": Words("thiếu ba nhóm sau của mã", "half of a code"),
    "oldCode": Words("mã kiểu cũ", "a code of the old kind"),
    "oldProgram": Words("chương trình của trạm cũ quá", "a station's old program"),
    "otherHub": Words("gửi cho trung tâm khác", "meant for another hub"),
    "otherOffice": Words("sổ của cơ quan khác", "a file of another office"),
    "notFirst": Words("cơ quan đã có trạm", "the office has a station"),
    "nobodyToJoin": Words("cơ quan chưa có trạm", "the office has no station"),
    "nameTaken": Words("tên trạm đã có người dùng", "the station's name is taken"),
    "whichOne": Words("chưa nói rõ thay trạm nào", "which station was not said"),
    "notOfOffice": Words("trạm của cơ quan khác", "a station of another office"),
    "stationOfOther": Words("sổ của trạm cơ quan khác", "a file of another office's station"),
    "ownStation": Words("trạm của chính trung tâm", "the hub's own station"),
    "hasStation": Words("cơ quan có trạm", "an office with a station"),
  ]

  /// The page and its accounts.
  private static let pages = [
    "none": Words("không có thứ được nêu tên", "nothing of that name"),
    "method": Words("sai cách gọi", "a wrong method"),
    "forbidden": Words("không có quyền", "not allowed"), "input": Words("điền sai", "a wrong input"),
    "form": Words("biểu mẫu cũ hoặc của máy khác", "an old form, or another browser's"),
    "insecure": Words("đường truyền không mã hóa", "a line that others read"),
    "noReason": Words("chưa ghi lý do", "no reason"), "gone": Words("đề nghị đã xong", "a request that is over"),
    "own": Words("tự xác nhận", "confirmed by who asked"),
    "name": Words("tên tài khoản không dùng được", "no name of an account"),
    "short": Words("mật khẩu ngắn quá", "a short password"),
    "shortForAdministrator": Words("mật khẩu ngắn quá", "a short password"),
    "long": Words("mật khẩu dài quá", "a long password"),
    "common": Words("mật khẩu dễ đoán", "a common password"),
    "named": Words("mật khẩu có tên trong đó", "a password with a name"),
    "different": Words("hai lần gõ không giống nhau", "typed differently"),
    "needsOffice": Words("vai trò cần cơ quan", "a role that needs an office"),
    "noOffice": Words("vai trò không thuộc cơ quan", "a role of no office"),
    "lastAdministrator": Words("quản trị cuối cùng", "the last administrator"),
    "needsTwo": Words("chưa đủ hai người xác nhận", "fewer than two who confirm"),
    "oneOfTwo": Words("một trong hai người xác nhận cuối cùng", "one of the last two who confirm"),
  ]

  /// Packets and messages.
  private static let packets = [
    "notForHub": Words("gói không gửi cho trung tâm", "a packet that is for no hub"),
    "fenced": Words("đã có lần gửi mới hơn", "a newer exchange"),
    "tooMuch": Words("kê khai quá nhiều", "too much is named"),
    "noStick": Words("không có thư mục này", "no such folder"),
    "noPackets": Words("không có gói nào", "no packets"),
    "notAPacket": Words("không phải gói", "no packet"),
    "newerVersion": Words("gói của bản mới hơn", "of a later version"),
    "newerFrame": Words("gói của bản mới hơn", "of a later version"),
    "newerDictionary": Words("gói của bản mới hơn", "of a later version"),
    "tooLong": Words("dài quá", "too long"), "frameTooLong": Words("dài quá", "too long"),
    "batchTooLong": Words("dài quá", "too long"), "entryTooLong": Words("dài quá", "too long"),
    "malformed": Words("gói sai cách ghi", "a malformed packet"),
    "gap": Words("gói thiếu mục", "entries are missing"),
    "wrongHash": Words("chuỗi băm sai", "a broken chain"),
    "wrongSignature": Words("chữ ký sai", "a wrong signature"),
    "notOpened": Words("không mở được niêm phong", "a seal that does not open"),
    "notSealed": Words("không niêm phong", "not sealed"),
    "notAnAddress": Words("không phải địa chỉ thư", "no address"),
    "noAddress": Words("chưa có địa chỉ thư", "no address"),
    "noFolder": Words("không có thư mục", "no folder"),
    "whileWritten": Words("tệp đang được ghi", "a file that is being written"),
  ]

  /// The system and the storage.
  private static let data = [
    "exists": Words("đã có rồi", "it is there already"), "notEmpty": Words("thư mục đã có tệp", "a folder with files"),
    "foreign": Words("không phải dữ liệu của trung tâm", "no data of a hub"),
    "later": Words("dữ liệu của bản mới hơn", "data of a later version"),
    "keys": Words("không đọc được khóa", "keys that cannot be read"),
    "busy": Words("chương trình khác đang ghi", "another program writes"), "full": Words("ổ đĩa đầy", "a full disk"),
    "damaged": Words("dữ liệu hỏng", "damaged data"), "failing": Words("không đọc, ghi được", "not read or written"),
    "inTheWay": Words("không phải tệp, thư mục thường", "no plain file or folder"),
    "unreadable": Words("không đọc được", "not readable"), "Unreadable": Words("không đọc được tệp", "not readable"),
    "UnreadablePacket": Words("không đọc được gói", "a packet that cannot be read"),
    "unwritable": Words("không ghi được", "not writable"), "serves": Words("đang phục vụ rồi", "it serves already"),
    "nothingOpen": Words("không có gì cho thấy dữ liệu bị lùi", "nothing says the data was put back"),
    "noCertificate": Words("không có chứng thư", "no certificate"), "missing": Words("không tìm thấy", "not found"),
    "inTheClear": Words("không có TLS", "without TLS"), "address": Words("không mở được địa chỉ", "an address in use"),
    "certificate": Words("chứng thư không dùng được", "a bad certificate"),
    "key": Words("khóa của chứng thư không dùng được", "a bad key"),
    "encryptedKey": Words("khóa có mật khẩu", "a key with a password"),
    "otherKey": Words("khóa không thuộc chứng thư", "another certificate's key"),
    "notText": Words("tệp không phải văn bản UTF-8", "no text"), "empty": Words("tệp trống", "an empty file"),
    "unknownColumn": Words("cột lạ", "an unknown column"), "noName": Words("dòng thiếu tên", "a line without a name"),
    "tooMany": Words("dòng thừa cột", "too many columns"), "twice": Words("ghi hai lần", "said twice"),
    "badID": Words("khóa không dùng được", "no key"), "level": Words("cấp không dùng được", "no level"),
    "day": Words("ngày không dùng được", "no day"),
  ]
}
