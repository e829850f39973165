import Hub
import Wording

/// Runs the parts of an exchange on behalf of somebody, and writes into the audit log what was refused and which
/// allowances were exceeded.
struct AuditWatch {
  private let hub: Hub
  private let pen: AuditPen
  /// How many oversteps have been counted.
  private var counted = 0

  init(_ hub: Hub, _ pen: AuditPen) { (self.hub, self.pen) = (hub, pen) }

  /// - Parameters:
  ///   - actor: read once more when it is refused: by then it may be known who it is.
  ///   - oversteps: all that the exchange has had so far.
  mutating func run<T>(
    _ actor: () -> AuditActor, oversteps: () -> [String], _ body: () throws -> T
  ) throws -> T {
    defer {
      let all = oversteps()
      for kind in all[counted...] { pen.count(.allowanceRefused, kind) }
      counted = all.count
    }
    do { return try hub.acting(actor(), body) } catch let refusal as any Refusal {
      pen.refused(.exchangeRefused, by: actor(), AuditEvent.kind(of: refusal))
      throw refusal
    }
  }
}
