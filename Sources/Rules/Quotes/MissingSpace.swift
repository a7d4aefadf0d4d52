import Findings
import RuleKit
import Stories
import TextBase

/// A quotation mark with no space on either side of it.
struct MissingSpace: Rule {
  static let card = RuleCard(
    id: "quotes/missing-space", title: "No space stands on either side of a quotation mark",
    mqm: .punctuation, severity: .minor, confidence: .medium,
    why: "Where the space beside a mark is lost, quotation and attribution run together.",
    advice: "Put a space outside the quotation.",
    examples: [
      .flags("en", "“We will not [[go,”Larsen]] told reporters.", fixed: "“We will not go,” Larsen told reporters."),
      .flags(
        "it", "«Non andremo [[via.»Lo]] ha detto ieri il ministro.", fixed: "«Non andremo via.» Lo ha detto ieri il ministro."),
      .passes("en", "“We will not go,” Larsen told reporters."),
      .passes("de", "Der „Morgenblatt“-Chef kam."),
      .passes("zh", "他说：“我们不走。”然后离开了会场。"),
    ])

  static var needs: Needs { .all(.faultyMarks) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    guard !story.language.profile.fullWidth else { return }
    for index in story.quoteMarks.indices where story.quoteMarks[index].fault == .missingSpace {
      let mark = story.quoteMarks[index]
      let glyphs = story.bytes(of: mark)
      guard mark.partner != nil, let (before, _) = UTF8Text.decodeLast(story.bytes, before: glyphs.start) else { continue }
      let isAfterMark = [0x2E, 0x2C, 0x21, 0x3F, 0x2026].contains(before)
      // Between letters a mark may be anything (a suffix, an abbreviation); after a comma or stop it can only close.
      guard mark.role == .close, isAfterMark, followsWithLetter(story, glyphs.end) else { continue }
      out.report(
        story.surroundings(of: mark), "No space stands between the closing mark and the next word.",
        fixes: [.replace(ByteRange(glyphs.end, glyphs.end), with: " ", "Put a space behind the mark", .safe)])
    }
  }

  private func followsWithLetter(_ story: borrowing Analysis, _ offset: Int) -> Bool {
    let scalar = story.scalar(at: offset)
    // In Korean and Japanese the particle follows the mark directly; Thai sets no spaces.
    let joins = scalar >= 0x0E00 && scalar < 0x0F00 || scalar >= 0x2E80
    return !joins && (Unicode.Scalar(scalar)?.properties.isAlphabetic ?? false)
  }
}
