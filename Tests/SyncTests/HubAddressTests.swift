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
  ]) func isUnderstood(typed: String, host: String, isInTheClear: Bool) throws {
    let address = try HubAddress(typed)
    #expect(address.host == host && address.isInTheClear == isInTheClear)
    let isRefused = (try? address.check(isInsecureMeant: false)) == nil
    #expect(isRefused == isInTheClear)
    #expect((try? address.check(isInsecureMeant: true)) != nil)
  }

  @Test(arguments: [
    "", "vanthu.caobang.gov.vn", "vanthu.caobang.gov.vn:8443", "ftp://h", "https://", "https://:8443", "https://h:0",
    "https://h:x", "https://h:70000", "http://localhost@10.1.2.3/", "http://127.0.0.1\\@h", "https://h?x",
    "https://h#x",
    "https://h h", "https://h\n", "https://[::1", "file:///etc/passwd",
  ]) func isRefused(typed: String) {
    #expect(throws: CarrierFailure.unusable(typed)) { try HubAddress(typed) }
  }
}
