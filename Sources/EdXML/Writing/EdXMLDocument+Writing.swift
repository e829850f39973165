import Records

extension EdXMLDocument {
  func written() -> [UInt8] {
    Envelope.written(header: { writer in
      writer.element("MessageHeader") { writeHeader(&$0) }
      writer.element("TraceHeaderList") { writeTrace(&$0) }
    }) { writer in
      guard !attachments.isEmpty else { return }
      writer.element("edXMLBody") { writer in
        writer.element("edXMLManifest", " version=\"1.0\"") { writer in
          for (index, attachment) in attachments.enumerated() { attachment.writeReference(index + 1, &writer) }
        }
      }
    } attached: { writer in
      guard !attachments.isEmpty else { return }
      writer.plain("AttachmentEncoded") { writer in
        for (index, attachment) in attachments.enumerated() { attachment.write(index + 1, &writer) }
      }
    }
  }

  private func writeHeader(_ writer: inout XMLWriter) {
    from.write("From", &writer)
    for organ in to { organ.write("To", &writer) }
    writer.text("DocumentId", document.documentID)
    writer.element("Code") { writer in
      let code = try? DocumentCode(parsing: document.code)
      writer.required("CodeNumber", code?.writtenNumber ?? document.code)
      writer.required("CodeNotation", code?.codeNotation ?? "")
    }
    writer.element("PromulgationInfo") { writer in
      writer.required("Place", place)
      writer.required("PromulgationDate", document.issuedDate.slashed)
    }
    writer.element("DocumentType") { writer in
      // The samples have 1 for every type; receivers go by the name.
      writer.required("Type", "1")
      writer.required("TypeName", document.typeName)
    }
    writer.required("Subject", document.subject)
    writer.text("Content", content)
    writeSigner(&writer)
    writer.text("DueDate", document.dueDate?.slashed)
    if !toPlaces.isEmpty {
      writer.element("ToPlaces") { writer in
        for place in toPlaces { writer.required("Place", place) }
      }
    }
    writeOtherInfo(&writer)
    for reference in responseFor { reference.write(&writer) }
    writer.text("SteeringType", steering.map(String.init))
    for element in extensions { element.write(&writer) }
  }

  private func writeSigner(_ writer: inout XMLWriter) {
    guard document.signer != nil || !competence.isEmpty else { return }
    writer.element("SignerInfo") { writer in
      writer.text("Competence", competence)
      writer.text("Position", document.signer?.position)
      writer.required("FullName", document.signer?.fullName ?? "")
    }
  }

  private func writeOtherInfo(_ writer: inout XMLWriter) {
    writer.element("OtherInfo") { writer in
      writer.required("Priority", String(document.urgency.priority))
      writer.text("SphereOfPromulgation", sphere)
      writer.text("TyperNotation", typist)
      writer.text("PromulgationAmount", document.issuedAmount.map(String.init))
      writer.text("PageAmount", document.pageAmount.map(String.init))
      guard !appendixes.isEmpty else { return }
      writer.element("Appendixes") { writer in
        for appendix in appendixes { writer.required("Appendix", appendix) }
      }
    }
  }

  private func writeTrace(_ writer: inout XMLWriter) {
    for station in trace {
      writer.element("TraceHeader") { writer in
        writer.required("OrganId", station.organID)
        writer.required("Timestamp", station.time.text)
      }
    }
    writer.element("Bussiness") { writer in
      writer.text("DocumentId", businessDocumentID)
      writer.required("BussinessDocType", String(business.code))
      writer.text("BussinessDocReason", reason)
      writer.required("Paper", paperFollows ? "1" : "0")
      business.write(&writer)
      staff?.write(&writer)
    }
  }
}

extension DocumentCode {
  /// The number as in the code, without a leading zero that the paper does not have.
  fileprivate var writtenNumber: String {
    let digits = display.prefix { $0.isASCII && $0.isNumber }
    return number == nil ? codeNumber : digits + suffix
  }
}

extension EdXMLBusiness {
  fileprivate func write(_ writer: inout XMLWriter) {
    switch self {
    case .new, .recall: break
    case .update(let update):
      writer.element("BussinessDocumentInfo") { writer in
        writer.required("DocumentInfo", update.changesDocument ? "1" : "0")
        writer.required("DocumentReceiver", update.changesReceivers ? "1" : "0")
        guard !update.receivers.isEmpty else { return }
        writer.element("ReceiverList") { writer in
          for receiver in update.receivers {
            writer.element("Receiver") { writer in
              writer.required("OrganId", receiver.organID)
              writer.required("ReceiverType", receiver.isAdded ? "1" : "0")
            }
          }
        }
      }
    case .replacement(let replaced):
      writer.element("ReplacementInfoList") { writer in
        for older in replaced {
          writer.element("ReplacementInfo") { writer in
            writer.required("DocumentId", older.documentID)
            guard !older.organIDs.isEmpty else { return }
            writer.element("OrganIdList") { writer in
              for organID in older.organIDs { writer.required("OrganId", organID) }
            }
          }
        }
      }
    }
  }
}
