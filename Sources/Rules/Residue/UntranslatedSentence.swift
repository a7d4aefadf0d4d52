import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A sentence or a paragraph that nobody translated.
struct UntranslatedSentence: Rule {
  static let card = RuleCard(
    id: "residue/untranslated-sentence", title: "A sentence was left in another language",
    mqm: .untranslated, severity: .critical, confidence: .high, languages: .withData("foreign-words"),
    why: "Most readers cannot read it: what it says is missing from the story.",
    advice: "Translate it; a quotation that is meant to be foreign stands in quotation marks and is explained.",
    examples: [
      .flags(
        "de",
        "Der Minister sprach am Montag mit der Presse.\n[[The government will not change its mind about the new law before the end of the year.]]\nEr will sich am Dienstag noch einmal äußern."
      ),
      .flags(
        "en",
        "The minister spoke to reporters on Monday.\n[[Le gouvernement ne changera pas d'avis sur la nouvelle loi avant la fin de l'année, selon son entourage.]]\nHe will speak again on Tuesday."
      ),
      .passes(
        "en",
        "The minister spoke to reporters on Monday.\n“Le gouvernement ne changera pas d'avis sur la nouvelle loi avant la fin de l'année,” he said in French.\nThe government would not change its mind, he meant."
      ),
      .passes("en", "The song begins “Non, je ne regrette rien” and the whole hall sings along until the end of it."),
      .passes("de", "Der Minister sprach am Montag mit der Presse über das neue Gesetz und die Lage der Koalition."),
    ])

  static var needs: Needs { .any([.foreignRuns, .foreignParagraphs]) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    for (number, paragraph) in story.paragraphs.enumerated() where paragraph.language != nil {
      guard let language = paragraph.language?.text, !isDeclared(number, story), !isQuoted(paragraph.tokens, story),
        isProven(paragraph, language, story)
      else { continue }
      let name = story.language.foreignWords.tags.firstIndex(of: language).map { story.language.foreignWords.names[$0] }
      out.report(
        paragraph.range,
        "This paragraph is \(name ?? "in another language (\(language))"), the rest of the story \(story.language.profile.name)."
      )
    }
    var last = -1
    for run in story.foreignRuns where UntranslatedSentence.takes(run, story) {
      guard let sentence = story.sentence(of: run), sentence != last else { continue }
      last = sentence
      let tokens = story.sentences[sentence].tokens
      guard !isQuoted(tokens, story) else { continue }
      out.report(
        story.bytes(of: tokens),
        "This sentence is \(story.homeNames(run)), the rest of the story \(story.language.profile.name).")
    }
  }

  /// Whether a run is the greater part of its sentence.
  static func takes(_ run: ForeignRun, _ story: borrowing Analysis) -> Bool {
    guard run.contentWords + run.functionWords >= 5, let sentence = story.sentence(of: run) else { return false }
    let words = story.sentences[sentence].tokens.count { story.tokens[$0].isWord }
    return (run.contentWords + run.functionWords) * 5 >= words * 3
  }

  /// Whether the paragraph's words are those of the language, so that a list of names is not taken for one.
  private func isProven(_ paragraph: Paragraph, _ language: String, _ story: borrowing Analysis) -> Bool {
    let table = story.language.foreignWords
    var words = 0
    var foreign = 0
    var otherScript = 0
    let script = Script(iso: story.language.profile.scripts.first ?? "Latn")?.code
    guard let bit = table.tags.firstIndex(of: language) else {
      for token in paragraph.tokens where story.tokens[token].kind == .word || story.tokens[token].kind == .ideograph {
        words += 1
        if story.tokens[token].script != script { otherScript += 1 }
      }
      return otherScript * 2 > words
    }
    for token in paragraph.tokens where story.tokens[token].kind == .word {
      words += 1
      if table[story.tokens[token].hash] >> UInt32(bit) & 1 == 1 { foreign += 1 }
    }
    return foreign * 5 >= words && foreign > 2
  }

  /// Whether the file itself names the paragraph's language.
  private func isDeclared(_ paragraph: Int, _ story: borrowing Analysis) -> Bool {
    let start = story.paragraphs[paragraph].range.start
    return story.story.blocks.contains { $0.range.start == start && $0.language != nil }
  }

  private func isQuoted(_ tokens: Range<Int>, _ story: borrowing Analysis) -> Bool {
    tokens.count { story.tokens[$0].flags.contains(.quoted) } * 2 > tokens.count
  }
}
