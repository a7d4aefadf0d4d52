import Findings
import RuleKit
import Stories
import TextBase

/// Bytes that are not UTF-8 in a file that otherwise is.
struct InvalidBytes: Rule {
  static let card = RuleCard(
    id: "encoding/invalid-bytes", title: "Bytes that are not UTF-8",
    mqm: .characterEncoding, severity: .major, confidence: .high,
    why: "Such bytes are cut or wrongly converted characters. Readers see a black diamond or nothing.",
    advice: "Find the character in the original and type it again.",
    // Examples are texts, and no text can hold such a byte: Tests/StoriesTests/DecodedFileTests holds this rule.
    examples: [])

  static var needs: Needs { .all(.invalidBytes) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    let invalid = story.story.invalid
    var index = 0
    while index < invalid.count {
      let start = invalid[index]
      var end = start + 1
      while index + 1 < invalid.count, invalid[index + 1] == end {
        index += 1
        end += 1
      }
      index += 1
      let hex = (start..<end).prefix(6).map { String(story.bytes[$0], radix: 16, uppercase: true) }.joined(separator: " ")
      out.report(
        ByteRange(start, end),
        "\(end - start == 1 ? "The byte" : "The bytes") \(hex) \(end - start == 1 ? "is" : "are") not UTF-8.")
    }
  }
}
