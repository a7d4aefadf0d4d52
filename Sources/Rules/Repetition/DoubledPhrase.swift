import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// The same few words twice in a row: “the price of the price of bread”.
struct DoubledPhrase: Rule {
  static let card = RuleCard(
    id: "repetition/phrase", title: "A few words stand twice in a row",
    mqm: .addition, severity: .minor, confidence: .medium, languages: .withData("may-double"),
    why: """
      Machines begin a phrase again, and so do people who move words about in a sentence. What was meant to stand there \
      may be lost.
      """,
    advice: "Delete one of the two, and see in the source whether something else belongs there.",
    examples: [
      .flags(
        "en", "The council put up [[the price of the price of]] bread.", fixed: "The council put up the price of bread."),
      .flags(
        "fr", "Une rafale a été mesurée à [[la pointe la pointe]] du phare.",
        fixed: "Une rafale a été mesurée à la pointe du phare."),
      .flags("ro", "Un pescar de 82 [[de ani de ani]] a fost găsit.", fixed: "Un pescar de 82 de ani a fost găsit."),
      .flags(
        "ru", "Грамоту [[нашли археологи нашли археологи]] в старом городе.",
        fixed: "Грамоту нашли археологи в старом городе."),
      .passes("en", "It went on day after day after day, and the crowd grew more and more and more excited."),
      .passes("en", "They waited and waited and left; it was step by step by step."),
      .passes("en", "He sang “my love my love” until midnight, in New York New York was asleep."),
      .passes("en", "Visit this page from time to time to see what has changed."),
      .passes("fr", "Il a plu encore et encore et il a fait froid."),
      .passes("de", "Es wurde mehr und mehr und die Stadt war voll."),
      .passes("vi", "Họ đi từng bước một từng bước một trong đêm."),
    ])

  static var needs: Needs { .all(.doubledPhrases) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    guard !story.language.habits.contains(.doublesWords) else { return }
    for phrase in story.doubledPhrases where isCertain(phrase, story) {
      let (first, second) = (
        story.bytes(of: phrase.tokens.prefix(phrase.period)), story.bytes(of: phrase.tokens.suffix(phrase.period))
      )
      out.report(
        first.union(second), "\(Wording.quoted(story.text(second))) stands twice in a row.",
        fixes: [.replace(ByteRange(first.end, second.end), with: "", "Delete the second", .review)])
    }
  }

  private func isCertain(_ phrase: Loop, _ story: borrowing Analysis) -> Bool {
    guard story.paragraphs[phrase.paragraph].language == nil else { return false }
    let first = phrase.tokens.lowerBound
    // A caption that runs into a paragraph, a byline into a biography.
    if first == story.paragraphs[phrase.paragraph].tokens.lowerBound { return false }
    var letters = 0
    var capitals = 0
    for token in story.tokens[phrase.tokens.prefix(phrase.period)] {
      if token.flags.contains(.quoted) { return false }
      if token.isCapitalised { capitals += 1 }
      letters += Int(token.scalars)
    }
    guard capitals < phrase.period, letters >= 5 else { return false }
    guard phrase.period == 2 else { return true }
    // “From time to time to see”: the turn has a preposition before it, and another word has one behind it.
    if story.isIn(first - 1, .prepositions), !story.isIn(first, .prepositions), story.isIn(first + 1, .prepositions) {
      return false
    }
    // “Waited and waited and”: emphasis has a conjunction or a pronoun in it.
    return phrase.tokens.prefix(2).allSatisfy { token in
      !story.isIn(token, .mayDouble) && !story.isIn(token, .clauseJoiners)
        && (!story.isIn(token, .function) || story.isIn(token, .articles) || story.isIn(token, .prepositions))
    }
  }
}
