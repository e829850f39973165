import CommandWords
import DurableFile
import Wording

/// The parameters for reaching the hub and naming this station: the same for every command that communicates with the
/// hub.
package enum HubParameters {
  package static let certificates = Typed<String>.option(
    "ca", .file, Bilingual("Chứng thư", "Certificates"),
    help: Bilingual("chứng thư riêng của tỉnh", "the province's own certificates"))
  package static let code = Typed<String>.option(
    "code", .word, Bilingual("Mã", "Code"),
    help: Bilingual(
      "sáu nhóm bốn chữ do tỉnh cấp", "six groups of four, issued by the province")
  ).declared { parameter in
    var parameter = parameter
    (parameter.isWanted, parameter.isSecret) = (true, true)
    return parameter
  }
  package static let insecure = Typed<Bool>.flag(
    "insecure", Bilingual("Không mã hóa", "Unencrypted"),
    help: Bilingual("cho phép địa chỉ http:// qua mạng", "allow an address with http:// over a network"))
  package static let hubKey = Typed<String>.option(
    "hub-key", .word, Bilingual("Dấu khóa trung tâm", "Fingerprint of the hub"),
    help: Bilingual("năm nhóm bốn chữ tỉnh đọc cùng với mã", "five groups of four, read to you with the code"),
    asked: false
  )
  package static let stationName = Typed<String>.option(
    "name", .text, Bilingual("Tên máy", "Name of the station"),
    help: Bilingual("mặc định: tên máy tính", "default: the PC's name"))
  package static let stick = Typed<String>.option(
    "folder", .folder, Bilingual("Thư mục", "Folder"),
    help: Bilingual("USB thay cho đường truyền", "use a USB stick instead of the network"))
}
