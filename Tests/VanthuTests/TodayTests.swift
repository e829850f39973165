import Glibc
import Records
import Testing

/// `vanthu today`: whether the clock's day was confirmed.
struct TodayTests {
  @Test func aConfirmedDayIsSaidSo() throws {
    let office = try ShellOffice.founded()
    office.day = nil
    #expect(try office.json("today")["confirmed"] as? Bool == false)
    #expect(try office("today").output.contains("Ngày gần nhất biết chắc: "))
    let confirmed = try office("today", Day(unixSeconds: time(nil)).display)
    #expect(confirmed.status == 0 && confirmed.output.contains("đã xác nhận là đúng; hôm nay không hỏi nữa"))
    #expect(try office.json("today")["confirmed"] as? Bool == true)
  }
}
