import Records

extension DocumentLine {
  /// The line as JSON, under the names of Decree 30/2020, Annex VI, part II, in lower camel case. Scripts rely on it.
  public var json: JSON {
    var members: [(String, JSON)] = []
    switch direction {
    case .incoming:
      members += [("arrivalNumber", JSON(number)), ("arrivalDate", .string(day.description))]
      if !suffix.isEmpty { members.append(("arrivalSuffix", .string(suffix))) }
    case .outgoing:
      members += [("number", JSON(number)), ("numberDate", .string(day.description))]
    }
    members.append(("direction", .string(direction.rawValue)))
    document.appendJSON(to: &members)
    members += [
      ("author", .string(author)), ("sender", JSON(sender)), ("writtenName", JSON(otherName)),
      ("toPlaces", .string(toPlaces)), ("state", .string(state.rawValue)), ("instruction", JSON(instruction)),
      ("handedOn", JSON(handedOn?.description)), ("progress", JSON(progress)), ("answer", JSON(answer)),
      ("closedOn", JSON(closedOn?.description)), ("reason", JSON(reason)), ("files", .number(files)),
      ("book", JSON(book)), ("reference", .string(reference)), ("entry", .string(entry)),
      ("requests", .number(requests)), ("doubled", .bool(doubled > 0)),
    ]
    return .object(members)
  }
}

extension Card {
  public var json: JSON {
    guard case .object(var members) = line.json else { return line.json }
    members.append(("senderName", JSON(sender)))
    members.append(
      (
        "assignments",
        .array(
          assignments.map {
            .object([
              ("unit", .string($0.unit)), ("role", .string($0.role.rawValue)),
              ("dueDate", JSON($0.dueDate?.description)),
            ])
          })
      ))
    members.append(
      (
        "to",
        .array(
          recipients.enumerated().compactMap { place, recipient in
            let delivery = deliveries.indices.contains(place) ? deliveries[place] : nil
            guard delivery?.sameAs == nil else { return nil }
            return .object([
              ("organName", .string(delivery?.presentName ?? recipient.name)),
              ("organId", JSON(recipient.organID)), ("group", JSON(recipient.group)),
              ("status", JSON(delivery?.status?.rawValue)),
              ("statusDay", JSON(delivery?.day?.description)), ("statusNote", JSON(delivery?.note)),
              ("way", JSON(delivery?.way.rawValue)),
              ("predecessors", .array((delivery?.predecessors ?? []).map(JSON.string))),
            ])
          })
      ))
    members.append(
      (
        "recipients",
        .array(
          zip(recipients, deliveries).filter { $1.way == .hub && $1.sameAs == nil }.map { recipient, delivery in
            delivery.json(of: recipient)
          })
      ))
    members.append(
      (
        "attachments",
        .array(files.map { $0.json(awaited: awaited[$0.sha256], isUnsent: unsent.contains($0.sha256)) })
      ))
    members.append(("trail", .array(trail.map(\.json))))
    members.append(("related", .array(related.map { .string($0.reference) })))
    members.append(("links", .array(links.map(\.json))))
    return .object(members)
  }
}

extension Card {
  /// The document and some of its recipients, by their places: under the names that `json` uses.
  public func json(of positions: [Int]) -> JSON {
    guard case .object(let members) = line.json else { return line.json }
    return .object(
      members + [
        (
          "recipients",
          .array(
            positions.filter { recipients.indices.contains($0) && deliveries.indices.contains($0) }.map {
              deliveries[$0].json(of: recipients[$0])
            })
        )
      ])
  }
}

extension DeliveryState {
  /// Where the document is at a recipient that takes part in the exchange.
  func json(of recipient: Recipient) -> JSON {
    .object([
      ("organId", JSON(presentName == nil ? recipient.organID ?? organ : organ)),
      ("name", .string(presentName ?? recipient.name)),
      ("place", JSON(place?.name.rawValue)), ("since", JSON(since.map(isoTime))), ("status", JSON(status?.rawValue)),
      ("statusTime", JSON(statusTime.map(isoTime))), ("why", JSON(why)),
      ("predecessors", .array(predecessors.map(JSON.string))),
    ])
  }
}

/// Formats a time for other programs, in Vietnam's zone: `2026-11-20T08:00:05+07:00`.
///
/// - Parameter milliseconds: since 1970 (UTC).
public func isoTime(_ milliseconds: Int64) -> String {
  let seconds = Int(milliseconds / 1000)
  func digits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
  let clock = [(seconds / 3600 + 7) % 24, seconds / 60 % 60, seconds % 60].map(digits).joined(separator: ":")
  return "\(Day(unixSeconds: seconds))T\(clock)+07:00"
}

extension RelatedDocument {
  var json: JSON {
    .object([
      ("relation", .string("\(relation)")), ("code", .string(document.code)), ("organName", JSON(document.organName)),
      ("issuedDate", JSON(document.issuedDate?.description)), ("reference", JSON(line?.reference)),
      ("entry", JSON((line?.entry ?? document.entry?.description))),
    ])
  }
}

extension StoredFile {
  public var json: JSON {
    .object([
      ("name", .string(name)), ("sha256", .string(sha256)), ("size", .number(size)), ("mediaType", .string(mediaType)),
    ])
  }
}

extension StoredFile {
  /// The file and whether its content is on this PC, and at the hub where it is for other offices.
  fileprivate func json(awaited: AwaitedFile?, isUnsent: Bool) -> JSON {
    guard case .object(let members) = json else { return json }
    return .object(
      members + [
        ("isHere", .bool(awaited == nil)), ("arrivedBytes", .number(awaited?.arrived ?? size)),
        ("isLost", .bool(awaited?.isLost ?? false)), ("isUnsent", .bool(isUnsent)),
      ])
  }
}

extension TrailLine {
  public var json: JSON {
    .object([
      ("entry", .string(entry.reference.description)), ("day", .string(entry.day.description)),
      ("time", .number(Int(entry.time.milliseconds))), ("clerk", .string(entry.clerk)),
      ("act", .string(entry.act.name.rawValue)), ("words", .string(said.vietnamese)),
      ("fromSender", .bool(isReceived)), ("office", JSON(office)), ("undoneBy", JSON(undoneBy?.description)),
      ("overlooked", JSON(overlooked)), ("isOverruled", .bool(isOverruled)), ("unsent", JSON(unsent?.rawValue)),
    ])
  }
}
