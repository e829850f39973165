import Hub

extension HubReader {
  /// `0a1b2c3d (UBND xã Hưng Đạo, Máy văn thư)`: shows whose station it is to those who decide about it.
  func named(station: String) throws -> String {
    guard let known = try self.station(station) else { return station }
    return "\(station) (\(try directory.fullName(of: known.organ, on: today)), \(known.name))"
  }
}
