import Findings
import RuleKit
import Stories
import TextBase

/// A day that no calendar has: 31 April, February 30, 12.25.2022 in a language that writes the day first.
struct ImpossibleDate: Rule {
  static let card = RuleCard(
    id: "dates/impossible-date", title: "A day that does not exist", mqm: .dateFormat, severity: .major, confidence: .high,
    why: "A day that does not exist is a slip of the keyboard or a date with day and month exchanged. Readers cannot use it.",
    advice: "Check the date against the source.",
    examples: [
      .flags("en", "The trial begins on [[April 31]], the court said."),
      .flags("ru", "Суд состоится [[30 февраля]]."),
      .flags("de", "Die Frist endet am [[31. Juni 2023]]."),
      .flags("es", "La vista será el [[29 de febrero de 2023]]."),
      .flags("de", "Das Treffen ist für den [[12.25.2022]] geplant."),
      .passes("en", "The box bears the number 158888888888888888888888888.500.000 and a seal."),
      .passes("en", "In April 31 people were hurt; the trial begins on April 30."),
      .passes("de", "Die Frist endet am 29. Februar 2024."),
      .passes("en", "In 1712 Sweden put the lost day back, as 30 February."),
      .passes("fr", "Le procès s’ouvrira le 31 mars 2023."),
      .passes("en", "The meeting is on 12/25/2022."),
    ])

  static var needs: Needs { .all(.dates) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    // 30 February 1712, the one that there was: Sweden went back to the Julian calendar with it.
    let namesLeapOfSweden =
      story.dates.contains { $0.day == 30 && $0.month == 2 } && story.numbers.contains { $0.value == 1712 }
    for date in story.dates {
      guard let day = date.day, let month = date.month else { continue }
      let range = story.bytes(of: date.tokens)
      if month > 12 {
        guard day <= 31, month <= 31 else { continue }
        let twin = day <= 12 ? "; day and month may be exchanged" : ""
        out.report(range, "There is no month \(month) in “\(story.text(range))”\(twin).")
        continue
      }
      guard day > Calendar.days(in: month, of: date.year), day <= 31, !isCount(story, date),
        !(day == 30 && month == 2 && date.year ?? 1712 == 1712 && namesLeapOfSweden)
      else { continue }
      let name = story.language.monthName(month) ?? "This month"
      let length = Calendar.days(in: month, of: date.year)
      let year = month == 2 && day == 29 ? date.year.map { " in \($0)" } ?? "" : ""
      out.report(range, "\(name) has \(length) days\(year), not \(day).")
    }
  }

  /// In April 31 people were hurt: the figure counts what follows.
  private func isCount(_ story: borrowing Analysis, _ date: DateColumn) -> Bool {
    guard date.form == .words, date.year == nil, story.tokens[date.tokens.upperBound - 1].kind == .number else { return false }
    if story.tokens[date.tokens.upperBound - 1].shape == .lower { return false }
    let range = story.paragraphs[date.paragraph].tokens
    let next = date.tokens.upperBound
    guard next < range.upperBound else { return false }
    return story.tokens[next].isWord || story.tokens[next].kind == .symbol
  }
}
