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
  func fill(as mode: EnrolmentRequest.Mode) throws -> Office {
    let aside = request.office + ".from-hub"
    let url = try arguments.required("from-hub")
    let office: Office
    var isInsecureMeant = false
    if let begun = try begun(aside) {
      office = begun
      isInsecureMeant = try office.enrolment()?.url == url
    } else {
      let enrolling = try Enrolling(code: try code(), url: url)
      let enrolled = try ask(enrolling, mode, besides: aside)
      office = try Office.emptyForHub(aside, station: enrolled.station, isNew: mode == .join)
      try office.act(context) { try $0.keep(enrolled.enrolment) }
    }
    waitingKeys(besides: aside).remove()
    let file = KeyFile(besideOffice: aside)
    guard let keys = try file.read() else { throw KeyRefusal.missing(file.path) }
    let exchange = StationExchange(office, keys: keys, way: .line, conditions())
    let carrier = try carrier(url, authorities(office.enrolment()?.authorities), isInsecureMeant: isInsecureMeant)
    let progress = ExchangeProgress(isShown: isatty(2) == 1 && !request.asJSON, language)
    defer { progress.finish() }
    let end = try LineRun(
      exchange, patience: 4, pause: { usleep(UInt32($0 * 1_000_000)) }, progress: progress.show
    ) { try carrier.exchange($0, $1) }.run()
    if case .noLine(let why) = end { throw JobRefusal.notReached(why) }
    // Whatever the outcome of the run: files may still be missing and come later, entries may not.
    guard exchange.hasTakenEverything else { throw JobRefusal.cameBackPartly(aside) }
    return office
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
    let aside = KeyFile(besideOffice: request.office + ".from-hub")
    guard let keys = try aside.read() else { throw KeyRefusal.missing(aside.path) }
    try KeyFile(besideOffice: request.office).write(keys, of: office.stationName().station)
    let old = try office.move(to: request.office, context: context)
    aside.remove()
    return old
  }
}
