import CommandWords
import Commands
import DurableFile
import Office
import Terminal
import Vietnamese
import Wording

/// The flash documents (hỏa tốc) that have arrived and that no clerk at this PC has looked at: one line on every screen
/// until one is opened, dismissed or registered.
@MainActor
struct FlashNews {
  private(set) var lines: [DocumentLine] = []
  /// Those that a bell was rung for.
  private var rung: Set<String> = []

  /// Looks again.
  ///
  /// - Returns: whether one has come since the last look.
  mutating func look(_ session: Session) throws -> Bool {
    let all = try session.office.flashArrivals()
    let seen = all.isEmpty ? [] : try FlashNews.seen(session)
    lines = all.filter { !seen.contains($0.entry) }
    let new = lines.filter { rung.insert($0.entry).inserted }
    return !new.isEmpty
  }

  /// Marks these as looked at, at this PC.
  mutating func see(_ looked: [DocumentLine], _ session: Session) throws {
    lines.removeAll { line in looked.contains { $0.entry == line.entry } }
    let path = try FlashNews.path(session)
    makeFolders(above: path)
    let kept = try (FlashNews.seen(session) + looked.map(\.entry)).suffix(FlashNews.most)
    // Where it cannot be stored, the line comes back at the next start.
    try? NewFile.write(Array((kept.joined(separator: "\n") + "\n").utf8), to: path)
  }

  /// How many are remembered.
  private static let most = 500

  private static func path(_ session: Session) throws -> String {
    session.paths.state + "/seen-flash-\(try session.office.stationName().station)"
  }

  private static func seen(_ session: Session) throws -> [String] {
    (OwnFile.read(try path(session)) ?? "").split(whereSeparator: \.isNewline).map(String.init)
  }

  /// “HỎA TỐC đến: 15/QĐ-UBND của UBND tỉnh (^O mở, ^X bỏ qua)”; `nil` if there is none.
  func words(_ open: String, _ dismiss: String) -> Bilingual? {
    guard let first = lines.first else { return nil }
    let more = lines.count - 1
    return Bilingual(
      "HỎA TỐC đến: \(first.document.code) của \(first.author)\(more > 0 ? " và \(more) văn bản nữa" : "") "
        + "(\(open) mở, \(dismiss) để sau)",
      "FLASH arrived: \(first.document.code) of \(first.author)\(more > 0 ? " and \(more) more" : "") "
        + "(\(open) opens, \(dismiss) later)")
  }
}

extension Workbench {
  /// Looks for flash documents that have arrived, by whatever process; a new one rings the bell, once.
  func lookForFlash() throws {
    guard session.isOpen, !isBeginning else { return }
    if try flash.look(session) { outside.append(.bell) }
  }

  /// Opens the newest flash document, above whatever is on the screen; or dismisses the line.
  func answerFlash(opens: Bool) throws {
    guard let first = flash.lines.first else {
      return say(Bilingual("Không có văn bản hỏa tốc mới đến.", "No flash document has just arrived."))
    }
    try flash.see(opens ? [first] : flash.lines, session)
    if opens { show(try CardScreen(session, first)) }
  }

  /// The command line of a key for it, which works everywhere: in the fields of a form too.
  func flashLine(for key: Key) -> String? {
    if case .character = key { return nil }
    return keymap.command(for: key, on: "everywhere").flatMap { $0.hasPrefix("flash ") ? $0 : nil }
  }

  /// The lines above every screen: what is wrong with the office's file, and the flash document that has arrived.
  func banner(_ width: Int) -> [String] {
    let trouble = fileTrouble.map { wrapped($0.words[session.language], to: width - 2) } ?? []
    return trouble.prefix(5) + [flashWords].compactMap(\.self)
  }

  private var flashWords: String? {
    let keys = ["open", "dismiss"].map { answer in
      keymap.keys(for: "flash \(answer)", on: "everywhere").first?.hint ?? ":flash \(answer)"
    }
    return flash.words(keys[0], keys[1])?[session.language]
  }
}
