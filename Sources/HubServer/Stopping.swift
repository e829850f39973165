import Dispatch
import Glibc

extension HubServer {
  /// Serves until the program is told to end (SIGTERM, SIGINT), then stops as `stop` does.
  public func serveUntilTold() {
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
