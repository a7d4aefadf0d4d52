import Findings
import RuleKit
import Stories
import TextBase

/// A date in the form of another language: 07.01.2022 in English, 2022年 outside Chinese and Japanese.
struct ForeignFormat: Rule {
  static let card = RuleCard(
    id: "dates/foreign-format", title: "A date in the form of another language", mqm: .dateFormat, severity: .minor,
    confidence: .high,
    why:
      "07.01.2022 is 7 January in most of Europe and July 1 to many readers of English. Signs such as 年 were left in translation.",
    advice: "Write the date in words.",
    examples: [
      .flags("en", "The decree of [[07.01.2022]] is in force.", fixed: "The decree of January 7, 2022 is in force."),
      .flags("en", "The plant opened in [[2022年]] near the port."),
      .flags("de", "Das Werk wurde am [[1月]] eröffnet."),
      .flags("de", "Der Erlass vom [[03/28/2022]] ist in Kraft."),
      .flags("zh", "法令于[[03/28/2022]]生效。"),
      .passes("de", "Der Erlass vom 28/03/2022 ist in Kraft, der vom 03/04/2022 auch."),
      .passes("en", "The decree of 01/07/2022, or 2022-01-07, is in force; version 10.15.2022 is not."),
      .passes("de", "Der Erlass vom 07.01.2022 ist in Kraft."),
      .passes("zh", "工厂于2022年1月7日开业。"),
      .passes("en", "The firm Sato (佐藤 2022) opened a plant."),
    ])

  static var needs: Needs { .any([.figures, .dates]) }

  init(_ style: HouseStyle) {}

  private static let signs: [UInt64] = [0x5E74, 0x6708, 0x65E5].map { FNV.combine(FNV.basis, scalar: $0) }

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    let profile = story.language.profile
    guard story.language.hasLexicon else { return }
    if profile.dateMarks.year.isEmpty {
      for number in story.numbers where number.shape.separators == 0 && story.paragraphs[number.paragraph].language == nil {
        let next = number.tokens.upperBound
        guard next < story.paragraphs[number.paragraph].tokens.upperBound, story.tokens[next].kind == .ideograph,
          Self.signs.contains(story.tokens[next].hash), !isWithinHan(story, number)
        else { continue }
        let range = story.bytes(of: number.tokens.lowerBound..<next + 1)
        out.report(range, "“\(story.text(range))” carries a sign of Chinese or Japanese dates.")
      }
    }
    // Only where month and day stand in either order is 07.01 read as July.
    guard profile.dateOrders.contains(.mdy) else { return monthFirst(story, &out) }
    for date in story.dates where date.form == .figures && date.tokens.count == 1 {
      guard let day = date.day, let month = date.month, let year = date.year, (1...12).contains(month), day <= 31,
        !isVersion(story, date)
      else { continue }
      let range = story.bytes(of: date.tokens)
      let name = story.language.monthName(month) ?? ""
      out.report(
        range, "“\(story.text(range))” is written as in Europe; readers may take it for another day.",
        fixes: [.replace(range, with: "\(name) \(day), \(year)", "Write the month out", .review)])
    }
  }

  /// 03/28/2026 in copy that never writes the month before the day: the day is none that a month could be.
  private func monthFirst(_ story: borrowing Analysis, _ out: inout FindingSink) {
    for date in story.dates where date.isMonthFirst && story.paragraphs[date.paragraph].language == nil {
      let range = story.bytes(of: date.tokens)
      out.report(
        range,
        "“\(story.text(range))” puts the month before the day, as in America; copy in \(story.language.profile.name) does not.")
    }
  }

  private func isVersion(_ story: borrowing Analysis, _ date: DateColumn) -> Bool {
    let before = date.tokens.lowerBound - 1
    return before >= 0 && (story.isIn(before, .figureLabels) || story.tokens[before].shape == .mixed)
  }

  /// Han before the figure: a name or title in that script.
  private func isWithinHan(_ story: borrowing Analysis, _ number: NumberColumn) -> Bool {
    let before = number.tokens.lowerBound - 1
    return before >= 0 && story.tokens[before].kind == .ideograph && !Self.signs.contains(story.tokens[before].hash)
  }
}
