import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// Two adjectives at the end of a sentence whose noun is lost: “over conventional and nuclear.”
struct DanglingAdjectives: Rule {
  static let card = RuleCard(
    id: "grammar/dangling-adjectives", title: "Two adjectives and no noun",
    mqm: .grammar, severity: .major, confidence: .high, languages: .withData("relational-adjectives"),
    why: """
      Russian, Ukrainian and other languages let a pair of adjectives stand for the noun that was named before. English \
      and German do not: the noun has been lost in translation.
      """,
    advice: "Put the noun back: “conventional and nuclear weapons”.",
    examples: [
      .flags("en", "They will talk about arms control, [[over conventional and nuclear]]."),
      .flags("en", "The two sides agreed on cooperation [[in military and political]]."),
      .passes("en", "The crisis is political and economic."),
      .passes("en", "The book moves from the personal to the political."),
      .passes("en", "They discussed weapons, both conventional and nuclear."),
      .passes("en", "They agreed on conventional and nuclear arms."),
      .passes("en", "The party works in public and private."),
    ])

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    // A point, a semicolon or a closing mark ends a sentence; the adjectives stand right before.
    for end in story.marks where end >= 4 && story.tokens[end - 3].shape == .lower && isEnd(story, end) {
      let second = end - 1
      let joint = end - 2
      let first = end - 3
      guard story.tokens[joint].scalars <= 4, story.tokens[second].shape == .lower,
        story.isIn(second, .relationalAdjectives), story.isIn(first, .relationalAdjectives),
        story.tokens[joint].isWord || story.isMark(joint, 0x2C), isConjunction(story, joint),
        story.isIn(first - 1, .prepositions), !story.isIn(first - 1, .copulas),
        let sentence = story.sentences.first(where: { $0.tokens.contains(end) }), end - 4 >= sentence.tokens.lowerBound,
        story.paragraphs[sentence.paragraph].isBody
      else { continue }
      out.report(
        story.bytes(of: first - 1..<end),
        "Two adjectives, \(Wording.quoted(story.text(first))) and \(Wording.quoted(story.text(second))), and no noun for them to describe."
      )
    }
  }

  private func isEnd(_ story: borrowing Analysis, _ token: Int) -> Bool {
    guard story.tokens[token].kind == .mark, story.tokens[token].length == 1 else { return false }
    let byte = story.bytes[Int(story.tokens[token].start)]
    return byte == 0x2E || byte == 0x3B || byte == 0x21 || byte == 0x3F
  }

  private func isConjunction(_ story: borrowing Analysis, _ token: Int) -> Bool {
    // Joined by a function word of four letters at most: and, or, und, oder.
    story.isIn(token, .function)
  }
}
