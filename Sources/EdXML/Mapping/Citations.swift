import Records

extension EdXMLReference {
  /// Names a document to other programs: its issuer's code in the scheme of our own, and its identifier. One that has
  /// no identifier gets the one under which its issuer would export it.
  public init(_ cited: CitedDocument, in directory: OrganDirectory, by office: OfficeProfile) {
    let known = cited.organID.flatMap { directory[$0] }?.code(in: office.codeScheme)
    let written = cited.organID.flatMap { NationalAxis.isCode($0) ? $0 : nil }
    let organID = known ?? MessageIdentifier(cited.documentID ?? "")?.organID ?? written ?? ""
    let made = cited.issuedDate.flatMap { day in
      organID.isEmpty || cited.code.isEmpty ? nil : [organID, day.slashed, cited.code].joined(separator: ",")
    }
    self.init(
      organID: organID, code: cited.code, issuedDate: cited.issuedDate.map { EdXMLDay($0) },
      documentID: cited.documentID ?? made ?? "")
  }
}

extension EdXMLDocument {
  /// Returns the documents that it answers or replaces, as the register names them.
  ///
  /// - Parameter incoming: the document as it goes into the register (`incoming(in:)`).
  public func citations(of incoming: Document, in directory: OrganDirectory) -> [Citation] {
    let answered = responseFor.map { Citation(.answers, cited($0, in: directory)) }
    var replaced: [Citation] = []
    if case .replacement(let documents) = business {
      replaced = documents.map { old in
        let identifier = MessageIdentifier(old.documentID)
        return Citation(
          .replaces,
          CitedDocument(
            code: identifier?.code ?? "", issuedDate: identifier?.day, organName: incoming.organName,
            organID: incoming.organID, documentID: old.documentID))
      }
    }
    return Array((answered + replaced).compactMap(EdXMLDocument.fitting).prefix(Citation.most))
  }

  private func cited(_ reference: EdXMLReference, in directory: OrganDirectory) -> CitedDocument {
    let identifier = MessageIdentifier(reference.documentID)
    let day = reference.issuedDate?.day ?? identifier?.day
    let code = reference.organID.isEmpty ? identifier?.organID ?? "" : reference.organID
    let organ = EdXMLOrgan(organID: code, name: "").known(in: directory, on: day ?? document.issuedDate)
    return CitedDocument(
      code: reference.code.isEmpty ? identifier?.code ?? "" : reference.code, issuedDate: day, organName: organ?.name,
      organID: organ?.id ?? (code.isEmpty ? nil : code),
      documentID: reference.documentID.isEmpty ? nil : reference.documentID)
  }

  /// Leaves out what is longer than the register takes: a truncated code or identifier names nothing.
  private static func fitting(_ citation: Citation) -> Citation? {
    var citation = citation
    if citation.document.code.count > Lengths.code { citation.document.code = "" }
    if citation.document.documentID.map({ $0.count > Lengths.documentID || $0.isEmpty }) == true {
      citation.document.documentID = nil
    }
    if citation.document.organID.map({ $0.count > Lengths.organID }) == true { citation.document.organID = nil }
    return citation.document.code.isEmpty && citation.document.documentID == nil ? nil : citation
  }
}
