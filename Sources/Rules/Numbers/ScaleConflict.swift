import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// One amount under two scale words: 3,2 Milliarden Dollar, later 3,2 Billionen Dollar.
struct ScaleConflict: Rule {
  static let card = RuleCard(
    id: "numbers/scale-conflict", title: "One amount stands with two scale words", mqm: .mistranslation, severity: .major,
    confidence: .medium,
    why: """
      The English billion is a Milliarde, a mil millones, a miliard; the Billion of most other languages is a thousand times \
      as much. Where a story gives one amount both ways, one of the two was copied and not translated.
      """,
    advice: "Look the amount up in the source; use one scale word.",
    examples: [
      .flags("de", "Der Preis liegt bei 3,2 Milliarden Dollar. Die [[3,2 Billionen]] Dollar seien viel, hieß es."),
      .flags("es", "La entidad moverá 3.600 millones de euros. De esos [[3,6 billones]] de euros, un tercio irá a empresas."),
      .flags("fr", "Le groupe versera 3,4 milliards d’euros. Ces [[3,4 billions]] d’euros seront versés en deux fois."),
      .flags("en", "The group will pay €2.45 billion. The [[€2.45 million]] will be paid in May."),
      .flags("fr", "Le fonds doit recevoir 9 milliards d’euros. Les [[9 billions]] d’euros promis restent à trouver."),
      .flags("uk", "Фонд надав 1,2 млн євро; із цих [[1,2 мільярда]] євро третину вже витратили."),
      .passes("fr", "Le groupe doit 9 milliards d’euros. Les 9 billions d’étoiles de la galaxie brillent."),
      .passes("en", "The fund holds €1.2 billion for the war. The 1.2 million refugees get half of it."),
      .passes("de", "Der Preis liegt bei 3,2 Milliarden Dollar. Die Schulden betragen 3,4 Billionen Dollar."),
      .passes("de", "Das Land hat 2 Billionen Euro Schulden und zahlt 2 Milliarden Euro Zinsen."),
      .passes("en", "The group made 2.4 billion euros and paid 2.4 million euros in fines."),
      .passes("en", "The firm, worth $3.5 trillion, will pay $3.5 billion in dividends in May."),
      .passes("fr", "Le groupe versera 3,4 milliards d’euros, et le pays compte 3,4 millions d’habitants."),
    ])

  static var needs: Needs { .all(.figures) }

  init(_ style: HouseStyle) {}

  private struct Amount {
    var number: Int
    var quantity: Double
    var digits: Int
    var currency: UInt64
  }

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    var amounts: [Amount] = []
    for index in story.numbers.indices where story.numbers[index].scale >= 6 {
      guard let amount = amount(index, story) else { continue }
      let first = amounts.first { isConflict($0, amount, story) }
      if let first {
        let (range, other) = (self.range(amount.number, story), self.range(first.number, story))
        let (here, there) = (Wording.quoted(story.text(range)), Wording.quoted(story.text(other)))
        out.report(
          range, "\(here) is \(there) elsewhere: one of the two is a thousand times as much as the other.",
          confidence: isTakenUp(amount, story) ? .medium : .low, related: [("written so here", other)])
      } else if amounts.count < 64 {
        amounts.append(amount)
      }
    }
  }

  private func range(_ number: Int, _ story: borrowing Analysis) -> ByteRange {
    let number = story.numbers[number]
    var first = number.tokens.lowerBound
    let sign = first - 1
    let hasSign = first > 0 && story.tokens[sign].kind == .symbol && story.tokens[sign].end == story.tokens[first].start
    if hasSign { first = sign }
    return story.bytes(of: first..<max(number.tokens.upperBound, number.end))
  }

  /// Whether the figure is too long for chance, or a word before it points back: ces 3,4 billions.
  private func isTakenUp(_ amount: Amount, _ story: borrowing Analysis) -> Bool {
    let before = story.numbers[amount.number].tokens.lowerBound - 1
    return amount.digits >= 100 || pointsBack(before, story)
      || story.isIn(before, .function) && !story.isIn(before, .prepositions)
  }

  private func pointsBack(_ token: Int, _ story: borrowing Analysis) -> Bool {
    story.isIn(token, .demonstratives) || story.isIn(token, .articles)
  }

  /// Equal digits, and a thousand between them. Two digits come together by chance, but seldom as milliards and billions, where
  /// the billion is the larger of the two.
  private func isConflict(_ a: Amount, _ b: Amount, _ story: borrowing Analysis) -> Bool {
    guard a.digits == b.digits, a.currency == b.currency else { return false }
    let isTakenUp = pointsBack(story.numbers[b.number].tokens.lowerBound - 1, story)
    let (low, high) = (min(a.quantity, b.quantity), max(a.quantity, b.quantity))
    guard (high / low - 1000).magnitude < 0.001 else { return false }
    let isLongScale = story.language.scaleName(12)?.lowercased().hasPrefix("bi") ?? false
    return a.digits >= 100 || (a.digits >= 10 || isTakenUp) && (high >= 1e12 && isLongScale || isTakenUp && a.digits >= 10)
  }

  /// A sum of money with a scale word.
  private func amount(_ index: Int, _ story: borrowing Analysis) -> Amount? {
    let number = story.numbers[index]
    guard let quantity = number.quantity, quantity > 0, story.paragraphs[number.paragraph].language == nil,
      let currency = currency(number, story)
    else { return nil }
    // 32 for 3.2 and for 3,200: what the figure says beside its size.
    var digits = number.value ?? 0
    var places = 0
    while digits != digits.rounded(), places < 6 {
      digits = (digits * 1e6).rounded() / 1e5
      places += 1
    }
    while digits >= 10, digits.truncatingRemainder(dividingBy: 10) == 0 { digits /= 10 }
    guard digits == digits.rounded(), digits < 1e15 else { return nil }
    return Amount(number: index, quantity: quantity, digits: Int(digits), currency: currency)
  }

  /// What tells one currency from another: its sign, or the word behind the amount.
  private func currency(_ number: NumberColumn, _ story: borrowing Analysis) -> UInt64? {
    let paragraph = story.paragraphs[number.paragraph].tokens
    let before = number.tokens.lowerBound - 1
    if before >= paragraph.lowerBound, let sign = sign(before, story) { return sign }
    var word = number.end
    if word < paragraph.upperBound, story.isIn(word, .genitiveLinks) { word += 1 }
    guard word < paragraph.upperBound else { return nil }
    if story.isIn(word, .currencyWords) { return UInt64(story.tokens[word].id) << 32 }
    return sign(word, story)
  }

  private func sign(_ token: Int, _ story: borrowing Analysis) -> UInt64? {
    guard story.tokens[token].kind == .symbol else { return nil }
    let scalar = story.scalar(at: Int(story.tokens[token].start))
    return Currency.isSign(scalar) ? UInt64(scalar) : nil
  }
}
