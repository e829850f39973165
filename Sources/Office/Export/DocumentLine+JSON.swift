import Records

extension DocumentLine {
  /// The line for scripts: the names of Decree 30/2020, Annex VI, in lower camel case; what the law has no name for is added.
  ///
  /// The one mapping for every part of the program that writes JSON. Members that have no value are `null`, never left out; a
  /// new member may be added, none is renamed.
  public var json: JSON {
    let code = try? DocumentCode(parsing: document.code)
    let signer = document.signer.map { signer in
      JSON.object([.init("position", JSON(signer.position)), .init("fullName", .string(signer.fullName))])
    }
    let isIncoming = direction == .incoming
    var members: [JSON.Member] = [
      .init("reference", .string(reference)), .init("direction", .string(direction.rawValue)),
      .init("state", .string(state.rawValue)), .init("book", JSON(book)),
    ]
    if isIncoming {
      members.append(.init("arrivalNumber", JSON(number)))
      members.append(.init("arrivalNumberSuffix", .string(suffix)))
      members.append(.init("arrivalDate", .string(day.description)))
    } else {
      members.append(.init("number", JSON(number)))
      members.append(.init("numberSuffix", .string(suffix)))
    }
    members += [
      .init("code", .string(document.code)), .init("codeNumber", JSON(code?.codeNumber)),
      .init("codeNotation", JSON(code?.codeNotation)), .init("issuedDate", .string(document.issuedDate.description)),
      .init("organName", .string(document.organName)), .init("organId", JSON(document.organID)),
      .init("typeName", .string(document.typeName)), .init("subject", .string(document.subject)),
      .init("toPlaces", .string(toPlaces)), .init("signerInfo", signer ?? .null),
      .init("urgency", .string(document.urgency.rawValue)), .init("priority", .int(document.urgency.priority)),
      .init("pageAmount", JSON(document.pageAmount)), .init("issuedAmount", JSON(document.issuedAmount)),
      .init("dueDate", JSON(document.dueDate?.description)), .init("description", JSON(document.note)),
      .init("documentId", JSON(document.documentID)), .init("instruction", JSON(instruction)),
      .init("handedOn", JSON(handedOn?.description)), .init("progress", JSON(progress)), .init("answer", JSON(answer)),
      .init("closedOn", JSON(closedOn?.description)), .init("reason", JSON(reason)), .init("files", .int(files)),
      .init("entry", .string(entry)),
    ]
    return .object(members)
  }
}
