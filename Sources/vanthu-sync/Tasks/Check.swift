import CommandWords
import Office
import Records
import Sync
import Wording

extension HelperTask {
  /// `vanthu sync check`: tries the connection step by step. It also works for an office that is not enrolled.
  func check() throws -> (outcome: Outcome, status: Int32) {
    let office = try Office.open(request.office)
    let enrolment = try office.enrolment()
    let check = LineCheck(
      arguments["hub"], enrolment, isInsecureMeant: arguments.flag("insecure"), agent: "vanthu/\(request.version)",
      now: ProcessEnvironment.milliseconds())
    let steps = try check.steps(trusting: { try authorities(enrolment?.authorities) }) {
      let file = KeyFile(besideOffice: request.office)
      guard let keys = try file.read() else { throw KeyRefusal.missing(file.path) }
      return (try office.stationName().station, keys)
    }
    // An exchange of an office that is not enrolled is refused before anything else, and none for a wrong clock.
    let refusal = steps.last { $0.refusal != nil }?.refusal
    return (
      Outcome(
        lines: steps.map {
          "\($0.refusal == nil ? "✓" : "✗") \($0.name.label[language]): \($0.words[language])"
        },
        json: .array(
          steps.map {
            .object([
              ("step", .string($0.name.rawValue)), ("ok", .bool($0.refusal == nil)), ("why", .string($0.why[language])),
              ("next", JSON($0.next?[language])),
            ])
          })), (refusal.map { ExitStatus($0) } ?? .done).rawValue
    )
  }
}
