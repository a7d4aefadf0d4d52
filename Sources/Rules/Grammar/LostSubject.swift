import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A sentence whose subject was lost: “Is expected that …”, “Added that …”.
struct LostSubject: Rule {
  static let card = RuleCard(
    id: "grammar/lost-subject", title: "A sentence has no subject",
    mqm: .grammar, severity: .major, confidence: .high, languages: .withData("lost-subjects"),
    why: """
      Slavic and Romance languages leave the subject to the verb: «Отметил, что …», «Se espera que …». English and French \
      need it, and readers need to know who speaks.
      """,
    advice: "Name the subject: “The minister added that …”, “It is expected that …”.",
    examples: [
      .flags("en", "The talks took two days. [[Is expected that]] they will go on in May."),
      .flags("en", "The minister spoke in Bern. [[Also added that]] the bridge would be closed."),
      .flags("fr", "Le maire a parlé lundi. [[A ajouté que]] le pont serait fermé."),
      .passes("en", "It is expected that they will go on in May. He also added that the bridge would be closed."),
      .passes("en", "The plan, announced on Monday, is big. Announced that same week, the other plan is bigger."),
      .passes("en", "“Is expected that normal?” she asked. Is it expected that they will go on?"),
      .passes("en", "Expected to last a week, the talks took two days. Noted that, have you?"),
      .passes("fr", "Il a ajouté que le pont serait fermé. À noter que la ville paiera."),
    ])

  static var needs: Needs { .all(.classPhrases) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    for hit in story.classHits where hit.index == WordClass.lostSubjects.bit && !hit.isQuoted {
      let sentence = story.sentences[hit.sentence].tokens
      guard hit.tokens.lowerBound == sentence.lowerBound, story.tokens[sentence.lowerBound].isCapitalised,
        story.paragraphs[hit.paragraph].isBody, story.paragraphs[hit.paragraph].language == nil,
        isStatement(hit.tokens.upperBound, sentence, story)
      else { continue }
      out.report(
        story.bytes(of: hit.tokens), "The sentence begins with \(Wording.quoted(story.text(hit.tokens))) and has no subject.")
    }
  }

  /// No question, and no participle that goes with a subject behind a comma: “Announced that same week, the plan …”.
  private func isStatement(_ behind: Int, _ sentence: Range<Int>, _ story: borrowing Analysis) -> Bool {
    let last = sentence.upperBound - 1
    guard sentence.count >= 6, story.isMark(last, 0x2E) || story.isMark(last - 1, 0x2E) else { return false }
    return !(behind..<min(behind + 5, sentence.upperBound)).contains { story.isMark($0, 0x2C) }
  }
}
