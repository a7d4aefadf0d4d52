import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// An article lost where the turn cannot do without one: “in interview with”.
struct LostArticle: Rule {
  static let card = RuleCard(
    id: "grammar/lost-article", title: "An article is missing",
    mqm: .grammar, severity: .minor, confidence: .high, languages: .withData("lost-articles"),
    why: """
      Slavic languages, Chinese and Japanese have no articles. A translation from them leaves out those that English and \
      German cannot do without.
      """,
    advice: "Put the article back: “in an interview with”.",
    examples: [
      .flags("en", "The minister said so [[in interview with]] a radio station."),
      .flags("en", "The fire began [[in village of]] Morvino on Monday."),
      .flags("de", "Der Minister sagte dies [[in Interview mit]] einem Radiosender."),
      .passes("en", "The minister said so in an interview with a radio station."),
      .passes("en", "The fire began in the village of Morvino and in the city of Bern."),
      .passes("en", "Minister, in interview with radio station, says no\nThe minister said no in May."),
      .passes("en", "He appeared in City of Norland Court. “In village of Morvino we wept,” she said."),
      .passes("de", "Der Minister sagte dies im Interview mit einem Radiosender."),
    ])

  static var needs: Needs { .all(.classPhrases) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    for hit in story.classHits where hit.index == WordClass.lostArticles.bit && !hit.isQuoted {
      let paragraph = story.paragraphs[hit.paragraph]
      let sentence = story.sentences[hit.sentence].tokens
      // Headlines and captions leave articles out; running copy ends in a full stop.
      guard paragraph.isBody, paragraph.language == nil, sentence.count >= 6,
        story.isMark(sentence.upperBound - 1, 0x2E) || story.isMark(sentence.upperBound - 2, 0x2E),
        story.language.habits.contains(.capitalNouns) || !isName(hit.tokens, story)
      else { continue }
      out.report(
        story.bytes(of: hit.tokens), "\(Wording.quoted(story.text(hit.tokens))) lacks its article.")
    }
  }

  /// “At City of London Magistrates’ Court”: capitals make a name of it, unless all nouns have one.
  private func isName(_ turn: Range<Int>, _ story: borrowing Analysis) -> Bool {
    turn.dropFirst().contains { story.tokens[$0].isCapitalised }
  }
}
