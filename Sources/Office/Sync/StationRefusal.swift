import Wording

/// What this station may no longer do, because another PC has taken its place.
public enum StationRefusal: Refusal, Equatable {
  case replaced

  public var words: Bilingual {
    Bilingual(
      "Máy này đã được thay hoặc bị loại: tỉnh không nhận việc của máy này nữa, số cấp ở đây sẽ trùng với máy khác. "
        + "Sổ ở đây chỉ để xem; muốn làm tiếp ở máy này thì xin mã rồi gõ vanthu join --from-hub ĐỊA-CHỈ --code MÃ.",
      "This PC was replaced or revoked: the hub accepts nothing from it any more, and numbers assigned here would be "
        + "assigned elsewhere too. Its registers can only be viewed; to go on here, ask for a code and run "
        + "vanthu join --from-hub URL --code CODE."
    )
  }
}
