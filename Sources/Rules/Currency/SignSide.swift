import Findings
import RuleKit
import Stories
import TextBase

/// A currency sign on the side where another language sets it: 500€ in English, €500 in French.
struct SignSide: Rule {
  static let card = RuleCard(
    id: "currency/sign-side", title: "The currency sign stands on the wrong side of the figure", mqm: .currencyFormat,
    severity: .minor, confidence: .medium,
    why: "English sets the sign before the figure, most of Europe behind it. A sign on the other side came with the source.",
    advice: "Set the sign where the language of the copy sets it.",
    examples: [
      .flags("en", "The ticket costs [[500 €]] in the first row.", fixed: "The ticket costs €500 in the first row."),
      .flags("en", "The ticket costs [[20$]] at the door.", fixed: "The ticket costs $20 at the door."),
      .flags("fr", "Le billet coûte [[€500]] au premier rang.", fixed: "Le billet coûte 500\u{A0}€ au premier rang."),
      .flags(
        "de", "Die Karte kostet [[€ 500]] in der ersten Reihe.", fixed: "Die Karte kostet 500\u{A0}€ in der ersten Reihe."),
      .passes("en", "The ticket costs €500, or $520, and the fund holds £2bn."),
      .passes("fr", "Le billet coûte 500 €, soit environ 520 $ au premier rang."),
      .passes("nl", "Een kaartje kost € 500 op de eerste rij."),
      .passes("de", "Der Fonds hält 2,5 Mrd. € und 3 Millionen $ in bar."),
    ])

  static var needs: Needs { .all([.figures, .symbols]) }

  private let style: HouseStyle
  init(_ style: HouseStyle) { self.style = style }

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    // A desk that has chosen a form is asked for that form by `style/money-form`. CLDR has Italian, Portuguese and Dutch
    // otherwise than many papers do, so the lexicons name a side only where newspapers agree.
    guard let side = story.language.profile.moneySide, style.currency(for: story.language.tag) == nil else { return }
    let isBefore = side == .before
    for number in story.numbers where story.paragraphs[number.paragraph].language == nil && !number.hasLetters {
      let range = story.paragraphs[number.paragraph].tokens
      let (first, last) = (number.tokens.lowerBound, number.tokens.upperBound - 1)
      let leading = first > range.lowerBound ? sign(first - 1, story) : nil
      let trailing = last + 1 < range.upperBound ? sign(last + 1, story) : nil
      if isBefore {
        guard let trailing, leading == nil, number.scale == 0, !isFigure(last + 2, range, story) else { continue }
        report(first..<last + 2, story.text(number.tokens), trailing, isBefore, story, &out)
      } else {
        // Dollars are quoted in the American way all over the world.
        guard let leading, leading == 0x20AC || leading == 0xA3, trailing == nil, number.scale == 0,
          !isFigure(first - 2, range, story)
        else { continue }
        report(first - 1..<last + 1, story.text(number.tokens), leading, isBefore, story, &out)
      }
    }
  }

  private func sign(_ token: Int, _ story: borrowing Analysis) -> UInt32? {
    guard story.tokens[token].kind == .symbol else { return nil }
    let scalar = story.scalar(at: Int(story.tokens[token].start))
    // A sign of one character: US$ and R$ are words with a sign.
    return [0x24, 0x20AC, 0xA3].contains(scalar) && story.tokens[token].length <= 3 ? scalar : nil
  }

  /// 5 € 10: the sign may belong to the other figure.
  private func isFigure(_ token: Int, _ range: Range<Int>, _ story: borrowing Analysis) -> Bool {
    range.contains(token) && story.tokens[token].kind == .number
  }

  private func report(
    _ tokens: Range<Int>, _ figure: String, _ sign: UInt32, _ isBefore: Bool, _ story: borrowing Analysis,
    _ out: inout FindingSink
  ) {
    let mark = FigureText.mark(sign)
    let right = isBefore ? mark + figure : figure + "\u{A0}" + mark
    let bytes = story.bytes(of: tokens)
    out.report(
      bytes,
      "“\(story.text(bytes))” has the sign \(isBefore ? "behind" : "before") the figure; copy in \(story.language.profile.name) writes “\(right)”.",
      fixes: [.replace(bytes, with: right, "Move the sign", .safe)])
  }
}
