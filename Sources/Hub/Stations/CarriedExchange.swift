import Crypto
import Exchange
import GRDB
import Records
import RecordsSQL
import Wording

/// An exchange with a station whose sealed packet another one brings over its line (`/v1/carry`). The packet and the
/// answer are those of a stick; before the packet there is a head, signed by the carrier, which has to take part too.
public final class CarriedExchange {
  private let hub: Hub
  private let exchange: HubExchange
  private var beginning: [UInt8] = []
  private var taken = 0
  /// Who brings it, once that is proved.
  public private(set) var carrier: StationName?
  private var sender: StationName?

  public init(_ hub: Hub) {
    self.hub = hub
    exchange = hub.answer(over: .folder)
  }

  /// Whose packet it is.
  public var member: StationName? { exchange.member }
  public var isProved: Bool { exchange.isProved }
  public var isReplaced: Bool { exchange.isReplaced }
  public var oversteps: [String] { exchange.oversteps }

  /// Processes a part of the request. Returns what can be answered already: to the sender of the packet, never to
  /// somebody else.
  ///
  /// - Throws: `CarryRefusal`, or what an exchange throws.
  public func feed(_ bytes: [UInt8]) throws -> [UInt8] {
    taken += bytes.count
    guard taken <= CarriedHead.longest + CarriedHead.length else { throw CarryRefusal.tooLong }
    guard carrier == nil else { return try fromSender(exchange.feed(bytes)) }
    beginning += bytes
    guard beginning.count >= CarriedHead.length + CarriedHead.beginning else { return [] }
    let (head, packet) = (Array(beginning[..<CarriedHead.length]), Array(beginning[CarriedHead.length...]))
    beginning = []
    try check(head, packet)
    return try fromSender(exchange.feed(packet))
  }

  public func next() throws -> [UInt8]? {
    // A request that is no more than a head carries nothing.
    guard carrier != nil else { throw CarryRefusal.unreadable }
    return try exchange.next().map(fromSender)
  }

  public func cut() { exchange.cut() }

  private func check(_ head: [UInt8], _ packet: [UInt8]) throws {
    guard let head = CarriedHead(head) else { throw CarryRefusal.unreadable }
    guard let known = try hub.read({ try hub.member(head.carrier, $0) }), !known.isRevoked,
      head.isSigned(by: known.signing, to: hub.identity.fingerprint, beginning: packet, now: hub.system.now())
    else { throw CarryRefusal.unknownCarrier(head.carrier.description) }
    guard hub.carries(head.carrier) else { throw CarryRefusal.carriesTooMuch }
    carrier = head.carrier
    sender = head.sender
  }

  /// The answer goes to the file of the station that the head names: so it has to be the one that wrote the packet.
  private func fromSender(_ answer: [UInt8]) throws -> [UInt8] {
    if let member = exchange.member, let sender, member != sender {
      throw CarryRefusal.otherSender(sender.description)
    }
    return answer
  }
}

extension Hub {
  /// How many packets a station may bring in an hour; ten PCs that ask every five minutes are 120.
  static let mostCarried = 240

  /// Counts a packet that a station brings; false if it has brought enough for this hour.
  func carries(_ carrier: StationName) -> Bool {
    let hour = system.now() / 3_600_000
    if carried.hour != hour { carried = (hour, [:]) }
    guard carried.counts[carrier, default: 0] < Hub.mostCarried else { return false }
    carried.counts[carrier, default: 0] += 1
    return true
  }
}

/// Why a packet is not carried.
public enum CarryRefusal: Refusal, Equatable {
  case unreadable
  /// By the name of the carrier.
  case unknownCarrier(String)
  case carriesTooMuch
  case tooLong
  /// The packet is not of the station that the name of its file says.
  case otherSender(String)

  public var words: Bilingual {
    switch self {
    case .unreadable:
      Bilingual(
        "Gói chuyển giúp không đúng dạng; cập nhật chương trình ở máy chuyển.",
        "This is no carried packet; update the program of the PC that carries.")
    case .unknownCarrier(let station):
      Bilingual(
        "Tỉnh không nhận gói do máy \(station) chuyển giúp: máy ấy chưa đăng ký, đã bị loại, hay đồng hồ sai.",
        "The hub accepts no packets carried by station \(station): it is not enrolled, was revoked, or has a wrong "
          + "clock.")
    case .carriesTooMuch:
      Bilingual(
        "Máy này đã chuyển giúp quá nhiều gói trong một giờ; giờ sau chuyển tiếp.",
        "This station has carried too many packets within an hour; it goes on in the next.")
    case .tooLong:
      Bilingual(
        "Gói dài hơn 256 MB không chuyển giúp được: mang bằng USB.",
        "A packet of more than 256 MB is not carried: take it on a stick.")
    case .otherSender(let station):
      Bilingual(
        "Gói trong tệp \(station).vtp không phải của máy \(station); xóa tệp ấy đi.",
        "The packet in \(station).vtp is not of station \(station); remove the file.")
    }
  }
}
