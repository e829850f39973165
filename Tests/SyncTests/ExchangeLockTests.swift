import Sync
import TestSupport
import Testing

/// One exchange of a file at a time; a nightly one lets a clerk's go first while it only waits.
struct ExchangeLockTests {
  private let folder = TemporaryFolder()
  private var office: String { folder.path + "/office.db" }

  @Test func aSecondExchangeIsRefused() throws {
    let lock = try ExchangeLock(office)
    #expect(throws: LockRefusal.running) { try ExchangeLock(office) }
    withExtendedLifetime(lock) {}
  }

  @Test func whileItIsLentAnotherMayRunAndAfterwardsNoneMay() throws {
    let lock = try ExchangeLock(office)
    var hasRun = false
    lock.lend {
      do {
        let other = try ExchangeLock(office)
        hasRun = true
        withExtendedLifetime(other) {}
      } catch { Issue.record(error) }
    }
    #expect(hasRun)
    #expect(throws: LockRefusal.running) { try ExchangeLock(office) }
  }
}
