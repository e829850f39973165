import CommandWords
import Wording

/// Đăng ký máy với tỉnh.
package extension Command {
  static let enrol = Command(
    name: "enrol", aliases: ["dang-ky-tinh"], group: .exchange,
    summary: Bilingual("đăng ký máy này với máy chủ của tỉnh", "enrol this station at the hub"),
    detail: Bilingual(
      """
      Mã do văn phòng UBND tỉnh cấp cho một máy, dùng một lần (vanthu-hub enrol). Không ghi --code, hay ghi --code -, \
      thì lệnh hỏi mã. \
      Bằng USB thì gõ đủ sáu nhóm, cùng một lệnh khi đi và khi về; có --hub-key thì gói đầu tiên đi cùng yêu cầu. \
      Khóa của máy nằm trong tệp .key cạnh tệp sổ, không vào bản sao lưu. \
      Tên của sổ phải là tên cơ quan mà mã được cấp cho: khác thì không lưu gì, thêm --rename thì sổ lấy tên ấy. \
      Sổ đã đăng ký mà ghi sai tên: vanthu enrol --rename, không cần mã.
      """,
      """
      The provincial office issues a code for one station, valid once (vanthu-hub enrol). Without --code, or with \
      --code -, it is asked for. With a USB stick, type all six groups, and the same command before and after the \
      trip; with --hub-key the first packet goes with the request. The station's keys are in a .key file beside the \
      office's file, and are not in any backup. The register's name must be that of the office the code is for: if \
      not, nothing is stored, or with --rename the register gets that name. If an enrolled register has a wrong \
      name: vanthu enrol --rename, without a code.
      """
    ),
    parameters: [
      EnrolParameters.hub, HubParameters.code, HubParameters.stick, HubParameters.certificates,
      HubParameters.stationName, HubParameters.insecure, EnrolParameters.hubKey, EnrolParameters.again,
      EnrolParameters.rename,
    ],
    examples: [
      Example(
        "vanthu enrol --hub https://vanthu.caobang.gov.vn --code 7KQ2-M0XD-9TRA-4GGS-S60R-6DC1", "đăng ký", "enrol")
    ],
    isAct: true, isLong: { _ in true }, isAwaited: true, helper: .enrol,
    advice: Advice(
      heading: { filling in
        (try? filling.session.office.profile).map { office in
          Bilingual(
            "Sổ ở máy này: \(office.name), \(office.organID)", "This register: \(office.name), \(office.organID)")
        }
      },
      // A request on a stick waits for the answer.
      isUnfinished: { (try? $0.office.enrolment()) == nil },
      question: { filling in
        switch (filling.given(EnrolParameters.hub), filling.given(HubParameters.stick)) {
        case (nil, nil): throw EnrolRefusal.noWay
        case (.some, .some): throw EnrolRefusal.bothWays
        default: return nil
        }
      }),
    run: { session, given in
      try checkValues(given)
      if given(HubParameters.stick) != nil, given(EnrolParameters.hub) != nil {
        throw UsageError.misplaced(
          "--hub", Bilingual("đăng ký qua đường truyền, không phải USB", "no stick (--folder) is used"))
      }
      _ = try session.office.profile
      return try session.send(.enrol, given)
    },
    asks: { call in
      let enrolment = try call.session.office.enrolment()
      if let enrolment, !call.given(EnrolParameters.again), !call.given(EnrolParameters.rename) {
        throw EnrolRefusal.already(enrolment.name)
      }
      // An enrolled register is renamed without a code.
      if call.given(HubParameters.code) != nil || enrolment != nil && !call.given(EnrolParameters.again) { return nil }
      let address = enrolment?.url ?? ""
      return .form(
        FormRequest(
          command: call.command, given: call.given.arguments,
          prefilled: address.isEmpty || call.given(EnrolParameters.hub) != nil
            ? [:] : [EnrolParameters.hub.name: [address]]))
    })
}

/// What its form says before the other program is started.
package enum EnrolRefusal: Refusal, Equatable {
  case already(String)
  /// Neither an address nor a folder.
  case noWay
  case bothWays

  package var words: Bilingual {
    switch self {
    case .already(let hub):
      Bilingual(
        "Máy này đã đăng ký với \(hub). Tỉnh bảo lấy khóa mới thì xin mã rồi gõ :enrol --again.",
        "This station is already enrolled at \(hub). If the province tells you to, ask for a code "
          + "and type :enrol --again.")
    case .noWay:
      Bilingual(
        "Nhập địa chỉ máy chủ của tỉnh; không có mạng thì nhập thư mục trên USB.",
        "Enter the address of the hub; without a network, a folder on a stick.")
    case .bothWays:
      Bilingual(
        "Một đường thôi: địa chỉ máy chủ, hay thư mục trên USB; xóa một ô (Ctrl-U).",
        "One way only: the address of the hub, or a folder on a stick; clear one of the fields (Ctrl-U).")
    }
  }
}

package enum EnrolParameters {
  package static let hub = Typed<String>.option(
    "hub", .word, Bilingual("Địa chỉ máy chủ", "Address of the hub"),
    help: Bilingual(
      "https://… của tỉnh; không có mạng thì để trống, dùng thư mục trên USB",
      "https://… of the province; leave it empty to use a folder on a stick"))
  package static let hubKey = HubParameters.hubKey.declared { parameter in
    var parameter = parameter
    parameter.isAsked = true
    return parameter
  }
  package static let again = Typed<Bool>.flag(
    "again", Bilingual("Đăng ký lại", "Again"),
    help: Bilingual("lấy khóa mới cho máy đã đăng ký", "new keys for an enrolled station"))
  package static let rename = Typed<Bool>.flag(
    "rename", Bilingual("Đổi tên sổ", "Rename"),
    help: Bilingual(
      "đổi tên sổ theo tên cơ quan trong danh mục của tỉnh", "rename the register to the office's name in the tree"),
    asked: true)
}
