import CLibXML2

// libxml2's SAX2 push interface, and not Foundation's XMLParser (which is libxml2 too): only here can a DOCTYPE be seen
// and the parser be stopped before it reads on; text comes in pieces, so an attachment of forty megabytes is decoded as
// it is parsed and not held twice; and Foundation's parser refuses texts of ten megabytes. XMLDocument would open
// external entities by itself.
//
// Switched off: the network, entities, DTDs, the parser's own messages. Its limits for huge input stay on.

extension XMLNode {
  /// Parses a message that may have been written by an attacker.
  static func read(_ bytes: [UInt8], limits: EdXMLLimits) throws(EdXMLRefusal) -> XMLNode {
    guard bytes.count <= limits.fileBytes else { throw .fileTooLong(limit: limits.fileBytes) }
    let bytes = try XMLEncoding.utf8(bytes)
    try MarkupGuard.check(bytes, limits: limits)
    return try parsed(bytes, limits: limits)
  }

  /// Runs the parser on UTF-8 from the first `<` on.
  static func parsed(_ bytes: [UInt8], limits: EdXMLLimits) throws(EdXMLRefusal) -> XMLNode {
    libraryIsReady
    let builder = XMLTreeBuilder(limits: limits)
    var handler = XMLTreeBuilder.handler
    guard let parser = xmlCreatePushParserCtxt(&handler, Unmanaged.passUnretained(builder).toOpaque(), nil, 0, nil)
    else { preconditionFailure("no memory to read XML with") }
    defer {
      if let document = parser.pointee.myDoc { xmlFreeDoc(document) }
      xmlFreeParserCtxt(parser)
    }
    builder.parser = parser
    // Ignore the declared encoding, for it is known by now: programs that write from a string declare UTF-16 over
    // UTF-8.
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue | XML_PARSE_NOERROR.rawValue
    xmlCtxtUseOptions(parser, Int32(bitPattern: options | XML_PARSE_NOWARNING.rawValue))

    bytes.withUnsafeBytes { raw in
      let text = raw.assumingMemoryBound(to: CChar.self)
      var place = 0
      while place < text.count, !builder.isDone {
        let count = min(pieceBytes, text.count - place)
        xmlParseChunk(parser, text.baseAddress! + place, Int32(count), 0)
        place += count
      }
      if !builder.isDone { xmlParseChunk(parser, nil, 0, 1) }
    }
    if let refusal = builder.refusal { throw refusal }
    guard parser.pointee.wellFormed != 0, let root = builder.root else {
      throw .notWellFormed(line: Int(xmlCtxtGetLastError(parser)?.pointee.line ?? 1))
    }
    return root
  }

  /// Initialises libxml2 once, so that two threads cannot do it at the same time.
  private static let libraryIsReady: Void = xmlInitParser()

  private static let pieceBytes = 64 << 10
}
