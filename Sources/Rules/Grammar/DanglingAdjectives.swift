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
    var place = 0
    for sentence in story.sentences {
      let range = sentence.tokens
      // A point, a semicolon or a closing mark ends it; the adjectives stand right before.
      while place < story.marks.count, story.marks[place] < range.upperBound {
        let end = story.marks[place]
        place += 1
        guard story.paragraphs[sentence.paragraph].isBody, isEnd(story, end, range) else { continue }
        guard end - 4 >= range.lowerBound else { continue }
        let second = end - 1
        let joint = end - 2
        let first = end - 3
        guard story.tokens[joint].scalars <= 4, story.tokens[second].shape == .lower, story.tokens[first].shape == .lower,
          story.isIn(second, .relationalAdjectives), story.isIn(first, .relationalAdjectives),
          story.tokens[joint].isWord || story.isMark(joint, 0x2C), isConjunction(story, joint),
          story.isIn(first - 1, .prepositions),
          !story.isIn(first - 1, .copulas)
        else { continue }
        out.report(
          story.bytes(of: first - 1..<end),
          "Two adjectives, \(Wording.quoted(story.text(first))) and \(Wording.quoted(story.text(second))), and no noun for them to describe."
        )
      }
    }
  }

  private func isEnd(_ story: borrowing Analysis, _ token: Int, _ range: Range<Int>) -> Bool {
    story.isMark(token, 0x2E) || story.isMark(token, 0x3B) || story.isMark(token, 0x21) || story.isMark(token, 0x3F)
  }

  private func isConjunction(_ story: borrowing Analysis, _ token: Int) -> Bool {
    // Joined by a function word of three letters at most: and, or, und, oder is four.
    story.tokens[token].scalars <= 4 && story.isIn(token, .function)
  }
}
