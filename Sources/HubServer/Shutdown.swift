import Dispatch
import Glibc

extension HubServer {
  /// Serves until SIGTERM or SIGINT, then stops as `stop` does. SIGHUP reloads the certificate.
  ///
  /// - Parameter renewed: called with the outcome of a reload.
  public func serveUntilTold(_ renewed: @escaping @Sendable (Result<Int?, any Error>) -> Void = { _ in }) {
    signal(SIGHUP, SIG_IGN)
    let renewing = DispatchSource.makeSignalSource(signal: SIGHUP, queue: .global())
    renewing.setEventHandler { renewed(Result { try self.reloadCertificate() }) }
    renewing.resume()
    defer { renewing.cancel() }
    let told = DispatchSemaphore(value: 0)
    let sources = [SIGTERM, SIGINT].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { told.signal() }
      source.resume()
      return source
    }
    told.wait()
    stop()
    sources.forEach { $0.cancel() }
  }
}
