import Records

package extension Signer {
  /// Reads `Chủ tịch, Nông Văn A`, or the name alone.
  init(typed: String) {
    guard let comma = typed.firstIndex(of: ",") else {
      self.init(fullName: typed)
      return
    }
    self.init(
      position: String(typed[..<comma]), fullName: String(typed[typed.index(after: comma)...].drop { $0 == " " }))
  }
}
