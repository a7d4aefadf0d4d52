import Findings
import RuleKit
import Stories
import TextBase

/// A space on the inner side of a quotation mark.
struct StraySpace: Rule {
  static let card = RuleCard(
    id: "quotes/stray-space", title: "A space stands between a quotation mark and the quoted words",
    mqm: .punctuation, severity: .minor, confidence: .high,
    why: "Machine output that was split into tokens keeps a space on both sides of its quotation marks.",
    advice: "Close up the mark and the words it belongs to.",
    examples: [
      .flags("en", "He [[said \" we]] agree\" and left.", fixed: "He said \"we agree\" and left."),
      .flags("en", "She called it “a new [[start ”.]]", fixed: "She called it “a new start”."),
      .flags("de", "Er nannte es „einen neuen [[Anfang “ und]] ging.", fixed: "Er nannte es „einen neuen Anfang“ und ging."),
      .flags(
        "nl", "‘Het is te laat’, zei hij. ‘Maar het is [[goed ’, zei]] zij.",
        fixed: "‘Het is te laat’, zei hij. ‘Maar het is goed’, zei zij."),
      .passes("fr", "Il a dit : « Nous sommes d’accord. »"),
      .passes("en", "He said “we agree” and left."),
      .passes("en", "The score was 5'11\" and 6'2\" for the two."),
    ])

  static var needs: Needs { .all(.faultyMarks) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    for index in story.quoteMarks.indices where story.quoteMarks[index].fault == .straySpace {
      let mark = story.quoteMarks[index]
      let glyphs = story.bytes(of: mark)
      var space = glyphs
      if mark.role == .open {
        space.start = glyphs.end
        while space.end < story.bytes.count {
          let (scalar, length) = UTF8Text.decode(story.bytes, space.end)
          guard WhiteSpace.contains(scalar) else { break }
          space.end += length
        }
      } else {
        space.end = glyphs.start
        while let (scalar, length) = UTF8Text.decodeLast(story.bytes, before: space.start), WhiteSpace.contains(scalar) {
          space.start -= length
        }
      }
      guard !space.isEmpty else { continue }
      let isOpening = mark.role == .open
      out.report(
        story.surroundings(of: mark),
        "A space parts the \(isOpening ? "opening" : "closing") mark from the quoted words.",
        confidence: mark.partner == nil ? .low : .high,
        fixes: [.replace(space, with: "", "Remove the space", .safe)])
    }
  }
}
