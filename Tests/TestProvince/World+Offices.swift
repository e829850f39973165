import Exchange
import Hub
import Office
import Records
import Sync

extension World {
  /// The day on which the clerks act.
  public static let day = Day(2026, 11, 20)

  /// Returns what an exchange of a station needs: the clock of this world and, if no others are given, its random
  /// numbers.
  public func conditions(
    random: (@Sendable () -> UInt64)? = nil, budget: Int? = nil, hasRoom: @escaping @Sendable () -> Bool = { true }
  ) -> Conditions {
    Conditions(
      clock: { [clock] in Int64(clock.tick()) }, random: random ?? { [chance] in chance.next() }, budget: budget,
      hasRoom: hasRoom)
  }

  public func context(_ day: Day = World.day) -> ActContext {
    ActContext(clerk: "Văn thư", day: day, milliseconds: Int64(clock.tick()))
  }

  public func newKeys() throws -> StationKeys { try StationKeys(signing: bytes(32), agreement: bytes(32)) }

  /// Founds an office in memory and enrols it.
  public func found(_ profile: OfficeProfile, as organ: Organ.ID) throws -> OfficeSeat {
    let office = try Office.foundInMemory(
      profile, station: stationName(), books: Book.usual(year: 2026), context: context())
    return try enrol(office, as: organ)
  }

  /// Enrols the first station of an office.
  public func enrol(_ office: Office, as organ: Organ.ID) throws -> OfficeSeat {
    let keys = try newKeys()
    let station = try office.stationName().station
    return try seat(office, keys, try hub.enrol(station, of: organ, keys: keys).enrolment)
  }

  /// Returns a seat at the file of a station that is enrolled.
  public func seat(_ office: Office, _ keys: StationKeys) -> OfficeSeat {
    OfficeSeat(office, keys, StationExchange(office, keys: keys, way: .line, conditions()))
  }

  /// Stores the enrolment in the file of an office, and the keys beside it.
  public func seat(_ office: Office, _ keys: StationKeys, _ enrolment: Enrolment) throws -> OfficeSeat {
    if !office.path.isEmpty { try KeyFile(besideOffice: office.path).write(keys, of: office.stationName().station) }
    try office.act(context()) { try $0.keep(enrolment) }
    return seat(office, keys)
  }
}
