import Wording

/// What this station may no longer do, because the hub accepts nothing from it any more.
public enum StationRefusal: Refusal, Equatable {
  /// Another PC has taken its place.
  case replaced
  /// The administrator has revoked it.
  case revoked
  /// A request to be enrolled again was sent, and the hub's answer has not come here.
  case unfinished

  public var words: Bilingual {
    switch self {
    case .unfinished:
      Bilingual(
        "Lần đăng ký lại trước chưa nhận được trả lời của tỉnh; gõ lại đúng lệnh vanthu enrol --again với cùng mã ấy "
          + "(hoặc mã mới của quản trị tỉnh) rồi mới ghi tiếp được.",
        "The last enrolment has not received the hub's answer; run the same vanthu enrol --again with the same code "
          + "(or a new one of the administrator) before anything is written here."
      )
    case .replaced:
      Bilingual(
        "Máy này đã được thay bằng máy khác: tỉnh không nhận việc của máy này nữa, số cấp ở đây sẽ trùng với máy kia. "
          + "Sổ ở đây chỉ để xem; muốn làm tiếp ở máy này thì xin mã rồi gõ vanthu join --from-hub ĐỊA-CHỈ --code MÃ.",
        "Another PC has taken the place of this one: the hub accepts nothing from it any more, and numbers assigned "
          + "here would be assigned there too. Its registers can only be viewed; to go on here, ask for a code and run "
          + "vanthu join --from-hub URL --code CODE."
      )
    case .revoked:
      Bilingual(
        "Tỉnh đã loại máy này: việc ghi ở đây không tới ai nữa, sổ chỉ để xem. Hỏi quản trị tỉnh: chưa có máy khác "
          + "thay thì xin mã rồi gõ vanthu enrol --again --code MÃ; đã có thì vanthu join --from-hub ĐỊA-CHỈ "
          + "--code MÃ.",
        "The province has revoked this PC: what is done here reaches nobody, and its registers can only be viewed. Ask "
          + "the administrator: if no other PC is in its place, run vanthu enrol --again --code CODE, else "
          + "vanthu join --from-hub URL --code CODE."
      )
    }
  }
}
