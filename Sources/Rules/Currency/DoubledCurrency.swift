import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// An amount that names its currency twice: $5 dollars, €2 million euros.
struct DoubledCurrency: Rule {
  static let card = RuleCard(
    id: "currency/doubled-currency", title: "The currency of an amount stands twice", mqm: .numberFormat, severity: .minor,
    confidence: .high,
    why: "Sign and word say the same. Both together show that one was added, or the other left, in translation.",
    advice: "Keep the sign or the word.",
    examples: [
      .flags("en", "The ticket costs [[$5 dollars]] now.", fixed: "The ticket costs $5 now."),
      .flags("en", "The fund holds [[€2.5 million euros]] in cash.", fixed: "The fund holds €2.5 million in cash."),
      .flags("de", "Die Karte kostet [[5 € Euro]] im Vorverkauf.", fixed: "Die Karte kostet 5 € im Vorverkauf."),
      .passes("en", "The ticket costs $5, or 4 euros."),
      .passes("en", "He paid $5 to the Canadian dollar fund."),
      .passes("en", "The fund holds £2 million sterling and 5 dollars."),
      .passes("fr", "Le billet coûte 5 €. Euro et dollar reculent."),
    ])

  static var needs: Needs { .all([.money, .symbols]) }

  /// By the sign, the hashes of words that say the same.
  private let words: [UInt32: Set<UInt64>]

  init(_ style: HouseStyle) {
    let scalars = ScalarTable()
    let pairs: [UInt32: [String]] = [
      0x24: ["dollar", "dollars", "Dollar", "dólares", "dólar", "dollari", "долларов", "доллара", "доларів", "dolarów", "USD"],
      0x20AC: ["euro", "euros", "Euro", "евро", "євро", "ευρώ", "EUR", "eurot"],
      0xA3: ["pounds", "pound", "Pfund", "livres", "libras", "sterline", "фунтов", "фунтів", "funtów", "GBP"],
      0xA5: ["yen", "yuan", "JPY", "CNY", "иен", "юаней"], 0x20BD: ["rubles", "roubles", "рублей", "рубля", "RUB"],
      0x20B4: ["hryvnias", "hryvnia", "гривень", "гривен", "гривні", "UAH"],
    ]
    words = pairs.mapValues { Set($0.map { WordHash.of($0, scalars) }) }
  }

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    for number in story.numbers where number.isMoney && number.unit == nil {
      let range = story.paragraphs[number.paragraph].tokens
      let before = number.tokens.lowerBound - 1
      var first = number.tokens.lowerBound
      var word = number.end
      var sign: UInt32 = 0
      if before >= range.lowerBound, story.tokens[before].kind == .symbol {
        sign = story.scalar(at: Int(story.tokens[before].start))
        first = before
      } else if word < range.upperBound, story.tokens[word].kind == .symbol {
        sign = story.scalar(at: Int(story.tokens[word].start))
        word += 1
      }
      guard let same = words[sign], word < range.upperBound, story.tokens[word].kind == .word,
        story.tokens[word].flags.contains(.spaceBefore), same.contains(story.tokens[word].hash),
        // $5 dollar-denominated bonds; €5 Euro NCAP.
        !(word + 1 < range.upperBound && story.tokens[word + 1].isCapitalised), !story.isMark(word + 1, 0x2D)
      else { continue }
      let whole = story.bytes(of: first..<word + 1)
      let edit = ByteRange(Int(story.tokens[word - 1].end), whole.end)
      out.report(
        whole, "“\(story.text(whole))” names the currency twice.",
        fixes: [.replace(edit, with: "", "Remove the word", .safe)])
    }
  }
}
