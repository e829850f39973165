import CommandWords

extension HelperCommand {
  /// Performs the command of this name; each is a file in `Tasks`. A name without one does not compile.
  ///
  /// - Returns: the outcome, and the exit status; only what exchanges has other ones than 0.
  func perform(_ job: HelperTask) throws -> (outcome: Outcome, status: Int32) {
    switch self {
    case .sync: try job.sync()
    case .check: try job.check()
    case .enrol: try job.enrol()
    case .restore: (try job.comeBack(), 0)
    case .join: (try job.join(), 0)
    case .custody: (try job.custody(), 0)
    case .checkReceipt: try job.checkReceipt()
    case .relay: try job.relay()
    case .importMessage: (try job.importMessage(), 0)
    case .exportMessage: (try job.exportMessage(), 0)
    }
  }
}
