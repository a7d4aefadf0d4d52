import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// Reports the hits of phrase packs: every entry that names this card's rule. What is wrong, why and what to write instead
/// stands in the entry; the rule decides only whether the story gives ground to say so.
struct PackRule: Check {
  let card: RuleCard

  var entry: RuleEntry { RuleEntry(card: card, needs: .all(.phrases)) { _ in self } }

  /// Hits of one entry beyond this many in a story tell an editor nothing new.
  private static let hitsPerEntry = 5

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    let language = story.language
    let hits = story.phraseHits.filter { PackRule.speaks($0, card.id, story) && !PackRule.isSpokenFor($0, story) }
    guard !hits.isEmpty else { return }
    // Where entries overlap, the one that the story gives most ground for speaks, then the longest.
    let ranked = hits.map { (hit: $0, confidence: PackRule.confidence(language.phrases[$0.index], story)) }.sorted {
      ($1.confidence, $1.hit.tokens.count, $0.hit.tokens.lowerBound, $0.hit.index)
        < ($0.confidence, $0.hit.tokens.count, $1.hit.tokens.lowerBound, $1.hit.index)
    }
    var taken: [Range<Int>] = []
    var kept: [(hit: PhraseHit, confidence: Confidence)] = []
    for candidate in ranked where !taken.contains(where: { $0.overlaps(candidate.hit.tokens) }) {
      taken.append(candidate.hit.tokens)
      kept.append(candidate)
    }
    kept.sort { $0.hit.tokens.lowerBound < $1.hit.tokens.lowerBound }
    var counts: [Int: Int] = [:]
    for (hit, confidence) in kept {
      counts[hit.index, default: 0] += 1
      guard counts[hit.index]! <= PackRule.hitsPerEntry else { continue }
      let entry = language.phrases[hit.index]
      let range = story.bytes(of: hit.tokens)
      out.report(
        range, PackRule.message(entry, story, range), severity: entry.severity, confidence: confidence,
        entry: language.id(entry),
        advice: language.advice(entry))
    }
  }

  /// Whether a hit is this rule's and stands where its entry looks.
  private static func speaks(_ hit: PhraseHit, _ rule: String, _ story: borrowing Analysis) -> Bool {
    let entry = story.language.phrases[hit.index]
    guard story.language.rule(entry) == rule else { return false }
    switch story.paragraphs[hit.paragraph].field {
    case .body, .headline, .dateline, .authorBox, .summary, .subheading, .caption: break
    case .byline, .credit, .link, .note: return false
    }
    switch entry.stance {
    case .outside: return !hit.isQuoted
    case .inside: return hit.isQuoted
    case .anywhere: return true
    }
  }

  /// Whether an entry from the language that the story was translated from reports exactly the same words.
  private static func isSpokenFor(_ hit: PhraseHit, _ story: borrowing Analysis) -> Bool {
    let language = story.language
    guard let source = story.source.language, !language.sources(language.phrases[hit.index]).contains(source) else {
      return false
    }
    return story.phraseHits.contains { other in
      let entry = language.phrases[other.index]
      return other.tokens == hit.tokens && language.sources(entry).contains(source)
        && speaks(other, language.rule(entry), story)
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
