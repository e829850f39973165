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

  /// “HỎA TỐC đến: 15/QĐ-UBND của UBND tỉnh (^O mở, ^X để sau)”; `nil` if there is none. Where that is too long, the
  /// sender is shortened, then the code: the keys are always there.
  func words(_ open: String, _ dismiss: String, _ language: Language, width: Int) -> String? {
    guard let first = lines.first else { return nil }
    let more = lines.count - 1
    let (before, of, after) =
      language == .vietnamese
      ? (
        "HỎA TỐC đến: ", " của ", "\(more > 0 ? " và \(more) văn bản nữa" : "") (\(open) mở, \(dismiss) để sau)"
      ) : ("FLASH arrived: ", " of ", "\(more > 0 ? " and \(more) more" : "") (\(open) opens, \(dismiss) later)")
    let room = width - displayWidth(before) - displayWidth(after)
    let code = clipped(first.document.code, to: max(0, room - displayWidth(of) - FlashNews.leastSender))
    let sender = clipped(first.author, to: max(0, room - displayWidth(code) - displayWidth(of)))
    return before + code + of + sender + after
  }

  /// How many columns are left for the sender where the code is long.
  private static let leastSender = 12
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
    return trouble.prefix(5) + [flashWords(width - 2)].compactMap(\.self)
  }

  private func flashWords(_ width: Int) -> String? {
    let keys = ["open", "dismiss"].map { answer in
      keymap.keys(for: "flash \(answer)", on: "everywhere").first?.hint ?? ":flash \(answer)"
    }
    return flash.words(keys[0], keys[1], session.language, width: width)
  }
}
