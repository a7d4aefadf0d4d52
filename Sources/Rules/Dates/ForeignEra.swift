import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// An era behind a year in the letters or words of another language: 472 v. Chr. in English, 300 BC in German.
struct ForeignEra: Rule {
  static let card = RuleCard(
    id: "dates/foreign-era", title: "An era is named as in another language", mqm: .dateFormat, severity: .minor,
    confidence: .high, languages: .withData("eras-christian"),
    why: """
      Abbreviations of eras look like names to a translation system, which leaves them as they are. Readers of the other \
      language do not know them, and “before our era” is no English.
      """,
    advice: "Write the era as the language of the copy does.",
    examples: [
      .flags("en", "The temple was built in 472 [[v. Chr.]] and burned twice."),
      .flags("en", "The road was laid in the 4th century [[before our era]]."),
      .flags("de", "Der Tempel wurde 472 [[BC]] gebaut und brannte zweimal."),
      .flags("ru", "Храм построен в 472 году [[до н. е.]] и дважды горел."),
      .flags("fr", "Le temple fut bâti en 472 [[a.C.]] et brûla deux fois."),
      .flags("pl", "Świątynię zbudowano w 472 roku [[до н.э.]] na wzgórzu."),
      .passes("en", "The temple was built in 472 BC, the road in AD 60, the wall in the first century B.C.E."),
      .passes("de", "Der Tempel wurde 472 v. Chr. gebaut, die Mauer im 3. Jahrhundert vor unserer Zeitrechnung."),
      .passes("ru", "Храм построен в 472 году до н. э., стена в III веке нашей эры."),
      .passes("en", "In 2010 BC Partners bought the firm; life before our era of speed was slow."),
      .passes("en", "Item 12 a. C. Holt is absent; she said so at 9 p.m. on Monday."),
      .passes("de", "Der Verein wurde 1860 e. V. und spielt seit 1960 in der Liga."),
      .passes("es", "El templo se construyó en el 472 a. C. y ardió dos veces."),
    ])

  static var needs: Needs { .all(.classPhrases) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    for hit in story.classHits where hit.index == WordClass.foreignEras.bit {
      guard story.paragraphs[hit.paragraph].language == nil, Era.followsYear(hit, story), !isName(hit, story) else { continue }
      let range = story.bytes(of: hit.tokens)
      out.report(range, "\(Wording.quoted(story.text(range))) counts the years as another language does.")
    }
  }

  /// In 2010 BC Partners, vote 12 a. C. Holt: a name goes on. A function word with a capital begins a sentence.
  private func isName(_ hit: PhraseHit, _ story: borrowing Analysis) -> Bool {
    let next = hit.tokens.upperBound
    return next < story.paragraphs[hit.paragraph].tokens.upperBound && story.tokens[next].isCapitalised
      && story.tokens[next].flags.contains(.spaceBefore) && !story.isIn(next, .function)
  }
}

/// Where an era stands.
enum Era {
  /// A year or a century is counted by the era: 472 BC, III век до н. э., 472 году до нашей эры.
  static func followsYear(_ hit: PhraseHit, _ story: borrowing Analysis) -> Bool {
    let start = story.paragraphs[hit.paragraph].tokens.lowerBound
    for step in 1...3 {
      let token = hit.tokens.lowerBound - step
      guard token >= start else { return false }
      if story.tokens[token].kind == .number || isRoman(token, story) { return true }
      // Between the two the word for year or century, with its point: 5 в. до н. э.
      guard story.tokens[token].isWord || story.isMark(token, 0x2E) else { return false }
    }
    return false
  }

  private static func isRoman(_ token: Int, _ story: borrowing Analysis) -> Bool {
    let shape = story.tokens[token].shape
    guard shape == .upper || shape == .singleUpper else { return false }
    let range = story.tokens[token].range
    return story.bytes[range.start..<range.end].allSatisfy { [0x49, 0x56, 0x58].contains($0) }
  }
}
