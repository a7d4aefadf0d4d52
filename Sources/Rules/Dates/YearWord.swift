import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// The word for “year” left behind the figure, as Russian, Ukrainian or Polish have it: in 2023 year.
struct YearWord: Rule {
  static let card = RuleCard(
    id: "dates/year-word", title: "The word for “year” stands behind the figure", mqm: .dateFormat, severity: .minor,
    confidence: .high, languages: .withData("year-words"),
    why: "Russian, Ukrainian and Polish need the word behind the figure: «в 2023 году». Elsewhere it is a trace of the source.",
    advice: "Write the year alone, or put the word before it.",
    examples: [
      .flags("en", "The mill closed in [[2023 year]], officials said.", fixed: "The mill closed in 2023, officials said."),
      .flags("en", "It was signed on May 9, [[2019 year]].", fixed: "It was signed on May 9, 2019."),
      .flags("en", "It opens by the end of [[2024 year]] at last.", fixed: "It opens by the end of 2024 at last."),
      .flags("de", "Die Fabrik schloss im [[2023 Jahr]].", fixed: "Die Fabrik schloss im Jahr 2023."),
      .flags("fr", "L’usine a fermé en [[2023 année]].", fixed: "L’usine a fermé en 2023."),
      .flags("es", "La fábrica cerró en [[2023 año]].", fixed: "La fábrica cerró en 2023."),
      .flags("it", "La fabbrica ha chiuso nel [[2023 anno]].", fixed: "La fabbrica ha chiuso nel 2023."),
      .passes("en", "In 2023 year-end bonuses fell, and by 2024 year-on-year growth was back."),
      .passes("en", "In the year 2023 the mill closed; the 2023 year was a poor one."),
      .passes("en", "In 2023 years of work paid off, and in 2021 year over year sales doubled."),
      .flags("de", "Das Museum wurde im [[2021 Jahr]] eröffnet.", fixed: "Das Museum wurde im Jahr 2021 eröffnet."),
      .passes("de", "Im Jahr 2023 schloss die Fabrik nach 1950 Jahren."),
      .passes("it", "Nel 2023 anno record per il turismo."),
      .passes("nl", "Het dorp bestond in 2000 jaar nauwelijks."),
      .passes("ru", "Фабрика закрылась в 2023 году."),
    ])

  static var needs: Needs { .all(.figures) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    for number in story.numbers where number.shape.separators == 0 && number.shape.lead == 4 && !number.hasLetters {
      let first = number.tokens.lowerBound
      let word = number.tokens.upperBound
      let paragraph = story.paragraphs[number.paragraph]
      // Quantities are round as a rule: in 2000 jaar.
      guard let value = number.value, (1800...2099).contains(value), value.truncatingRemainder(dividingBy: 50) != 0,
        word < paragraph.tokens.upperBound, story.isIn(word, .yearWords), story.tokens[word].flags.contains(.spaceBefore),
        story.tokens[word].shape == .lower || story.language.habits.contains(.capitalNouns), !number.isMoney,
        paragraph.language == nil,
        first > paragraph.tokens.lowerBound, !story.isDash(first - 1), ends(story, word + 1, paragraph.tokens.upperBound)
      else { continue }
      let swaps = story.isIn(first - 1, .yearNounOpeners)
      guard swaps || story.isIn(first - 1, .yearOpeners) || followsDate(story, first, paragraph.tokens.lowerBound) else {
        continue
      }
      let range = story.bytes(of: first..<word + 1)
      let figure = story.text(number.digits)
      let right = swaps ? "\(story.text(story.tokens[word].range)) \(figure)" : figure
      out.report(
        range,
        "“\(story.text(range))” keeps the source’s word behind the figure; \(story.language.profile.name) writes “\(right)”.",
        fixes: [.replace(range, with: right, "Write “\(right)”", swaps ? .review : .safe)])
    }
  }

  /// Behind a month, or a month and a day: 4 March 2023 year, May 9, 2019 year.
  private func followsDate(_ story: borrowing Analysis, _ figure: Int, _ start: Int) -> Bool {
    if story.isIn(figure - 1, .month) { return true }
    let day = story.isMark(figure - 1, 0x2C) ? figure - 2 : figure - 1
    return day - 1 >= start && story.tokens[day].kind == .number && story.isIn(day - 1, .month)
  }

  /// Whether the phrase ends behind the word: “nel 2023 anno record” goes on, and so does “in 2023 year-end sales”.
  private func ends(_ story: borrowing Analysis, _ next: Int, _ end: Int) -> Bool {
    guard next < end else { return true }
    let token = story.tokens[next]
    switch token.kind {
    case .mark: return story.endsPhrase(next)
    case .quote: return !token.flags.contains(.spaceBefore)
    case .word:
      // Where adjectives stand before their noun, function words and names cannot belong to the year; 2023 year on year is a term.
      guard story.language.habits.contains(.adjectiveFirst), !story.isIn(next, .yearTerms) else { return false }
      return story.language.habits.contains(.capitalNouns)
        ? token.shape == .lower : story.isIn(next, .function) || token.isCapitalised
    default: return false
    }
  }
}
