import Testing
import Wording

@testable import Commands
@testable import vanthu

/// The short names of the places of backups, where a full path has no room.
@Suite struct PlaceNamesTests {
  private func names(_ folders: [String], sticks: [String] = []) -> [String] {
    let names = PlaceNames(folders, office: "/nha/so/office.db", sticks: sticks)
    return folders.map { names[$0, .vietnamese] }
  }

  @Test func aStickIsCalledByItsName() {
    #expect(names(["/media/van-thu/USB"], sticks: ["/media/van-thu/USB"]) == ["USB"])
    #expect(names(["/media/van-thu/USB/vanthu"], sticks: ["/media/van-thu/USB"]) == ["USB/vanthu"])
    #expect(
      names(["/media/van-thu/USB/a/vanthu"], sticks: ["/media/van-thu", "/media/van-thu/USB"]) == ["USB/…/vanthu"])
  }

  @Test func whatLiesWithTheOfficeIsCalledSo() {
    #expect(names(["/nha/so/office.db.backups", "/nha/so"]) == ["cạnh tệp sổ", "thư mục của sổ"])
  }

  @Test func twoFoldersOfOneNameAreToldApart() {
    #expect(names(["/mnt/d/saoluu", "/mnt/u/saoluu", "/mnt/khac"]) == ["d/saoluu", "u/saoluu", "khac"])
    #expect(names(["/"]) == ["/"])
  }
}
