import CommandWords

extension ErrandName {
  /// The table of errands: each is a file in `Errands`. A name without an errand does not compile.
  ///
  /// - Returns: the exit status besides, where the errand says more by it than that it is done.
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
