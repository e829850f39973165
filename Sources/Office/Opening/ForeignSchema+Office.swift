import RecordsSQL

extension ForeignSchema {
  static let office = ForeignSchema(
    own: String(decoding: PackageResources.registers_sql, as: UTF8.self)
      + String(decoding: PackageResources.deliveries_sql, as: UTF8.self))
}
