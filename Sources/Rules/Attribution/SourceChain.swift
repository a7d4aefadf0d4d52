import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// Two speakers behind one statement: “…, he said, reports TASS.”
struct SourceChain: Rule {
  static let card = RuleCard(
    id: "attribution/source-chain", title: "A statement is attributed twice in one breath",
    mqm: .unidiomatic, severity: .minor, confidence: .medium, languages: .withData("agency-verbs"),
    why: """
      Agencies that quote other agencies hang each source on to the sentence. In English copy two tags in a row leave the \
      reader to guess who said what to whom.
      """,
    advice: "Name the speaker once and cite the agency: “he told the agency”.",
    examples: [
      .flags("en", "The bridge will be closed in May, [[he said, reports Interfax]]."),
      .flags("en", "“The bridge is closed,” [[said Peter Novak, writes the Guardian]]."),
      .passes("en", "The bridge will be closed in May, reports Interfax."),
      .passes("en", "The bridge will be closed in May, he said, Interfax reports."),
      .passes("en", "The minister said the bridge would be closed, reports Interfax."),
      .passes("en", "The mayor, who said so on Monday, writes for the Guardian."),
      .passes("en", "The mayor, she said, informs Reuters, not us."),
      .passes("en", "The head of the union, he said, informs Interfax journalists of every step."),
      .passes("en", "The bridge is closed, he told Interfax, and nobody reports it."),
    ])

  static var needs: Needs { .all(.entities) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    let language = story.language
    for hit in story.entityHits where !hit.isQuoted && story.paragraphs[hit.paragraph].isBody {
      guard language.entities[Int(language.forms[hit.index].entity)].kind == .outlet else { continue }
      var verb = hit.tokens.lowerBound - 1
      if story.isIn(verb, .articles) { verb -= 1 }
      let end = hit.tokens.upperBound
      guard story.isIn(verb, .agencyVerbs), story.tokens[verb].shape == .lower,
        story.isMark(end, 0x2E) || story.isMark(end, 0x2C),
        let first = tag(before: verb - 1, story.sentences[hit.sentence].tokens, story),
        // In mid-sentence the second verb may be that of the statement: “The mayor, she said, informs Reuters, not us.”
        story.isMark(end, 0x2E) || story.tokens[first.lowerBound - 1].kind == .quote
      else { continue }
      out.report(
        story.bytes(of: first.lowerBound..<end),
        "\(Wording.quoted(story.text(first))) is followed by a second source, \(Wording.quoted(story.text(verb..<end))).")
    }
  }

  /// “he said”, “said the mayor”, “Peter Novak added”: between two commas, or a quotation and a comma.
  private func tag(before comma: Int, _ sentence: Range<Int>, _ story: borrowing Analysis) -> Range<Int>? {
    guard story.isMark(comma, 0x2C) else { return nil }
    var start = comma
    while start > sentence.lowerBound, comma - start < 6, story.tokens[start - 1].kind == .word,
      !story.tokens[start - 1].flags.contains(.quoted)
    {
      start -= 1
    }
    let words = start..<comma
    guard words.count >= 2, start > sentence.lowerBound,
      story.isMark(start - 1, 0x2C) || story.tokens[start - 1].kind == .quote,
      words.count(where: { story.isIn($0, .speechVerbs) }) == 1
    else { return nil }
    let isInverted = story.isIn(start, .speechVerbs)
    let subject = isInverted ? start + 1 : start
    guard isInverted || story.isIn(comma - 1, .speechVerbs), opensSubject(subject, story) else { return nil }
    return words
  }

  private func opensSubject(_ word: Int, _ story: borrowing Analysis) -> Bool {
    story.tokens[word].isCapitalised || story.isIn(word, .articles) || story.isIn(word, .subjectPronounsMale)
      || story.isIn(word, .subjectPronounsFemale)
  }
}
