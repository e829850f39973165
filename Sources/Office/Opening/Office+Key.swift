import GRDB

extension Office {
  /// The trouble with the key beside the file; nil if there is none. A key of another station stops every act. A
  /// missing key stops only numbers: the original may be elsewhere and give the same ones, while everything else can
  /// wait for a new key.
  public var keyTrouble: StorageRefusal? {
    get throws {
      guard !path.isEmpty, viewOnly == nil else { return nil }
      return try read { try KeyBeside(path).trouble(path, $0) }
    }
  }

  /// Records that the file is beside its own key: if it is found without one later, it is a copy again, whatever it was
  /// restored from before.
  public func liesBesideKey() throws {
    guard try read({ try Bool.fetchOne($0, sql: "SELECT begunAnew FROM station") ?? false }) else { return }
    try write { try $0.execute(sql: "UPDATE station SET begunAnew = 0") }
  }
}
