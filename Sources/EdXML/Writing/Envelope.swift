/// The frame of every message: namespaces, envelope, header.
enum Envelope {
  /// The only namespace, used twice: as the default of the root, and under the prefix of all other elements.
  static let namespace = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
  static let prefix = " xmlns:edXML=\"\(namespace)\""

  /// Writes a message. `body` goes into the envelope after the header, `attached` after the envelope.
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
