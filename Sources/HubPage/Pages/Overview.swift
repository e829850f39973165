import Hub
import Records
import Wording

/// The province's targets, in percent, and its limits in days.
enum Target {
  /// Documents to the Provincial People's Committee.
  static let toProvince = 100
  /// Documents between offices.
  static let between = 80
  /// Offices that take part.
  static let takingPart = 100
  /// Same-day acknowledgement is a rule, so all must keep it (Decree 30/2020, article 21.2c).
  static let sameDay = 100
  /// An office without contact for so many days does not take part.
  static let awayDays = 30
  /// After so many days without contact somebody should call.
  static let quietDays = 3
}

/// The province's figures for each target.
struct ProvinceShares {
  var toProvince = (all: 0, good: 0)
  var between = (all: 0, good: 0)
  var takingPart = (all: 0, good: 0)
  var sameDay = (all: 0, good: 0)

  static func percent(_ share: (all: Int, good: Int)) -> Int? { share.all > 0 ? share.good * 100 / share.all : nil }
}

extension PageContext {
  /// The Provincial People's Committee itself.
  func isProvince(_ organ: Organ.ID) throws -> Bool {
    guard let organ = try reader.directory[organ] else { return false }
    return organ.level == .province && organ.symbol == "UBND"
  }

  func shares(_ quarter: Quarter, _ states: [OfficeState]) throws -> ProvinceShares {
    var shares = ProvinceShares()
    let months = quarter.months
    for share in try reader.intake(from: months.first, through: months.last) {
      if try isProvince(share.organ) {
        shares.toProvince.all += share.all
        shares.toProvince.good += share.throughHub
      } else {
        shares.between.all += share.all
        shares.between.good += share.throughHub
      }
    }
    let here = Set(states.filter { isTakingPart($0) }.map(\.organ))
    let expected = try reader.expectedOffices()
    shares.takingPart = (expected.count, expected.count { here.contains($0.id) })
    for share in try reader.acknowledgements(from: quarter.first, through: quarter.last) {
      shares.sameDay.all += share.sameDay + share.late + share.open
      shares.sameDay.good += share.sameDay
    }
    return shares
  }

  func isTakingPart(_ state: OfficeState) -> Bool {
    state.stations > 0 && state.lastContact.map { days(since: $0) <= Target.awayDays } == true
  }

  func overview() throws -> (Bilingual, [HTML]) {
    let states = try reader.officeStates()
    let quarter = Quarter(of: reader.today)
    let shares = try shares(quarter, states)
    var parts = [
      targetTable(shares, quarter), link(say("Từng cơ quan", "Office by office"), PageRoute.targets.rawValue),
    ]

    var quiet = Table(
      Bilingual("Lâu không liên lạc", "No contact for a long time"), language,
      [
        Bilingual("Cơ quan", "Office").head, Bilingual("Lần cuối", "Last contact").head,
        Bilingual("Thư đang chờ", "Waiting").numbers,
      ])
    let missed = states.filter {
      $0.stations > 0 && ($0.lastContact.map { days(since: $0) } ?? .max) >= Target.quietDays
    }
    for state in missed.sorted(by: { ($0.lastContact ?? 0) < ($1.lastContact ?? 0) }).prefix(10) {
      quiet.add([try officeLink(state.organ), .init(.text(ago(state.lastContact)), kind: "bad"), count(state.waiting)])
    }
    parts.append(
      quiet.html(
        empty: Bilingual(
          "Mọi cơ quan có trạm đều liên lạc trong \(Target.quietDays) ngày qua.",
          "Every office with a station made contact in the last \(Target.quietDays) days.")))
    if missed.count > 10 {
      parts.append(sentence(say("và \(missed.count - 10) cơ quan nữa.", "and \(missed.count - 10) more.")))
    }

    let troubles = try reader.troubledContacts(before: nil, limit: 5)
    parts.append(
      try contactTable(Bilingual("Trục trặc mới nhất", "Latest troubles"), troubles).html(
        empty: Bilingual("Không có trục trặc nào.", "There are no troubles.")))
    return (PageRoute.overview.title, parts)
  }

  private func targetTable(_ shares: ProvinceShares, _ quarter: Quarter) -> HTML {
    var table = Table(
      Bilingual("Chỉ tiêu, \(quarter.words.vietnamese)", "Targets, \(quarter.words.english)"), language,
      [
        Bilingual("Chỉ tiêu", "Indicator").head, Bilingual("Cần", "Target").numbers,
        Bilingual("Đạt", "Reached").numbers,
        Bilingual("Trên tổng số", "Of all").numbers,
      ])
    let rows: [(Bilingual, Int, (all: Int, good: Int))] = [
      (
        Bilingual(
          "Văn bản gửi UBND tỉnh là văn bản điện tử", "Documents to the Provincial People's Committee, electronic"),
        Target.toProvince, shares.toProvince
      ),
      (
        Bilingual("Văn bản giữa các cơ quan là văn bản điện tử", "Documents between offices, electronic"),
        Target.between,
        shares.between
      ),
      (
        Bilingual(
          "Cơ quan tham gia (có liên lạc trong \(Target.awayDays) ngày)",
          "Offices that take part (contact within \(Target.awayDays) days)"), Target.takingPart, shares.takingPart
      ),
      (
        Bilingual(
          "Phản hồi ngay trong ngày đến (Nghị định 30/2020, Điều 21)",
          "Acknowledged the day it came (Decree 30/2020, article 21)"), Target.sameDay, shares.sameDay
      ),
    ]
    for (words, target, share) in rows {
      table.add([
        .init(.text(words[language])), "\(target) %", percent(ProvinceShares.percent(share), target: target),
        .init(.text("\(grouped(share.good))/\(grouped(share.all))")),
      ])
    }
    return table.html(empty: "")
  }
}
