import Wording

extension Acts {
  /// For how many days after an exchange the stations of the office may give numbers (`Lease`). The hub uses the latest
  /// that it has received.
  public struct LeaseSet: OfficeAct, StaysInOffice {
    public static let name = ActName.leaseSet
    /// 0 to 90; 0 for no limit.
    public var days: Int

    public init(days: Int) { self.days = days }

    public var words: Bilingual {
      days == 0
        ? Bilingual("cấp số không cần gửi nhận", "numbers without a limit between exchanges")
        : Bilingual("cấp số tối đa \(days) ngày sau lần gửi nhận", "numbers for \(days) days after an exchange")
    }
    public var fitsRegister: Bool { Lease.days.contains(days) }
  }
}
