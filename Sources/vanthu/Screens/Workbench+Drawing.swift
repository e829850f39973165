import Office
import Terminal
import Vietnamese
import Wording

/// How the workbench draws a frame: title, screen, message, hints, prompt and question.
extension Workbench {
  static let smallest = (width: 60, height: 16)

  func draw(width: Int, height: Int) -> Canvas {
    guard width >= Workbench.smallest.width, height >= Workbench.smallest.height else {
      return .tooSmall(
        Bilingual(
          "Cửa sổ \(width)×\(height) nhỏ quá; cần ít nhất 60×16.",
          "The window is \(width)×\(height); at least 60×16 is needed."
        )[session.language], width: width, height: height)
    }
    var canvas = Canvas(width: width, height: height)
    let sign = typingSign
    let signWidth = sign.isEmpty ? 0 : displayWidth(sign) + 2
    let exchangeWidth = exchangeHintWidth
    // A long sentence takes rows away from the screen, so that it never hides the line under the cursor.
    let banner = banner(width)
    let top = 1 + banner.count
    rows = top..<max(top + 1, height - 1 - max(1, messageLines(width).count))
    for (row, line) in banner.enumerated() {
      canvas.fill(row: row + 1, .danger)
      canvas.write(line, row: row + 1, column: 1, .danger, width: width - 2)
    }
    do { try screen?.draw(on: &canvas, rows: rows) } catch { report(error) }
    drawTitle(on: &canvas)
    drawMessage(on: &canvas, last: height - 2)
    HintBar.draw(hints, on: &canvas, row: height - 1, width: width - signWidth - exchangeWidth)
    drawExchangeHint(on: &canvas, row: height - 1, column: width - signWidth - exchangeWidth)
    if prompt != nil { prompt!.line.draw(on: &canvas, row: height - 1, width: width - signWidth) }
    canvas.fill(row: height - 1, column: width - signWidth, width: signWidth, .hint)
    canvas.write(sign, row: height - 1, column: width - signWidth + 1, .hintKey)
    question?.dialog.draw(on: &canvas, bottom: height - 1)
    return canvas
  }

  private func messageLines(_ width: Int) -> [String] {
    message.text.isEmpty ? [] : Array(wrapped(message.text, to: width - 2).prefix(5))
  }

  /// Draws the message, which disappears with the next key.
  private func drawMessage(on canvas: inout Canvas, last: Int) {
    let lines = messageLines(canvas.width)
    for (offset, line) in lines.enumerated() {
      let row = last - lines.count + 1 + offset
      canvas.fill(row: row)
      canvas.write(line, row: row, column: 1, message.role, width: canvas.width - 2)
    }
  }

  private func drawTitle(on canvas: inout Canvas) {
    canvas.fill(row: 0, .title)
    var left = screen?.title[session.language] ?? ""
    if session.viewOnly != nil { left += " [\(ViewOnly.mark[session.language])]" }
    canvas.write(left, row: 0, column: 1, .title)
    // While there is no office, it is not looked for in every frame.
    let clerk = isBeginning ? "" : (try? session.clerk) ?? ""
    let office = isBeginning ? "vanthu" : (try? session.office.profile.name) ?? "vanthu"
    let room = canvas.width - displayWidth(left) - 5
    // The day is the most important, then the clerk.
    let parts = [office, clerk, session.today.display].filter { !$0.isEmpty }
    let right =
      parts.indices.map { parts[$0...].joined(separator: " · ") }.first { displayWidth($0) <= room } ?? parts.last ?? ""
    canvas.write(
      right, row: 0, column: canvas.width - min(room, displayWidth(right)) - 1, .title,
      width: max(0, min(room, displayWidth(right))))
  }
}
