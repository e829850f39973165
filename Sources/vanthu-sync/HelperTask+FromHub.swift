import CommandWords
import DurableFile
import Exchange
import Glibc
import Office
import Records
import Sync
import Wording

extension HelperTask {
  /// Fills a file beside the final one by exchanges until the hub has no more; resumes one that was begun.
  ///
  /// - Returns: the file, and the name it is to be given where the registers have another than the office of the code.
  /// - Throws: `EnrollingRefusal.otherHistory` for registers of another office, which are removed again.
  func fill(as mode: EnrolmentRequest.Mode) throws -> (office: Office, newName: String?) {
    let aside = Office.pathOfComingBack(request.office)
    let url = try HubAddress(arguments.required("from-hub")).text
    let office: Office
    var (isInsecureMeant, organ) = (false, Organ?.none)
    if let begun = try begun(aside) {
      office = begun
      isInsecureMeant = try office.enrolment().map { try HubAddress($0.url).text } == url
    } else {
      let enrolling = try Enrolling(code: try code(), url: url)
      let asking = try asking(enrolling, mode, own: ownOffice(), besides: aside)
      let enrolled = try enrolled(askOnLine(enrolling, asking), enrolling, asking)
      organ = enrolled.answer.organ
      office = try Office.emptyForHub(aside, station: enrolled.station, isNew: mode == .join)
      try office.act(context) { try $0.keep(enrolled.enrolment) }
    }
    waitingKeys(besides: aside).remove()
    let (end, exchange) = try exchange(office, url, isInsecureMeant: isInsecureMeant)
    if case .noLine(let why) = end { throw JobRefusal.notReached(why) }
    // Whatever the outcome of the run: files may still be missing and come later, entries may not.
    guard exchange.hasTakenEverything else { throw JobRefusal.cameBackPartly(aside) }
    return (office, try newName(office, organ, aside))
  }

  /// Exchanges once more when the station has come back: the hub learns of its new epoch, and lets it number. If that
  /// fails, the clerk's next exchange does it.
  func exchangeAgain(_ office: Office) throws {
    _ = try? exchange(office, HubAddress(arguments.required("from-hub")).text, isInsecureMeant: true)
  }

  /// Makes one run with a file that is still aside.
  private func exchange(
    _ office: Office, _ url: String, isInsecureMeant: Bool
  ) throws -> (end: LineRun.End, exchange: StationExchange) {
    let file = KeyFile(besideOffice: Office.pathOfComingBack(request.office))
    guard let keys = try file.read() else { throw KeyRefusal.missing(file.path) }
    let exchange = StationExchange(office, keys: keys, way: .line, conditions())
    let carrier = try carrier(url, authorities(office.enrolment()?.authorities), isInsecureMeant: isInsecureMeant)
    let progress = ExchangeProgress(
      request.asJSON ? .none : request.leavesTexts == true ? .screen : isatty(2) == 1 ? .terminal : .none, language)
    defer { progress.finish() }
    let silence = Silence(limit: Silence.usual)
    let end = try LineRun(
      exchange, patience: 4, silence: silence, pause: { usleep(UInt32($0 * 1_000_000)) }, progress: progress.show
    ) { try carrier.exchange($0, $1, within: silence) }.run()
    return (end, exchange)
  }

  /// What the file at the final place calls its office. The hub compares it with the office of the code before the code
  /// is used up.
  private func ownOffice() throws -> EnrolmentRequest.OwnOffice? {
    // A file that is damaged or foreign is set aside, whatever it contains.
    guard Folder.leadsSomewhere(request.office), let profile = try? Office.open(request.office).profile else {
      return nil
    }
    return .init(organID: profile.organID, name: profile.name, isRenamed: arguments.flag("rename"))
  }

  /// Compares the office that the registers are of with the office of the code.
  ///
  /// - Parameter organ: the office of the code, if it was enrolled just now.
  /// - Returns: the name to give to the register; `nil` if it has the right one.
  private func newName(_ office: Office, _ organ: Organ?, _ aside: String) throws -> String? {
    let listed = try office.directory
    let organ = try organ ?? office.enrolment().flatMap { listed[$0.organ] }
    // A station that has never exchanged has no name in its journal.
    guard let organ, let own = try? office.profile.name else { return nil }
    let directory = listed[organ.id] == nil ? listed.adding([organ]) : listed
    let day = context.day
    guard !organ.isCalled(own, in: directory, on: day), !organ.succeeds(own, in: directory, on: day) else { return nil }
    if arguments.flag("rename") || isRenamed(own, organ) { return organ.name }
    Folder.removeDatabase(aside)
    KeyFile(besideOffice: aside).remove()
    throw EnrollingRefusal.otherHistory(own, organ.name)
  }

  /// Returns the file that an earlier run began to fill. One that was interrupted before its enrolment was stored is
  /// removed.
  private func begun(_ aside: String) throws -> Office? {
    guard Folder.leadsSomewhere(aside) else { return nil }
    do {
      let office = try Office.open(aside)
      if try office.enrolment() != nil { return office }
    } catch OpenRefusal.foreign {
    } catch OpenRefusal.broken(_, let ways) where [.empty, .withoutTables].contains(ways.file) {}
    Folder.removeDatabase(aside)
    return nil
  }

  /// Moves the file into place, its keys first: a run that is interrupted between the two finds both still aside, and
  /// repeats it.
  ///
  /// - Returns: where the earlier file was set aside.
  func moved(_ office: Office) throws -> String? {
    let aside = KeyFile(besideOffice: Office.pathOfComingBack(request.office))
    guard let keys = try aside.read() else { throw KeyRefusal.missing(aside.path) }
    try KeyFile(besideOffice: request.office).write(keys, of: office.stationName().station)
    let old = try office.move(to: request.office, context: context)
    aside.remove()
    return old
  }
}
