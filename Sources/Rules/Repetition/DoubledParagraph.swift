import Findings
import RuleKit
import Stories
import TextBase

/// A paragraph of several sentences that stood in the story before, word for word.
struct DoubledParagraph: Rule {
  static let card = RuleCard(
    id: "repetition/paragraph", title: "A paragraph stands in the story twice",
    mqm: .addition, severity: .major, confidence: .high,
    why: "Whole paragraphs come twice when a story was pasted or sent to translation twice.",
    advice: "Delete one of the two.",
    examples: [
      .flags(
        "en",
        "The port was closed for three days. Ships had to wait outside.\nNobody was hurt in the storm.\n[[The port was closed for three days. Ships had to wait outside.]]\nWork began again on Monday."
      ),
      .flags(
        "fr",
        "Le port est resté fermé trois jours. Les navires ont attendu au large.\n[[Le port est resté fermé trois jours. Les navires ont attendu au large.]]\nLe travail a repris lundi."
      ),
      .passes(
        "en", "The port was closed for three days. Ships waited.\nThe port was closed for four days. Ships waited outside."),
      .passes("en", "“No.” “Why?”\nHe did not answer.\n“No.” “Why?”"),
      .passes("en", "The port was closed for three days. Ships had to wait outside the harbour."),
    ])

  static var needs: Needs { .all(.repeatedSentences) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    for twin in story.repeatedSentences where DoubledParagraph.isWhole(twin, story) {
      let paragraph = story.sentences[twin.second.lowerBound].paragraph
      guard story.paragraphs[paragraph].isBody, twin.words >= 8 else { continue }
      let later = story.paragraphs[paragraph].range.union(
        story.paragraphs[story.sentences[twin.second.upperBound - 1].paragraph].range)
      let former = story.paragraphs[story.sentences[twin.first.lowerBound].paragraph].range
      out.report(
        later, "This paragraph of \(twin.second.count) sentences stood in the story before, word for word.",
        related: [("first written here", former)])
    }
  }

  /// Whether both are whole paragraphs of at least two sentences.
  static func isWhole(_ twin: RepeatedSentences, _ story: borrowing Analysis) -> Bool {
    guard twin.second.count >= 2 else { return false }
    let first = story.paragraphs[story.sentences[twin.second.lowerBound].paragraph]
    let last = story.paragraphs[story.sentences[twin.second.upperBound - 1].paragraph]
    let former = story.paragraphs[story.sentences[twin.first.lowerBound].paragraph]
    return first.sentences.lowerBound == twin.second.lowerBound && last.sentences.upperBound == twin.second.upperBound
      && former.sentences.lowerBound == twin.first.lowerBound && first.sentences.count >= 2
  }
}
