import CommandWords
import Wording

/// Đăng ký máy với tỉnh.
package extension Command {
  static let enrol = Command(
    name: "enrol", aliases: ["dang-ky-tinh"], group: .exchange,
    summary: Bilingual("đăng ký máy này với máy chủ của tỉnh", "enrol this station at the hub"),
    detail: Bilingual(
      """
      Mã do văn phòng UBND tỉnh cấp cho một máy, dùng một lần (vanthu-hub enrol). \
      Bằng USB thì gõ đủ sáu nhóm, cùng một lệnh khi đi và khi về; có --hub-key thì gói đầu tiên đi cùng yêu cầu. \
      Khóa của máy nằm trong tệp .key cạnh tệp sổ, không vào bản sao lưu. \
      Tên của sổ phải là tên cơ quan mà mã được cấp cho: khác thì không lưu gì, thêm --rename thì sổ lấy tên ấy. \
      Sổ đã đăng ký mà ghi sai tên: vanthu enrol --rename, không cần mã.
      """,
      """
      The provincial office issues a code for one station, valid once (vanthu-hub enrol). With a USB stick, type all \
      six groups, and the same command before and after the trip; with --hub-key the first packet goes with the \
      request. The station's keys are in a .key file beside the office's file, and are not in any backup. The \
      register's name must be that of the office the code is for: if not, nothing is stored, or with --rename the \
      register gets that name. If an enrolled register has a wrong name: vanthu enrol --rename, without a code.
      """
    ),
    surfaces: [.shell],
    parameters: [
      HubParameters.code, EnrolParameters.hub, HubParameters.stick, HubParameters.stationName,
      HubParameters.certificates, HubParameters.insecure,
      HubParameters.hubKey, EnrolParameters.again, EnrolParameters.rename,
    ],
    examples: [
      Example(
        "vanthu enrol --hub https://vanthu.caobang.gov.vn --code 7KQ2-M0XD-9TRA-4GGS-S60R-6DC1", "đăng ký", "enrol")
    ],
    isAct: true,
    run: { session, given in
      try checkValues(given)
      if given(HubParameters.stick) != nil, given(EnrolParameters.hub) != nil {
        throw UsageError.misplaced(
          "--hub", Bilingual("đăng ký qua đường truyền, không phải USB", "no stick (--folder) is used"))
      }
      _ = try session.office.profile
      return try session.send(.enrol, given)
    })
}

package enum EnrolParameters {
  package static let hub = Typed<String>.option("hub", .word, Bilingual("Địa chỉ máy chủ", "Address of the hub"))
  package static let again = Typed<Bool>.flag(
    "again", Bilingual("Đăng ký lại", "Again"),
    help: Bilingual("lấy khóa mới cho máy đã đăng ký", "new keys for an enrolled station"))
  package static let rename = Typed<Bool>.flag(
    "rename", Bilingual("Đổi tên sổ", "Rename"),
    help: Bilingual(
      "đổi tên sổ theo tên cơ quan trong danh mục của tỉnh", "rename the register to the office's name in the tree"))
}
