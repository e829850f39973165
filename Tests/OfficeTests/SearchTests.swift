import GRDB
import Records
import TestSupport
import Testing

@testable import Office

/// What a clerk may rely on when searching.
struct SearchTests {
  /// Returns a commune with documents of these subjects, numbered from 1.
  private func commune(_ subjects: [String], codes: [String] = []) throws -> Commune {
    let commune = try Commune()
    for (place, subject) in subjects.enumerated() {
      try commune.register(
        commune.document(place < codes.count ? codes[place] : "\(place + 1)/ZZ", from: "Cơ quan A", subject),
        anyway: "thử")
    }
    return commune
  }

  // MARK: three levels

  @Test func withoutMarksEveryMarkIsFoundNewestFirst() throws {
    let commune = try commune(["đường bộ", "Đương sự", "duong", "dưỡng lão", "cầu"])
    #expect(try commune.find("duong ") == ["4", "3", "2", "1"])
    #expect(try commune.find("DUONG ") == ["4", "3", "2", "1"])
  }

  @Test func withMarksTheSameAreFoundAndTheseMarksComeFirst() throws {
    let commune = try commune(["đường bộ", "đường sắt", "Đương sự", "duong", "dưỡng lão", "cầu"])
    #expect(try commune.find("đường ") == ["2", "1", "5", "4", "3"])
    #expect(try commune.find("duong đường ") == ["2", "1", "5", "4", "3"])
    #expect(try commune.find("đương ") == ["3", "5", "4", "2", "1"])
  }

  @Test func allWordsWithMarksCountForTheFirstPlaces() throws {
    let commune = try commune(["đất đai", "đất dài", "dắt dai", "đai đất", "đất"])
    #expect(try commune.find("đất đai ") == ["4", "1", "3", "2"])
    #expect(try commune.find("đất dai ") == ["4", "2", "1", "3"])
  }

  @Test func quotesAreExactInMarksAndOrderButNotInCapitals() throws {
    let commune = try commune(["đường bộ", "ĐƯỜNG BỘ", "duong bo", "bộ đường", "đường thủy bộ", "Đường-bộ"])
    #expect(try commune.find("\"đường bộ\"") == ["6", "2", "1"])
    #expect(try commune.find("\"duong bo\"") == ["3"])
    #expect(try commune.find("-\"đường bộ\" duong ") == ["5", "4", "3"])
  }

  @Test func aFilterInQuotesIsExactToo() throws {
    let commune = try Commune()
    for organ in ["Sở Nội vụ", "So Noi vu", "Sở Nỗi vũ"] {
      try commune.register(commune.document("1/A", from: organ), anyway: "thử")
    }
    #expect(try commune.find("tu:\"sở nội vụ\"") == ["1"])
    #expect(try commune.find("tu:\"so noi vu\"") == ["2"])
    #expect(try commune.find("tu:sở ") == ["3", "1", "2"])
    #expect(try commune.find("tu:so ") == ["3", "2", "1"])
    #expect(try commune.find("trichyeu:\"sở nội vụ\"") == [])
  }

  @Test func oneWordInTwoWaysToSetTheToneIsOneWordAtEveryLevel() throws {
    let commune = try commune(["Hòa An", "Hoà An", "Hoá An", "xã Đàm Thủy", "xã Đàm Thuỷ", "thu\u{309}y lợi"])
    #expect(try commune.find("hoà ") == ["2", "1", "3"])
    #expect(try commune.find("\"Hòa An\"") == ["2", "1"])
    #expect(try commune.find("\"thuỷ\"") == ["6", "5", "4"])
  }

  // MARK: i and y

  @Test(arguments: [
    ("kỹ", "kĩ"), ("quý", "quí"), ("lý", "lí"), ("mỹ", "mĩ"), ("sỹ", "sĩ"), ("tỷ", "tỉ"), ("hy", "hi"), ("vỹ", "vĩ"),
  ])
  func iAndYFindEachOtherBehindEqualMarks(y: String, i: String) throws {
    let commune = try commune(["\(y) thuật", "\(i) thuật", "kinh thuật"])
    #expect(try commune.find("\(y) ") == (y == "hy" ? ["2", "1"] : ["1", "2"]))
    #expect(try commune.find("\(i) ") == ["2", "1"])
    #expect(try commune.find("\"\(y) thuật\"") == ["1"])
    #expect(try commune.find("\"\(i) thuật\"") == ["2"])
    #expect(try commune.find("\(i)-thuat ") == ["2", "1"])
  }

  @Test func iAndYAreTwoLettersInOtherWords() throws {
    let commune = try commune(["Thúy", "thúi", "tay", "tai", "ky", "kinh"])
    #expect(try commune.find("thuy ") == ["1"])
    #expect(try commune.find("tai ") == ["4"])
    #expect(try commune.find("ky") == ["5"])
    #expect(try commune.find("ki") == ["6", "5"])
  }

  // MARK: letter by letter

  @Test(arguments: [
    ("hòa", ["h", "ho", "hò", "hòa"]), ("hòa", ["h", "ho", "hoa", "hoà"]),
    ("quyết", ["q", "qu", "quy", "quye", "quyê", "quyế", "quyết"]),
    ("đường", ["d", "đ", "đu", "đuo", "đuơ", "đươ", "đươn", "đương", "đường"]),
    ("đường", ["d", "du", "duo", "duon", "duong", "duòng", "dường", "đường"]),
  ])
  func typingLetterByLetterNeverLosesTheDocument(word: String, way: [String]) throws {
    let commune = try commune(["về \(word) bộ", "hoa quả quyên dưỡng"])
    for typed in way {
      #expect(try commune.find(typed).contains("1"), "\(typed)")
      #expect(try commune.find("\"\(typed)").contains("1"), "\"\(typed)")
      #expect(try commune.find("\"về \(typed)").contains("1"), "\"về \(typed)")
      #expect(try commune.find("tu:\"cơ quan\" \(typed)").contains("1"), "\(typed)")
    }
    #expect(try commune.find("\"về \(way.last!) b") == ["1"])
    #expect(try commune.find("\"về \(way.last!) bộ\"") == ["1"])
  }

  @Test func aToneThatIsTypedAlreadyPutsItsWordsFirst() throws {
    let commune = try commune(["quyết định", "quyền", "quyên góp", "quyển sổ"])
    #expect(try commune.find("quyế") == ["1", "4", "3", "2"])
    #expect(try commune.find("quyền") == ["2", "4", "3"])
    #expect(try commune.find("quyề") == ["2", "4", "3", "1"])
    // No tone yet: any may come.
    #expect(try commune.find("quyê") == ["4", "3", "2", "1"])
    // Before a blank it is a complete word, and its tone is ngang.
    #expect(try commune.find("quyên ") == ["3", "4", "2"])
  }

  @Test func anOpenQuoteIsStillBeingTyped() throws {
    let commune = try commune(["quyết định", "quyết dinh", "quyết liệt"])
    #expect(try commune.find("\"quyết di") == ["2", "1"])
    #expect(try commune.find("\"quyết đi") == ["1"])
    #expect(try commune.find("\"quyết dinh ") == ["2"])
    #expect(try commune.find("\"quyết aaaaaaaaaa") == [])
    #expect(try commune.find("\"aaaaaaaaaa") == [])
  }

  // MARK: symbols

  @Test(arguments: [
    "15 qd ubnd", "15/qd-ubnd", "QD UBND", "15/QĐ", "qđ", "15-qd", "015/QĐ-UBND", "0015/qd", "15 / QĐ - UBND", "so:15",
    "so:015/qđ",
    "\"15/QĐ-UBND\"", "15/QĐ–UBND", "15/",
  ])
  func aSymbolIsFoundHoweverItIsTyped(typed: String) throws {
    let commune = try commune(["A", "B"], codes: ["15/QĐ-UBND", "16/CV-SNV"])
    #expect(try commune.find(typed) == ["1"], "\(typed)")
    #expect(try commune.find(typed + " ") == ["1"], "\(typed)")
    #expect(try commune.find("15/Q") == ["1"])
  }

  @Test(arguments: ["30/2020", "30/2020/nd-cp", "30/2020/NĐ-CP", "nđ 30", "030/2020", "nd-cp", "2020/NĐ"])
  func aSymbolWithAYearIsFound(typed: String) throws {
    let commune = try commune(["A", "B", "C"], codes: ["30/2020/NĐ-CP", "30/CV-SNV", "2020/CV-SNV"])
    #expect(try commune.find(typed) == ["1"], "\(typed)")
  }

  @Test(arguments: ["5/QĐ", "05/QĐ", "005/qd"])
  func zerosBeforeANumberMakeNoDifference(typed: String) throws {
    let commune = try commune(["A", "B", "C"], codes: ["05/QĐ-UBND", "5/QĐ-HĐND", "15/QĐ-UBND"])
    #expect(try commune.find(typed) == ["2", "1"])
    // Only a number of a code: in a text 05 is not 5.
    let other = try self.commune(["ngày 5 tháng 3"])
    #expect(try other.find("05 ") == [])
  }

  @Test func aCodeTypedWithItsMarksComesBeforeOneWithout() throws {
    let commune = try commune(["A", "B"], codes: ["7/QĐ-UBND", "7/QD-UBND"])
    #expect(try commune.find("7/qd ") == ["2", "1"])
    #expect(try commune.find("7/qđ ") == ["1", "2"])
    #expect(try commune.find("\"7/QĐ\"") == ["1"])
  }

  // MARK: the list

  @Test func theTwoPartsAreOneListInBothDirections() throws {
    let commune = try commune((1...40).map { $0 % 3 == 0 ? "đường \($0)" : "dương \($0)" })
    let query = ListQuery(try SearchQuery("đường", today: commune.context.day))
    func page(_ from: Int64?, _ walk: ListWalk, _ limit: Int) throws -> [DocumentLine] {
      try commune.office.lines(query, from: from, walk: walk, limit: limit, today: commune.context.day)
    }
    let all = try page(nil, .older, 100)
    let marked = all.prefix { ($0.number ?? 0) % 3 == 0 }.compactMap(\.number)
    #expect(marked == (1...13).map { 42 - $0 * 3 })
    #expect(all.dropFirst(13).compactMap(\.number) == (1...40).reversed().filter { $0 % 3 != 0 })
    for limit in [1, 5, 13, 14, 39, 40, 41] {
      var (forward, backward): ([DocumentLine], [DocumentLine]) = ([], [])
      while case let next = try page(forward.last?.id, .older, limit), !next.isEmpty { forward += next }
      while case let next = try page(backward.first?.id, .newer, limit), !next.isEmpty { backward = next + backward }
      #expect(forward == all, "\(limit)")
      #expect(backward == all, "\(limit)")
    }
    #expect(try commune.office.count(query, most: 1001, today: commune.context.day) == 40)
  }

  // MARK: the index

  @Test func anOfficeOfTheVersionBeforeIsIndexedAnewWhenItIsOpened() throws {
    let folder = TemporaryFolder()
    let path = "\(folder.path)/office"
    let commune = try Commune(file: path)
    try commune.fill(3)
    try commune.office.saveSearch("cũ", "\"bao cao\" -\"ho so\" \"báo cáo\" tu:\"so noi vu\" \"mở")
    try commune.office.database.write { db in
      try db.execute(
        sql: """
          DELETE FROM grdb_migrations WHERE identifier = 'search with marks'; DROP TABLE search;
          CREATE VIRTUAL TABLE search USING fts5 (
            code, organ, subject, people, note, content, facts,
            tokenize = "unicode61 remove_diacritics 0 tokenchars '='", prefix = '1 2 3 4 5');
          INSERT INTO search (rowid, subject) SELECT id, 'bao cao thu' FROM document;
          """)
    }
    let entries = try commune.office.verify().entries
    try commune.office.database.close()
    var told: [Double] = []
    var reopened = commune
    reopened.office = try Office.open(path) { told.append($0) }
    #expect(told.last == 1)
    #expect(try reopened.find("\"báo cáo thứ\"") == ["3", "2", "1"])
    let report = try reopened.office.verify()
    #expect(report.isSound && report.entries == entries)
    #expect(try reopened.office.savedSearches().map(\.query) == ["bao-cao -ho-so \"báo cáo\" tu:so-noi-vu \"mở"])
    // Once is enough.
    try reopened.office.database.close()
    told = []
    _ = try Office.open(path) { told.append($0) }
    #expect(told.isEmpty)
  }

  @Test func anIndexThatWasCutOffWhileItWasMadeIsMadeAtTheNextStart() throws {
    let folder = TemporaryFolder()
    let path = "\(folder.path)/office"
    var commune = try Commune(file: path)
    try commune.fill(2)
    try commune.office.database.write { try $0.execute(sql: "DELETE FROM search") }
    try commune.office.database.close()
    commune.office = try Office.open(path)
    #expect(try commune.find("\"báo cáo\"") == ["2", "1"])
  }

  @Test func verifySeesWordsThatAreNotTheDocuments() throws {
    let commune = try commune(["đường bộ", "cầu"])
    try commune.office.database.write {
      try $0.execute(
        sql: "UPDATE search SET subject = 'duong bo | \\đương ?bô' WHERE rowid = (SELECT min(id) FROM document)")
    }
    let findings = try commune.office.verify().findings
    #expect(findings.map(\.kind) == [.search])
    #expect(findings.first?.words.english.contains("does not match this document") == true)
    try commune.office.rebuildSearch()
    #expect(try commune.office.verify().isSound)
    #expect(try commune.find("\"đường bộ\"") == ["1"])
  }

  @Test func thePlainProgramOfSQLiteSearchesTheIndex() throws {
    let commune = try commune(["Quyết định về đường bộ", "quyết dinh"])
    func rows(_ expression: String) throws -> Int? {
      try commune.office.read {
        try Int.fetchOne($0, sql: "SELECT count(*) FROM search WHERE search MATCH ?", arguments: [expression])
      }
    }
    #expect(try rows("quyet AND dinh") == 2)
    #expect(try rows("\"/quyêt .đinh\"") == 1)
    #expect(try rows("subject : \"\\đương\"") == 1)
    let text = try commune.office.read {
      try String.fetchOne($0, sql: "SELECT subject FROM search ORDER BY rowid LIMIT 1")
    }
    #expect(text == "quyet dinh ve duong bo | /quyêt .đinh \\vê \\đương .bô")
  }
}
