import RecordsSQL

extension ForeignSchema {
  static let hub = ForeignSchema(own: String(decoding: PackageResources.audit_sql, as: UTF8.self))
}
