import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A scale word behind an abbreviation that says the same: 2,4 mld miliarda.
struct DoubledScale: Rule {
  static let card = RuleCard(
    id: "numbers/doubled-scale", title: "A figure has its scale word twice", mqm: .numberFormat, severity: .major,
    confidence: .high,
    why: "Abbreviation and word say the same. One of the two was translated and the other left.",
    advice: "Keep one of the two; look the figure up.",
    examples: [
      .flags("pl", "Fundusz ma [[2,4 mld miliarda]] złotych."),
      .flags("de", "Der Schaden beträgt [[5 Mio. Millionen]] Euro."),
      .flags("ru", "Ремонт обошёлся в [[3 млн миллиона]] рублей."),
      .flags("en", "The fund holds $[[2.5bn billion]] in cash."),
      .passes("en", "The galaxy holds 5 million billion grains; 3 million millions make three trillion."),
      .passes("pl", "Z 5 tys. tysiąc osób wyszło."),
      .passes("pl", "Fundusz ma 2,4 mld zł. Miliarda nikt nie widział."),
      .passes("de", "Der Schaden beträgt 5 Mio. Millionen Menschen leben dort."),
      .passes("ru", "Ремонт обошёлся в 3 млн. Миллионы людей ждут."),
    ])

  static var needs: Needs { .all(.figures) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    for number in story.numbers where number.scale > 0 || number.unit != nil {
      let end = story.paragraphs[number.paragraph].tokens.upperBound
      // An abbreviation may name a unit as well.
      let first = number.hasLetters ? nil : story.scale(at: number.tokens.upperBound, before: end)
      guard let power = first?.value ?? (number.hasLetters ? number.scale : nil) else { continue }
      var word = number.tokens.upperBound + (first?.width ?? 0)
      let last = word - 1
      if word < end, story.isMark(word, 0x2E), story.tokens[word].start == story.tokens[last].end { word += 1 }
      guard word < end, !story.tokens[word].flags.contains(.sentenceStart),
        let (scale, width) = story.scale(at: word, before: end), scale == power,
        number.hasLetters || isShort(last, story) != isShort(word, story),
        // Of 5 thousand a thousand left: a price goes on.
        number.isMoney || isCurrency(word + width, end, story)
      else { continue }
      let range = story.bytes(of: number.tokens.lowerBound..<word + width)
      out.report(range, "\(Wording.quoted(story.text(range))) says twice by what the figure is multiplied.")
    }
  }

  /// An abbreviation: mln, Mio, mil, mld.
  private func isShort(_ token: Int, _ story: borrowing Analysis) -> Bool { story.tokens[token].scalars < 5 }

  private func isCurrency(_ token: Int, _ end: Int, _ story: borrowing Analysis) -> Bool {
    token < end && story.isIn(token, .currencyWords)
  }
}
