import Exchange

/// An entry from a carrier to which the cursor has not moved yet: it moves at the proof.
struct UnplacedEntry {
  var item: Delivery.Item
  var proof: [UInt8]
  var key: [UInt8]
  /// Whether nothing of that name was held.
  var isNew: Bool
}
