import CommandWords
import DurableFile
import Exchange
import Foundation
import Glibc
import Office
import Records
import Sync
import Wording

/// One errand, with what it needs from the machine.
struct Job {
  let errand: Errand
  let arguments: Arguments
  let language: Language

  init(_ errand: Errand) {
    self.errand = errand
    arguments = Arguments(values: errand.values)
    language = Language(rawValue: errand.language) ?? .vietnamese
  }

  var command: String { errand.command }

  func say(_ vietnamese: String, _ english: String) -> String { Words(vietnamese, english)[language] }

  /// The actor of what the program does by itself.
  var acting: Acting { conditions().acting }

  /// The day of the command.
  var day: Day { errand.day.flatMap { Day($0) } ?? acting.day }

  /// The clerk who acts, on the day of the command.
  var clerkActing: Acting {
    var acting = acting
    acting.clerk = errand.clerk ?? acting.clerk
    acting.day = day
    acting.isDayStated = errand.isDayStated ?? true
    return acting
  }

  /// - Parameter until: after which nothing new is begun, in milliseconds since 1970.
  func conditions(budget: Int? = nil, until: Int64? = nil) -> Conditions {
    let office = errand.office
    return Conditions(
      clock: Surroundings.milliseconds, random: { UInt64.random(in: .min ... .max) }, budget: budget,
      isTimeUp: { until.map { Surroundings.milliseconds() >= $0 } ?? false },
      hasRoom: { Folder.freeBytes(Folder.parent(of: office)) ?? .max >= 64 << 20 })
  }

  /// Opens the office's file and the keys beside it.
  func station() throws -> (office: Office, keys: StationKeys, enrolment: Enrolment) {
    let office = try Office.open(errand.office)
    if let reason = office.viewOnly { throw reason.refusal(errand.office) }
    guard let enrolment = try office.enrolment() else { throw ExchangeRefusal.notEnrolled }
    let file = KeyFile(besideOffice: errand.office)
    guard let keys = try file.read() else { throw KeyRefusal.missing(file.path) }
    try expectOwn(keys, file, office)
    try office.liesBesideKey()
    return (office, keys, enrolment)
  }

  /// Refuses keys of another station: of another than the key file names (one written by an earlier version names
  /// none), and of another than those known to sign with this key. The name is then written into a key file without
  /// one, for programs that cannot look it up.
  private func expectOwn(_ keys: StationKeys, _ file: KeyFile, _ office: Office) throws {
    let (own, named) = (try office.stationName().station, KeyBeside(errand.office).station)
    let known = try office.stations(signingWith: Array(keys.signing.publicKey.rawRepresentation))
    guard named ?? own == own, known.isEmpty || known.contains(own) else {
      throw KeyRefusal.ofOther(file.path, office: errand.office)
    }
    guard named == nil, known.contains(own) else { return }
    // An existing key in a folder where no new one would be stored today stays usable.
    do { try file.write(keys, of: own) } catch is KeyRefusal {}
  }

  /// Returns the connection to the hub.
  ///
  /// - Parameter isMeant: whether it was confirmed before that this connection may be unencrypted.
  func carrier(_ url: String, _ authorities: String?, isInsecureMeant isMeant: Bool = false) throws -> HTTPCarrier {
    try HubAddress(url).check(isInsecureMeant: isMeant || arguments.flag("insecure"))
    return try HTTPCarrier(
      url, agent: "vanthu/\(errand.version)", HTTPCarrier.Options(authorities: authorities))
  }

  /// Returns the certificates to trust: those named on the command line, or the stored ones.
  ///
  /// - Parameter kept: PEM; or a path, as stored by earlier versions. A relative path is read only in a run by hand,
  ///   which starts in the clerk's folder; at night the same name may be another file.
  func authorities(_ kept: String? = nil) throws -> String? {
    if let path = arguments["ca"] { return try Authorities.read(path) }
    guard let kept, !Authorities.areCertificates(kept) else { return kept }
    guard kept.first == "/" || !arguments.flag("nightly"), let text = try? Authorities.read(kept) else {
      throw AuthoritiesRefusal.lost(kept)
    }
    return text
  }
}
