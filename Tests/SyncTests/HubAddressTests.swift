import Sync
import Testing

/// What an address means, and whether the connection to it can be read by others.
struct HubAddressTests {
  @Test(arguments: [
    ("https://vanthu.caobang.gov.vn", "vanthu.caobang.gov.vn", false),
    ("https://10.1.2.3:8443/", "10.1.2.3", false), ("HTTPS://h/vanthu", "h", false),
    ("http://127.0.0.1:8080", "127.0.0.1", false), ("http://localhost", "localhost", false),
    ("http://[::1]:8443", "[::1]", false), ("http://10.1.2.3:8443", "10.1.2.3", true),
    ("http://vanthu.caobang.gov.vn", "vanthu.caobang.gov.vn", true),
    // Names that only look like this machine.
    ("http://127.0.0.1.example.vn", "127.0.0.1.example.vn", true), ("http://localhost.vn", "localhost.vn", true),
    ("http://127.example.vn", "127.example.vn", true), ("http://[::2]", "[::2]", true),
    // Without a scheme it is encrypted.
    ("vanthu.caobang.gov.vn", "vanthu.caobang.gov.vn", false), ("10.1.2.3:8443", "10.1.2.3", false),
    ("localhost:8080", "localhost", false), ("[::2]:8443/", "[::2]", false),
  ]) func isUnderstood(typed: String, host: String, isInTheClear: Bool) throws {
    let address = try HubAddress(typed)
    #expect(address.host == host && address.isInTheClear == isInTheClear)
    let isRefused = (try? address.check(isInsecureMeant: false)) == nil
    #expect(isRefused == isInTheClear)
    #expect((try? address.check(isInsecureMeant: true)) != nil)
  }

  @Test(arguments: [
    "", "ftp://h", "htps://h", "://h", "https:/h", "https:h", "http:h", "mailto:h", "/etc/passwd", "h:x", "h h",
    "user@h", "https://http://h", "https://", "https://:8443", "https://h:0",
    "https://h:x", "https://h:70000", "http://localhost@10.1.2.3/", "http://127.0.0.1\\@h", "https://h?x",
    "https://h#x",
    "https://h h", "https://h\n", "https://[::1", "file:///etc/passwd",
  ]) func isRefused(typed: String) {
    #expect(throws: CarrierFailure.unusable(typed)) { try HubAddress(typed) }
  }

  /// It is stored and called in full.
  @Test func isWrittenInFull() throws {
    for (typed, text) in [
      ("h:8443", "https://h:8443"), ("HTTPS://h/", "https://h"), ("http://localhost:1", "http://localhost:1"),
      ("h/vanthu/", "https://h/vanthu"),
    ] {
      #expect(try HubAddress(typed).text == text)
    }
  }
}
