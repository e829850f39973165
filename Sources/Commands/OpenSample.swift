import CommandWords
import DurableFile
import Office
import Wording

package extension Command {
  /// Xã mẫu: a commune with a year of documents, in a file of its own, to try things on.
  static let openSample = Command(
    name: "open-sample", aliases: ["xa-mau"], group: .screen,
    summary: Bilingual("mở xã mẫu để dùng thử", "open the sample commune to try things out"), surfaces: [.screen],
    asks: { call in
      let session = call.session
      let path = session.paths.sample
      if Folder.leadsSomewhere(path) {
        session.use(try Office.open(path))
      } else {
        makeFolders(above: path)
        session.use(try SampleOffice.make(SamplePlan(documents: 2000, seed: 1, today: session.today), at: path))
      }
      let said = Bilingual(
        "Đây là xã mẫu: thử thoải mái, sổ của cơ quan không bị động tới. Thoát rồi mở lại để lập sổ thật.",
        "This is the sample commune: try anything, the office's own file stays untouched. "
          + "Quit and start again for the real one."
      )
      return .several([.begin, .say(said, .accent)])
    })
}
