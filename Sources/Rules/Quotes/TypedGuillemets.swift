import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// Guillemets typed as signs for less and greater: <<a new start>>.
struct TypedGuillemets: Rule {
  static let card = RuleCard(
    id: "quotes/typed-guillemets", title: "Quotation marks are typed as << and >>",
    mqm: .punctuation, severity: .minor, confidence: .high,
    why: "Machines and keyboards without « and » write two signs for each; no typesetting program turns them back.",
    advice: "Set the quotation marks of the language of the copy.",
    examples: [
      .flags(
        "fr", "Le ministre a parlé lundi d’un [[<<nouveau départ>>]].",
        fixed: "Le ministre a parlé lundi d’un «\u{A0}nouveau départ\u{A0}»."),
      .flags(
        "en", "The minister called it [[<<a new start>>]] on Monday.", fixed: "The minister called it “a new start” on Monday."),
      .flags(
        "uk", "Міністр назвав це [[<<новим початком>>]] у понеділок.", fixed: "Міністр назвав це «новим початком» у понеділок."),
      .passes("en", "The score went from 5 << 3 and 8 >> 2, and a < b > c."),
      .passes("en", "<< Previous story | Next story >>"),
      .passes("fr", "Le ministre a parlé lundi d’un « nouveau départ »."),
    ])

  static var needs: Needs { .all(.symbols) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    let profile = story.language.profile
    let own = profile.quoteStyles.first
    let gap = profile.quoteSpacing == .none ? "" : "\u{A0}"
    for paragraph in story.paragraphs {
      /// The first sign of those that open.
      var open: Int?
      for mark in story.marks(in: paragraph) where story.tokens[mark].kind == .symbol {
        let sign = story.bytes[Int(story.tokens[mark].start)]
        guard sign == UInt8(ascii: "<") || sign == UInt8(ascii: ">"), isDoubled(mark, story) else { continue }
        if sign == UInt8(ascii: "<") {
          open = opens(mark, paragraph.tokens, story) ? mark : nil
        } else if let start = open, !story.tokens[mark].flags.contains(.spaceBefore) {
          open = nil
          let (first, last) = (story.bytes(of: start..<start + 2), story.bytes(of: mark..<mark + 2))
          let words = ByteRange(Int(story.tokens[start + 2].start), Int(story.tokens[mark - 1].end))
          let opening = FigureText.mark(own?.outerOpen ?? 0x201C) + gap
          let closing = gap + FigureText.mark(own?.outerClose ?? 0x201D)
          out.report(
            first.union(last), "<< and >> stand for quotation marks.",
            fixes: [
              Fix(
                title: "Set \(opening) \(closing)", applicability: .review,
                edits: [Edit(ByteRange(first.start, words.start), opening), Edit(ByteRange(words.end, last.end), closing)])
            ])
        }
      }
    }
  }

  /// Whether two of the sign stand together, and no third.
  private func isDoubled(_ mark: Int, _ story: borrowing Analysis) -> Bool {
    guard story.tokens.indices.contains(mark + 1), story.tokens[mark + 1].hash == story.tokens[mark].hash,
      story.tokens[mark].end == story.tokens[mark + 1].start
    else { return false }
    let isThird = mark > 0 && story.tokens[mark - 1].hash == story.tokens[mark].hash
    let hasThird = mark + 2 < story.tokens.count && story.tokens[mark + 2].hash == story.tokens[mark].hash
    return !isThird && !hasThird
  }

  private func opens(_ mark: Int, _ paragraph: Range<Int>, _ story: borrowing Analysis) -> Bool {
    guard mark + 2 < paragraph.upperBound, story.tokens[mark + 2].isWord else { return false }
    let isApart =
      mark == paragraph.lowerBound || story.tokens[mark].flags.contains(.spaceBefore) || story.isMark(mark - 1, 0x28)
    return isApart && story.tokens[mark + 1].end == story.tokens[mark + 2].start
  }
}
