import Exchange

/// An entry of another office as it was delivered, with the key under which its seal is valid.
struct DeliveredEntry {
  var item: Delivery.Item
  var proof: [UInt8]
  var key: [UInt8]
}
