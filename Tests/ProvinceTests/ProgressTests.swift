import Sync
import Testing

@testable import vanthu_sync

struct ProgressTests {
  @Test func bytesRateAndTimeLeftAreSaid() {
    var tally = Tally()
    (tally.sentBytes, tally.receivedBytes) = (500, 40)
    #expect(
      ExchangeProgress.words(tally, left: 900_000, milliseconds: 900).vietnamese == "gửi 500 B, nhận 40 B, 600 B/giây")
    tally.sentBytes = 48_000
    #expect(
      ExchangeProgress.words(tally, left: 900_000, milliseconds: 10_000).vietnamese
        == "gửi 48 kB, nhận 40 B, 4 kB/giây, còn khoảng 4 phút")
    #expect(
      ExchangeProgress.words(tally, left: 9_000, milliseconds: 10_000).english
        == "sent 48 kB, received 40 B, 4 kB/s, about 1 s left")
    #expect(ExchangeProgress.words(tally, left: 0, milliseconds: 10_000).english.hasSuffix("4 kB/s"))
  }
}
