import CommandWords
import Commands
import DurableFile
import Glibc
import Office
import Records
import Terminal
import Wording

/// The question before a backup replaces the office's file: the same for a row of the list and for a command that names
/// the file.
extension Workbench {
  /// Asks about the backup under the cursor of the list; returns false where no such list is shown.
  func restoreChosen() throws -> Bool {
    guard let list = screen as? any BackupChoosing else { return false }
    guard let (backup, content) = list.chosenBackup else {
      let fromHub = session.keyHint("restore --from-hub", list.name)
      say(
        Bilingual(
          "Không có bản sao lưu nào ở đây; gõ :restore TỆP, hoặc nhấn \(fromHub) để lấy lại từ tỉnh.",
          "There is no backup here; type :restore FILE, or press \(fromHub) to restore from the province."), .warning)
      return true
    }
    try askRestore(backup, content)
    return true
  }

  /// Asks whether to go back to a backup, and says what that means. What speaks against it is said before the question.
  ///
  /// - Parameter content: what the backup contains; `nil` when it cannot be read.
  func askRestore(_ backup: FoundBackup, _ content: FoundBackup.Content?) throws {
    guard let content else {
      return say(
        Bilingual("\(backup.path) không đọc được; chọn bản khác.", "\(backup.path) cannot be read; choose another."),
        .danger)
    }
    // That the file was replaced must not be forgotten by opening it again.
    if case .replaced = fileTrouble {
    } else {
      session.letGo()
      try Office.expectReplaceable(session.paths.office, by: backup.path)
    }
    let (until, warning) = (content.lastAct.map { clockTime($0) } ?? "—", BackupWords.warning(backup.owner))
    let sentence = Bilingual(
      """
      \(warning.map { "\($0.vietnamese): " } ?? "")\(content.office), \(content.documents) văn bản. \
      Việc làm sau lúc ấy phải nhập lại (máy hỏi số cuối trên giấy)\(kept.vietnamese).
      """,
      """
      \(warning.map { "\($0.english): " } ?? "")\(content.office), \(content.documents) documents. \
      Anything done later must be entered again\(kept.english).
      """
    )
    put(
      Dialog(
        session.say("Phục hồi từ bản này? Việc cuối trong đó: \(until)", "Restore this one? Its last act: \(until)"),
        sentence: sentence[session.language],
        answers: restoreAnswers(isOwn: backup.owner == .own), dangerous: true),
      [
        { try self.restore(backup) },
        { self.say(Bilingual("Chưa làm gì.", "Nothing was done.")) },
      ])
  }

  private var kept: Bilingual {
    Folder.leadsSomewhere(session.paths.office)
      ? Bilingual("; tệp sổ đang có được cất bên cạnh, không xóa", "; the current file is set aside, not deleted") : ""
  }

  /// Returns the answers. Where the backup may be of another office, the key to go on is not the one that is pressed
  /// without thinking.
  private func restoreAnswers(isOwn: Bool) -> [Dialog.Answer] {
    [
      .init(isOwn ? .named(.enter) : .function(2), session.say("phục hồi", "restore")),
      .init(.named(.escape), session.say("thôi", "leave it")),
    ]
  }

  private func restore(_ backup: FoundBackup) throws {
    // The question has said whose it is.
    let meant = ["--\(RestoreParameters.otherOffice.name)"]
    let given = Given(try Command.restore.parse(meant, strict: false), today: session.today)
    let outcome = try Command.restore.run(session, given.with(RestoreParameters.file, backup.path).arguments)
    begin(with: try TriageScreen(session))
    fileTrouble = session.lookAtFile()
    try watch()
    show(TextScreen(Bilingual("Phục hồi từ bản sao lưu", "Restoring a backup"), outcome.lines.joined(separator: "\n")))
  }

  /// Lets go of the office's file before another process replaces it.
  ///
  /// - Throws: a refusal where somebody else has it open.
  func lendOut() throws {
    guard exchange == nil else { throw RestoreWait.exchange }
    // That the file was replaced must not be forgotten by opening it again.
    if case .replaced = fileTrouble {
    } else {
      session.letGo()
      try Office.expectReplaceable(session.paths.office)
    }
    session.isLentOut = true
  }

  /// Takes the office's file back, another one where it was replaced.
  func takeBack(isReplaced: Bool) throws {
    session.isLentOut = false
    guard isReplaced else { return }
    session.use(nil)
    begin(with: try TriageScreen(session))
    fileTrouble = session.lookAtFile()
    try watch()
  }
}

enum RestoreWait: Refusal {
  case exchange

  var words: Bilingual {
    Bilingual(
      "Đang có một lần gửi nhận; đợi nó xong, hay dừng nó ở màn hình gửi nhận, rồi làm lại.",
      "An exchange is running; wait for it or stop it on its screen, then try again.")
  }
}
