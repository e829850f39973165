import Wording

/// What is between this PC and the hub. Hosts and proxies are named as they were asked for.
public enum Obstacle: Equatable, Sendable {
  case nameNotFound(String)
  case refused(String)
  case noRoute(String)
  case timedOut(String)
  /// The connection is made, and nobody answers.
  case silent(String)
  /// The connection is closed or reset while it is being set up.
  case cutAtOnce(String)
  /// The same without TLS, before any answer: as a server does that speaks TLS only.
  case cutInTheClear(String)
  case proxyMissing(String)
  /// The proxy accepts the connection, and closes it or says nothing.
  case proxyCuts(String)
  case proxyRefuses(String, status: Int)
  case untrusted(String)
  case expired(String)
  case notYetValid(String)
  case otherName(String)
  /// The certificates given to trust are invalid.
  case noAuthorities
  case oldTLS(String)
  case noTLS(String)
  /// Another page answers: the login page of a network (captive portal).
  case portal(String)
  /// The server redirects to another address.
  case moved(String, to: String)
  /// A proxy in front of the hub rejects packets of that size.
  case tooLarge(String)
  /// Something other than a hub answers.
  case noHub(String, status: Int)

  /// Whether somebody may be intercepting the connection: nothing must be sent, and a person must know at once.
  public var isOfCertificate: Bool {
    switch self {
    case .untrusted, .expired, .notYetValid, .otherName, .noAuthorities, .oldTLS: true
    case .nameNotFound, .refused, .noRoute, .timedOut, .silent, .cutAtOnce, .cutInTheClear, .proxyMissing, .proxyCuts,
      .proxyRefuses, .noTLS, .portal, .moved, .tooLarge, .noHub:
      false
    }
  }

  /// Whether it may be gone in a minute: something in between is starting, or the connection comes and goes.
  var isPassing: Bool {
    switch self {
    case .nameNotFound, .refused, .noRoute, .timedOut, .silent, .cutAtOnce, .cutInTheClear, .proxyMissing,
      .proxyCuts:
      true
    case .proxyRefuses(_, let status), .noHub(_, let status): Obstacle.gateway.contains(status)
    case .untrusted, .expired, .notYetValid, .otherName, .noAuthorities, .oldTLS, .noTLS, .portal, .moved, .tooLarge:
      false
    }
  }

  /// The statuses of a proxy whose server does not answer.
  private static let gateway = 502...504

  /// What is in the way; then, after the first semicolon, the next step.
  var words: Bilingual {
    switch self {
    case .nameNotFound(let host):
      Bilingual(
        "Không tìm thấy máy chủ “\(host)”; xem máy này đã có mạng chưa, rồi xem lại tên trong địa chỉ.",
        "The server “\(host)” is not found; check whether this PC is online, then check the name in the address.")
    case .refused(let host):
      Bilingual(
        "Máy “\(host)” không nhận kết nối: trung tâm chưa chạy, hoặc sai cổng; xem lại địa chỉ, rồi hỏi quản trị tỉnh.",
        "“\(host)” accepts no connection: no hub runs there, or the port is wrong; "
          + "check the address, then ask the province."
      )
    case .noRoute(let host):
      Bilingual(
        "Không có đường mạng tới “\(host)”; xem dây mạng, wifi, tường lửa của máy này.",
        "There is no route to “\(host)”; check the cable, the wireless network and this PC's firewall.")
    case .timedOut(let host):
      Bilingual(
        "Máy “\(host)” không trả lời kịp: mạng quá chậm hoặc bị chặn; chạy lại sau, gấp thì dùng USB.",
        "“\(host)” does not answer in time: the connection is too slow, or blocked; try again later, or use a stick.")
    case .silent(let host):
      Bilingual(
        "Máy “\(host)” nhận kết nối nhưng không trả lời: trung tâm đang treo, hoặc máy ở giữa đã chết; "
          + "chạy lại sau ít phút, vẫn thế thì báo quản trị tỉnh, gấp thì dùng USB.",
        "“\(host)” accepts the connection and does not answer: the hub hangs, or something in between is dead; "
          + "try again in a few minutes, then tell the province, or use a stick.")
    case .cutAtOnce(let host):
      Bilingual(
        "Kết nối tới “\(host)” vừa mở đã bị cắt: đường truyền chập chờn, hoặc trung tâm đang khởi động lại; "
          + "chạy lại sau ít phút, vẫn thế thì báo quản trị tỉnh.",
        "The connection to “\(host)” was cut as soon as it was opened: the network is bad, or the hub is restarting; "
          + "try again in a few minutes, then tell the province.")
    case .cutInTheClear(let host):
      Bilingual(
        "Kết nối không mã hóa tới “\(host)” vừa mở đã bị cắt: cổng này có lẽ chỉ nhận https://, hoặc đường truyền chập "
          + "chờn; thử địa chỉ https://…, vẫn thế thì chạy lại sau ít phút, rồi báo quản trị tỉnh.",
        "The unencrypted connection to “\(host)” was cut as soon as it was opened: this port may accept https:// only, "
          + "or the network is bad; try the address with https://, then again in a few minutes, then tell the province."
      )
    case .proxyCuts(let proxy):
      Bilingual(
        "Proxy “\(proxy)” nhận kết nối rồi cắt, hoặc không trả lời; chạy lại sau, vẫn thế thì hỏi người quản mạng.",
        "The proxy “\(proxy)” accepts the connection, and cuts it or does not answer; "
          + "try again later, then ask the network administrator.")
    case .proxyMissing(let proxy):
      Bilingual(
        "Không tới được proxy “\(proxy)” đặt trên máy này; sửa hoặc bỏ biến https_proxy, hay hỏi người quản mạng.",
        "This PC's proxy “\(proxy)” is not reached; fix or unset https_proxy, or ask the network administrator.")
    case .proxyRefuses(let proxy, 407):
      Bilingual(
        "Proxy “\(proxy)” đòi tên và mật khẩu (mã 407); hỏi người quản mạng.",
        "The proxy “\(proxy)” requires a name and a password (code 407); ask the network administrator.")
    case .proxyRefuses(let proxy, let status):
      Bilingual(
        "Proxy “\(proxy)” không mở đường tới máy chủ của tỉnh (mã \(status)); hỏi người quản mạng.",
        "The proxy “\(proxy)” does not connect to the hub (code \(status)); ask the network administrator.")
    case .untrusted(let host):
      Bilingual(
        "Chứng thư của máy chủ “\(host)” không tin được; đừng gửi gì. Tỉnh có chứng thư riêng thì thêm --ca TỆP, "
          + "không thì báo quản trị tỉnh.",
        "The certificate of “\(host)” is not trusted; send nothing. "
          + "If the province has its own, add --ca FILE, otherwise tell them."
      )
    case .expired(let host):
      Bilingual(
        "Chứng thư của máy chủ “\(host)” đã hết hạn; đừng gửi gì. "
          + "Xem ngày giờ của máy này, đúng rồi thì báo quản trị tỉnh.",
        "The certificate of “\(host)” has expired; send nothing. Check this PC's clock; "
          + "if it is right, tell the province."
      )
    case .notYetValid(let host):
      Bilingual(
        "Chứng thư của máy chủ “\(host)” chưa đến ngày dùng: đồng hồ máy này có lẽ chậm; chỉnh lại rồi chạy lại, "
          + "vẫn thế thì báo quản trị tỉnh.",
        "The certificate of “\(host)” is not valid yet: this PC's clock may be slow; set it and try again, "
          + "otherwise tell the province."
      )
    case .otherName(let host):
      Bilingual(
        "Chứng thư ở “\(host)” mang tên máy khác; đừng gửi gì. Xem lại địa chỉ, đúng rồi thì báo quản trị tỉnh.",
        "The certificate at “\(host)” is for another name; send nothing. Check the address; "
          + "if it is right, tell the province."
      )
    case .noAuthorities:
      Bilingual(
        "Chứng thư riêng của tỉnh mà máy này giữ không dùng được; xin tỉnh tệp PEM rồi gõ vanthu sync --ca TỆP.",
        "The province's own certificate, as stored here, cannot be used; "
          + "ask for a PEM file and run vanthu sync --ca FILE."
      )
    case .oldTLS(let host):
      Bilingual(
        "Máy “\(host)” không nói được TLS 1.2; không gửi gì, báo quản trị tỉnh nâng cấp máy chủ.",
        "“\(host)” does not speak TLS 1.2; nothing is sent, tell the province to update the server.")
    case .noTLS(let host):
      Bilingual(
        "Máy “\(host)” không nói TLS ở cổng này: sai cổng, hoặc trung tâm này không mã hóa; xem lại địa chỉ, "
          + "tỉnh dặn dùng http:// thì gõ đủ cả http://.",
        "“\(host)” does not speak TLS at this port: the port is wrong, or this hub is not encrypted; check the "
          + "address, and type http:// in full if the province says so."
      )
    case .portal(let host):
      Bilingual(
        "Một trang khác trả lời thay cho “\(host)”: mạng ở đây đòi đăng nhập; "
          + "mở trình duyệt, đăng nhập mạng, rồi chạy lại.",
        "Another page answers in place of “\(host)”: this network requires a login; log in with a browser, then retry.")
    case .moved(let host, let other):
      Bilingual(
        "“\(host)” chỉ sang địa chỉ khác (\(other)); mạng đòi đăng nhập thì đăng nhập bằng trình duyệt, "
          + "không thì xem lại địa chỉ của tỉnh.",
        "“\(host)” redirects to another address (\(other)); log in with a browser if this network requires it, "
          + "otherwise check the address."
      )
    case .tooLarge(let host):
      Bilingual(
        "Máy đứng trước “\(host)” không cho gói lớn đi qua (mã 413), gửi lại cũng vậy; "
          + "báo quản trị tỉnh nới giới hạn ở proxy.",
        "A proxy in front of “\(host)” rejects large packets (code 413), now or later; "
          + "tell the province to raise its proxy's limit."
      )
    case .noHub(let host, let status) where Obstacle.gateway.contains(status):
      Bilingual(
        "Máy đứng trước “\(host)” trả lời thay (mã \(status)): trung tâm đang dừng hoặc khởi động lại; "
          + "chạy lại sau ít phút, vẫn thế thì báo quản trị tỉnh.",
        "A proxy in front of “\(host)” answers (code \(status)): the hub is stopped, or restarting; "
          + "try again in a few minutes, then tell the province.")
    case .noHub(let host, let status):
      Bilingual(
        "Trả lời ở “\(host)” không phải của trung tâm tỉnh (mã \(status)); xem lại địa chỉ, rồi báo quản trị tỉnh.",
        "The server at “\(host)” is not the hub (code \(status)); check the address, then tell the province.")
    }
  }
}
