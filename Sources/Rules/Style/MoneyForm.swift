import Findings
import RuleKit
import Stories
import TextBase

/// Sums of money written in another form than the house style's. Once a story.
struct MoneyForm: Rule {
  static let card = RuleCard(
    id: "style/money-form", title: "A sum of money has not the form of the house style",
    mqm: .currencyFormat, severity: .minor, confidence: .medium, languages: .withData("currency-words"),
    why: "The configuration says whether sums are written $5, 5 $, USD 5, 5 USD or 5 dollars. Without it the rule is silent.",
    advice: "Write sums as the house style does.",
    examples: [
      .flags("en", "The bridge cost [[USD 5]] million.", style: .money(.signBefore)),
      .flags("en", "The bridge cost [[5 dollars]] and the road 7.", style: .money(.signBefore)),
      .flags("en", "The bridge cost [[$5 million]] and the road $7 million.", style: .money(.codeBefore)),
      .passes("en", "The bridge cost $5 million.", style: .money(.signBefore)),
      .passes("en", "The bridge cost USD 5 million."),
      .passes("en", "The bridge cost 5 million, she said.", style: .money(.signBefore)),
    ])

  static var needs: Needs { .all(.figures) }

  private let style: HouseStyle
  init(_ style: HouseStyle) { self.style = style }

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    guard let wanted = style.currency(for: story.language.tag) else { return }
    var first: Range<Int>?
    var count = 0
    for number in story.numbers where number.isMoney || number.value != nil {
      guard story.paragraphs[number.paragraph].language == nil, let (form, tokens) = form(number, story), form != wanted,
        !story.tokens[number.tokens.lowerBound].flags.contains(.quoted)
      else { continue }
      count += 1
      if first == nil { first = tokens }
    }
    guard let first else { return }
    let others = count == 1 ? "this sum is" : "\(count) sums are"
    out.report(
      story.bytes(of: first), "House style writes sums as \(Wording.quoted(wanted.rawValue)); \(others) written otherwise.")
  }

  /// How a sum is written and the tokens of it; nil where no currency stands beside the figure.
  private func form(
    _ number: NumberColumn, _ story: borrowing Analysis
  ) -> (HouseStyle.CurrencyForm, Range<Int>)? {
    let range = story.paragraphs[number.paragraph].tokens
    let before = number.tokens.lowerBound - 1
    if before >= range.lowerBound {
      if isSign(before, story) { return (.signBefore, before..<number.end) }
      if isCode(before, story), story.tokens[number.tokens.lowerBound].flags.contains(.spaceBefore) {
        return (.codeBefore, before..<number.tokens.upperBound)
      }
    }
    let behind = number.end
    guard behind < range.upperBound else { return nil }
    if isSign(behind, story) { return (.signAfter, number.tokens.lowerBound..<(behind + 1)) }
    if isCode(behind, story) { return (.codeAfter, number.tokens.lowerBound..<(behind + 1)) }
    if story.isIn(behind, .currencyWords), story.tokens[behind].isWord {
      return (.name, number.tokens.lowerBound..<(behind + 1))
    }
    return nil
  }

  private func isSign(_ token: Int, _ story: borrowing Analysis) -> Bool {
    story.tokens[token].kind == .symbol && Currency.isSign(story.scalar(at: Int(story.tokens[token].start)))
  }

  /// Codes of ISO 4217 that news write.
  private static let codes: Set<UInt64> = Set(
    [
      "USD", "EUR", "GBP", "JPY", "CHF", "CNY", "RUB", "UAH", "PLN", "CZK", "SEK", "NOK", "DKK", "HUF", "RON", "BGN", "TRY",
      "INR",
      "CAD", "AUD", "NZD", "BRL", "MXN", "ARS", "CLP", "COP", "ZAR", "KRW", "ILS", "SAR", "AED", "EGP", "IRR", "THB", "VND",
      "SGD",
      "HKD", "TWD", "IDR", "MYR", "PHP", "KZT", "BYN", "GEL", "AMD", "AZN", "RSD", "ISK", "NGN", "KES", "PKR",
    ].map { FNV.hash($0.utf8) })

  private func isCode(_ token: Int, _ story: borrowing Analysis) -> Bool {
    let token = story.tokens[token]
    guard token.isWord, token.end - token.start == 3 else { return false }
    return MoneyForm.codes.contains(FNV.hash(story.bytes[Int(token.start)..<Int(token.end)]))
  }
}
