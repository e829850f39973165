import Wording

/// The kinds of lines of the audit log. Scripts read the raw values: never change one, add new ones at the end.
public enum AuditKind: String, CaseIterable, Sendable {
  // The hub itself.
  case hubMade, hubStarted, hubStopped, certificateTaken
  case copyOpened, rollbackClaimed, rollbackFound, rollbackConfirmed, rollbackFolded
  case backupMade, verified, tablesRebuilt, auditRotated, auditExported
  case officesImported, axisRun, packetsAnswered, quotaSet, ruleSet
  // Who may take part.
  case codeMade, codeCancelled, stationEnrolled, enrolmentRefused, stationRevoked
  // Who may look.
  case accountAdded, accountRemoved, passwordSet, roleSet, secondFactorDropped
  case requestMade, requestConfirmed, requestDropped
  case loggedIn, loginFailed, loginDelayed, loggedOut, passwordChanged, secondFactorSet, recoveryCodeUsed
  // What was looked at, and what was refused.
  case pageSeen, documentSeen, exported
  case pageRefused, exchangeRefused, connectionRefused
  // Offices that mute others.
  case senderMuted, senderUnmuted
  // The bodies an office may issue for: the office, an arrow, the body.
  case issuerAdded, issuerRemoved
  // Commands that changed nothing, because they only read or were refused. And allowances that were exceeded.
  case looked, commandRefused, allowanceRefused
  case compacted
  /// The office, the book, its holder, an arrow, and the station whose numbers count.
  case bookReleased
  /// For how many days its stations may give numbers after an exchange.
  case leaseSet

  /// The kind, for people.
  public var words: Bilingual {
    switch self {
    case .hubMade: Bilingual("lập trung tâm", "the hub was created")
    case .hubStarted: Bilingual("bắt đầu phục vụ", "the server started")
    case .hubStopped: Bilingual("thôi phục vụ", "the server stopped")
    case .certificateTaken: Bilingual("nhận chứng thư mới", "a new certificate was loaded")
    case .copyOpened: Bilingual("mở bản sao như trung tâm", "a copy was opened as the hub")
    case .rollbackClaimed: Bilingual("trạm nói trung tâm là bản cũ", "a station reported that the hub is an old copy")
    case .rollbackFound: Bilingual("trung tâm thấy mình là bản cũ", "the hub found that it is an old copy")
    case .rollbackConfirmed: Bilingual("xác nhận trung tâm là bản cũ", "the hub was confirmed to be an old copy")
    case .rollbackFolded: Bilingual("gộp các đời cũ của nhật ký", "old epochs of the journal were folded")
    case .backupMade: Bilingual("sao lưu", "a backup was made")
    case .verified: Bilingual("kiểm tra dữ liệu", "the data was verified")
    case .tablesRebuilt: Bilingual("dựng lại bảng tra cứu", "the tables of the page were rebuilt")
    case .auditRotated: Bilingual("cất phần cũ của nhật ký truy cập", "old lines of the audit log were moved to a file")
    case .auditExported: Bilingual("xem, xuất nhật ký truy cập", "the audit log was read or exported")
    case .officesImported: Bilingual("nhập danh mục cơ quan", "agencies were imported")
    case .axisRun: Bilingual("trao đổi với trục", "exchange with the axis")
    case .packetsAnswered: Bilingual("trả lời USB, thư", "packets on a stick or in e-mail were answered")
    case .quotaSet: Bilingual("đặt hạn mức", "a quota was set")
    case .ruleSet: Bilingual("đổi quy tắc", "a rule was set")
    case .codeMade: Bilingual("cấp mã", "a code was issued")
    case .codeCancelled: Bilingual("hủy mã", "a code was cancelled")
    case .stationEnrolled: Bilingual("trạm tham gia", "a station was enrolled")
    case .enrolmentRefused: Bilingual("từ chối trạm đăng ký", "an enrolment was refused")
    case .stationRevoked: Bilingual("thu hồi trạm", "a station was revoked")
    case .senderMuted: Bilingual("tắt tiếng nơi gửi", "a sender was muted")
    case .senderUnmuted: Bilingual("mở tiếng nơi gửi", "a sender was unmuted")
    case .issuerAdded: Bilingual("cho ban hành thay", "an office may issue for a body")
    case .issuerRemoved: Bilingual("thôi cho ban hành thay", "an office no longer issues for a body")
    case .accountAdded: Bilingual("thêm tài khoản", "an account was added")
    case .accountRemoved: Bilingual("xóa tài khoản", "an account was removed")
    case .passwordSet: Bilingual("đặt mật khẩu cho tài khoản", "an account's password was set")
    case .roleSet: Bilingual("đổi vai trò", "a role was set")
    case .secondFactorDropped: Bilingual("bỏ xác thực hai bước", "a second factor was removed")
    case .requestMade: Bilingual("đề nghị, chờ người thứ hai", "a request waits for a second person")
    case .requestConfirmed: Bilingual("người thứ hai xác nhận", "a second person confirmed")
    case .requestDropped: Bilingual("bỏ đề nghị", "a request was withdrawn")
    case .loggedIn: Bilingual("đăng nhập", "logged in")
    case .loginFailed: Bilingual("đăng nhập sai", "a login failed")
    case .loginDelayed: Bilingual("đăng nhập bị hoãn", "a login was delayed")
    case .loggedOut: Bilingual("thoát", "logged out")
    case .passwordChanged: Bilingual("tự đổi mật khẩu", "changed their own password")
    case .secondFactorSet: Bilingual("bật xác thực hai bước", "set a second factor")
    case .recoveryCodeUsed: Bilingual("dùng mã dự phòng", "used a recovery code")
    case .pageSeen: Bilingual("xem trang", "viewed a page")
    case .documentSeen: Bilingual("xem văn bản", "viewed a document")
    case .exported: Bilingual("xuất dữ liệu", "exported data")
    case .pageRefused: Bilingual("từ chối yêu cầu xem", "a request for a page was refused")
    case .exchangeRefused: Bilingual("từ chối lần gửi nhận", "an exchange was refused")
    case .connectionRefused: Bilingual("từ chối kết nối", "a connection was refused")
    case .looked: Bilingual("xem, không đổi gì", "viewed, and changed nothing")
    case .commandRefused: Bilingual("từ chối lệnh", "a command was refused")
    case .allowanceRefused: Bilingual("quá hạn mức, phải đợi", "over the limit, must wait")
    case .bookReleased: Bilingual("giải phóng sổ cho trạm khác", "a book was released to another station")
    case .leaseSet: Bilingual("cơ quan đặt số ngày được cấp số", "the office set for how many days it may number")
    case .compacted: Bilingual("thu gọn tệp dữ liệu", "the data file was compacted")
    }
  }
}
