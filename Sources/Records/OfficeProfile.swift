/// What an office says of itself once, when its file is made: it stands on stamps, covers and numbers.
public struct OfficeProfile: Codable, Equatable, Sendable {
  /// Mã định danh cơ quan (Decision 28/2018, article 10.2a; 13 characters) or the newer code of Decision 20/2020 (up to 35).
  public var organID: String
  /// Tên cơ quan: "UBND xã Đàm Thủy".
  public var name: String
  /// Địa danh on its documents: "Đàm Thủy".
  public var place: String
  /// Cơ quan chủ quản trực tiếp: "UBND tỉnh Cao Bằng".
  public var superior: String?
  /// What stands for the agency in its symbols: `UBND` in `15/QĐ-UBND`.
  public var symbol: String

  public init(organID: String, name: String, place: String, superior: String? = nil, symbol: String = "UBND") {
    self.organID = organID
    self.name = name
    self.place = place
    self.superior = superior
    self.symbol = symbol
  }
}
