/// The data of an office, entered once when its file is made: used on stamps, covers and in codes.
public struct OfficeProfile: Codable, Equatable, Sendable {
  /// Mã định danh cơ quan (Decision 28/2018, article 10.2a; 13 characters) or the newer code of Decision 20/2020 (up to
  /// 35).
  public var organID: String
  /// Tên cơ quan: "UBND xã Đàm Thủy".
  public var name: String
  /// Địa danh on its documents: "Đàm Thủy".
  public var place: String
  /// Cơ quan chủ quản trực tiếp: "UBND tỉnh Cao Bằng".
  public var superior: String?
  /// The agency's part of a symbol: `UBND` in `15/QĐ-UBND`.
  public var symbol: String

  public init(organID: String, name: String, place: String, superior: String? = nil, symbol: String = "UBND") {
    self.organID = organID
    self.name = name
    self.place = place
    self.superior = superior
    self.symbol = symbol
  }
}
