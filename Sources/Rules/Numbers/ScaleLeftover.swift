import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A scale word that stayed behind from another language, or took its plural: 4 millions visitors, 2.25 milliard people.
struct ScaleLeftover: Rule {
  static let card = RuleCard(
    id: "numbers/scale-leftover", title: "A scale word of another language behind a figure", mqm: .numberFormat,
    severity: .major, confidence: .high, languages: .withData("scale-leftovers"),
    why: """
      “Milliard”, “mln” and “4 millions” are what translation leaves of the source’s own figures. Readers stumble, and where \
      the words look alike (billion, Billion, billón) they take a thousand times too much or too little.
      """,
    advice: "Use the scale word of the language of the copy.",
    examples: [
      .flags("en", "More than [[4 millions]] visitors came.", fixed: "More than 4 million visitors came."),
      .flags("en", "The tax raises £[[120 mln.]] a year.", fixed: "The tax raises £120 million a year."),
      .flags("en", "It reached [[2.25 milliard]] people.", fixed: "It reached 2.25 billion people."),
      .flags("de", "Der Umsatz lag bei [[3,4 bn]] Euro."),
      .flags("es", "El fondo gestiona [[2,5 billions]] de euros."),
      .flags("ru", "Ущерб составил [[2 биллиона]] рублей."),
      .flags("tr", "Şirket bunun için [[1,2 Milliarden]] avro ödedi."),
      .flags("en", "It reached [[9 milion]] people."),
      .flags("vi", "Khoản [[2,3 billion]] USD sẽ được thanh toán bằng tiền mặt."),
      .passes("de", "Auf Platz 5 Mila Kunis, dahinter 72 Mille Miglia Wagen."),
      .passes("fr", "On y voit les 5 Mila et les 12 Bine de la série."),
      .passes("en", "Millions of people saw it; 4 million came, and hundreds of millions watched."),
      .passes("en", "Shares worth £1.2bn and $3 million changed hands."),
      .passes("de", "Der Umsatz lag bei 3,4 Milliarden Euro, die Schulden bei 2 Billionen."),
      .passes("fr", "Le budget atteint 4 millions d’euros et 2 milliards de dollars."),
      .passes("sv", "Han kom hem ’47 mln år för tidigt, skrev hon i dagboken."),
      .passes("pl", "Kosztowało to 5 mln zł i 2 mld euro."),
    ])

  static var needs: Needs { .all(.figures) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    let language = story.language
    for number in story.numbers where story.paragraphs[number.paragraph].language == nil {
      let word = number.tokens.upperBound
      let end = story.paragraphs[number.paragraph].tokens.upperBound
      guard word < end, story.isIn(word, .scaleLeftovers), !number.hasLetters,
        // Section 3 is a number, 3,2 behind any word a quantity.
        number.value != number.value?.rounded() || !story.isLabelled(number),
        story.tokens[word].flags.contains(.spaceBefore)
      else { continue }
      if story.followsApostrophe(number) { continue }
      // “in the 2010s millions fled” has no figure before the word; “In 2015 millions fled” has a year.
      if number.tokens.count == 1, story.year(number.tokens.lowerBound) != nil { continue }
      let power = language.scale(story.tokens[word].id)
      var last = word
      if word + 2 <= end, story.isMark(word + 1, 0x2E), story.tokens[word + 1].start == story.tokens[word].end,
        word + 2 < end, story.tokens[word + 2].shape == .lower || story.tokens[word + 2].kind == .mark
      {
        last = word + 1
      }
      let range = story.bytes(of: number.tokens.lowerBound..<last + 1)
      let written = story.text(range)
      let right = language.scaleName(power)
      // In languages that inflect the word, the desk must choose the form.
      let replacement = language.supply(of: "scale-singular") == .notNeeded ? right : nil
      let tail = ByteRange(Int(story.tokens[word].start), range.end)
      out.report(
        range, "“\(written)” has a scale word of another language\(right.map { "; here it is “\($0)”" } ?? "").",
        fixes: replacement.map { [.replace(tail, with: $0, "Write “\($0)”", .safe)] } ?? [])
    }
  }
}
