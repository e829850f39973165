import CommandWords
import Records
import Testing

@testable import vanthu_sync

/// When a nightly run starts, and how long it retries.
struct WindowTests {
  private let station = StationName(number: 0x0a1b_2c3d)

  /// Returns a time of day in Vietnam, whatever zone this machine is set to.
  private func at(_ hour: Int64, _ minute: Int64) -> Int64 {
    (Int64(Day(2026, 11, 23).ordinal) * 1440 + (hour - 7) * 60 + minute) * 60_000
  }

  private func minutes(_ window: Window, _ now: Int64) -> Int64? { window.end.map { ($0 - now) / 60_000 } }

  @Test func aNightRunWaitsItsTurnAndTriesUntilItsEnd() throws {
    let now = at(1, 0)
    let window = try Window("05:00", isNightly: true, now: now)
    #expect(window.patience == .max && minutes(window, now) == 240)
    let delays = (0..<40 as Range<UInt32>).map { window.delay(of: StationName(number: 0x0a1b_2c00 + $0)) }
    #expect(Set(delays).count > 30 && delays.allSatisfy { (0..<1800).contains($0) })
    #expect(window.delay(of: station) == window.delay(of: station))
  }

  /// A station that may call for only twenty minutes does not spend them waiting.
  @Test func inAShortWindowNobodyWaitsLong() throws {
    let window = try Window("01:20", isNightly: true, now: at(1, 0))
    let delays = (0..<40 as Range<UInt32>).map { window.delay(of: StationName(number: 0x0a1b_2c00 + $0)) }
    #expect(Set(delays).count > 20 && delays.allSatisfy { (0..<300).contains($0) })
    #expect(try Window("01:00", isNightly: true, now: at(1, 0)).delay(of: station) == 0)
  }

  /// The PC was off at night; the timer fires at eight, when a clerk is there.
  @Test func aMissedNightIsMadeUpForAtOnceAndAsIfByHand() throws {
    let window = try Window("05:00", isNightly: true, now: at(8, 0))
    #expect(window.patience == 4 && window.delay(of: station) == 0)
    #expect(try Window("20:00", isNightly: true, now: at(8, 0)).patience == .max)
    #expect(try Window("20:01", isNightly: true, now: at(8, 0)).patience == 4)
  }

  @Test func aRunByHandWaitsForNobody() throws {
    let now = at(13, 0)
    #expect(try Window(nil, isNightly: false, now: now).end == nil)
    let window = try Window("13:30", isNightly: false, now: now)
    #expect(window.patience == 4 && window.delay(of: station) == 0 && minutes(window, now) == 30)
    #expect(try minutes(Window(nil, isNightly: true, now: now), now) == 360)
    #expect(throws: ClockTimeRefusal.self) { try Window("5 giờ", isNightly: true, now: now) }
  }
}
