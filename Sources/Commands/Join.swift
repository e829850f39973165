import CommandWords
import Wording

/// Thêm máy.
package extension Command {
  static let join = Command(
    name: "join", aliases: ["them-may"], group: .exchange,
    summary: Bilingual(
      "thêm một máy cho cơ quan đã có sổ ở tỉnh", "join as another station of an office the hub knows"),
    detail: Bilingual(
      "Lấy toàn bộ sổ của cơ quan từ tỉnh về máy này. Số vẫn do máy đang giữ sổ cấp; chuyển giao bằng vanthu custody.",
      "Fetches all registers of the office from the hub. Numbers are still assigned where the books are; "
        + "hand them over with vanthu custody."
    ),
    surfaces: [.shell],
    parameters: [
      JoinParameters.fromHub, HubParameters.code, HubParameters.stationName, HubParameters.certificates,
      HubParameters.insecure, HubParameters.hubKey, EnrolParameters.rename,
    ],
    examples: [
      Example(
        "vanthu join --from-hub https://vanthu.caobang.gov.vn --code 7KQ2-M0XD-9TRA-4GGS-S60R-6DC1", "thêm máy",
        "one more station")
    ],
    isAct: true,
    run: { session, given in
      makeFolders(above: session.paths.office)
      return try session.send(.join, given)
    })
}

package enum JoinParameters {
  package static let fromHub = Typed<String>.option(
    "from-hub", .word, Bilingual("Địa chỉ máy chủ", "Address of the hub"), required: true)
}
