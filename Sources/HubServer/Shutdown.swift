import Glibc

/// The signals by which the service manager speaks to a server: SIGTERM and SIGINT end it, SIGHUP reloads its
/// certificate.
///
/// To be made before the server begins to listen, and before it has threads of its own, which inherit that they are
/// blocked: a signal that comes while it starts waits, and is neither lost nor deadly.
public struct ToldSignals {
  private var signals = sigset_t()

  public init() {
    sigemptyset(&signals)
    for signal in [SIGTERM, SIGINT, SIGHUP] { sigaddset(&signals, signal) }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }

  /// Waits for the next one.
  fileprivate mutating func next() -> Int32 {
    var signal: Int32 = 0
    while sigwait(&signals, &signal) != 0 {}
    return signal
  }
}

extension HubServer {
  /// Serves until SIGTERM or SIGINT, then stops as `stop` does. SIGHUP reloads the certificate.
  ///
  /// - Parameter renewed: called with the outcome of a reload.
  public func serve(
    until told: ToldSignals, _ renewed: @escaping @Sendable (Result<Int?, any Error>) -> Void = { _ in }
  ) {
    var told = told
    while told.next() == SIGHUP { renewed(Result { try reloadCertificate() }) }
    stop()
  }
}
