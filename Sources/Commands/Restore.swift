import CommandWords
import DurableFile
import Office
import Records
import Wording

/// Phục hồi.
package extension Command {
  static let restore: Command = Command(
    name: "restore", aliases: ["phuc-hoi"], group: .file,
    summary: Bilingual(
      "phục hồi từ bản sao lưu; sổ đang có được cất riêng", "restore a backup; the current file is set aside"),
    detail: Bilingual(
      "Không nêu tệp thì trên màn hình chọn trong các bản tìm được; --newest lấy bản mới nhất của chính cơ quan này, "
        + "không lấy sổ mẫu hay sổ cơ quan khác. Sau khi phục hồi, phải cho biết số cuối đã ghi trên giấy "
        + "(vanthu numbers) rồi mới cấp số tiếp, để không số nào bị cấp hai lần.",
      "Without a file the screen offers the backups found; --newest uses the newest of this same office, "
        + "never a sample or another office's. Afterwards the last numbers used on paper must be entered "
        + "(vanthu numbers) before another is assigned, so that no number is assigned twice."
    ),
    parameters: [
      RestoreParameters.file, RestoreParameters.newest, RestoreParameters.otherOffice, RestoreParameters.fromHub,
      RestoreParameters.code,
      RestoreParameters.station,
      RestoreParameters.name, RestoreParameters.ca, RestoreParameters.insecure, HubParameters.hubKey,
      RestoreParameters.rename,
    ],
    examples: [
      Example(
        "vanthu restore --from-hub https://vanthu.caobang.gov.vn --code 7KQ2-M0XD-9TRA-4GGS-S60R-6DC1",
        "lấy lại từ tỉnh",
        "restore from the province"),
      Example("vanthu restore --newest", "bản mới nhất tìm được", "the newest one found"),
      Example("vanthu restore /media/usb/so-2026-11-20.db", "phục hồi từ USB", "from a USB stick"),
    ],
    isLong: { $0.has(RestoreParameters.fromHub) }, isAwaited: true, helper: .restore, replacesFile: true,
    advice: Advice(heading: { filling in
      let own = (try? filling.session.office.profile).map { "\($0.name), \($0.organID)" }
      return Bilingual(
        "Sổ ở máy này: \(own ?? "không có")", "This register: \(own ?? "none")")
    }),
    question: { call in call.given.has(RestoreParameters.fromHub) ? questionFromHub(call.session, call.given) : nil },
    run: { session, given in
      if given(RestoreParameters.fromHub) != nil {
        makeFolders(above: session.paths.office)
        return try session.send(.restore, given)
      }
      let path = try chosenBackup(session, given)
      let clerk = try restorer(session, path)
      session.use(nil)
      makeFolders(above: session.paths.office)
      let progress = session.progress(Bilingual("Phục hồi", "Restoring"))
      let restored = try Office.restore(
        from: path, to: session.paths.office,
        context: ActContext(clerk: clerk, day: session.today, milliseconds: session.clock())
      ) { progress.at(Int($0 * 1000)) }
      progress.finish()
      session.use(restored.office)
      let aside =
        restored.setAside.map { [session.say("Sổ trước đó được cất ở \($0).", "The previous file is at \($0).")] }
        ?? []
      let questions = try restored.office.numbersToConfirm(today: session.today).map { asked in
        let (book, last) = (asked.book, asked.lastNumber)
        return session.say(
          "\(book.name) \(book.year) (\(book.id)): trong máy tới số \(last).",
          "\(book.name) \(book.year) (\(book.id)): the file has reached \(last).")
      }
      let way =
        session.isOnScreen
        ? Bilingual(":numbers", ":numbers")
        : Bilingual("vanthu numbers --last SỔ=SỐ …", "vanthu numbers --last BOOK=NUMBER …")
      let next =
        try restored.office.awaitsHub()
        ? session.say(
          "Trước khi cấp số: đồng bộ với tỉnh, rồi cho biết số cuối trên giấy của từng sổ: \(way.vietnamese)",
          "Before another number is assigned, exchange with the hub, then enter the last one on paper of each book: "
            + way.english)
        : session.say(
          "Trước khi cấp số, cho biết số cuối trên giấy của từng sổ: \(way.vietnamese)",
          "Before another number is assigned, enter the last one on paper of each book: \(way.english)")
      return Outcome(
        rows: ([session.say("Đã phục hồi từ \(path).", "Restored from \(path).")] + aside).map(OutputLine.init)
          + restored.findings.map { .columns($0.place, $0.words[session.language]) }
          + (questions + [next]).map(OutputLine.init),
        json: .object([
          ("file", .string(path)), ("office", .string(session.paths.office)), ("setAside", JSON(restored.setAside)),
          ("findings", .array(restored.findings.map { $0.json(session.language) })),
        ]))
    },
    asks: { call in
      let (session, given) = (call.session, call.given)
      if given.has(RestoreParameters.fromHub) { return formFromHub(session, call.command, given) }
      guard given(RestoreParameters.file) != nil || given(RestoreParameters.newest) else { return .restore(nil) }
      let path = try chosenBackup(session, given)
      guard let backup = FoundBackup.named(path, of: session.paths.office) else {
        throw Folder.leadsSomewhere(path) ? OpenRefusal.foreign(path) : FileRefusal.missing(path) as any Error
      }
      return .restore(backup)
    })

  /// Returns the form with what the line gives: it stays while the screen has no file to show.
  @MainActor
  private static func formFromHub(_ session: Session, _ name: String, _ given: Given) -> ScreenRequest {
    let address = given(RestoreParameters.fromHub).flatMap { $0 == "-" ? nil : $0 }
    let known = address ?? (try? session.office.enrolment())?.url ?? ""
    let asked: [any Declared] = [
      RestoreParameters.fromHub, RestoreParameters.code, RestoreParameters.station, RestoreParameters.ca,
      HubParameters.hubKey, RestoreParameters.rename,
    ]
    var arguments = given.arguments
    for parameter in asked { arguments.values[parameter.parameter.name] = nil }
    var typed = given.arguments.values.filter { arguments.values[$0.key] == nil }
    typed[RestoreParameters.fromHub.name] = known.isEmpty ? nil : [known]
    // An enrolled file names its station itself.
    if typed[RestoreParameters.station.name] == nil, (try? session.office.enrolment()) != nil,
      let own = try? session.office.stationName().station
    {
      typed[RestoreParameters.station.name] = [own.description]
    }
    return .form(
      FormRequest(
        command: name, given: arguments, prefilled: typed,
        only: asked.map { declared in
          var parameter = declared.parameter
          let isNeeded = [RestoreParameters.fromHub.name, RestoreParameters.code.name].contains(parameter.name)
          parameter.isWanted = isNeeded
          return parameter
        },
        title: Bilingual("Lấy lại sổ của cơ quan từ tỉnh", "Restore the office from the province")))
  }

  /// Returns the question before the registers of the province replace the file: what stays, what is replaced.
  @MainActor
  private static func questionFromHub(_ session: Session, _ given: Given) -> Question {
    let isThere = Folder.leadsSomewhere(session.paths.office)
    let unsent = (try? session.office.unsent().entries) ?? 0
    let kept =
      isThere
      ? Bilingual(
        " Tệp sổ đang có được cất bên cạnh, không xóa.", " The current file is set aside, not deleted.") : ""
    let lost =
      unsent > 0
      ? Bilingual(" Máy này còn \(unsent) việc chưa gửi.", " \(unsent) entries of this PC have not been sent.") : ""
    return Question(
      title: Bilingual("Lấy lại sổ từ tỉnh?", "Restore the office from the province?"),
      sentence: Bilingual(
        (isThere ? "Sổ ở máy này được thay bằng sổ mà tỉnh giữ" : "Sổ mà tỉnh giữ được đặt vào máy này")
          + "; việc chưa gửi lên tỉnh phải nhập lại (máy hỏi số cuối trên giấy)." + lost.vietnamese + kept.vietnamese,
        (isThere
          ? "The registers that the province holds replace those of this PC"
          : "The registers that the province holds come to this PC")
          + "; what it does not have must be entered again." + lost.english + kept.english),
      isDangerous: isThere,
      answers: [
        isThere
          ? .init(words: Bilingual("lấy về, thay sổ này", "fetch and replace"), then: .go(given), isDeliberate: true)
          : .init(words: Bilingual("lấy về", "fetch"), then: .go(given)),
        .init(words: Bilingual("thôi", "leave it"), then: .leave),
      ])
  }

  /// Returns the path of the backup that was named, or of the newest one of this office that is found.
  @MainActor
  private static func chosenBackup(_ session: Session, _ given: Given) throws -> String {
    try given.refuse(
      [RestoreParameters.rename], unless: Bilingual("lấy lại từ tỉnh (--from-hub)", "the province (--from-hub) is used")
    )
    if let typed = given(RestoreParameters.file) {
      let path = try FileNames.found(typed)
      if !given(RestoreParameters.otherOffice) { try expectOwn(path, session) }
      return path
    }
    let near = FoundBackup.near(session.paths.office)
    let found = near.filter {
      ![.setAside, .beforeMending].contains($0.kind) && $0.owner != .sample && $0.isSound
    }
    let own = found.filter { $0.owner == .own }
    if given(RestoreParameters.newest), let newest = own.first { return newest.path }
    // Whose it is does not matter: what is here now may be another office's, restored by mistake.
    let aside = near.filter { $0.kind == .setAside }
    guard !found.isEmpty || aside.isEmpty else {
      throw KeepingRefusal.onlySetAside(aside.prefix(5).map(BackupWords.named))
    }
    guard !own.isEmpty else { throw KeepingRefusal.whoseBackup(found.prefix(5).map(BackupWords.named)) }
    throw KeepingRefusal.whichBackup(own.prefix(5).map(\.path))
  }

  /// Refuses a backup of another office than the one whose file it would replace.
  @MainActor
  private static func expectOwn(_ path: String, _ session: Session) throws {
    // The office's own file under another name is refused later: a second look at it would release SQLite's locks.
    let (there, here) = (Folder.facts(path), Folder.facts(session.paths.office))
    guard there?.st_ino != here?.st_ino || there?.st_dev != here?.st_dev,
      case .otherOffice(let other) = FoundBackup.named(path, of: session.paths.office)?.owner
    else { return }
    throw KeepingRefusal.otherOffice(path, of: other)
  }

  /// Returns the clerk who restores, one that the backup knows.
  @MainActor
  private static func restorer(_ session: Session, _ path: String) throws -> String {
    let backup = try Office.open(path)
    guard let typed = session.options.clerk else { return try backup.firstClerk() }
    guard let known = try backup.clerk(named: typed) else {
      throw SessionRefusal.unknownClerk(typed, try backup.clerks())
    }
    return known
  }
}

package enum RestoreParameters {
  package static let file = Typed<String>.argument("file", .file, Bilingual("Tệp sao lưu", "Backup"), required: false)
  package static let newest = Typed<Bool>.flag(
    "newest", Bilingual("Bản mới nhất", "The newest"),
    help: Bilingual("bản mới nhất của cơ quan này tìm được", "the newest backup of this office found"))
  package static let otherOffice = Typed<Bool>.flag(
    "other-office", Bilingual("Cả của cơ quan khác", "Another office's too"),
    help: Bilingual(
      "cả khi bản ấy là sổ của một cơ quan khác", "even if the backup is of another office"), asked: false)
  package static let fromHub = Typed<String>.option(
    "from-hub", .word, Bilingual("Địa chỉ máy chủ", "Address of the hub"),
    help: Bilingual(
      "lấy lại từ tỉnh khi máy và bản sao lưu đều mất", "from the province, when PC and backups are lost"),
    asked: false)
  package static let code = Typed<String>.option(
    "code", .word, Bilingual("Mã", "Code"), help: Bilingual("do tỉnh cấp", "issued by the province"), asked: false
  ).declared { parameter in
    var parameter = parameter
    parameter.isSecret = true
    return parameter
  }
  package static let station = Typed<String>.option(
    "station", .text, Bilingual("Máy đã mất", "The lost station"),
    help: Bilingual("khi cơ quan có nhiều máy", "if the office has several"), asked: false)
  package static let name = Typed<String>.option(
    "name", .text, Bilingual("Tên máy", "Name of the station"), asked: false)
  package static let ca = Typed<String>.option(
    "ca", .file, Bilingual("Chứng thư", "Certificates"),
    help: Bilingual("chứng thư riêng của tỉnh", "the province's own certificates"), asked: false)
  package static let rename = Typed<Bool>.flag(
    "rename", Bilingual("Đổi tên sổ", "Rename"),
    help: Bilingual(
      "với --from-hub: đổi tên sổ theo tên cơ quan mà mã được cấp cho",
      "with --from-hub: rename the register to the name of the code's office"))
  package static let insecure = Typed<Bool>.flag(
    "insecure", Bilingual("Không mã hóa", "Unencrypted"),
    help: Bilingual("cho phép địa chỉ http:// qua mạng", "allow an address with http:// over a network"))
}

package enum KeepingRefusal: Refusal, Equatable {
  case whichBackup([String])
  /// None is certain to be this office's.
  case whoseBackup([String])
  /// There is nothing but files that an earlier restore has set aside.
  case onlySetAside([String])
  case otherOffice(String, of: String)

  package var words: Bilingual {
    switch self {
    case .onlySetAside(let paths):
      Bilingual(
        "Không có bản sao lưu nào, chỉ có tệp được cất khi phục hồi: \(paths.joined(separator: ", ")). "
          + "Quay lại tệp ấy bằng vanthu restore TỆP.",
        "There is no backup, only what was set aside by a restore: \(paths.joined(separator: ", ")). "
          + "Return to it with vanthu restore FILE.")
    case .otherOffice(let path, let other):
      Bilingual(
        "\(path) là sổ của “\(other)”, không phải của cơ quan ở máy này; chưa phục hồi gì. Chọn đúng tệp, hay cố ý "
          + "thay thì thêm --other-office.",
        "\(path) is the register of “\(other)”, not of the office of this PC; nothing was restored. Choose the right "
          + "file, or add --other-office if that is meant.")
    case .whoseBackup(let found) where found.isEmpty:
      Bilingual(
        "Không tìm thấy bản sao lưu nào; nêu tệp: vanthu restore TỆP, hoặc lấy lại từ tỉnh: vanthu restore --from-hub.",
        "No backup was found; name one: vanthu restore FILE, or restore from the province: vanthu restore --from-hub.")
    case .whoseBackup(let found):
      Bilingual(
        "Không rõ bản nào là của cơ quan này: \(found.joined(separator: ", ")). "
          + "Xem đúng tên rồi gõ vanthu restore TỆP.",
        "It is not known which is this office's: \(found.joined(separator: ", ")). "
          + "Check the names, then run vanthu restore FILE."
      )
    case .whichBackup(let found):
      Bilingual(
        "Chưa nêu bản sao lưu nào; mới nhất trước: \(found.joined(separator: ", ")). "
          + "Gõ vanthu restore TỆP, hoặc --newest.",
        "No backup is named; newest first: \(found.joined(separator: ", ")). Run vanthu restore FILE, or --newest.")
    }
  }
}
