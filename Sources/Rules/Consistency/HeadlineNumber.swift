import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A count in the headline that the story gives otherwise: “107 killed” over a lede that says 87.
struct HeadlineNumber: Rule {
  static let card = RuleCard(
    id: "consistency/headline-number", title: "The headline and the story give two figures for one thing",
    mqm: .mistranslation, severity: .major, confidence: .medium,
    why: """
      Headlines are often translated on their own, or taken over from an earlier version. Readers see the two figures \
      side by side.
      """,
    advice: "Look up which figure holds, and use it in both places.",
    examples: [
      .flags(
        "en",
        "Storm leaves [[48 houses]] without roofs\nThe storm took the roofs off 84 houses on Monday night.\nNobody was hurt."),
      .flags(
        "de",
        "Sturm deckt [[48 Häuser]] ab\nDer Sturm deckte in der Nacht zum Montag 84 Häuser ab.\nVerletzt wurde niemand."),
      .passes(
        "en", "Storm leaves 84 houses without roofs\nThe storm took the roofs off 84 houses on Monday night.\nNobody was hurt."),
      .passes(
        "en", "Storm leaves 80 houses without roofs\nThe storm took the roofs off 84 houses on Monday night.\nNobody was hurt."),
      .passes(
        "en",
        "Storm leaves 48 houses without roofs\nThe storm hit 84 houses on Monday night.\nOf these 48 lost their roofs.\nNobody was hurt."
      ),
      .passes(
        "en",
        "Storm leaves more than 48 houses without roofs\nThe storm took the roofs off 84 houses on Monday night.\nNobody was hurt."
      ),
    ])

  static var needs: Needs { .all(.figures) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    // Figures stand in the order of the story.
    guard let first = story.numbers.first, first.paragraph < 2, let parts = Headline.parts(of: story),
      story.numbers.contains(where: { $0.paragraph == parts.headline })
    else { return }
    let (headline, opening) = parts
    for number in story.numbers where number.paragraph == headline {
      guard let value = number.value, let noun = counted(number, story), !isRounded(number, story),
        // more than 48, all of 48
        !story.isIn(number.tokens.lowerBound - 1, .function)
      else { continue }
      // The same figure further on, whatever it counts, shows that the headline has its source in the story.
      let isElsewhere = story.numbers.contains { other in
        other.paragraph != headline && (other.value == value || other.quantity == number.quantity)
      }
      if isElsewhere { continue }
      let same = story.numbers.filter { other in
        opening.contains(other.paragraph) && other.scale == number.scale
          && counted(other, story).map { story.tokens[$0].hash == story.tokens[noun].hash } ?? false
      }
      guard let twin = same.first, same.allSatisfy({ $0.value == twin.value }), let other = twin.value, other != value,
        !isRounded(twin, story), !isNear(value, other)
      else { continue }
      let last = counted(twin, story) ?? twin.tokens.upperBound - 1
      out.report(
        story.bytes(of: number.tokens.lowerBound..<noun + 1),
        "The story says \(Wording.quoted(story.text(twin.tokens.lowerBound..<last + 1))).",
        related: [("given otherwise here", story.bytes(of: twin.tokens))])
    }
  }

  /// The word of four letters or more that a plain whole figure counts.
  private func counted(_ number: NumberColumn, _ story: borrowing Analysis) -> Int? {
    let word = number.end
    guard let value = number.value, value >= 2, value == value.rounded(), !number.hasLetters, !number.isMoney,
      number.unit == nil, number.upper == nil, story.standsFree(number), !story.isLabelled(number),
      word < story.paragraphs[number.paragraph].tokens.upperBound, story.tokens[word].kind == .word,
      story.tokens[word].scalars >= 4, story.tokens[word].flags.contains(.spaceBefore)
    else { return nil }
    // Dates and times are no counts.
    let id = story.tokens[word].id
    if id != 0 {
      let classes = story.language.classes(of: id)
      if classes.intersects(WordClassSet.of(.month, .weekday, .clockWords, .function)) { return nil }
    }
    return word
  }

  /// About, more than, up to.
  private func isRounded(_ number: NumberColumn, _ story: borrowing Analysis) -> Bool {
    let start = story.paragraphs[number.paragraph].tokens.lowerBound
    return (max(start, number.tokens.lowerBound - 3)..<number.tokens.lowerBound).contains { story.isIn($0, .approximators) }
  }

  /// Headlines round: 80 for 84.
  private func isNear(_ headline: Double, _ body: Double) -> Bool {
    headline.truncatingRemainder(dividingBy: 10) == 0 && abs(headline - body) <= 0.2 * body
  }
}
