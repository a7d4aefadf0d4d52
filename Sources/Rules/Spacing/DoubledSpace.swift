import Findings
import RuleKit
import Stories
import TextBase

/// Two spaces between two words.
struct DoubledSpace: Rule {
  static let card = RuleCard(
    id: "spacing/doubled-space", title: "Two spaces stand where one is meant",
    mqm: .punctuation, severity: .neutral, confidence: .low,
    why: "A second space stays where a word was deleted. Readers do not see it; line breaks and search do.",
    advice: "Delete one of the spaces.",
    examples: [
      .flags("en", "The port was [[closed  on]] Monday.", fixed: "The port was closed on Monday."),
      .flags("ru", "Порт [[закрыли  в]] понедельник.", fixed: "Порт закрыли в понедельник."),
      .passes("en", "The port was closed.  Ships waited outside."),
      .passes("en", "The port was closed on Monday."),
      .passes("zh", "港口已经关闭。　没有人受伤。"),
    ])

  static var needs: Needs { .all(.wideGaps) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    for index in story.wideGaps where story.tokens[index].kind == .word && story.tokens[index - 1].kind == .word {
      let (start, end) = (Int(story.tokens[index - 1].end), Int(story.tokens[index].start))
      let gap = spaces(start, end, story)
      guard gap == 2 || gap == 3 else { continue }
      out.report(
        story.bytes(of: index - 1..<index + 1), "\(gap) spaces stand between two words.",
        fixes: [.replace(ByteRange(start, end), with: " ", "Leave one space", .safe)])
    }
  }

  /// How many spaces, plain or no-break, the bytes hold; 0 where there is anything else.
  private func spaces(_ start: Int, _ end: Int, _ story: borrowing Analysis) -> Int {
    var at = start
    var count = 0
    while at < end {
      let (scalar, length) = UTF8Text.decode(story.bytes, at)
      guard scalar == 0x20 || scalar == 0xA0 else { return 0 }
      count += 1
      at += length
    }
    return count
  }
}
