import Crypto
import DurableFile
import GRDB
import Records
import RecordsSQL

/// Reads the hub's data on a separate, read-only connection, so that readers never hold an exchange up. For one caller
/// at a time.
public final class HubReader {
  public let name: String
  public let system: System
  /// The key that signs device cookies.
  public let deviceKey: SymmetricKey
  let database: DatabaseQueue
  let path: String
  let unwritten: MarkTroubles
  private var knownDirectory: OrganDirectory?
  private var knownVersion: Int?

  public init(of hub: Hub) throws {
    name = hub.name
    system = hub.system
    path = hub.path
    unwritten = hub.unwritten
    deviceKey = hub.keys.device
    if case .folder = hub.contents {
      var configuration = Configuration()
      configuration.readonly = true
      configuration.busyMode = .timeout(5)
      configuration.label = "page"
      let file = Hub.file(hub.path)
      database = try HubStorageRefusal.translating(file) {
        try DatabaseQueue(path: FileAddress.of(file), configuration: configuration)
      }
    } else {
      database = hub.database
    }
  }

  public var today: Day { day(of: system.now()) }
  public func day(of milliseconds: Int) -> Day { Day(unixSeconds: milliseconds / 1_000) }

  /// All agencies the hub knows, read again after a change.
  public var directory: OrganDirectory {
    get throws {
      try read { db in
        let version = try Hub.organsVersion(db)
        if let knownDirectory, version == knownVersion, ownFile { return knownDirectory }
        let directory = try Hub.storedDirectory(db)
        (knownDirectory, knownVersion) = (directory, version)
        return directory
      }
    }
  }

  private var ownFile: Bool { database.configuration.readonly }

  package func read<T>(_ body: (Database) throws -> T) throws -> T {
    try HubStorageRefusal.translating(path) { try database.read(body) }
  }

  /// The office and its predecessors: what was sent to them belongs to it now.
  public func offices(of organ: Organ.ID) throws -> [Organ.ID] {
    let directory = try directory
    return [organ] + (directory[organ].map { directory.predecessors(of: $0).map(\.id) } ?? [])
  }

  /// The marks that the hub could not write last time.
  public var markTroubles: [MarkTrouble] { unwritten.all }

  /// The same in the form of the metrics.
  public var markMetrics: String {
    Metric.gauge("vanthu_hub_unwritten_marks", "marks that could not be written", markTroubles.count)
  }
}
