import Foundation
import Testing

@testable import Vietnamese

/// A line of Vectors/typing.tsv: keys, the text they produce, and the options.
struct TypingVector: CustomTestStringConvertible {
  var keys: String
  var expected: String
  var options: TypingOptions
  var commit: Bool
  var backspace: Character?
  var line: String

  var testDescription: String { line }

  static let all: [TypingVector] = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Vectors/typing.tsv")
    let text = try! String(contentsOf: file, encoding: .utf8)
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.dropFirst().flatMap(read)
  }()

  private static func read(_ line: Substring) -> [TypingVector] {
    let columns = line.split(separator: "\t").map(String.init)
    let options = columns[3].split(separator: ";").map { $0.split(separator: "=").map(String.init) }
    let value = Dictionary(uniqueKeysWithValues: options.map { ($0[0], $0[1]) })
    let styles: [ToneStyle] = value["style"] == "any" ? [.old, .new] : [ToneStyle(rawValue: value["style"]!)!]
    // Where restoring is not mentioned, it makes no difference.
    let restores = value["restore"].map { [$0 == "1"] } ?? [false, true]
    return styles.flatMap { style in
      restores.map { restore in
        TypingVector(
          keys: columns[1], expected: columns[2],
          options: TypingOptions(
            TypingMethod(rawValue: columns[0])!, toneStyle: style, checksSpelling: value["spell"] == "1",
            restoresForeign: restore),
          commit: value["commit"] == "space", backspace: value["backspace"]?.first, line: String(line))
      }
    }
  }
}

@Suite("Typing: reference behaviour")
struct TypingVectorTests {
  @Test("Every line of the table gives its text")
  func vectors() {
    #expect(TypingVector.all.count > 2000)
    for vector in TypingVector.all {
      let typed = Typist.text(
        of: vector.keys, vector.options, backspace: vector.backspace, commit: vector.commit)
      #expect(typed == vector.expected, "\(vector.line)")
    }
  }
}
