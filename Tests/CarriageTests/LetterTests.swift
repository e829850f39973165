import Carriage
import Exchange
import Foundation
import Records
import Testing

/// An e-mail carries its volume through whatever mail servers and people do to it.
struct LetterTests {
  @Test func aLetterBringsItsVolume() {
    #expect(Sample.read(Sample.letter()) == [Sample.volume()])
    let answer = Sample.volume(1, of: 1, to: .station(Sample.station))
    #expect(Sample.read(Sample.letter(answer)) == [answer])
    #expect(Sample.read(Sample.letter(Sample.volume(size: 0))) == [Sample.volume(size: 0)])
  }

  @Test func theSameVolumeMakesTheSameLetter() throws {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden/letter.eml")
    if !FileManager.default.fileExists(atPath: path.path), ProcessInfo.processInfo.environment["VANTHU_RECORD"] == "1" {
      try Data(Sample.letter()).write(to: path)
    }
    #expect(try Array(Data(contentsOf: path)) == Sample.letter())
  }

  @Test func whoOpensItReadsWhatItIs() throws {
    let text = Sample.text(Sample.letter())
    let lines = text.components(separatedBy: "\r\n")
    #expect(lines.allSatisfy { $0.utf8.count <= 78 && !$0.contains("\n") })
    #expect(lines.contains("Message-ID: <vanthu.0102030405060708.2.5@hungdao.gov.vn>"))
    #expect(lines.contains("From: <van-thu@hungdao.gov.vn>") && lines.contains("To: <trung-tam@caobang.gov.vn>"))
    #expect(lines.contains("Date: Wed, 18 Nov 2026 18:06:40 +0700"))
    let words = text.matches(of: #/=\?UTF-8\?B\?([A-Za-z0-9+\/=]+)\?=/#).compactMap {
      Data(base64Encoded: String($0.1))
    }
    #expect(
      String(decoding: Data(words.joined()), as: UTF8.self) == "vanthu: gói của trạm 0a1b2c3d gửi tỉnh, phần 2/5")
    #expect(text.contains("vanthu-hub answer --mail"))
    #expect(Sample.text(Sample.letter(Sample.volume(to: .station(Sample.station)))).contains("vanthu sync --mail"))
  }

  @Test func noLetterIsLongerThanAMailboxTakes() {
    let longest = MailAddress(String(repeating: "a", count: 64) + "@" + String(repeating: "b", count: 180))!
    var volume = Sample.volume(9_999, of: 10_000, size: WireLimits.volume)
    volume.reply = longest.description
    #expect(MailMessage(volume, from: longest, to: longest).bytes.count <= MailMessage.longest)
  }

  @Test func lineEndsAndLineLengthsDoNotMatter() {
    let text = Sample.text(Sample.letter())
    #expect(Sample.read(text.replacingOccurrences(of: "\r\n", with: "\n")) == [Sample.volume()])
    for (width, end) in [(4, "\n"), (60, "\r\n"), (1_000_000, "\r\n"), (76, " \r\n"), (76, "\r\n\r\n")] {
      let letter = "Content-Transfer-Encoding: BASE64\r\n\r\n" + Sample.attachment(width: width, end: end)
      #expect(Sample.read(letter) == [Sample.volume()], "\(width)")
    }
    #expect(Sample.read("\r\n\r\n" + text) == [Sample.volume()])
    #expect(Sample.read("\u{FEFF}" + text) == [Sample.volume()])
    #expect(Sample.read("From van-thu@x Wed Nov 18 18:06:40 2026\n" + text) == [Sample.volume()])
  }

  @Test func headersMayBeAddedFoldedAndWrittenOtherwise() {
    var text = Sample.text(Sample.letter())
    text = text.replacingOccurrences(
      of: "Content-Type: multipart/mixed; boundary=\"",
      with: """
        Received: from mail.caobang.gov.vn (mail [10.0.0.1])\r
        \tby x; Wed, 18 Nov 2026 18:07:00 +0700\r
        X-Spam: (no: ; boundary="other"\r
        CONTENT-TYPE: Multipart/Mixed (a \\) comment; boundary=no);\r
         charset="x;y\\"z";\r
        \t BOUNDARY = "
        """)
    text = text.replacingOccurrences(
      of: "Content-Transfer-Encoding: base64", with: "content-transfer-encoding:\r\n BaSe64 (as it was)")
    #expect(Sample.read(text) == [Sample.volume()])
    // The names of files do not matter.
    text = text.replacingOccurrences(
      of: "filename=\"vanthu-0102030405060708-2-5.vtv\"", with: "filename*0*=UTF-8''g%C3%B3i;\r\n filename*1=\".vtv\"")
    #expect(Sample.read(text) == [Sample.volume()])
    text = text.replacingOccurrences(of: "application/octet-stream", with: "text/plain")
    #expect(Sample.read(text) == [Sample.volume()])
  }

  @Test func aLetterMayLieInALetter() {
    let inner = Sample.text(Sample.letter())
    func forwarded(_ body: String, _ header: String = "") -> String {
      """
      Subject: Fwd: gui tinh\r
      Content-Type: multipart/mixed; boundary=b1\r
      \r
      preamble\r
      --b1\r
      Content-Type: multipart/alternative; boundary="b1-inner"\r
      \r
      --b1-inner\r
      \r
      Nhờ chuyển giúp.\r
      --b1-inner--\r
      --b1\r
      Content-Type: message/rfc822\r
      \(header)\r
      \(body)\r
      --b1--\r
      epilogue
      """
    }
    #expect(Sample.read(forwarded(inner)) == [Sample.volume()])
    #expect(Sample.read(forwarded(forwarded(inner))) == [Sample.volume()])
    let encoded = Data(inner.utf8).base64EncodedString(options: .lineLength76Characters)
    #expect(Sample.read(forwarded(encoded, "Content-Transfer-Encoding: base64\r\n")) == [Sample.volume()])
  }

  @Test func otherEncodingsOfTheFileAreRead() {
    let bytes = Sample.volume().stored
    let raw = Array("Content-Transfer-Encoding: binary\r\n\r\n".utf8) + bytes
    #expect(Sample.read(raw) == [Sample.volume()])
    let quoted = bytes.enumerated().map { place, byte in
      let soft = place % 20 == 19 ? "= \t\r\n" : ""
      return (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
        ? "\(Character(UnicodeScalar(byte)))\(soft)"
        : String(format: place % 2 == 0 ? "=%02X" : "=%02x", byte) + soft
    }.joined()
    #expect(Sample.read("Content-Transfer-Encoding: Quoted-Printable\r\n\r\n" + quoted) == [Sample.volume()])
  }

  @Test func severalFilesMayComeInOneLetter() {
    let volumes = (1...3).map { Sample.volume($0, of: 3) }
    let parts = volumes.map { "--x\nContent-Transfer-Encoding: base64\n\n\(Sample.attachment($0))\n" }.joined()
    // A photograph between them, a boundary that begins like another, and a footer added by a mail server.
    let letter =
      "Content-Type: multipart/mixed; boundary=x\n\n\(parts)--x\nContent-Type: image/jpeg\n\n--xy\nJFIF\n"
      + "--x\n\nThư này đã được quét vi-rút.\n--x--\n-- \nfooter"
    #expect(Sample.read(letter) == volumes)
  }

  @Test func aLetterThatWasCutBringsNothingWrong() {
    let letter = Sample.letter()
    for cut in 0..<letter.count {
      let read = Sample.read(Array(letter[..<cut]))
      #expect(read.isEmpty || read == [Sample.volume()])
    }
  }

  @Test func aChangedFileIsNotTaken() throws {
    let stored = Sample.volume().stored
    for place in 0..<stored.count {
      var changed = stored
      changed[place] ^= 0x20
      #expect(throws: PacketRefusal.self) { try Volume(stored: changed) }
    }
    // What a server appends is skipped.
    #expect(try Volume(stored: stored + [0x0A, 0x2D]) == Sample.volume())
  }

  @Test func addressesHoldNothingButAddresses() {
    for good in ["a@b", "van-thu.1+x@hung-dao.gov.vn"] { #expect(MailAddress(good)?.description == good) }
    for bad in [
      "", "a", "@b", "a@", "a@b@c", "a@b\r\nBcc: x@y", "a b@c", "<a@b>", "a@b,c@d", "á@b", ".a@b", "a@b..c", "\"a\"@b",
      String(repeating: "a", count: 65) + "@b", "a@" + String(repeating: "b", count: 260),
    ] { #expect(MailAddress(bad) == nil, "\(bad)") }
  }
}

/// The reader gives up in time on what is no reasonable e-mail.
struct HostileLetterTests {
  @Test func nestingHasAnEnd() {
    var letter = "Content-Transfer-Encoding: base64\n\n" + Sample.attachment()
    for _ in 0..<6 { letter = "Content-Type: message/rfc822\n\n" + letter }
    #expect(Sample.read(letter) == [Sample.volume()])
    for _ in 0..<2_000 { letter = "Content-Type: message/rfc822\n\n" + letter }
    #expect(Sample.read(letter).isEmpty)
    let same = String(repeating: "--x\nContent-Type: multipart/mixed; boundary=x\n\n", count: 5_000)
    #expect(Sample.read("Content-Type: multipart/mixed; boundary=x\n\n" + same).isEmpty)
  }

  @Test func manyPartsAndEndlessHeadersAreGivenUp() {
    let many = String(repeating: "--x\n\nno\n", count: 100_000)
    #expect(Sample.read("Content-Type: multipart/mixed; boundary=x\n\n" + many).isEmpty)
    let endless = "Subject: a\n" + String(repeating: " folded on and on\n", count: 100_000)
    #expect(Sample.read(endless + "Content-Transfer-Encoding: base64\n\n" + Sample.attachment()).isEmpty)
    #expect(Sample.read([UInt8](repeating: 0x3A, count: 3_000_000)).isEmpty)
    #expect(Sample.read([]).isEmpty && Sample.read("\n").isEmpty && Sample.read("Content-Type:").isEmpty)
  }

  /// E-mails corrupted at random: nothing crashes, and no volume is read that was never written.
  @Test func whateverIsDoneToALetterNothingWrongComesOut() {
    let letters = [Sample.letter(), Array(("Content-Type: message/rfc822\n\n" + Sample.text(Sample.letter())).utf8)]
    var chance = Chance(20)
    for round in 0..<1_500 {
      var letter = letters[round % 2]
      for _ in 0..<Int.random(in: 1...6, using: &chance) {
        let place = Int.random(in: 0..<letter.count, using: &chance)
        let end = min(letter.count, place + Int.random(in: 1...60, using: &chance))
        switch Int.random(in: 0..<4, using: &chance) {
        case 0: letter[place] = UInt8.random(in: 0...255, using: &chance)
        case 1: letter.removeSubrange(place..<min(end, letter.count - 1))
        case 2: letter.insert(contentsOf: letter[place..<end], at: Int.random(in: 0..<letter.count, using: &chance))
        default: letter.insert(contentsOf: Array("\r\n--=;\"(".utf8.shuffled(using: &chance)), at: place)
        }
      }
      #expect(Sample.read(letter).allSatisfy { $0 == Sample.volume() })
    }
  }
}
