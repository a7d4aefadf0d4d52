import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// Reports the hits of phrase packs: every entry that names this card's rule. What is wrong, why and what to write instead
/// stands in the entry; the rule decides only whether the story gives ground to say so.
struct PackRule {
  let card: RuleCard

  var entry: RuleEntry {
    let card = card
    return RuleEntry(card: card) { _ in
      { story, out in PackRule.check(card.id, story, &out) }
    }
  }

  /// Hits of one entry beyond this many in a story tell an editor nothing new.
  private static let hitsPerEntry = 5

  private static func check(_ rule: String, _ story: borrowing Analysis, _ out: inout FindingSink) {
    let language = story.language
    var counts: [Int: Int] = [:]
    var lastEnd = 0
    for hit in story.phraseHits.sorted(by: {
      ($0.tokens.lowerBound, -$0.tokens.upperBound) < ($1.tokens.lowerBound, -$1.tokens.upperBound)
    }) {
      let entry = language.phrases[hit.index]
      guard language.rule(entry) == rule, hit.tokens.lowerBound >= lastEnd else { continue }
      switch story.paragraphs[hit.paragraph].field {
      case .body, .headline, .dateline, .authorBox: break
      case .byline, .credit, .link: continue
      }
      switch entry.stance {
      case .outside: if hit.isQuoted { continue }
      case .inside: if !hit.isQuoted { continue }
      case .anywhere: break
      }
      counts[hit.index, default: 0] += 1
      guard counts[hit.index]! <= hitsPerEntry else { continue }
      lastEnd = hit.tokens.upperBound
      let range = story.bytes(of: hit.tokens)
      out.report(
        range, message(entry, story, range), severity: entry.severity, confidence: confidence(entry, story),
        entry: language.id(entry), advice: language.advice(entry))
    }
  }

  private static func message(_ entry: PhraseEntry, _ story: borrowing Analysis, _ range: ByteRange) -> String {
    let language = story.language
    let copy = Wording.quoted(story.text(range))
    guard let original = language.original(entry).first else { return "\(copy) reads like a word-for-word translation." }
    return "\(copy) reads like a word-for-word rendering of «\(original)»."
  }

  /// An entry that needs evidence speaks up only when the story is known to come from its language.
  private static func confidence(_ entry: PhraseEntry, _ story: borrowing Analysis) -> Confidence {
    let isFromThere = story.source.language.map { story.language.sources(entry).contains($0) } ?? false
    switch entry.needs {
    case .nothing:
      // The story is known to come from elsewhere: the phrase is then more likely the writer's own.
      let isFromElsewhere = story.source.language != nil && !isFromThere
      return isFromElsewhere ? entry.confidence.lowered : entry.confidence
    case .evidence: return isFromThere ? entry.confidence : .low
    case .source: return .low
    }
  }
}
