import Crypto
import Exchange
import Foundation
import Office
import Records
import Wording

/// A station is let in at the hub of the province with the code somebody was given there.
public struct Enrolling {
  public let code: EnrolmentCode
  public let url: String

  /// - Throws: `EnrollingRefusal` for what cannot be a code.
  public init(code typed: String, url: String) throws {
    guard let code = EnrolmentCode(typed) else { throw EnrollingRefusal.notACode(typed) }
    self.code = code
    self.url = url
  }

  /// What is posted, or lies on a stick. The same keys again when the answer was lost.
  public func request(
    _ mode: EnrolmentRequest.Mode, replaces: StationName? = nil, station: StationName, name: String, keys: StationKeys
  ) -> EnrolmentRequest {
    EnrolmentRequest(
      mode, replaces: replaces, station: station, name: name,
      signingKey: Array(keys.signing.publicKey.rawRepresentation),
      agreementKey: Array(keys.agreement.publicKey.rawRepresentation), code: code)
  }

  /// What the hub answered, understood.
  ///
  /// - Throws: the hub's refusal, or `EnrollingRefusal` when it was not the hub that answered.
  public func enrolment(from json: [UInt8]) throws -> (enrolment: Enrolment, answer: EnrolmentAnswer) {
    if let refused = RefusedAnswer(json: json) { throw EnrollingRefusal.refused(refused.words) }
    guard let answer = EnrolmentAnswer(json: json), answer.isMade(with: code),
      let signing = [UInt8](hexadecimal: answer.hub.signingKey), signing.count == 32,
      let agreement = [UInt8](hexadecimal: answer.hub.agreementKey), agreement.count == 32,
      let log = UInt64(answer.hub.log, radix: 16)
    else { throw EnrollingRefusal.notTheHub }
    let enrolment = Enrolment(
      url: url, name: answer.hub.name, station: answer.hub.station, signingKey: signing, agreementKey: agreement,
      organ: answer.organ.id, log: log)
    return (enrolment, answer)
  }
}

public enum EnrollingRefusal: Refusal, Equatable {
  case notACode(String)
  case notTheHub
  case refused(Words)
  case already(String)
  case noAddress

  public var words: Words {
    switch self {
    case .notACode(let typed):
      Words(
        "“\(typed)” không phải là mã đăng ký; mã có ba nhóm bốn chữ, ví dụ 7KQ2-M0XD-9TRA, xin ở văn phòng UBND tỉnh.",
        "“\(typed)” is no code; it has three groups of four, for example 7KQ2-M0XD-9TRA, and comes from the provincial office."
      )
    case .notTheHub:
      Words(
        "Bên trả lời không biết mã này, nên không phải máy chủ đã cấp mã; xem lại địa chỉ rồi làm lại.",
        "Who answered does not know this code and so is not the hub that gave it; look at the address and try again.")
    case .refused(let words): words
    case .already(let hub):
      Words(
        "Máy này đã đăng ký với \(hub); muốn đổi máy chủ hoặc khóa thì thêm --again.",
        "This station is enrolled at \(hub) already; to change the hub or the keys add --again.")
    case .noAddress:
      Words(
        "Chưa có địa chỉ máy chủ; ghi --hub https://… hoặc --folder THƯ-MỤC.",
        "There is no address of the hub; give --hub https://… or --folder DIR.")
    }
  }
}
