import Lexicons
import TextBase

/// Finds every phrase, entity form, persona and word of several words in one walk over the tokens.
struct PhraseMatcher {
  private struct Match {
    var owner: PatternOwner
    var index: Int
    var tokens: Range<Int>
    var sentence: Int
    /// Orders matches by owner, first token and length, the longest first.
    let place: UInt64

    init(_ owner: PatternOwner, _ index: Int, _ tokens: Range<Int>, _ sentence: Int) {
      self.owner = owner
      self.index = index
      self.tokens = tokens
      self.sentence = sentence
      place = UInt64(owner.rawValue) << 56 | UInt64(tokens.lowerBound) << 16 | UInt64(0xFFFF - min(tokens.count, 0xFFFF))
    }
  }
  private var found: [Match] = []
  private var kept: [Match] = []
  private var namesakes: [Match] = []
  private var memory = PatternMemory()
  /// Of one paragraph.
  private var matches: [PatternMatch] = []

  mutating func match(_ analysis: inout Analysis) {
    found.removeAll(keepingCapacity: true)
    // Asked of the analysis each time they would be retained each time.
    let (language, sentences, paragraphs) = (analysis.language, analysis.sentences, analysis.paragraphs)
    kept.removeAll(keepingCapacity: true)
    namesakes.removeAll(keepingCapacity: true)
    analysis.tokens.withUnsafeBufferPointer { tokens in
      var window = TokenWindow(tokens: tokens, bytes: analysis.bytes, range: 0..<0)
      var next = 0
      for paragraph in paragraphs {
        let end = analysis.anchors.place(from: next, of: paragraph.tokens.upperBound)
        defer { next = end }
        // A paragraph in another language is none of this vocabulary's business.
        guard paragraph.language == nil else { continue }
        window.range = paragraph.tokens
        if !matches.isEmpty { matches.removeAll(keepingCapacity: true) }
        language.findMatches(analysis.anchors.buffer(next..<end), of: window, &memory, into: &matches)
        var sentence = paragraph.sentences.lowerBound
        for match in matches {
          while sentences[sentence].tokens.upperBound <= match.anchor { sentence += 1 }
          found.append(Match(match.owner, match.index, match.tokens, sentence))
        }
      }
      guard !found.isEmpty else { return }
      // Longest first where several begin together; the second copy of a match goes.
      found.sort { $0.place != $1.place ? $0.place < $1.place : $0.index < $1.index }
      for match in found {
        switch match.owner {
        case .phrase:
          if overlapsKept(match) { continue }
          window.range = paragraphs[sentences[match.sentence].paragraph].tokens
          if language.isExempt(language.phrases[match.index], in: sentences[match.sentence].tokens, window) {
            continue
          }
        case .entityForm:
          if let last = kept.last(where: { $0.owner == .entityForm }), last.tokens.overlaps(match.tokens) {
            // Another body of the same name: which one is meant, an abbreviation may tell.
            if last.tokens == match.tokens { namesakes.append(match) }
            continue
          }
        default:
          if overlapsKept(match) { continue }
        }
        kept.append(match)
      }
    }
    sort(kept, into: &analysis)
    for match in namesakes {
      analysis.namesakeHits.append(
        PhraseHit(
          index: match.index, tokens: match.tokens, paragraph: analysis.sentences[match.sentence].paragraph,
          sentence: match.sentence, isQuoted: isQuoted(match, analysis)))
    }
  }

  /// A match that begins at a closing mark, or reaches into a quotation, is the story's own.
  private func isQuoted(_ match: Match, _ analysis: borrowing Analysis) -> Bool {
    analysis.tokens[match.tokens.lowerBound].flags.contains(.quoted)
      && analysis.tokens[match.tokens.upperBound - 1].flags.contains(.quoted)
  }

  /// Whether a match of the same thing is kept that shares a word with this one.
  private func overlapsKept(_ match: Match) -> Bool {
    // By place: walking the list, or passing it on, retains it for every match.
    var place = kept.count
    while place > 0 {
      place -= 1
      let other = kept[place]
      if other.owner != match.owner { return false }
      if other.index == match.index, other.tokens.overlaps(match.tokens) { return true }
      if other.tokens.lowerBound + 64 < match.tokens.lowerBound { return false }
    }
    return false
  }

  private func sort(_ matches: [Match], into analysis: inout Analysis) {
    let language = analysis.language
    // Entity and sentence in one number: a big file has thousands of both.
    var exempt: Set<UInt64> = []
    for match in matches where match.owner == .entityUnless {
      exempt.insert(UInt64(match.index) << 32 | UInt64(match.sentence))
    }
    for match in matches {
      let hit = PhraseHit(
        index: match.index, tokens: match.tokens, paragraph: analysis.sentences[match.sentence].paragraph,
        sentence: match.sentence, isQuoted: isQuoted(match, analysis))
      switch match.owner {
      case .phrase: analysis.phraseHits.append(hit)
      case .entityForm:
        let entity = Int(language.forms[match.index].entity)
        // chicken Kiev, Odessa in Texas: another thing is meant, in all of the sentence.
        let isExempt = !exempt.isEmpty && exempt.contains(UInt64(entity) << 32 | UInt64(match.sentence))
        if !isExempt { analysis.entityHits.append(hit) }
      case .wordClass: analysis.classHits.append(hit)
      case .personaName: analysis.personaNameHits.append(hit)
      case .personaPhrase: analysis.personaPhraseHits.append(hit)
      case .credit: analysis.creditHits.append(hit)
      case .phraseUnless, .entityUnless: break
      }
    }
  }
}
