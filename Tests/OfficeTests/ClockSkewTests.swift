import Testing

@testable import Office

/// How wrong the clock is. An answer that was carried says so only where it cannot be otherwise.
struct ClockSkewTests {
  private let minute: Int64 = 60_000

  /// The stick was written at 100 and read at 500, in minutes; the hub answered in between, by a clock like this one's.
  @Test(arguments: [100, 300, 500] as [Int64]) func theTimeOnTheRoadIsNoFault(answered: Int64) {
    let skew = ClockSkew(of: answered * minute, between: 100 * minute, and: 500 * minute)
    #expect(!skew.isWrong)
  }

  @Test func anAnswerOfTomorrowOrFromBeforeTheRequestIs() {
    let slow = ClockSkew(of: 1_000 * minute, between: 100 * minute, and: 500 * minute)
    #expect(slow.isWrong)
    #expect(slow.words.vietnamese == "chậm 8 giờ so với tỉnh")
    let fast = ClockSkew(of: 0, between: 4_320 * minute, and: 9_000 * minute)
    #expect(fast.words.vietnamese == "nhanh 3 ngày so với tỉnh")
    // An earlier hub does not repeat when the request was written.
    #expect(!ClockSkew(of: 0, between: nil, and: 9_000 * minute).isWrong)
  }

  /// A clerk who obeys a hub whose clock is years behind would set a false date.
  @Test func ofDaysEitherClockMayBeWrong() {
    #expect(ClockSkew(-400 * 1_440 * minute).advice.vietnamese.contains("giờ của máy này hay của tỉnh sai"))
    #expect(ClockSkew(8 * 60 * minute).advice.vietnamese == "hãy chỉnh lại")
  }

  @Test func aFewMinutesAreToldInMinutes() {
    #expect(ClockSkew(12 * minute).words.vietnamese == "chậm 12 phút so với tỉnh")
    #expect(!ClockSkew(5 * minute).isWrong)
  }
}
