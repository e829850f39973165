import Records

extension EdXMLStatus {
  init(_ node: XMLNode, _ remarks: inout Remarks) throws(EdXMLRefusal) {
    let code = node.text("statuscode")
    guard !code.isEmpty else { throw .withoutStatus }
    let time = node.text("timestamp")
    self.init(
      from: EdXMLOrgan(node["from"]), reference: node["responsefor"].map(EdXMLReference.init) ?? EdXMLReference(),
      staff: EdXMLStaff(node["staffinfo"]), code: code.utf8.count == 1 ? "0\(code)" : code,
      note: node["description"]?.lines ?? "", time: time.isEmpty ? nil : EdXMLTime(reading: time))

    if reference.isEmpty {
      remarks.say(
        "Thông báo trạng thái không ghi văn bản nào.", "The status message does not say which document it is about.")
    }
    if status == nil {
      remarks.say(
        "Không hiểu mã trạng thái “\(shown(self.code))”.", "The status “\(shown(self.code))” is not understood.")
    }
    if let read = self.time, read.unixSeconds == nil {
      remarks.say("Thời điểm “\(shown(read.text))” không có thật.", "The time “\(shown(read.text))” does not exist.")
    }
    reference.issuedDate?.remark(&remarks)
  }
}
