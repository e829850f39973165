extension EdXMLOrgan {
  func write(_ name: String, _ writer: inout XMLWriter) {
    writer.element(name) { writer in
      writer.required("OrganId", organID)
      writer.text("OrganizationInCharge", inCharge)
      writer.required("OrganName", self.name)
      writer.text("OrganAdd", address)
      writer.text("Email", email)
      writer.text("Telephone", telephone)
      writer.text("Fax", fax)
      writer.text("Website", website)
    }
  }
}

extension EdXMLReference {
  func write(_ writer: inout XMLWriter) {
    writer.element("ResponseFor") { writer in
      writer.required("OrganId", organID)
      writer.required("Code", code)
      writer.text("PromulgationDate", issuedDate?.text)
      writer.text("DocumentId", documentID)
    }
  }
}

extension EdXMLStaff {
  func write(_ writer: inout XMLWriter) {
    guard !isEmpty else { return }
    writer.element("StaffInfo") { writer in
      writer.text("Department", department)
      writer.text("DepartmentId", departmentID)
      writer.text("Staff", staff)
      writer.text("StaffId", staffID)
      writer.text("Email", email)
      writer.text("Mobile", mobile)
    }
  }
}

extension EdXMLExtension {
  func write(_ writer: inout XMLWriter) {
    if children.isEmpty { return writer.required(name, text) }
    writer.element(name) { writer in
      for child in children { child.write(&writer) }
    }
  }
}
