import CommandWords
import DurableFile
import Glibc
import Office
import Records
import Wording

package extension Command {
  /// Lập sổ: creates the office's file from what an office must declare about itself.
  static let initialise = Command(
    name: "init", aliases: ["lap-so"], group: .house,
    summary: Bilingual("lập sổ mới của cơ quan", "create an office's file"),
    parameters: [
      InitialiseParameters.name, InitialiseParameters.organID, InitialiseParameters.place,
      InitialiseParameters.superior, InitialiseParameters.clerk,
      InitialiseParameters.firstIncoming, InitialiseParameters.firstOutgoing, InitialiseParameters.symbol,
    ],
    examples: [
      Example(
        "vanthu init --organ-id 000.00.00.H14 --name \"UBND xã Đàm Thủy\" --place \"Đàm Thủy\" --clerk \"Văn thư 1\"",
        "lập sổ", "create a file")
    ],
    expects: { session in
      let path = session.paths.office
      let isTaken = ["", "-wal"].contains { (Folder.facts(path + $0)?.st_size ?? 0) > 0 }
      if isTaken { throw OpenRefusal.exists(path) }
    },
    run: { session, given in
      let (incoming, outgoing) = (
        try given(InitialiseParameters.firstIncoming) ?? 1, try given(InitialiseParameters.firstOutgoing) ?? 1
      )
      for first in [incoming, outgoing] where !Book.firstNumbers.contains(first) {
        throw OfficeSettingsRefusal.firstNumber(first)
      }
      let profile = OfficeProfile(
        organID: try given.required(InitialiseParameters.organID), name: try given.required(InitialiseParameters.name),
        place: try given.required(InitialiseParameters.place), superior: given(InitialiseParameters.superior),
        symbol: given(InitialiseParameters.symbol) ?? "UBND")
      makeFolders(above: session.paths.office)
      let office = try Office.found(
        session.paths.office, profile, station: stationName(),
        books: Book.usual(year: session.today.year, firstIncoming: incoming, firstOutgoing: outgoing),
        context: ActContext(
          clerk: try given.required(InitialiseParameters.clerk), day: session.today, milliseconds: session.clock()))
      session.use(office)
      return Outcome(
        session.say(
          "Đã lập sổ của \(profile.name) ở \(session.paths.office).",
          "The file of \(profile.name) is at \(session.paths.office)."),
        json: .object([
          ("office", .string(session.paths.office)), ("organId", .string(profile.organID)),
          ("name", .string(profile.name)),
        ]))
    })

  /// Returns a new station name: random, so that no other installation has the same.
  static func stationName() -> StationName {
    var number: UInt32 = 0
    precondition(getentropy(&number, MemoryLayout.size(ofValue: number)) == 0, "the system gives no random bytes")
    return StationName(number: number)
  }
}

package enum InitialiseParameters {
  package static let name = Typed<String>.option(
    "name", .text, Bilingual("Tên cơ quan", "Agency"), help: Bilingual("UBND xã Đàm Thủy", "UBND xã Đàm Thủy"),
    required: true)
  package static let organID = Typed<String>.option(
    "organ-id", .word, Bilingual("Mã định danh", "Identifier"),
    help: Bilingual("ví dụ 000.00.00.H14", "000.00.00.H14"), required: true)
  package static let place = Typed<String>.option(
    "place", .text, Bilingual("Địa danh", "Place"), help: Bilingual("nơi ghi trên văn bản", "as printed on documents"),
    required: true)
  package static let superior = Typed<String>.option(
    "superior", .text, Bilingual("Cơ quan chủ quản", "Superior agency"))
  package static let clerk = Typed<String>.option(
    "clerk", .person, Bilingual("Văn thư", "Clerk"), help: Bilingual("người dùng đầu tiên", "the first clerk"),
    required: true)
  package static let firstIncoming = Typed<Int>.option(
    "first-incoming", .number, Bilingual("Số đến đầu tiên", "First arrival number"),
    help: Bilingual("khi tiếp sổ giấy giữa năm", "when continuing a paper book"))
  package static let firstOutgoing = Typed<Int>.option(
    "first-outgoing", .number, Bilingual("Số đi đầu tiên", "First outgoing number"))
  package static let symbol = Typed<String>.option(
    "symbol", .text, Bilingual("Ký hiệu cơ quan", "Symbol"),
    help: Bilingual("UBND trong 15/QĐ-UBND", "UBND in 15/QĐ-UBND"))
}
