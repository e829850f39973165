import Wording

/// Why a station is not enrolled.
public enum EnrolmentRefusal: Refusal, Equatable {
  case unreadable
  case wrongCode
  case used
  case expired
  case cancelled
  /// Too many wrong tries of this party; the code remains valid.
  case tooManyTries(minutes: Int)
  /// On a stick, with the first three groups only.
  case wholeCode
  /// On a stick, with a code of an earlier version.
  case oldCode
  /// On a stick, from an earlier version of the program.
  case oldProgram
  /// Made for, or sealed to, the keys of another hub.
  case otherHub
  /// The office named in the station's file, and the office of the code.
  case otherOffice(file: String, code: String)
  case notFirst(String)
  case nobodyToJoin(String)
  case nameTaken(String)
  case whichOne([String])
  case notOfOffice(String)
  /// The file belongs to a station of another office.
  case stationOfOther(String, office: String, code: String)
  /// Another PC has been enrolled as this station since the file was.
  case replacedSince(String)

  public var words: Bilingual {
    switch self {
    case .unreadable:
      Bilingual(
        "Yêu cầu đăng ký trạm ghi sai quy cách; hãy cập nhật chương trình rồi làm lại.",
        "The enrolment request is malformed; update the program and try again.")
    case .wrongCode:
      Bilingual(
        "Mã không đúng; hãy xem lại từng chữ, hoặc xin mã mới của quản trị tỉnh.",
        "The code is wrong; check it character by character, or ask the administrator of the province for a new one.")
    case .used:
      Bilingual(
        "Mã đã dùng cho một trạm khác; hãy xin mã mới của quản trị tỉnh.",
        "The code was used for another station; ask the administrator of the province for a new one.")
    case .expired:
      Bilingual(
        "Mã đã hết hạn; hãy xin mã mới của quản trị tỉnh.",
        "The code has expired; ask the administrator of the province for a new one.")
    case .cancelled:
      Bilingual(
        "Mã đã bị quản trị tỉnh hủy; hãy xin mã mới.",
        "The code was cancelled by the administrator of the province; ask for a new one.")
    case .tooManyTries(let minutes):
      Bilingual(
        "Từ địa chỉ này đã nhập sai mã quá nhiều lần; \(minutes) phút nữa hãy thử lại, mã được cấp vẫn dùng được.",
        "Too many wrong codes came from this address; try again in \(minutes) minutes, "
          + "the code you were given is still valid."
      )
    case .wholeCode:
      Bilingual(
        "Đăng ký bằng USB cần đủ sáu nhóm của mã; hãy gõ lại lệnh với cả mã.",
        "Enrolling by USB stick needs all six groups of the code; run this again with the complete code.")
    case .oldCode:
      Bilingual(
        "Mã kiểu cũ; hãy xin mã mới của quản trị tỉnh, hoặc đăng ký qua đường truyền.",
        "This is an old kind of code; ask the administrator of the province for a new one, or enrol over the network.")
    case .oldProgram:
      Bilingual(
        "Yêu cầu đăng ký do bản vanthu cũ ghi; hãy cập nhật vanthu ở máy này rồi đăng ký lại, "
          + "hoặc đăng ký qua đường truyền.",
        "The request was written by an old vanthu; update that station and enrol again, or enrol over the network."
      )
    case .otherHub:
      Bilingual(
        "Yêu cầu đăng ký gửi cho một trung tâm khác; hãy xem lại địa chỉ hoặc USB rồi đăng ký lại.",
        "The enrolment request is for another hub; check the address or the stick and enrol again.")
    case .otherOffice(let file, let code):
      Bilingual(
        "Sổ ở máy này là của “\(file)”, mã thì cấp cho “\(code)”; chưa đăng ký gì, mã vẫn dùng được: hãy xin đúng mã, "
          + "hoặc gõ lại lệnh, thêm --rename để đổi tên sổ.",
        "The file of this station is for “\(file)”, the code for “\(code)”; nothing was enrolled and the code is still "
          + "valid: get the right code, or run this again with --rename to rename the file."
      )
    case .notFirst(let organ):
      Bilingual(
        "\(organ) đã có trạm; mã vẫn dùng được: thêm máy thì vanthu join --from-hub ĐỊA-CHỈ, "
          + "thay máy bị mất thì vanthu restore --from-hub ĐỊA-CHỈ, máy này mất khóa thì vanthu enrol --again.",
        "\(organ) already has a station; the code is still valid: another PC joins with vanthu join --from-hub URL, "
          + "to replace a lost one vanthu restore --from-hub URL, if a PC lost its key vanthu enrol --again."
      )
    case .nobodyToJoin(let organ):
      Bilingual(
        "\(organ) chưa có trạm nào; đăng ký trạm đầu tiên bằng vanthu enrol.",
        "\(organ) has no station yet; enrol the first one with vanthu enrol.")
    case .nameTaken(let station):
      Bilingual(
        "Tên trạm \(station) đã có người dùng; hãy lập lại sổ để lấy tên khác, "
          + "hoặc thay trạm bị mất bằng vanthu restore --from-hub ĐỊA-CHỈ.",
        "The station name \(station) is taken; create the file again to get another, "
          + "or replace a lost station with vanthu restore --from-hub URL."
      )
    case .whichOne(let stations):
      Bilingual(
        "Cơ quan có nhiều trạm (\(stations.joined(separator: ", "))); hãy ghi rõ thay trạm nào bằng --station TRẠM.",
        "The office has several stations (\(stations.joined(separator: ", "))); "
          + "name the one to replace with --station NAME."
      )
    case .stationOfOther(let station, let office, let code):
      Bilingual(
        "Sổ này là của trạm \(station), đã đăng ký cho “\(office)”, không chuyển sang “\(code)” được; "
          + "mã vẫn dùng được: lập sổ mới bằng vanthu init --office TỆP, xuất sổ cũ (vanthu export) và nhập vào đó "
          + "(vanthu import), rồi đăng ký sổ mới bằng mã này, không thêm --again.",
        "This file is that of station \(station), enrolled for “\(office)”, and cannot move to “\(code)”; the code is "
          + "still valid: create a new file with vanthu init --office FILE, export the old registers (vanthu export) "
          + "and import them there (vanthu import), then enrol the new file with this code, without --again."
      )
    case .replacedSince(let station):
      Bilingual(
        "Trạm \(station) nay là một máy khác, đăng ký sau máy này; mã vẫn dùng được: làm tiếp ở máy này thì gõ "
          + "vanthu join --from-hub ĐỊA-CHỈ với mã ấy. Máy kia không dùng nữa thì nhờ quản trị tỉnh loại trạm trước.",
        "Station \(station) is another PC now, enrolled after this one; the code is still valid: to go on at this PC "
          + "run vanthu join --from-hub URL with it. If the other PC is no longer used, ask the administrator to "
          + "revoke the station first."
      )
    case .notOfOffice(let station):
      Bilingual(
        "Trạm \(station) không thuộc cơ quan này; hãy ghi đúng trạm bị mất.",
        "Station \(station) does not belong to this office; name the one that was lost.")
    }
  }
}
