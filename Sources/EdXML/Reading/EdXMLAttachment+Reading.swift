extension EdXMLAttachment {
  /// Returns the attachments of a message, with what the manifest says of them.
  ///
  /// Gateways pack each file into a ZIP of its own and give the file's name beside it; others send it as it is. Name
  /// and type are never trusted: a .docx begins like a ZIP, and a ZIP is one file for the clerk if it was one for the
  /// sender.
  static func all(
    in root: XMLNode, limits: EdXMLLimits, _ remarks: inout Remarks
  ) throws(EdXMLRefusal) -> [EdXMLAttachment] {
    let nodes = root.find("attachmentencoded")?.all("attachment") ?? []
    guard nodes.count <= limits.attachments else { throw .tooManyAttachments(limit: limits.attachments) }
    let references = root.find("edxmlmanifest")?.all("reference") ?? []
    var described: [String: XMLNode] = [:]
    for reference in references where described.count < limits.attachments {
      described[reference.text("contentid")] = described[reference.text("contentid")] ?? reference
    }

    var attachments: [EdXMLAttachment] = []
    var names: Set<String> = []
    var room = limits.attachmentBytes
    for (index, node) in nodes.enumerated() {
      let reference = described.removeValue(forKey: node.text("contentid"))
      func text(_ key: String) -> String {
        let own = node.text(key)
        return own.isEmpty ? reference?.text(key) ?? "" : own
      }
      let given = text("attachmentname")
      let name = FileName.unique(FileName.safe(given, place: index + 1), among: names)
      names.insert(FileName.key(name))
      if name != given {
        remarks.say(
          "Tên tệp đính kèm “\(shown(given))” được đổi thành “\(shown(name))”.",
          "The attached file “\(shown(given))” was renamed “\(shown(name))”.")
      }
      guard let bytes = content(of: node, name, &remarks) else { continue }
      let attachment = try unpacked(
        EdXMLAttachment(
          name: name, mediaType: MediaType.said(text("contenttype"), of: name), note: text("description"),
          bytes: bytes),
        room: room, limits, &remarks)
      room -= attachment.bytes.count
      guard room >= 0 else { throw .attachmentsTooLong(limit: limits.attachmentBytes) }
      attachments.append(attachment)
    }
    let missing = described.values.count { !$0.text("attachmentname").isEmpty }
    if missing > 0 {
      remarks.say(
        "\(missing) tệp có ghi trong danh sách nhưng không gửi kèm; hãy yêu cầu bên gửi gửi lại.",
        "\(missing) files are listed but not in the message; ask the sender to send it again.")
    }
    return attachments
  }

  /// Returns the content decoded while parsing; `nil` where there is nothing usable.
  private static func content(of node: XMLNode, _ name: String, _ remarks: inout Remarks) -> [UInt8]? {
    guard let content = node[XMLNode.encodedContent]?.content else {
      remarks.say(
        "Tệp đính kèm “\(shown(name))” không có nội dung; hãy yêu cầu bên gửi gửi lại.",
        "The attached file “\(shown(name))” has no content; ask the sender to send it again.")
      return nil
    }
    if content.isBroken {
      remarks.say(
        "Tệp đính kèm “\(shown(name))” bị hỏng, không giữ lại; hãy yêu cầu bên gửi gửi lại.",
        "The attached file “\(shown(name))” is damaged and was not stored; ask the sender to send it again.")
      return nil
    }
    return content.bytes
  }

  private static func unpacked(
    _ attachment: EdXMLAttachment, room: Int, _ limits: EdXMLLimits, _ remarks: inout Remarks
  ) throws(EdXMLRefusal) -> EdXMLAttachment {
    guard MediaType.isZip(attachment.mediaType), ZipFile.isZip(attachment.bytes) else { return attachment }
    let ending = FileName.parts(attachment.name).ending.lowercased()
    do {
      let entry = try ZipFile.entry(in: attachment.bytes, limit: room)
      // A ZIP that the sender attached contains other files; one that was packed for transport contains a ZIP.
      if ending == ".zip", FileName.parts(entry.name).ending.lowercased() != ".zip" { return attachment }
      return EdXMLAttachment(name: attachment.name, note: attachment.note, bytes: entry.bytes)
    } catch .tooLong {
      throw .attachmentsTooLong(limit: limits.attachmentBytes)
    } catch {
      // Office files and archives are themselves ZIPs of several files.
      let own = EdXMLAttachment(name: attachment.name, note: attachment.note, bytes: attachment.bytes)
      if case .notOneFile(let count) = error, count > 1, packedByThemselves.contains(ending) { return own }
      remarks.say(
        "Tệp đính kèm “\(shown(attachment.name))” nén theo cách không giải nén được; giữ nguyên như đã nhận.",
        "The attached file “\(shown(attachment.name))” is compressed in a way that cannot be read; "
          + "it is stored as received."
      )
      return attachment
    }
  }

  private static let packedByThemselves: Set = [".docx", ".xlsx", ".pptx", ".odt", ".ods", ".zip"]
}
