extension EdXMLDocument {
  /// Reads *Bussiness*: what the receiver is to do.
  mutating func read(_ node: XMLNode, _ remarks: inout Remarks) {
    business = EdXMLBusiness(node, &remarks)
    reason = node["bussinessdocreason"]?.lines ?? ""
    businessDocumentID = node.text("documentid")
    paperFollows = node.isSet("paper")
    staff = EdXMLStaff(node["staffinfo"])
    if document.documentID == nil, !businessDocumentID.isEmpty { document.documentID = businessDocumentID }
    if !businessDocumentID.isEmpty, let own = document.documentID, own != businessDocumentID {
      remarks.say(
        "Tin ghi hai mã định danh văn bản khác nhau; dùng “\(shown(own))”, không dùng “\(shown(businessDocumentID))”.",
        "The message gives two identifiers; “\(shown(own))” is used, not “\(shown(businessDocumentID))”.")
    }
  }
}

extension EdXMLBusiness {
  fileprivate init(_ node: XMLNode, _ remarks: inout Remarks) {
    let code = node.text("bussinessdoctype")
    switch Int(code) {
    case 0: self = .new
    case 1: self = .recall
    case 2:
      let info = node["bussinessdocumentinfo"]
      let receivers = info?["receiverlist"]?.all("receiver") ?? []
      self = .update(
        EdXMLUpdate(
          changesDocument: info?.isSet("documentinfo") ?? false,
          changesReceivers: info?.isSet("documentreceiver") ?? false,
          receivers: receivers.map { .init(organID: $0.text("organid"), isAdded: $0.isSet("receivertype")) }))
    case 3:
      let replaced = (node["replacementinfolist"]?.all("replacementinfo") ?? []).map { info in
        EdXMLReplacement(
          documentID: info.text("documentid"),
          organIDs: (info["organidlist"]?.all("organid") ?? []).map(\.text).filter { !$0.isEmpty })
      }
      if replaced.isEmpty {
        remarks.say(
          "Văn bản thay thế không ghi thay cho văn bản nào.", "The replacement does not say which document it replaces."
        )
      }
      self = .replacement(replaced)
    default:
      if !code.isEmpty {
        remarks.say(
          "Không hiểu loại nghiệp vụ “\(shown(code))”; xem như văn bản mới.",
          "The business type “\(shown(code))” is not understood; it is treated as a new document.")
      }
      self = .new
    }
  }
}

extension XMLNode {
  /// Whether a flag is set: `1`, or `true` as some write it.
  fileprivate func isSet(_ key: String) -> Bool { ["1", "true"].contains(text(key).lowercased()) }
}
