import CommandWords
import DurableFile
import Exchange
import Foundation
import Glibc
import Office
import Records
import Sync
import Wording

/// One request to the helper program, with what it needs from the system.
struct HelperTask {
  let request: HelperRequest
  let arguments: Arguments
  let language: Language

  init(_ request: HelperRequest) {
    self.request = request
    arguments = Arguments(values: request.values)
    language = Language(rawValue: request.language) ?? .vietnamese
  }

  var command: String { request.command }

  func say(_ vietnamese: String, _ english: String) -> String { Bilingual(vietnamese, english)[language] }

  /// The actor of what the program does by itself.
  var context: ActContext { conditions().context }

  /// The day of the command.
  var day: Day { request.day.flatMap { Day($0) } ?? context.day }

  /// The clerk who acts, on the day of the command.
  var clerkContext: ActContext {
    var context = context
    context.clerk = request.clerk ?? context.clerk
    context.day = day
    context.isDayStated = request.isDayStated ?? true
    return context
  }

  /// - Parameter until: after which nothing new is begun, in milliseconds since 1970.
  func conditions(budget: Int? = nil, until: Int64? = nil) -> Conditions {
    let office = request.office
    return Conditions(
      clock: ProcessEnvironment.milliseconds, random: { UInt64.random(in: .min ... .max) }, budget: budget,
      isTimeUp: { until.map { ProcessEnvironment.milliseconds() >= $0 } ?? false },
      hasRoom: { Folder.freeBytes(Folder.parent(of: office)) ?? .max >= 64 << 20 })
  }

  /// Opens the office's file and the keys beside it.
  func station() throws -> (office: Office, keys: StationKeys, enrolment: Enrolment) {
    let office = try Office.open(request.office)
    if let reason = office.viewOnly { throw reason.refusal(request.office) }
    guard let enrolment = try office.enrolment() else { throw ExchangeRefusal.notEnrolled }
    let file = KeyFile(besideOffice: request.office)
    guard let keys = try file.read() else { throw KeyRefusal.missing(file.path) }
    try expectOwn(keys, file, office)
    try office.liesBesideKey()
    try office.keepMark(context)
    return (office, keys, enrolment)
  }

  /// Refuses keys of another station: of another than the key file names (one written by an earlier version names
  /// none), and of another than those known to sign with this key. The name is then written into a key file without
  /// one, for programs that cannot look it up.
  private func expectOwn(_ keys: StationKeys, _ file: KeyFile, _ office: Office) throws {
    let (own, named) = (try office.stationName().station, KeyBeside(request.office).station)
    let known = try office.stations(signingWith: Array(keys.signing.publicKey.rawRepresentation))
    guard named ?? own.description == own.description, known.isEmpty || known.contains(own) else {
      throw KeyRefusal.ofOther(file.path, office: request.office)
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
      url, agent: "vanthu/\(request.version)", HTTPCarrier.Options(authorities: authorities))
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
