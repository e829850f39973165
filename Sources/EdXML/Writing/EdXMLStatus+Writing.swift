extension EdXMLStatus {
  func written() -> [UInt8] {
    Envelope.written(header: { writer in
      writer.element("MessageHeader") { writer in
        from.write("From", &writer)
        reference.write(&writer)
        staff?.write(&writer)
        writer.required("StatusCode", code)
        writer.text("Description", note)
        writer.text("Timestamp", time?.text)
      }
    })
  }
}
