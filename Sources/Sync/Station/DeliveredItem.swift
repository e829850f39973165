import Exchange

extension Delivery.Item {
  /// Returns the seal and the path up to its root, as stored: evidence of who signed it.
  func proof(under seal: Seal) -> [UInt8] {
    seal.stored + path.flatMap(\.bytes)
  }
}
