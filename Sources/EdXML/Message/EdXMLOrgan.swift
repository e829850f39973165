/// An agency as named in a message. Only code and name are reliable, and even the code is sometimes empty.
public struct EdXMLOrgan: Equatable, Sendable {
  /// Mã định danh, in either scheme or in none.
  public var organID: String
  public var name: String
  /// Cơ quan chủ quản.
  public var inCharge: String
  public var address: String
  public var email: String
  public var telephone: String
  public var fax: String
  public var website: String

  public init(
    organID: String, name: String, inCharge: String = "", address: String = "", email: String = "",
    telephone: String = "", fax: String = "", website: String = ""
  ) {
    self.organID = organID
    self.name = name
    self.inCharge = inCharge
    self.address = address
    self.email = email
    self.telephone = telephone
    self.fax = fax
    self.website = website
  }
}

/// The person at the sender's who handled the document.
public struct EdXMLStaff: Equatable, Sendable {
  public var department: String
  public var departmentID: String
  public var staff: String
  public var staffID: String
  public var email: String
  public var mobile: String

  public init(
    department: String = "", departmentID: String = "", staff: String = "", staffID: String = "", email: String = "",
    mobile: String = ""
  ) {
    self.department = department
    self.departmentID = departmentID
    self.staff = staff
    self.staffID = staffID
    self.email = email
    self.mobile = mobile
  }

  var isEmpty: Bool { self == EdXMLStaff() }
}
