import GRDB

extension Office {
  /// Makes the tables `delivery` and `conflict` from scratch if that was noted.
  func makeDeliveries() throws {
    guard try database.read({ try DeliveriesToMake.areThere($0) }) else { return }
    try database.inTransaction(.immediate) { db in
      // Another program may have opened the file at the same time, and made them.
      guard try DeliveriesToMake.areThere(db) else { return .rollback }
      try DeliveryTable(Deliveries(db, try self.directory(in: db))).makeAll()
      try ConflictTable(db).makeAll()
      try DeliveriesToMake.forget(db)
      return .commit
    }
  }
}
