import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// Day and month in two orders in one story: 13/1/2022 and 1/15/2022, January 7 and 9 January.
struct MixedOrder: Rule {
  static let card = RuleCard(
    id: "dates/mixed-order", title: "Day and month stand in two orders", mqm: .dateFormat, severity: .minor,
    confidence: .medium,
    why: """
      Where one date of a story gives the day first and another the month, readers cannot tell what 4/5/2022 means. In words \
      the two orders show that parts of the story come from two desks.
      """,
    advice: "Write all dates of the story in one order.",
    examples: [
      .flags("en", "The lease ran from 13/1/2021 to [[6/28/2022]], the court said."),
      .flags("es", "El contrato rige desde el 13/1/2021 hasta el [[6/28/2022]]."),
      .flags(
        "en",
        "The strike began on January 7 and spread on January 19. Talks were held on February 3. It ended on [[12 February]]."),
      .passes("en", "The lease ran from 13/1/2021 to 28/6/2022, the court said, and the file is dated 2022-06-30."),
      .passes("en", "The strike began on January 7 and ended on February 12; the 4th of July was quiet."),
      .passes(
        "en", "The strike began on January 7. “On 12 February it ends,” she said. The May 9 Square was full on February 3."),
      .passes("de", "Der Vertrag gilt vom 13.1.2021 bis zum 28.6.2022."),
      .passes("en", "Police believe the plot of 9 May was made on January 7."),
    ])

  static var needs: Needs { .all(.dates) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    guard story.dates.count > 1 else { return }
    var figures: [DateColumn] = []
    var words: [DateColumn] = []
    // Languages in which both orders are at home.
    let hasBoth = story.language.profile.dateOrders.contains(.mdy) && story.language.profile.dateOrders.contains(.dmy)
    for date in story.dates
    where date.day != nil && date.month != nil && !story.tokens[date.tokens.lowerBound].flags.contains(.quoted) {
      switch date.form {
      case .figures: if date.tokens.count == 5, !date.isAmbiguous { figures.append(date) }
      case .words: if hasBoth, !date.isList { words.append(date) }
      }
    }
    compare(figures, least: 1, story, &out) { isDayFirst($0, story) }
    // Names and quoted papers carry a date in the order of their own country: one alone proves nothing.
    compare(words, least: 3, story, &out) { isDayFirstInWords($0, story) }
  }

  private func compare(
    _ dates: [DateColumn], least: Int, _ story: borrowing Analysis, _ out: inout FindingSink, isDayFirst: (DateColumn) -> Bool?
  ) {
    let known = dates.compactMap { date in isDayFirst(date).map { (date, $0) } }
    let dayFirst = known.filter(\.1)
    let monthFirst = known.filter { !$0.1 }
    guard !dayFirst.isEmpty, !monthFirst.isEmpty else { return }
    let isDayUsual = dayFirst.count == monthFirst.count ? known[0].1 : dayFirst.count > monthFirst.count
    let (rare, usual) = isDayUsual ? (monthFirst, dayFirst) : (dayFirst, monthFirst)
    guard usual.count >= least else { return }
    out.report(
      story.bytes(of: rare[0].0.tokens),
      "\(Wording.quoted(story.text(rare[0].0.tokens))) gives the \(isDayUsual ? "month" : "day") first (\(rare.count)), \(Wording.quoted(story.text(usual[0].0.tokens))) the \(isDayUsual ? "day" : "month") (\(usual.count)).",
      related: [("written in the other order", story.bytes(of: usual[0].0.tokens))])
  }

  /// 13/1/2022; nil for 2022/1/13 and where both could be the month.
  private func isDayFirst(_ date: DateColumn, _ story: borrowing Analysis) -> Bool? {
    guard let day = date.day, day > 12, let month = date.month, month <= 12, let first = value(date.tokens.lowerBound, story),
      first < 1000
    else { return nil }
    return first == day
  }

  /// 7 January; nil for the 7th of January and the January 7th.
  private func isDayFirstInWords(_ date: DateColumn, _ story: borrowing Analysis) -> Bool? {
    let tokens = date.tokens
    if let value = value(tokens.lowerBound, story), value == date.day {
      return story.isIn(tokens.lowerBound + 1, .month) && isPlain(tokens.lowerBound, story) && !isNamed(tokens, story)
        ? true : nil
    }
    guard story.isIn(tokens.lowerBound, .month),
      let next = tokens.dropFirst().first(where: { story.tokens[$0].kind == .number }),
      next - tokens.lowerBound <= 2, isPlain(next, story), !isNamed(tokens, story)
    else { return nil }
    return false
  }

  /// Capitals around a date make it part of a name: the May 9 Square, Movement 12 February.
  private func isNamed(_ tokens: Range<Int>, _ story: borrowing Analysis) -> Bool {
    let before = tokens.lowerBound - 1
    let after = tokens.upperBound
    let isBefore =
      before >= 0 && story.tokens[before].isCapitalised && !story.isIn(before, .weekday)
      && !story.tokens[before].flags.contains(.sentenceStart) && !story.isIn(before, .function)
    return isBefore
      || story.tokens.indices.contains(after) && story.tokens[after].isCapitalised
        && !story.tokens[after].flags.contains(.sentenceStart)
  }

  private func isPlain(_ token: Int, _ story: borrowing Analysis) -> Bool { story.tokens[token].length <= 2 }

  /// Of a figure of at most four digits.
  private func value(_ token: Int, _ story: borrowing Analysis) -> Int? {
    let range = story.tokens[token].range
    guard story.tokens[token].kind == .number, range.count <= 4 else { return nil }
    var value = 0
    for byte in story.bytes[range.start..<range.end] {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }
}
