import CommandWords
import DurableFile
import Office
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
    parameters: [
      JoinParameters.fromHub, HubParameters.code, HubParameters.stationName, HubParameters.certificates,
      HubParameters.insecure, EnrolParameters.hubKey, EnrolParameters.rename,
    ],
    examples: [
      Example(
        "vanthu join --from-hub https://vanthu.caobang.gov.vn --code 7KQ2-M0XD-9TRA-4GGS-S60R-6DC1", "thêm máy",
        "one more station")
    ],
    isLong: { _ in true }, isAwaited: true, helper: .join, replacesFile: true,
    // The file of a PC that was replaced is set aside; any other would be in the way.
    expects: { session in
      let path = session.paths.office
      guard Folder.leadsSomewhere(path), (try? session.office.replacement()) == nil else { return }
      throw JoinRefusal.exists(path)
    },
    advice: Advice(heading: { _ in
      Bilingual(
        "Sổ của cơ quan về máy này; số vẫn do máy đang giữ sổ cấp",
        "The office's registers come to this PC; numbers are still assigned where the books are")
    }),
    run: { session, given in
      makeFolders(above: session.paths.office)
      return try session.send(.join, given)
    },
    asks: { call in
      guard call.given(JoinParameters.fromHub) == nil || call.given(HubParameters.code) == nil else { return nil }
      return .form(FormRequest(command: call.command, given: call.given.arguments))
    })
}

package enum JoinParameters {
  package static let fromHub = Typed<String>.option(
    "from-hub", .word, Bilingual("Địa chỉ máy chủ", "Address of the hub"),
    help: Bilingual("https://… của tỉnh", "https://… of the province"), required: true)
}

/// What is said before the form is opened.
package enum JoinRefusal: Refusal, Equatable {
  case exists(String)

  package var words: Bilingual {
    switch self {
    case .exists(let path):
      Bilingual(
        "Máy này đã có sổ (\(path)). Đăng ký sổ ấy với tỉnh thì gõ :enrol; thêm máy thì làm ở máy chưa có sổ.",
        "This PC has a register (\(path)). To enrol it at the province, type :enrol; join at a PC without one.")
    }
  }
}
