import CommandWords
import Office
import Records
import Sync
import Wording

extension HelperTask {
  /// `vanthu sync --folder DIR --what`: says what a USB stick holds, and writes nothing.
  ///
  /// - Returns: exit status 1 if this station's packet is empty, or the answer to it cannot be read.
  func what(isOn folder: String) throws -> (outcome: Outcome, status: Int32) {
    let (office, keys, _) = try station()
    let own = try office.stationName().station
    let contents = try StickContents(FolderCarrier(folder), for: own, keys: keys)
    var (lines, packets) = ([String](), [JSON]())
    for packet in contents.packets {
      let name = packet.station == own ? try office.profile.name : try office.officeName(of: packet.station)
      let carried = packet.station == own ? try office.documentsCarried(by: packet.time) : []
      let isAwaited = try packet.station == own && office.isAwaited(packetOf: packet.time)
      lines.append(words(of: packet, name, carried, isOwn: packet.station == own, isAwaited: isAwaited))
      packets.append(
        .object([
          ("station", .string(packet.station.description)), ("office", JSON(name)),
          ("written", .string(isoTime(packet.time))), ("bytes", .number(packet.size)),
          ("documents", packet.station == own ? .array(carried.map { .string($0.reference) }) : .null),
          ("files", packet.station == own ? .number(carried.reduce(0) { $0 + $1.files }) : .null),
        ]))
    }
    if packets.isEmpty { lines.append(say("USB không có gói nào gửi tỉnh.", "The stick has no packet for the hub.")) }
    lines.append(words(of: contents.answer, isNew: try contents.answer?.time ?? 0 > office.hubTime()))
    let isDamaged =
      contents.answer?.isReadable == false || contents.packets.contains { $0.station == own && $0.size == 0 }
    return (
      Outcome(lines: lines, json: .object([("packets", .array(packets)), ("answer", json(of: contents.answer))])),
      isDamaged ? 1 : 0
    )
  }

  private func words(
    of packet: StickContents.Packet, _ name: String?, _ carried: [DocumentLine], isOwn: Bool, isAwaited: Bool
  ) -> String {
    let who = name ?? say("máy \(packet.station)", "station \(packet.station)")
    let (when, size) = (moment(packet.time), packet.size.inBytes)
    let head = say("Gói của \(who), ghi lúc \(when), \(size)", "A packet of \(who), of \(when), \(size)")
    guard packet.size > 0 else {
      return head
        + say(": rỗng, phải ghi lại (vanthu sync --folder).", ": empty, write it again (vanthu sync --folder).")
    }
    guard isOwn else { return head + say(", niêm phong.", ", sealed.") }
    guard !carried.isEmpty else {
      guard !isAwaited else {
        return head
          + say(
            ": không có văn bản mới, việc trong đó tỉnh chưa xác nhận: vẫn phải mang đi.",
            ": no new documents, but work that the hub has not acknowledged: it must be carried there.")
      }
      return head + say(": tỉnh đã nhận hết văn bản trong đó.", ": the hub has all its documents.")
    }
    let files = carried.reduce(0) { $0 + $1.files }
    let names = carried.prefix(HelperTask.most).map(\.reference).joined(separator: ", ")
    let more = carried.count > HelperTask.most ? ", …" : ""
    return head
      + say(
        ": \(carried.count) văn bản tỉnh chưa xác nhận (\(names)\(more)), \(files) tệp.",
        ": \(carried.count) documents not acknowledged by the hub (\(names)\(more)), \(files) files.")
  }

  /// How many documents are named.
  private static let most = 10

  private func words(of answer: StickContents.Answer?, isNew: Bool) -> String {
    guard let answer else {
      return say("Chưa có trả lời của tỉnh cho máy này.", "There is no answer of the hub to this station.")
    }
    guard answer.isReadable, let time = answer.time else {
      return say(
        "Tệp trả lời của tỉnh rỗng hoặc hỏng: nhờ tỉnh ghi lại.",
        "The hub's answer is empty or damaged: ask the province to write it again.")
    }
    let when = moment(Int64(time))
    let read =
      isNew
      ? say("chưa nhận vào máy này", "not taken yet") : say("máy này đã nhận", "taken by this PC before")
    return say(
      "Trả lời của tỉnh lúc \(when): \(answer.documents) văn bản, \(read).",
      "The hub's answer of \(when): \(answer.documents) documents, \(read).")
  }

  private func json(of answer: StickContents.Answer?) -> JSON {
    guard let answer else { return .null }
    return .object([
      ("readable", .bool(answer.isReadable)), ("written", JSON(answer.time.map { isoTime(Int64($0)) })),
      ("documents", .number(answer.documents)),
    ])
  }
}
