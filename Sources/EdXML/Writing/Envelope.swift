/// What stands around every message: namespaces, envelope, header.
enum Envelope {
  /// The one namespace, twice: as the default of the root, and under the prefix all else has.
  static let namespace = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
  static let prefix = " xmlns:edXML=\"\(namespace)\""

  /// `body` stands in the envelope behind the header, `attached` behind the envelope.
  static func written(
    header: (inout XMLWriter) -> Void, body: (inout XMLWriter) -> Void = { _ in },
    attached: (inout XMLWriter) -> Void = { _ in }
  ) -> [UInt8] {
    var writer = XMLWriter()
    writer.plain("edXML", " xmlns=\"\(namespace)\"") { writer in
      writer.element("edXMLEnvelope", prefix) { writer in
        writer.element("edXMLHeader", content: header)
        body(&writer)
      }
      attached(&writer)
    }
    return writer.bytes
  }
}

extension XMLWriter {
  fileprivate mutating func element(_ name: String, content: (inout XMLWriter) -> Void) { element(name, "", content) }
}
