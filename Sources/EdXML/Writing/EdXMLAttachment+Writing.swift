import Base64Coding
import CNettle
import Records

extension EdXMLAttachment {
  func writeReference(_ number: Int, _ writer: inout XMLWriter) {
    writer.element("Reference") { writer in
      writer.required("ContentId", "cid:\(number)")
      writer.required("ContentType", MediaType.zip)
      writer.text("Description", note)
      writer.required("AttachmentName", name)
    }
  }

  /// Writes the file packed like the gateways do: a ZIP of one file, in Base64 without line breaks, under the name the
  /// clerk knows.
  func write(_ number: Int, _ writer: inout XMLWriter) {
    writer.plain("Attachment") { writer in
      writer.plainText("ContentId", "cid:\(number)")
      writer.plainText("AttachmentName", name)
      if !note.isEmpty { writer.plainText("Description", note) }
      writer.plainText("ContentType", MediaType.zip)
      let packed = ZipFile.packed(ZipFile.Entry(name: entryName, bytes: bytes))
      writer.data("edXML:ContentTransferEncoded", Envelope.prefix, Base64.encoded(packed))
    }
  }

  /// A UUID and the file's ending, because gateways unpack into one folder. The UUID is a hash of the content, so that
  /// a message always has the same bytes.
  private var entryName: String {
    var context = sha256_ctx()
    nettle_sha256_init(&context)
    nettle_sha256_update(&context, bytes.count, bytes)
    var hash = [UInt8](repeating: 0, count: 16)
    nettle_sha256_digest(&context, hash.count, &hash)
    // Version 8: custom (RFC 9562).
    hash[6] = hash[6] & 0x0F | 0x80
    hash[8] = hash[8] & 0x3F | 0x80
    let digits = hash.hexadecimal
    var uuid = ""
    for (place, digit) in digits.enumerated() {
      if [8, 12, 16, 20].contains(place) { uuid.append("-") }
      uuid.append(digit)
    }
    let ending = FileName.parts(name).ending.lowercased()
    return uuid + (ending.utf8.allSatisfy { $0 < 0x80 } ? ending : "")
  }
}
