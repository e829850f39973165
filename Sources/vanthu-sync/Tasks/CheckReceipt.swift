import CommandWords
import Crypto
import DurableFile
import Exchange
import Office
import Records
import Sync
import Wording

extension HelperTask {
  /// `vanthu receipt --check FILE`: whether a delivery receipt is as it was signed, and by whom. The office's file is
  /// only needed to know the keys; without one they are named, to be compared by eye.
  func checkReceipt() throws -> (outcome: Outcome, status: Int32) {
    let path = try arguments.required("check")
    let bytes = try FileRefusal.translating(path) { try OpenFile.all(path, atMost: 1 << 20) }
    guard let bytes, let (paper, others) = StatementPaper.read(String(decoding: bytes, as: UTF8.self)) else {
      throw ReceiptCheckRefusal.none(path)
    }
    guard paper.isWhole else { throw ReceiptCheckRefusal.changed }
    let office = Folder.leadsSomewhere(request.office) ? try Office.open(request.office) : nil
    var verdict = try paper.signer.fingerprint == nil ? ofStation(paper, office) : ofHub(paper, office)
    if others {
      verdict.lines.append(
        say(
          "Trong tệp còn chữ ở ngoài giấy: phần ấy không ai ký.",
          "The file has words outside of the paper, which nobody has signed."))
    }
    let statement = paper.statement
    return (
      Outcome(
        lines: [say("Đúng.", "Right.")] + verdict.lines,
        json: .object([
          ("right", .bool(true)), ("signedBy", .string(paper.signer.fingerprint == nil ? "station" : "hub")),
          ("known", verdict.isKnown.map(JSON.bool) ?? .null), ("fingerprint", .string(verdict.fingerprint)),
          ("entry", .string(statement.entry.description)), ("made", .string(isoTime(Int64(statement.time)))),
          ("log", .string("\(statement.incarnation)")), ("words", .array(verdict.lines.map(JSON.string))),
        ])), 0
    )
  }

  private struct Verdict {
    /// What was proved.
    var lines: [String]
    var fingerprint: String
    /// Whether the office's file knows the key; `nil` without one.
    var isKnown: Bool?
  }

  private func ofHub(_ paper: StatementPaper, _ office: Office?) throws -> Verdict {
    let fingerprint = paper.signer.fingerprint?.description ?? ""
    let when = moment(Int64(paper.statement.time))
    var verdict = Verdict(
      lines: [
        say(
          "Không chữ nào bị sửa: trung tâm có khóa ghi trên giấy đã ký nguyên văn, lúc \(when).",
          "No letter was changed: the hub that has the key on the paper signed it as it is, at \(when).")
      ], fingerprint: fingerprint)
    try compare(paper.signer.signingKey, fingerprint, office, &verdict)
    if let known = try office?.enrolment(), known.incarnation != paper.statement.incarnation {
      verdict.lines.append(
        say(
          "Trung tâm đã phục hồi dữ liệu sau khi ký giấy này (hay máy này chưa hay); chữ ký vẫn đúng.",
          "The hub was put back from a copy since it signed this (or this PC has not heard of it); the signature "
            + "holds."))
    }
    return verdict
  }

  /// Says whose key it is: by the office's file, else by its fingerprint.
  ///
  /// - Throws: `ReceiptCheckRefusal.otherHub`.
  private func compare(
    _ key: [UInt8], _ fingerprint: String, _ office: Office?, _ verdict: inout Verdict
  ) throws {
    guard let known = try office?.enrolment() else {
      verdict.lines.append(
        say(
          "Máy này không có khóa của tỉnh để so. Hỏi văn phòng tỉnh dấu khóa của trung tâm, phải là: \(fingerprint).",
          "This PC knows no hub to compare with. Ask the province for the fingerprint of its hub; it must be: "
            + "\(fingerprint)."))
      return
    }
    guard known.signingKey == key else { throw ReceiptCheckRefusal.otherHub(fingerprint) }
    verdict.isKnown = true
    verdict.lines.append(
      say(
        "Khóa ấy là của \(known.name), trung tâm mà cơ quan này đã đăng ký (\(fingerprint)).",
        "The key is that of \(known.name), the hub of this office (\(fingerprint))."))
  }

  /// A paper of the station that issued the document, with the receipt of a hub of an earlier version.
  private func ofStation(_ paper: StatementPaper, _ office: Office?) throws -> Verdict {
    let (statement, key) = (paper.statement, paper.signer.signingKey)
    guard let (receipt, hubKey, agreementKey) = StatementText.receipt(in: statement.body),
      let hub = try? Curve25519.Signing.PublicKey(rawRepresentation: hubKey), receipt.isSigned(by: hub),
      receipt.held.journal == statement.entry.journal, receipt.held.sequence >= statement.entry.sequence
    else { throw ReceiptCheckRefusal.changed }
    let signer = StatementPaper.Signer.hub(signingKey: hubKey, agreementKey: agreementKey)
    let fingerprint = signer.fingerprint?.description ?? ""
    var verdict = Verdict(
      lines: [
        say(
          "Không chữ nào bị sửa. Trung tâm (bản cũ) chỉ ký biên nhận: lúc \(moment(Int64(receipt.time))) giữ nhật ký "
            + "của máy \(statement.entry.station) đến mục \(receipt.held.sequence); phần còn lại do máy có khóa ghi "
            + "trên giấy ký.",
          "No letter was changed. The hub, of an earlier version, signed its receipt only: at "
            + "\(moment(Int64(receipt.time))) it held the journal of station \(statement.entry.station) up to entry "
            + "\(receipt.held.sequence); the rest is signed by the station that has the key on the paper.")
      ], fingerprint: fingerprint)
    try compare(hubKey, fingerprint, office, &verdict)
    guard let office else { return verdict }
    let signers = try office.stations(signingWith: key)
    guard signers.isEmpty || signers.contains(statement.entry.station) else { throw ReceiptCheckRefusal.changed }
    verdict.lines.append(
      signers.isEmpty
        ? say(
          "Máy này chưa biết khóa của máy đã ký: hỏi nơi gửi.", "This PC does not know the key of that station.")
        : say("Máy đã ký đúng là máy \(statement.entry.station).", "It was signed by \(statement.entry.station)."))
    verdict.lines.append(try chain(statement, receipt, office))
    return verdict
  }

  /// Whether the entry lies in the journal that the hub has signed for: only the office that wrote it can show that.
  private func chain(_ statement: Statement, _ receipt: Receipt, _ office: Office) throws -> String {
    guard let hash = try office.hash(of: statement.entry) else {
      return say(
        "Văn bản có ở trong nhật ký ấy hay không thì chỉ máy có sổ của nơi gửi thử được.",
        "Whether the document is in that journal only a PC with the sender's file can check.")
    }
    // The file itself is checked by `vanthu verify`: each hash is over the one before it.
    guard statement.body.contains(hash.description), try office.hash(of: receipt.held.reference) == receipt.held.hash
    else { throw ReceiptCheckRefusal.changed }
    return say(
      "Sổ ở máy này có đúng mục ấy, và chuỗi từ đó đến mục trung tâm đã ký (vanthu verify thử cả chuỗi).",
      "The file of this PC has that entry, and the chain from it to the one that the hub signed (vanthu verify checks "
        + "all of it).")
  }
}

enum ReceiptCheckRefusal: Refusal, Equatable {
  case none(String)
  case changed
  case otherHub(String)

  var words: Bilingual {
    switch self {
    case .none(let path):
      Bilingual(
        "Trong \(path) không có giấy xác nhận nào đủ cả chữ ký; lấy lại đúng tệp mà nơi gửi đã lưu.",
        "There is no receipt with a complete signature in \(path); get the file as its sender saved it.")
    case .changed:
      Bilingual(
        "Sai: giấy đã bị sửa sau khi ký, hay không phải bên ghi trên giấy ký; đừng dùng, hỏi nơi gửi hay tỉnh.",
        "Wrong: the paper was changed after it was signed, or was not signed by whom it names; do not use it, ask the "
          + "sender or the province."
      )
    case .otherHub(let fingerprint):
      Bilingual(
        "Sai: khóa trên giấy (\(fingerprint)) không phải khóa của trung tâm mà cơ quan này đã đăng ký; hỏi tỉnh.",
        "Wrong: the key on the paper (\(fingerprint)) is not that of the hub of this office; ask the province.")
    }
  }
}
