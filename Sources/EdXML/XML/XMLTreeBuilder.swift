import CLibXML2

/// Builds the tree from the parser's events, and stops the parser where a limit is exceeded.
final class XMLTreeBuilder {
  private let limits: EdXMLLimits
  private var open: [XMLNode] = []
  /// Open levels below a signature; they are counted but not stored.
  private var skipped = 0
  private var elements = 0
  private(set) var root: XMLNode?
  private(set) var refusal: EdXMLRefusal?
  var parser: xmlParserCtxtPtr?

  /// Elements of the format have at most four attributes. The parser's work grows with the square of their number.
  private static let mostAttributes = 32
  private static let signatures: Set = ["signature", "digitalsignature"]

  init(limits: EdXMLLimits) { self.limits = limits }

  var isDone: Bool { refusal != nil || parser?.pointee.wellFormed == 0 }

  fileprivate func start(_ name: UnsafePointer<xmlChar>?, attributes: Int) {
    guard refusal == nil, let name else { return }
    elements += 1
    if elements > limits.elements { return stop(.tooManyElements(limit: limits.elements)) }
    if open.count + skipped >= limits.depth { return stop(.tooDeep(limit: limits.depth)) }
    if attributes > XMLTreeBuilder.mostAttributes { return stop(.tagTooLong(limit: limits.tagBytes)) }
    if let parent = open.last, XMLTreeBuilder.signatures.contains(parent.key) {
      skipped += 1
      return
    }
    let node = XMLNode(name: String(cString: name))
    if let parent = open.last { parent.children.append(node) } else { root = node }
    open.append(node)
  }

  fileprivate func end() {
    guard refusal == nil else { return }
    if skipped > 0 { skipped -= 1 } else { open.removeLast() }
  }

  fileprivate func append(_ text: UnsafeBufferPointer<UInt8>) {
    guard refusal == nil, skipped == 0, let node = open.last else { return }
    if node.content != nil {
      node.content?.feed(text)
    } else if node.bytes.count + text.count > limits.textBytes {
      stop(.textTooLong(element: node.name, limit: limits.textBytes))
    } else {
      node.bytes.append(contentsOf: text)
    }
  }

  fileprivate func stop(_ refusal: EdXMLRefusal) {
    self.refusal = refusal
    xmlStopParser(parser)
  }
}

extension XMLTreeBuilder {
  /// The parser's callbacks. Comments and processing instructions are skipped; the only entities are the five of XML.
  static var handler: xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = UInt32(XML_SAX2_MAGIC)
    handler.startElementNs = { context, name, _, _, namespaces, _, attributes, _, _ in
      builder(context).start(name, attributes: Int(namespaces) + Int(attributes))
    }
    handler.endElementNs = { context, _, _, _ in builder(context).end() }
    handler.characters = { builder($0).append(UnsafeBufferPointer(start: $1, count: Int($2))) }
    handler.ignorableWhitespace = handler.characters
    handler.cdataBlock = handler.characters
    handler.internalSubset = { context, _, _, _ in builder(context).stop(.documentType) }
    return handler
  }
}

/// Returns the builder that was passed to the parser.
private func builder(_ context: UnsafeMutableRawPointer?) -> XMLTreeBuilder {
  Unmanaged<XMLTreeBuilder>.fromOpaque(context!).takeUnretainedValue()
}
