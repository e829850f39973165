import Records
import Testing

@Test("The law has twenty-nine kinds, each abbreviation once, Công văn and Thư công with none")
func theKinds() {
  #expect(DocumentType.administrative.count == 29)
  #expect(DocumentType.administrative.first?.name == "Nghị quyết")
  #expect(DocumentType.administrative.last?.name == "Thư công")
  #expect(DocumentType.administrative.filter { $0.abbreviation == nil }.map(\.name) == ["Công văn", "Thư công"])
  let abbreviations = (DocumentType.administrative + DocumentType.copies).compactMap(\.abbreviation)
  #expect(Set(abbreviations).count == abbreviations.count)
  #expect(DocumentType.copies.compactMap(\.abbreviation) == ["SY", "TrS", "SL"])
}

@Test(
  "A kind is found by name or abbreviation, with and without marks",
  arguments: [
    ("Quyết định", "Quyết định"), ("quyet dinh", "Quyết định"), ("QĐ", "Quyết định"), ("qd", "Quyết định"),
    ("qđ", "Quyết định"),
    ("QyĐ", "Quy định"), ("qyd", "Quy định"), ("CV", "Công văn"), ("cv", "Công văn"), ("cong van", "Công văn"),
    ("HĐ", "Hợp đồng"),
    ("HD", "Hướng dẫn"), ("hd", "Hướng dẫn"), ("hđ", "Hợp đồng"), ("ĐA", "Đề án"), ("DA", "Dự án"), ("da", "Dự án"),
    ("ct", "Chỉ thị"),
    ("CTr", "Chương trình"), ("ttr", "Tờ trình"), ("Giấy uỷ quyền", "Giấy ủy quyền"),
    ("Bản thoả thuận", "Bản thỏa thuận"),
    ("nghi dinh", "Nghị định"), ("Luật", "Luật"), ("cd", "Công điện"),
  ])
func findsKinds(_ typed: String, _ name: String) { #expect(DocumentType.find(typed)?.name == name) }

@Test("What is no kind is not found, and is taken as it is written")
func openList() {
  #expect(DocumentType.find("") == nil)
  #expect(DocumentType.find("Bản tin") == nil)
  #expect(DocumentType(named: "  Bản  tin ").name == "Bản tin")
  #expect(DocumentType(named: "quyet dinh") == DocumentType.find("QĐ"))
}

@Test("What is typed is completed: the meant kind first, then the order of the law")
func completesKinds() {
  #expect(DocumentType.matching("qd").first?.name == "Quyết định")
  #expect(
    DocumentType.matching("giay").map(\.name).prefix(4) == [
      "Giấy ủy quyền", "Giấy mời", "Giấy giới thiệu", "Giấy nghỉ phép",
    ])
  #expect(DocumentType.matching("bc").first?.name == "Báo cáo")
  #expect(DocumentType.matching("bao").first?.name == "Báo cáo")
  #expect(DocumentType.matching("trinh").map(\.name).contains("Tờ trình"))
  #expect(DocumentType.matching("").count == 40)
  #expect(DocumentType.matching("zzz").isEmpty)
  #expect(DocumentType.matching("c", limit: 3).count == 3)
}

@Test("A symbol names kind and agency; that of a công văn agency and field")
func makesSymbols() throws {
  #expect(DocumentType.find("Quyết định")?.notation(for: "UBND", field: "VX") == "QĐ-UBND")
  #expect(DocumentType.find("Tờ trình")?.notation(for: "UBND") == "TTr-UBND")
  #expect(DocumentType.officialLetter.notation(for: "UBND", field: "VX") == "UBND-VX")
  #expect(DocumentType.officialLetter.notation(for: "UBND") == "UBND")
}

@Test(
  "The symbol tells the kind",
  arguments: [
    ("QĐ-UBND", "Quyết định"), ("qd-ubnd", "Quyết định"), ("QyĐ-UBND", "Quy định"), ("UBND-VX", "Công văn"),
    ("UBND", "Công văn"),
    ("TTr-UBND", "Tờ trình"), ("HĐND-VP", "Công văn"), ("HĐ-UBND", "Hợp đồng"), ("CV/ĐU", "Công văn"),
    ("NQ/ĐU", "Nghị quyết"),
    ("KL/TW", "Kết luận"), ("NĐ-CP", "Nghị định"), ("QH14", "Luật"), ("SY-UBND", "Bản sao y"),
    ("VPCP-TTĐT", "Công văn"),
  ])
func guessesKinds(_ notation: String, _ name: String) {
  #expect(DocumentType.guess(fromNotation: notation)?.name == name)
}

@Test("Nothing is guessed from a bare number; a year in the code makes it a normative document")
func guessesFromCodes() throws {
  #expect(try DocumentType.guess(from: DocumentCode(parsing: "118")) == nil)
  #expect(try DocumentType.guess(from: DocumentCode(parsing: "28/2018/QĐ-TTg"))?.name == "Quyết định (QPPL)")
  #expect(try DocumentType.guess(from: DocumentCode(parsing: "28/QĐ-TTg"))?.name == "Quyết định")
}

@Test("Urgency is read in Vietnamese, in English and as the number of the message format")
func readsUrgency() throws {
  for (typed, urgency) in [
    ("khan", Urgency.urgent), ("Khẩn", .urgent), ("thượng khẩn", .veryUrgent), ("THUONGKHAN", .veryUrgent),
    ("Hoả tốc", .flash),
    ("hỏa tốc hẹn giờ", .flash), ("hoatoc", .flash), ("thuong", .routine), ("very urgent", .veryUrgent),
    ("0", .routine), ("3", .flash), ("TK", .veryUrgent),
  ] { #expect(try Urgency.reading(typed) == urgency, "\(typed)") }
  for typed in ["", "gấp", "5", "-1"] { #expect(throws: GradeRefusal.self) { try Urgency.reading(typed) } }
  #expect(Urgency.allCases.map(\.priority) == [0, 1, 2, 3])
  #expect(Urgency.allCases.map(\.mark) == ["", "K", "TK", "HT"])
  #expect(Urgency.flash > .veryUrgent)
}

@Test("What is not surely open is never read as open")
func readsSecrecy() throws {
  for (typed, secrecy) in [
    ("thuong", Secrecy.open), ("Mật", .confidential), ("MAT", .confidential), ("tối mật", .secret), ("toimat", .secret),
    ("Tuyệt mật", .topSecret), ("top secret", .topSecret), ("0", .open),
  ] { #expect(try Secrecy.reading(typed) == secrecy, "\(typed)") }
  for typed in ["", "?", "mật!!! x", "public"] { #expect(throws: GradeRefusal.self) { try Secrecy.reading(typed) } }
  #expect(Secrecy.allCases.filter { !$0.isStateSecret } == [.open])
}
