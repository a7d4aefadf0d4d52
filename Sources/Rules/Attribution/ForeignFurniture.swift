import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// What the page or agency of the source set around the story, in its own language: (Reporting by …), Lesen Sie mehr.
struct ForeignFurniture: Rule {
  static let card = RuleCard(
    id: "attribution/foreign-furniture", title: "Furniture of the source was left in its own language", mqm: .untranslated,
    severity: .minor, confidence: .medium, languages: .withData("foreign-furniture"),
    why: """
      Lines that say who reported, whose picture it is and where the text goes on are copied with the story, and nobody \
      translates them.
      """,
    advice: "Delete the line, or give the credit in the language of the copy.",
    examples: [
      .flags("fr", "Le parlement a voté lundi le budget de l'année.\n([[Reporting by]] Alan Muir; editing by Jane Ross)"),
      .flags("ru", "Парламент в понедельник проголосовал за бюджет.\n[[Haberin devamı]] için tıklayın"),
      .flags("en", "The parliament met on Monday and voted on the budget.\n[[Lesen Sie mehr]] im Magazin"),
      .flags("de", "Das Parlament stimmte am Montag über den Haushalt ab.\n[[Story continues below]] advertisement"),
      .flags("sv", "Parlamentet röstade i måndags om budgeten för nästa år.\n[[Advertisement]]"),
      .passes("en", "The parliament met on Monday and voted on the budget.\n(Reporting by Alan Muir; editing by Jane Ross)"),
      .passes("de", "Das Parlament stimmte am Montag über den Haushalt ab.\nLesen Sie mehr im Magazin"),
      .passes("de", "Das Parlament tagte.\nDer Film „Reporting by Night“ läuft heute, die Zeile Photo by Anna fehlt."),
      .passes("ja", "議会は月曜日に来年度の予算案を可決した。\nPhoto by 田中太郎"),
      .passes("sv", "Parlamentet röstade i måndags om budgeten för nästa år.\nReklam"),
      .passes("uk", "Парламент у понеділок проголосував за бюджет.\nРеклама"),
      .passes("fr", "Le parlement a voté lundi.\nLe mot anglais advertisement désigne une annonce, rien de plus."),
    ])

  static var needs: Needs { .any([.classPhrases, .lineOpeners]) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    var last = 0
    for hit in story.classHits
    where hit.index == WordClass.foreignFurniture.bit && !hit.isQuoted && hit.paragraph > last {
      let paragraph = story.paragraphs[hit.paragraph]
      guard paragraph.language == nil, story.wordCount(hit.paragraph) <= 30, opens(hit.tokens.lowerBound, paragraph, story)
      else { continue }
      last = hit.paragraph
      report(hit.tokens, story, &out)
    }
    guard story.wordClasses.contains(.foreignFurniture) else { return }
    // One word is furniture where it is all there is.
    for (number, paragraph) in story.paragraphs.enumerated() where number > 0 && paragraph.words == 1 {
      for token in paragraph.tokens where paragraph.tokens.count <= 3 && story.isIn(token, .foreignFurniture) {
        report(token..<token + 1, story, &out)
      }
    }
  }

  private func report(_ tokens: Range<Int>, _ story: borrowing Analysis, _ out: inout FindingSink) {
    let range = story.bytes(of: tokens)
    out.report(range, "\(Wording.quoted(story.text(range))) is what a page in another language sets around its copy.")
  }

  /// Whether a phrase begins its line, or what stands in brackets at the end of one.
  private func opens(_ token: Int, _ paragraph: Paragraph, _ story: borrowing Analysis) -> Bool {
    let first = paragraph.tokens.lowerBound
    if token - first <= 1 { return token == first || !story.tokens[first].isWord }
    guard story.isMark(token - 1, 0x28) || story.isMark(token - 1, 0x5B) else { return false }
    return story.isMark(paragraph.tokens.upperBound - 1, 0x29) || story.isMark(paragraph.tokens.upperBound - 1, 0x5D)
  }
}
