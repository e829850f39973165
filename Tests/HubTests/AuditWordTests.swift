import Exchange
import Records
import TestProvince
import Testing
import Wording

@testable import Hub

/// A person reads the audit log in words; scripts read what they always did.
struct AuditWordTests {
  private func entry(_ kind: AuditKind, _ whom: String) throws -> AuditEntry {
    let world = try World()
    try world.hub.record(kind, on: whom)
    return try #require(try world.hub.auditEntries().last)
  }

  @Test(
    arguments: [
      (AuditKind.pageRefused, "unknownOrgan /ma", "không có cơ quan này: /ma", "no such agency: /ma"),
      (.commandRefused, "ended enrol xa-01351/ubnd", "cơ quan đã hết hiệu lực: enrol xa-01351/ubnd", nil),
      (.exchangeRefused, "revoked (+57)", "trạm đã bị thu hồi (+57)", "a revoked station (+57)"),
      (.enrolmentRefused, "wrongCode", "sai mã", "a wrong code"),
      (.loginFailed, "password", "sai mật khẩu", "a wrong password"),
      (.loginDelayed, "codes (+3)", "sai mã xác thực nhiều lần (+3)", nil),
      (.ruleSet, "secondFactor on", "buộc quản trị xác thực hai bước: bật", nil),
      (.requestMade, "1 code xa-2025-01351/ubnd", "đề nghị 1: cấp mã cho xa-2025-01351/ubnd", nil),
      (
        .requestConfirmed, "2 revoke 0a1b2c3d", "đề nghị 2: thu hồi trạm 0a1b2c3d", "request 2: revoke station 0a1b2c3d"
      ),
      (.accountAdded, "hung-dao clerk xa-2025-01351/ubnd", "hung-dao: văn thư cơ quan xa-2025-01351/ubnd", nil),
      (.roleSet, "lan auditor", "lan: người kiểm tra", "lan: auditor"),
      (.quotaSet, "so-noi-vu documents=2000", "so-noi-vu: văn bản 2.000", nil),
      (.quotaSet, "* storage=-", "mức chung: giữ như mức chung", nil),
      (.allowanceRefused, "recipients so-noi-vu", "nơi nhận: so-noi-vu", nil),
      (.verified, "0", "đúng cả", "all sound"), (.verified, "3 !", "3 lỗi", nil),
      (.certificateTaken, "89", "còn 89 ngày", nil), (.compacted, "2147483648 1073741824", "từ 2 GB còn 1 GB", nil),
      (.auditExported, "csv 20/11/2026", "bảng CSV, từ 20/11/2026", nil),
      (.officesImported, "+1 ~2", "1 mới, 2 thay đổi", nil),
      (.rollbackConfirmed, "administrator", "quản trị xác nhận", nil),
      (.codeCancelled, "so-noi-vu (copy)", "so-noi-vu (mở từ bản sao lưu)", nil), (.codeCancelled, "so-a", "so-a", nil),
      (.axisRun, "/srv/truc cũ +3 -0 2>", "/srv/truc cũ: nhận 3, không nhận 0, gửi 2", nil),
      (.packetsAnswered, "/media/usb +3 -1", "/media/usb: nhận 3, không nhận 1", nil),
      (.stationRevoked, "0a1b2c3d: máy mất", "0a1b2c3d: máy mất", "0a1b2c3d: máy mất"),
      // Of a later version, or written by hand.
      (.pageRefused, "laterWord /ma", "laterWord /ma", "laterWord /ma"), (.ruleSet, "trước", "trước", "trước"),
      (.loginFailed, "", "", ""),
    ] as [(AuditKind, String, String, String?)])
  func aLineIsReadInWords(kind: AuditKind, whom: String, vietnamese: String, english: String?) throws {
    let entry = try entry(kind, whom)
    #expect(entry.subject.vietnamese == vietnamese)
    if let english { #expect(entry.subject.english == english) }
    // What is stored, and chained, stays.
    #expect(entry.whom == whom)
  }

  /// Every refusal that can be in the log has its words.
  @Test func everyRefusalIsSaidInWords() {
    let organ = Organ(id: "a", name: "A", level: .other)
    let refusals: [any Refusal] = [
      HubRefusal.unknownStation(""), HubRefusal.notForHub, HubRefusal.fenced(""),
      HubRefusal.tooMuch, HubRefusal.noStation(""), HubRefusal.unknownOrgan(""),
      HubRefusal.ended(organ, successors: []), HubRefusal.alreadyIssues("", ""), HubRefusal.doesNotIssue("", ""),
      HubRefusal.noStick(""), HubRefusal.noPackets(""), HubRefusal.noCode(""), EnrolmentRefusal.unreadable,
      EnrolmentRefusal.wrongCode, EnrolmentRefusal.used, EnrolmentRefusal.expired, EnrolmentRefusal.cancelled,
      EnrolmentRefusal.tooManyTries(minutes: 1), EnrolmentRefusal.wholeCode, EnrolmentRefusal.oldCode,
      EnrolmentRefusal.oldProgram, EnrolmentRefusal.otherHub, EnrolmentRefusal.otherOffice(file: "", code: ""),
      EnrolmentRefusal.notFirst(""), EnrolmentRefusal.nobodyToJoin(""), EnrolmentRefusal.nameTaken(""),
      EnrolmentRefusal.whichOne([]), EnrolmentRefusal.notOfOffice(""),
      EnrolmentRefusal.stationOfOther("", office: "", code: ""), HubStorageRefusal.none(""),
      HubStorageRefusal.exists(""), HubStorageRefusal.notEmpty(""), HubStorageRefusal.foreign(""),
      HubStorageRefusal.later(""), HubStorageRefusal.keys(""), HubStorageRefusal.busy(""), HubStorageRefusal.full(""),
      HubStorageRefusal.damaged(""), HubStorageRefusal.failing(""), HubStorageRefusal.inTheWay(""),
      AccountRefusal.name(""), AccountRefusal.short, AccountRefusal.shortForAdministrator, AccountRefusal.long,
      AccountRefusal.common, AccountRefusal.named, AccountRefusal.needsOffice, AccountRefusal.noOffice(.viewer),
      AccountRefusal.lastAdministrator(""), AccountRefusal.needsTwo(1), AccountRefusal.oneOfTwo(""),
      AxisRefusal.noFolder(""),
      ProposalRefusal.gone, ProposalRefusal.own, PacketRefusal.notAPacket, PacketRefusal.damaged(frame: 1),
      AxisRefusal.ownStation, AxisRefusal.hasStation("", ""), AxisRefusal.whileWritten, AxisRefusal.unreadable,
    ]
    for refusal in refusals {
      let kind = AuditEvent.kind(of: refusal)
      #expect(RefusalWords.of(kind) != nil, "\(kind)")
    }
  }
}
