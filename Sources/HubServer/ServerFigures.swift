import Synchronization

/// The server's counters, for `/metrics`.
final class ServerFigures: Sendable {
  struct Counts {
    var connections = 0
    var turnedAway = 0
    var madeRoom = 0
    var received = 0
    var sent = 0
    var requests: [Kind: Int] = [:]
    var cut = 0
    var faults = 0
  }

  struct Kind: Hashable {
    let route: Route
    let status: Int
  }

  enum Route: String { case exchange, carry, enrol, identity, station, health, metrics, page }

  private let counts = Mutex(Counts())

  func count(_ change: (inout sending Counts) -> Void) { counts.withLock { change(&$0) } }

  /// Prometheus text.
  ///
  /// - Parameter days: the days until the certificate expires; `nil` where there is none.
  func lines(certificateDays days: Int?) -> String {
    let counts = counts.withLock { $0 }
    var text = """
      # TYPE vanthu_hub_connections gauge
      vanthu_hub_connections \(counts.connections)
      # TYPE vanthu_hub_turned_away_total counter
      vanthu_hub_turned_away_total \(counts.turnedAway)
      # TYPE vanthu_hub_made_room_total counter
      vanthu_hub_made_room_total \(counts.madeRoom)
      # TYPE vanthu_hub_received_bytes_total counter
      vanthu_hub_received_bytes_total \(counts.received)
      # TYPE vanthu_hub_sent_bytes_total counter
      vanthu_hub_sent_bytes_total \(counts.sent)
      # TYPE vanthu_hub_cut_total counter
      vanthu_hub_cut_total \(counts.cut)
      # TYPE vanthu_hub_faults_total counter
      vanthu_hub_faults_total \(counts.faults)
      # TYPE vanthu_hub_requests_total counter

      """
    if let days {
      text = "# TYPE vanthu_hub_certificate_days gauge\nvanthu_hub_certificate_days \(days)\n" + text
    }
    let kinds = counts.requests.sorted {
      ($0.key.route.rawValue, $0.key.status) < ($1.key.route.rawValue, $1.key.status)
    }
    for (kind, number) in kinds {
      text += "vanthu_hub_requests_total{door=\"\(kind.route.rawValue)\",status=\"\(kind.status)\"} \(number)\n"
    }
    return text
  }
}
