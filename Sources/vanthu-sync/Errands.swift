import CommandWords

extension ErrandName {
  /// Runs the errand of this name; each is a file in `Errands`. A name without an errand does not compile.
  ///
  /// - Returns: the outcome, and the exit status; only an exchange has other ones than 0.
  func perform(_ job: Job) throws -> (outcome: Outcome, status: Int32) {
    switch self {
    case .sync: try job.sync()
    case .enrol: (try job.enrol(), 0)
    case .restore: (try job.comeBack(), 0)
    case .join: (try job.join(), 0)
    case .custody: (try job.custody(), 0)
    case .importMessage: (try job.importMessage(), 0)
    case .exportMessage: (try job.exportMessage(), 0)
    }
  }
}
