import Findings
import RuleKit
import Stories
import TextBase

/// A sentence that stood in the story before, word for word.
struct DoubledSentence: Rule {
  static let card = RuleCard(
    id: "repetition/sentence", title: "A sentence stands in the story twice",
    mqm: .addition, severity: .major, confidence: .high,
    options: [RuleOption("words", standard: 6, range: 4...40, help: "fewest words of a sentence that comes again further on")],
    why: "A sentence comes twice when segments were merged, pasted or translated twice; often another sentence is missing.",
    advice: "Delete one of the two and see whether another sentence is missing.",
    examples: [
      .flags(
        "en",
        "The port was closed for three days.\n[[The port was closed for three days.]]\nShips had to wait outside the harbour."),
      .flags(
        "de", "Der Hafen blieb drei Tage lang geschlossen. [[Der Hafen blieb drei Tage lang geschlossen.]] Schiffe warteten."),
      .flags("zh", "港口因台风关闭了三天。[[港口因台风关闭了三天。]]船只只能在外海等待。"),
      .passes("en", "The port was closed. The port was open again on Monday."),
      .passes("en", "“Why not?” she asked. “Why not?” he replied."),
      .passes(
        "en",
        "“We will not wait any longer than this.”\nThe minister spoke for an hour.\nThen came the vote.\n“We will not wait any longer than this.”"
      ),
    ])

  static var needs: Needs { .all(.repeatedSentences) }

  private let words: Int
  init(_ style: HouseStyle) { words = style.option("words", of: DoubledSentence.card) }

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    for twin in story.repeatedSentences where !DoubledParagraph.isWhole(twin, story) {
      guard let (severity, confidence) = weight(twin, story) else { continue }
      let later = bytes(twin.second, story)
      out.report(
        later,
        twin.second.count == 1
          ? "This sentence \(twin.isAdjacent ? "has just been said" : "stood in the story before"), word for word."
          : "These \(twin.second.count) sentences \(twin.isAdjacent ? "have just been said" : "stood in the story before"), word for word.",
        severity: severity, confidence: confidence, related: [("first written here", bytes(twin.first, story))])
    }
  }

  private func bytes(_ sentences: Range<Int>, _ story: borrowing Analysis) -> ByteRange {
    story.bytes(
      of: story.sentences[sentences.lowerBound].tokens.lowerBound..<story.sentences[sentences.upperBound - 1].tokens.upperBound)
  }

  private func weight(_ twin: RepeatedSentences, _ story: borrowing Analysis) -> (Severity, Confidence)? {
    let paragraph = story.sentences[twin.second.lowerBound].paragraph
    let former = story.sentences[twin.first.lowerBound].paragraph
    guard story.paragraphs[paragraph].isBody, story.paragraphs[former].isBody,
      !story.isInLoop(story.sentences[twin.second.lowerBound].tokens.lowerBound)
    else { return nil }
    let isQuoted = isWhollyQuoted(twin.second, story) || isWhollyQuoted(twin.first, story)
    if twin.isAdjacent { return twin.words >= (isQuoted ? 7 : 4) ? (.major, .high) : nil }
    guard twin.words >= words else { return nil }
    // A pull quote repeats the best line of a speech; a standing line has no full stop and comes more than twice.
    if isQuoted { return nil }
    let isStanding = twin.words < 12 && !endsWithMark(twin.second, story)
    return (.minor, isStanding ? .low : .medium)
  }

  private func isWhollyQuoted(_ sentences: Range<Int>, _ story: borrowing Analysis) -> Bool {
    sentences.allSatisfy { sentence in
      story.sentences[sentence].tokens.allSatisfy { !story.tokens[$0].isWord || story.tokens[$0].flags.contains(.quoted) }
    }
  }

  private func endsWithMark(_ sentences: Range<Int>, _ story: borrowing Analysis) -> Bool {
    story.sentences[sentences.upperBound - 1].tokens.last.map { !story.tokens[$0].isWord } ?? false
  }
}
