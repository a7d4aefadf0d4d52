import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// Furniture of the source page behind the story: subscribe, report a mistake, age marks.
struct AgencyTail: Rule {
  static let card = RuleCard(
    id: "attribution/agency-tail", title: "Page furniture of the source was left in the copy",
    mqm: .markup, severity: .minor, confidence: .high, languages: .withData("agency-tail"),
    why: "The line speaks for the page that the story was taken from: its channel, its form, its terms.",
    advice: "Delete the line.",
    examples: [
      .flags(
        "en",
        "The parliament met on Monday and voted on the budget.\n[[Subscribe to our Telegram channel and be the first to know.]]"
      ),
      .flags(
        "en", "The parliament met on Monday and voted on the budget.\n[[Noticed a mistake? Select it and press Ctrl+Enter]]"),
      .flags("ru", "Парламент в понедельник проголосовал за бюджет.\n[[Подписывайтесь на наш канал в Telegram]]"),
      .flags("de", "Das Parlament stimmte am Montag über den Haushalt ab.\n[[Folgen Sie uns auf Facebook und Instagram!]]"),
      .passes(
        "en",
        "The parliament met on Monday.\nThe party asked voters to subscribe to its newsletter, and two thousand did within a week."
      ),
      .passes("en", "The parliament met on Monday.\n“Follow us,” the guide said, and they did as she asked."),
      .passes("de", "Das Parlament tagte am Montag.\nWer den Newsletter abonniert, erfährt es früher, sagte der Minister."),
    ])

  static var needs: Needs { .all(.classPhrases) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    var last = -1
    for hit in story.classHits where hit.index == WordClass.agencyTail.bit && hit.paragraph != last && !hit.isQuoted {
      let paragraph = story.paragraphs[hit.paragraph]
      guard hit.paragraph > 0, story.wordCount(hit.paragraph) <= 40, startsLine(hit, paragraph, story) else { continue }
      last = hit.paragraph
      out.report(
        paragraph.range, "\(Wording.quoted(story.text(hit.tokens))) speaks for the page that the story was taken from.",
        fixes: [.replace(paragraph.range, with: "", "Delete the line", .displayOnly)])
    }
  }

  /// At the start of a sentence: furniture addresses the reader at once.
  private func startsLine(_ hit: PhraseHit, _ paragraph: Paragraph, _ story: borrowing Analysis) -> Bool {
    let first = hit.tokens.lowerBound
    return first - paragraph.tokens.lowerBound <= 2 || story.tokens[first].flags.contains(.sentenceStart)
  }
}
