import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A day of a month that the story never names: on the 26th.
struct BareDay: Rule {
  static let card = RuleCard(
    id: "dates/bare-day", title: "A day stands without its month", mqm: .dateFormat, severity: .minor, confidence: .medium,
    languages: .withData("bare-day-openers"),
    why: """
      Chinese and Japanese agencies date the news by the day alone, as it goes out the same day. Readers of a translation \
      cannot tell the month.
      """,
    advice: "Name the month, or the day of the week.",
    examples: [
      .flags("en", "The ministry said so [[on the 26th]], without giving figures."),
      .flags("en", "The port was closed [[on the 21st]]. Ships waited outside."),
      .passes("en", "The port closed in May. The ministry said so on the 26th, without giving figures."),
      .passes("en", "She lives on the 26th floor, and he birdied on the 12th."),
      .passes("en", "The talks begin on July 25. They end on the 26th."),
      .passes("en", "The museum opens again next month, on the 25th, and the library follows later."),
      .passes("en", "A cross stands on the 20th, the last of the hills."),
    ])

  static var needs: Needs { .all(.figures) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    // A month anywhere may be the one that is meant.
    guard story.dates.isEmpty, !story.wordClasses.contains(.month), !story.wordClasses.contains(.monthNouns) else { return }
    for number in story.numbers where number.hasLetters && number.shape.separators == 0 {
      let (day, next) = (number.tokens.lowerBound, number.tokens.upperBound)
      let paragraph = story.paragraphs[number.paragraph]
      guard let value = number.value, (19...31).contains(value), paragraph.isBody, paragraph.language == nil,
        day - 2 >= paragraph.tokens.lowerBound, story.isIn(day - 1, .articles), story.isIn(day - 2, .bareDayOpeners),
        !story.tokens[day].flags.contains(.quoted), next < paragraph.tokens.upperBound,
        story.isMark(next, 0x2C) || story.isMark(next, 0x2E),
        // The last of the hills: what the figure counts is named behind it.
        !story.isIn(next + 1, .articles)
      else { continue }
      let range = story.bytes(of: day - 2..<next)
      out.report(range, "\(Wording.quoted(story.text(range))) names no month, and the story never does.")
    }
  }
}
