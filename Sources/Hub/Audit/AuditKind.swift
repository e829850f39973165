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

  /// The kind, for people.
  public var words: Words {
    switch self {
    case .hubMade: Words("lập trung tâm", "the hub was made")
    case .hubStarted: Words("bắt đầu phục vụ", "serving began")
    case .hubStopped: Words("thôi phục vụ", "serving ended")
    case .certificateTaken: Words("nhận chứng thư mới", "a new certificate was taken")
    case .copyOpened: Words("mở bản sao như trung tâm", "a copy was opened as the hub")
    case .rollbackClaimed: Words("trạm nói trung tâm là bản cũ", "a station said the hub is an old copy")
    case .rollbackFound: Words("trung tâm thấy mình là bản cũ", "the hub found itself an old copy")
    case .rollbackConfirmed: Words("xác nhận trung tâm là bản cũ", "the hub was confirmed an old copy")
    case .rollbackFolded: Words("gộp các đời cũ của nhật ký", "old lives of the journal were folded")
    case .backupMade: Words("sao lưu", "a backup was made")
    case .verified: Words("kiểm tra dữ liệu", "the data was verified")
    case .tablesRebuilt: Words("dựng lại bảng tra cứu", "the tables of the page were made anew")
    case .auditRotated: Words("cất phần cũ của nhật ký truy cập", "old lines of the audit log were moved to a file")
    case .auditExported: Words("xem, xuất nhật ký truy cập", "the audit log was read or exported")
    case .officesImported: Words("nhập danh mục cơ quan", "agencies were imported")
    case .axisRun: Words("trao đổi với trục", "exchange with the axis")
    case .packetsAnswered: Words("trả lời USB, thư", "packets on a stick or in mail were answered")
    case .quotaSet: Words("đặt hạn mức", "a quota was set")
    case .ruleSet: Words("đổi quy tắc", "a rule was set")
    case .codeMade: Words("cấp mã", "a code was made")
    case .codeCancelled: Words("hủy mã", "a code was cancelled")
    case .stationEnrolled: Words("trạm tham gia", "a station was enrolled")
    case .enrolmentRefused: Words("từ chối trạm đăng ký", "an enrolment was refused")
    case .stationRevoked: Words("thu hồi trạm", "a station was revoked")
    case .senderMuted: Words("tắt tiếng nơi gửi", "a sender was muted")
    case .senderUnmuted: Words("mở tiếng nơi gửi", "a sender was unmuted")
    case .issuerAdded: Words("cho ban hành thay", "an office may issue for a body")
    case .issuerRemoved: Words("thôi cho ban hành thay", "an office issues for a body no longer")
    case .accountAdded: Words("thêm tài khoản", "an account was added")
    case .accountRemoved: Words("xóa tài khoản", "an account was removed")
    case .passwordSet: Words("đặt mật khẩu cho tài khoản", "an account was given a password")
    case .roleSet: Words("đổi vai trò", "a role was set")
    case .secondFactorDropped: Words("bỏ xác thực hai bước", "a second factor was dropped")
    case .requestMade: Words("đề nghị, chờ người thứ hai", "a request waits for a second person")
    case .requestConfirmed: Words("người thứ hai xác nhận", "a second person confirmed")
    case .requestDropped: Words("bỏ đề nghị", "a request was dropped")
    case .loggedIn: Words("đăng nhập", "logged in")
    case .loginFailed: Words("đăng nhập sai", "a login failed")
    case .loginDelayed: Words("đăng nhập bị hoãn", "a login was delayed")
    case .loggedOut: Words("thoát", "logged out")
    case .passwordChanged: Words("tự đổi mật khẩu", "changed the own password")
    case .secondFactorSet: Words("bật xác thực hai bước", "set a second factor")
    case .recoveryCodeUsed: Words("dùng mã dự phòng", "used a recovery code")
    case .pageSeen: Words("xem trang", "saw a page")
    case .documentSeen: Words("xem văn bản", "saw a document")
    case .exported: Words("xuất dữ liệu", "exported data")
    case .pageRefused: Words("từ chối yêu cầu xem", "a request for a page was refused")
    case .exchangeRefused: Words("từ chối lần gửi nhận", "an exchange was refused")
    case .connectionRefused: Words("từ chối kết nối", "a connection was refused")
    case .looked: Words("xem, không đổi gì", "looked, and changed nothing")
    case .commandRefused: Words("từ chối lệnh", "a command was refused")
    case .allowanceRefused: Words("quá hạn mức, phải đợi", "more than is allowed, and waits")
    case .compacted: Words("thu gọn tệp dữ liệu", "the data was made compact")
    }
  }
}
