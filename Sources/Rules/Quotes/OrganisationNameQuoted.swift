import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// The name of a newspaper, company or club in quotation marks, as Russian and its neighbours set it.
struct OrganisationNameQuoted: Rule {
  static let card = RuleCard(
    id: "quotes/organisation-name-quoted", title: "The name of a body stands in quotation marks",
    mqm: .punctuation, severity: .minor, confidence: .low, languages: .withData("named-bodies"),
    why: """
      Russian, Ukrainian and Bulgarian set names of newspapers, companies and clubs in quotation marks. In English the capital \
      does that work; with marks the name looks doubted.
      """,
    advice: "Write the name without quotation marks.",
    examples: [
      .flags(
        "en", "The newspaper [[“Northern Herald”]] reported on Monday that the talks had failed.", from: "ru",
        fixed: "The newspaper Northern Herald reported on Monday that the talks had failed."),
      .flags(
        "en", "Workers of the plant [[\"Polyarny\"]] met on Monday.", from: "uk",
        fixed: "Workers of the plant Polyarny met on Monday."),
      .flags(
        "en", "The newspaper [[“Northern Herald”]] reported it. The TV channel [[“Kanal Pyat”]] did so too.", from: "bg",
        fixed: "The newspaper Northern Herald reported it. The TV channel Kanal Pyat did so too."),
      .passes("en", "The newspaper Northern Herald reported on Monday that the talks had failed.", from: "ru"),
      .passes("en", "The company “will not pay,” its lawyer said.", from: "ru"),
      .passes("en", "The company “Never Said That,” according to its lawyer.", from: "ru"),
      .passes("en", "She called the party “a mess” and its song “Northern Lights” too.", from: "ru"),
    ])

  static var needs: Needs { .all(.quotations) }

  /// Languages that set such names in quotation marks.
  private static let sources: Set<String> = ["ru", "uk", "be", "bg", "kk", "sr", "mk"]

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    var found: [Quotation] = []
    for quotation in story.quotations where !quotation.isInner {
      let (open, close) = (story.quoteMarks[quotation.openMark], story.quoteMarks[quotation.closeMark])
      guard open.fault == nil, close.fault == nil, open.paragraph == close.paragraph, open.family != .single,
        isName(open.token + open.width..<close.token, story), isNamed(open.token - 1, story)
      else { continue }
      found.append(quotation)
    }
    guard !found.isEmpty else { return }
    // Other languages and careful human translators do it too, so the source language has to be known.
    let isEvidenced = story.source.language.map { Self.sources.contains(String($0.prefix(2))) } ?? false
    for quotation in found {
      let (open, close) = (story.quoteMarks[quotation.openMark], story.quoteMarks[quotation.closeMark])
      out.report(
        story.bytes(of: open).union(story.bytes(of: close)),
        "\(story.text(open.token + open.width..<close.token)) is a name; English sets it without quotation marks.",
        confidence: isEvidenced ? .medium : .low,
        fixes: [
          Fix(
            title: "Leave out the marks", applicability: .review,
            edits: [Edit(story.bytes(of: open), ""), Edit(story.bytes(of: close), "")])
        ])
    }
  }

  /// One to four words with capitals, and nothing else.
  private func isName(_ range: Range<Int>, _ story: borrowing Analysis) -> Bool {
    guard (1...4).contains(range.count) else { return false }
    return range.allSatisfy { story.tokens[$0].isCapitalised || $0 > range.lowerBound && story.tokens[$0].kind == .number }
  }

  private func isNamed(_ token: Int, _ story: borrowing Analysis) -> Bool {
    story.isIn(token, .namedBodies)
      // No body's name is longer than sixteen words.
      || story.classHits(beginningIn: max(0, token - 16)..<token + 1).contains {
        $0.index == WordClass.namedBodies.bit && $0.tokens.upperBound == token + 1
      }
  }
}
