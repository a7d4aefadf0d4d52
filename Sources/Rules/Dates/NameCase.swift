import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// The name of a month or weekday in the case of another language: 7 Enero 2022 in Spanish, thursday in English.
struct NameCase: Rule {
  static let card = RuleCard(
    id: "dates/name-case", title: "A month or weekday in the case of another language", mqm: .dateFormat, severity: .minor,
    confidence: .high, languages: .withData("months"),
    why: "English and German write months and days with a capital; French, Spanish, Italian, Russian and most others do not.",
    advice: "Follow the capitals of the language of the copy.",
    examples: [
      .flags("en", "The talks resume on [[thursday]], officials said.", fixed: "The talks resume on Thursday, officials said."),
      .flags("en", "It opened on 7 [[january]] 2022 in Oslo.", fixed: "It opened on 7 January 2022 in Oslo."),
      .flags("es", "La reunión del 7 de [[Enero]] de 2022 duró poco.", fixed: "La reunión del 7 de enero de 2022 duró poco."),
      .flags("ru", "Встреча прошла 7 [[Января]] 2022 года.", fixed: "Встреча прошла 7 января 2022 года."),
      .passes("en", "The talks resume on Thursday; protesters may march on the august hall."),
      .passes("es", "La avenida 25 de Mayo y la reunión del 7 de enero de 2022."),
      .passes("pt", "A rádio leu o comunicado na madrugada de 25 de Abril de 1974, em Lisboa."),
      .passes("ru", "Праздник 9 Мая отметили 7 января 2022 года."),
      .passes("fr", "Le 7 janvier 2022, Vendredi et Robinson sont au théâtre."),
    ])

  static var needs: Needs { .any([.dates, .notableWords]) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    months(story, &out)
    days(story, &out)
  }

  private func months(_ story: borrowing Analysis, _ out: inout FindingSink) {
    let language = story.language
    guard story.dates.contains(where: { $0.form == .words && $0.day != nil && $0.year != nil }) else { return }
    guard language.hasLexicon, let sample = language.monthName(1), let first = sample.unicodeScalars.first else { return }
    let capitals = first.properties.isUppercase
    guard first.properties.isCased, !language.habits.contains(.mixedCapitals) else { return }
    let holidays = language.profile.namedDates
    for date in story.dates where date.form == .words && date.day != nil && date.year != nil {
      let title = story.paragraphs[date.paragraph].field == .headline
      if let day = date.day, let month = date.month, holidays.contains(month * 100 + day) { continue }
      for token in date.tokens where story.tokens[token].kind == .word && language.month(story.tokens[token].id) > 0 {
        let shape = story.tokens[token].shape
        if capitals, shape == .lower {
          report(story, token, upper: true, &out)
        } else if !capitals, shape == .capitalised, !title, token > date.tokens.lowerBound {
          report(story, token, upper: false, &out)
        }
      }
    }
  }

  private func days(_ story: borrowing Analysis, _ out: inout FindingSink) {
    let language = story.language
    // Nouns with capitals lose them in adverbs: montags.
    guard language.weekdaysHaveCapitals, !language.habits.contains(.capitalNouns), !language.habits.contains(.mixedCapitals)
    else { return }
    for index in story.notable {
      let token = story.tokens[index]
      guard token.id != 0, token.shape == .lower, token.scalars >= 6, language.isIn(token.id, .weekday),
        !story.isDash(index - 1) && !story.isDash(index + 1) && !story.isMark(index - 1, 0x2E) && !story.isMark(index - 1, 0x40)
      else { continue }
      report(story, index, upper: true, &out)
    }
  }

  private func report(_ story: borrowing Analysis, _ token: Int, upper: Bool, _ out: inout FindingSink) {
    let range = story.tokens[token].range
    let written = story.text(range)
    let right = upper ? written.prefix(1).uppercased() + written.dropFirst() : written.lowercased()
    out.report(
      range, "“\(written)” takes \(upper ? "a capital" : "no capital") in \(story.language.profile.name).",
      fixes: [.replace(range, with: right, "Write “\(right)”", .safe)])
  }
}
