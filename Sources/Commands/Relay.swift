import CommandWords
import Office
import Records
import Wording

/// Thư mục chung: PCs of one house without a line of their own exchange by a folder, and one with a line carries.
package extension Command {
  static let relay = Command(
    name: "relay", aliases: ["chuyen-giup"], group: .exchange,
    summary: Bilingual(
      "gửi nhận qua thư mục chung trong nhà: máy có đường truyền chuyển giúp",
      "exchange by a shared folder of the house: a PC with a line carries"),
    detail: Bilingual(
      """
      Một thư mục mà các máy trong nhà cùng mở được (SMB, NFS). Ở máy có đường truyền: --folder, từ đó mỗi lần nó gửi \
      nhận xong thì chuyển giúp các gói ở đó và để trả lời của tỉnh vào. Ở máy không có đường truyền: --through, từ đó \
      vanthu sync, bản chạy đêm và màn hình dùng thư mục ấy. Gói được niêm phong: máy chuyển giúp không đọc được. \
      Không ghi gì: thư mục nào, các gói ở đó đang ở đâu. --remove thôi dùng.
      """,
      """
      A folder that the PCs of the house can all open (SMB, NFS). At the PC with a line: --folder; after each of its \
      exchanges it carries the packets that are there, and puts the hub's answers beside them. At a PC without a line: \
      --through; vanthu sync, the nightly run and the screen then use that folder. Packets are sealed: the PC that \
      carries cannot read them. Without options: which folder, and where its packets are. --remove ends it.
      """),
    parameters: [RelayParameters.folder, RelayParameters.through, RelayParameters.remove],
    examples: [
      Example("vanthu relay --folder /mnt/chung", "máy này chuyển giúp", "this PC carries"),
      Example("vanthu relay --through /mnt/chung", "máy này nhờ chuyển", "this PC is carried for"),
      Example("vanthu relay", "các gói đang ở đâu", "where the packets are"),
    ],
    isAct: false,
    run: { session, given in
      try checkValues(given)
      let others = Bilingual("không đặt thư mục khác, không thôi dùng (--remove)", "no other option is given")
      if given(RelayParameters.folder) != nil {
        try given.refuse([RelayParameters.through, RelayParameters.remove], unless: others)
      }
      if given(RelayParameters.through) != nil { try given.refuse([RelayParameters.remove], unless: others) }
      var whole = given
      // It is used by runs that begin in another folder.
      for parameter in [RelayParameters.folder, RelayParameters.through] {
        if let typed = given(parameter) { whole = whole.with(parameter, try FileNames.absolute(typed)) }
      }
      return try session.send(.relay, whole)
    })
}

package enum RelayParameters {
  package static let folder = Typed<String>.option(
    "folder", .folder, Bilingual("Chuyển giúp ở", "Carry in"),
    help: Bilingual("máy này có đường truyền", "this PC has a line"))
  package static let through = Typed<String>.option(
    "through", .folder, Bilingual("Gửi nhận qua", "Exchange by"),
    help: Bilingual("máy này không có đường truyền", "this PC has no line"))
  package static let remove = Typed<Bool>.flag(
    "remove", Bilingual("Thôi dùng", "Remove"), help: Bilingual("thôi dùng thư mục chung", "use no shared folder"))
}

extension RelaySetting {
  package var json: JSON {
    .object([
      ("role", .string(role.rawValue)), ("folder", .string(folder)), ("written", JSON(state.written.map(isoTime))),
      ("taken", JSON(state.taken.map(isoTime))), ("carrier", JSON(state.carrier)),
      ("answered", JSON(state.answered.map(isoTime))), ("refused", JSON(state.refused?.vietnamese)),
    ])
  }
}
