import Crypto
import Exchange
import Foundation
import Office
import Records
import Wording

/// Enrols a station with the hub of the province, with the code somebody was given there.
public struct Enrolling {
  public let code: EnrolmentCode
  public let url: String
  private let cost: EnrolmentKey.Cost

  /// A request, and what is needed to verify the answer.
  public struct Pending {
    public let request: EnrolmentRequest
    /// The request as posted or stored on a USB stick, sealed where the hub's keys are known.
    public let json: [UInt8]
    let key: EnrolmentKey?
    let hub: HubFingerprint?
  }

  /// What the hub's answer says.
  public struct Enrolled {
    public var enrolment: Enrolment
    /// The name of the station from now on.
    public let station: StationName
    public let answer: EnrolmentAnswer
  }

  /// - Throws: `EnrollingRefusal` for an invalid code.
  public init(code typed: String, url: String, cost: EnrolmentKey.Cost = .usual) throws {
    guard let code = EnrolmentCode(typed) else { throw EnrollingRefusal.notACode(typed) }
    self.code = code
    self.url = url
    self.cost = cost
  }

  /// Makes a request of version 1, for a hub that knows no other, over a connection nobody can read. Use the same keys
  /// again when the answer was lost.
  public func request(
    _ mode: EnrolmentRequest.Mode, replaces: StationName? = nil, station: StationName, name: String, keys: StationKeys
  ) -> EnrolmentRequest {
    EnrolmentRequest(
      mode, replaces: replaces, station: station, name: name,
      signingKey: Array(keys.signing.publicKey.rawRepresentation),
      agreementKey: Array(keys.agreement.publicKey.rawRepresentation), code: code)
  }

  /// Encodes a request of version 1.
  public func asked(_ request: EnrolmentRequest) throws -> Pending {
    Pending(request: request, json: try request.json, key: nil, hub: nil)
  }

  /// Makes a request of version 2, which takes some tenths of a second. Use the same keys again (in another sealing)
  /// when the answer was lost.
  ///
  /// - Parameters:
  ///   - office: what the station's file calls its office, where there is one.
  ///   - hub: the hub it is sealed to; `nil` where that is unknown.
  public func request(
    _ mode: EnrolmentRequest.Mode, replaces: StationName? = nil, station: StationName, name: String, keys: StationKeys,
    office: EnrolmentRequest.OwnOffice?, lastKey: [UInt8]? = nil, hub: HubIdentity?
  ) throws -> Pending {
    let (request, key) = try EnrolmentRequest.proved(
      mode, replaces: replaces, station: station, name: name,
      signingKey: Array(keys.signing.publicKey.rawRepresentation),
      agreementKey: Array(keys.agreement.publicKey.rawRepresentation), office: office, lastKey: lastKey, code: code,
      hub: hub?.fingerprint, cost)
    let json =
      try hub.map { try SealedRequest(request, to: $0, signing: keys.signing).json } ?? request.json
    return Pending(request: request, json: json, key: key, hub: hub?.fingerprint)
  }

  /// What a station that has not been answered yet knows of its hub. It is not stored.
  func unanswered(_ hub: HubIdentity) -> Enrolment? {
    guard let station = StationName(hub.station), let signing = [UInt8](hexadecimal: hub.signingKey),
      let agreement = [UInt8](hexadecimal: hub.agreementKey)
    else { return nil }
    return Enrolment(
      url: url, name: hub.name, station: station, signingKey: signing, agreementKey: agreement, organ: "",
      incarnation: 0)
  }

  /// Parses and verifies the hub's answer.
  ///
  /// - Throws: the hub's refusal, or `EnrollingRefusal` when another than the hub answered.
  public func enrolment(
    from json: [UInt8], to asked: Pending? = nil
  ) throws -> Enrolled {
    if let refused = RefusedAnswer(json: json) { throw EnrollingRefusal.refused(refused.words) }
    guard let answer = EnrolmentAnswer(json: json), isMade(answer, asked),
      let signing = [UInt8](hexadecimal: answer.hub.signingKey), signing.count == 32,
      let agreement = [UInt8](hexadecimal: answer.hub.agreementKey), agreement.count == 32,
      let incarnation = UInt64(answer.hub.log, radix: 16), let hub = StationName(answer.hub.station),
      let station = StationName(answer.station)
    else { throw EnrollingRefusal.notTheHub }
    let enrolment = Enrolment(
      url: url, name: answer.hub.name, station: hub, signingKey: signing, agreementKey: agreement,
      organ: answer.organ.id, incarnation: incarnation)
    return Enrolled(enrolment: enrolment, station: station, answer: answer)
  }

  /// Whether the hub that issued the code made the answer, and to this request.
  func isMade(_ answer: EnrolmentAnswer, _ asked: Pending?) -> Bool {
    guard let asked, let key = asked.key else { return answer.isMade(with: code) }
    guard answer.isMade(with: key, to: asked.request) else { return false }
    return asked.hub == nil || asked.hub == answer.hubFingerprint
  }
}

public enum EnrollingRefusal: Refusal, Equatable {
  case notACode(String)
  case notTheHub
  case refused(Bilingual)
  case already(String)
  case noAddress
  /// Only the first three groups were typed, for a USB stick or an unencrypted connection.
  case wholeCode
  case notAFingerprint(String)
  /// The fingerprint found, which is not the one that was read out.
  case otherHub(String)
  /// A hub of an earlier version, over an unencrypted connection.
  case oldHub
  /// The office's name in the file, and that of the office the code is for.
  case otherName(String, String)
  /// The office's name in the registers that the hub holds, and that of the office the code is for.
  case otherHistory(String, String)
  case unknownOffice(String)

  public var words: Bilingual {
    switch self {
    case .notACode(let typed):
      Bilingual(
        "“\(typed)” không phải là mã đăng ký; mã có sáu nhóm bốn chữ, ví dụ 7KQ2-M0XD-9TRA-4GGS-S60R-6DC1, "
          + "xin ở văn phòng UBND tỉnh.",
        "“\(typed)” is not a code; it has six groups of four, for example 7KQ2-M0XD-9TRA-4GGS-S60R-6DC1, "
          + "and is issued by the provincial office."
      )
    case .notTheHub:
      Bilingual(
        "Bên trả lời không biết mã này, nên không phải máy chủ đã cấp mã; xem lại địa chỉ rồi làm lại.",
        "The server that answered does not know this code, so it is not the hub that issued it; check the address.")
    case .refused(let words): words
    case .already(let hub):
      Bilingual(
        "Máy này đã đăng ký với \(hub); muốn đổi máy chủ hoặc khóa thì thêm --again.",
        "This station is already enrolled at \(hub); to change the hub or the keys add --again.")
    case .otherName(let own, let office):
      Bilingual(
        "Sổ này mang tên “\(own)” nhưng mã là của “\(office)”; chưa lưu gì. Nhầm mã thì xin đúng mã; "
          + "sổ ghi sai tên thì gõ lại lệnh này, thêm --rename để đổi tên sổ thành “\(office)”.",
        "This register is “\(own)”, and the code is for “\(office)”; nothing was stored. Ask for the right code, or, "
          + "if the register's name is wrong, run this again with --rename to rename it to “\(office)”."
      )
    case .otherHistory(let own, let office):
      Bilingual(
        "Sổ mà tỉnh giữ cho mã này mang tên “\(own)”, còn mã là của “\(office)”; không đặt sổ ấy vào máy này. "
          + "Báo quản trị tỉnh: một máy của “\(own)” đã đăng ký nhầm mã. Đúng là sổ của cơ quan mà ghi sai tên thì "
          + "xin mã mới, gõ lại lệnh này, thêm --rename.",
        "The registers that the hub holds for this code are those of “\(own)”, and the code is for “\(office)”; they "
          + "were not put on this PC. Tell the province: a station of “\(own)” was enrolled with the wrong code. "
          + "If they are this office's under a wrong name, ask for another code and run this again with --rename."
      )
    case .unknownOffice(let organ):
      Bilingual(
        "Sổ chưa có tên của cơ quan \(organ) trong danh mục; chạy vanthu sync rồi làm lại.",
        "The register does not know the name of \(organ) yet; run vanthu sync and try again.")
    case .noAddress:
      Bilingual(
        "Chưa có địa chỉ máy chủ; ghi --hub https://… hoặc --folder THƯ-MỤC.",
        "The address of the hub is missing; give --hub https://… or --folder DIR.")
    case .wholeCode:
      Bilingual(
        "Bằng USB, hay qua đường truyền không mã hóa, cần đủ sáu nhóm của mã; "
          + "hãy gõ lại với cả mã, mã kiểu cũ chỉ có ba nhóm thì xin mã mới.",
        "A USB stick, or an unencrypted connection, needs all six groups of the code; "
          + "type the complete code, and for an old one of three groups ask for a new one."
      )
    case .notAFingerprint(let typed):
      Bilingual(
        "“\(typed)” không phải dấu khóa của trung tâm; dấu có năm nhóm bốn chữ, in cạnh mã.",
        "“\(typed)” is not the fingerprint of a hub's keys; it has five groups of four and is printed with the code.")
    case .otherHub(let found):
      Bilingual(
        "Dấu khóa của trung tâm không khớp: ở đây là \(found). Đừng gõ mã; hãy gọi lại văn phòng tỉnh để hỏi.",
        "The fingerprint of the hub is different: here it is \(found). Do not use the code; "
          + "call the provincial office."
      )
    case .oldHub:
      Bilingual(
        "Trung tâm còn dùng bản cũ, chỉ nên đăng ký qua https; "
          + "hãy báo tỉnh cập nhật vanthu-hub, hoặc dùng địa chỉ https.",
        "The hub is an old version, which enrols stations over https only; "
          + "tell the province to update vanthu-hub, or use its https address."
      )
    }
  }
}
