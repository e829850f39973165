import Records
import Testing

/// The issuer stated in a document, checked against the office that signed it.
struct AuthorshipTests {
  static let commune = "xa-2025-01477/ubnd"
  static let day = Day(2026, 11, 20)
  let directory = OrganDirectory.shipped

  private func authorship(
    _ name: String, _ id: String? = nil, of office: Organ.ID = commune, on day: Day = day
  )
    -> Authorship
  {
    directory.authorship(name: name, id: id, of: office, on: day)
  }

  @Test(arguments: [
    "UBND xã Trùng Khánh", "Ủy ban nhân dân xã Trùng Khánh", "Uỷ ban nhân dân Xã Trùng Khánh", "ubnd xa trung khanh",
    "UBND xã Trùng Khánh, tỉnh Cao Bằng", "UBND xã", "Phòng Văn hóa xã nào đó", "",
  ])
  func itsOwnNameInAnySpellingAndANameNobodyHasAreItsOwn(name: String) {
    #expect(authorship(name) == .own)
    #expect(authorship(name, Self.commune) == .own)
    #expect(authorship(name, Self.commune.uppercased()) == .own)
  }

  /// Five communes were merged into Thục Phán, among them one of the three that were called Hưng Đạo.
  @Test func aNameOfAPredecessorIsSucceededUnlessAnOfficeOfTodayHasIt() throws {
    let successor = try #require(directory["xa-2025-01273/ubnd"])
    func succeeds(_ name: String) -> Bool { successor.succeeds(name, in: directory, on: Day(2026, 11, 20)) }
    #expect(succeeds("UBND phường Sông Hiến") && succeeds("Uỷ ban nhân dân Phường Sông Hiến"))
    #expect(succeeds("UBND xã Hưng Đạo, thành phố Cao Bằng"))
    #expect(!succeeds("UBND xã Hưng Đạo") && !succeeds("UBND phường Thục Phán") && !succeeds("UBND tỉnh Cao Bằng"))
    #expect(!succeeds("UBND xã Phong Châu") && !succeeds("Một cơ quan") && !succeeds(""))
  }

  @Test func aCodeOfItsOwnIsItsOwn() {
    #expect(authorship("UBND tỉnh Cao Bằng", "000.00.00.H14", of: "ubnd-tinh") == .own)
    #expect(authorship("Uỷ ban nhân dân tỉnh Cao Bằng", "h14", of: "ubnd-tinh") == .own)
  }

  @Test(arguments: [
    "UBND tỉnh Cao Bằng", "Ủy ban nhân dân tỉnh Cao Bằng", "ubnd tinh cao bang", "Sở Nội vụ tỉnh Cao Bằng",
    "HĐND tỉnh Cao Bằng", "UBND tỉnh, Cao Bằng",
  ])
  func aNameOfAnotherIsAnothersWhateverKeyStandsBesideIt(name: String) {
    for id in [nil, Self.commune, "000.00.00.H14"] {
      guard case .foreign = authorship(name, id) else {
        Issue.record("\(name) \(id ?? "")")
        return
      }
    }
  }

  @Test(arguments: ["ubnd-tinh", "H14", "000.00.00.h14", "xa-2025-01351/ubnd"])
  func aKeyOfAnotherIsAnothersWhateverNameStandsBesideIt(id: String) {
    guard case .foreign = authorship("UBND xã Trùng Khánh", id) else {
      Issue.record("\(id)")
      return
    }
  }

  @Test func aCommitteeWritesForTheCouncilOfItsPlaceAndForNoOther() throws {
    let council = try #require(directory["xa-2025-01477/hdnd"])
    #expect(authorship("HĐND xã Trùng Khánh") == .body(council))
    #expect(authorship("Hội đồng nhân dân xã Trùng Khánh", council.id) == .body(council))
    #expect(
      authorship("HĐND tỉnh Cao Bằng", of: "ubnd-tinh") == .body(try #require(directory["hdnd-tinh"])))
    guard case .foreign = authorship("HĐND xã Hưng Đạo") else {
      Issue.record("another's council")
      return
    }
    // The council does not write for the committee.
    guard case .foreign = authorship("UBND xã Trùng Khánh", of: council.id) else {
      Issue.record("the committee")
      return
    }
    let party = try #require(directory["xa-2025-01477/du"])
    guard case .foreign = authorship(party.name) else {
      Issue.record("the Party")
      return
    }
  }

  @Test func whatTheHubSaysOfABodyCountsAndNothingBesideIt() throws {
    let board = Organ(id: "ban-atgt", name: "Ban An toàn giao thông tỉnh Cao Bằng", level: .other)
    let office = try #require(directory["ubnd-tinh"]).issuing(for: [board.id])
    let told = OrganDirectory(directory.organs.filter { $0.id != office.id } + [office, board])
    #expect(told.authorship(name: board.name, id: nil, of: office.id, on: Self.day) == .body(board))
    guard case .foreign = told.authorship(name: "HĐND tỉnh Cao Bằng", id: nil, of: office.id, on: Self.day) else {
      Issue.record("a list that was given is the whole list")
      return
    }
  }

  @Test func anOldLetterheadIsGoodForHalfAYear() throws {
    let office = try #require(directory[Self.commune])
    let former = try #require(office.predecessors.compactMap { directory[$0] }.first)
    let end = try #require(former.validTo)
    for (days, isLate) in [(-400, false), (0, false), (180, false), (181, true), (500, true)] {
      #expect(authorship("", former.id, on: end.adding(days: days)) == .former(former, isLate: isLate))
    }
    // Not in the name of a sister agency's predecessor.
    let sister = try #require(directory["xa-2025-01351/ubnd"]?.predecessors.first)
    guard case .foreign = authorship("", sister, on: end) else {
      Issue.record("a sister's predecessor")
      return
    }
  }

  @Test func ofSeveralOfOneNameItIsTheOffice() throws {
    for organ in directory.organs where organ.validTo == nil && organ.level == .commune {
      for name in [organ.name, directory.fullName(of: organ, on: Self.day)] {
        #expect(authorship(name, of: organ.id) == .own, "\(organ.id) \(name)")
      }
    }
  }

  /// The stored form of an agency is what an earlier program wrote and reads: it lists bodies only where there are any.
  @Test func whoIssuesForNobodyTravelsAsBefore() throws {
    let organ = try #require(directory[Self.commune])
    let text = try StoredAct.text(of: .organsListed(.init(organs: [organ])))
    #expect(!text.contains("issuesFor"))
    let named = organ.issuing(for: ["a", "b"])
    guard
      case .organsListed(let act) = try StoredAct.act(from: StoredAct.text(of: .organsListed(.init(organs: [named]))))
    else { return }
    #expect(act.organs == [named])
  }
}
