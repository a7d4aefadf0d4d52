import Lexicons
import TextBase

/// A stretch of tokens that says the same thing several times in a row.
public struct Loop: Sendable {
  public var tokens: Range<Int>
  /// Tokens of one turn, marks included.
  public var period: Int
  public var paragraph: Int

  public var turns: Int { (tokens.count + 1) / period }

  /// Paragraph by paragraph, the shorter turns first.
  static func isBefore(_ a: Loop, _ b: Loop) -> Bool {
    (a.paragraph, a.period, a.tokens.lowerBound) < (b.paragraph, b.period, b.tokens.lowerBound)
  }
}

/// Sentences that say word for word what earlier ones said.
public struct RepeatedSentences: Sendable {
  public var first: Range<Int>
  public var second: Range<Int>
  /// Words of `second`; two ideographs count as one.
  public var words: Int

  /// Whether nothing stands between the two.
  public var isAdjacent: Bool { first.upperBound == second.lowerBound }
}

extension Analysis {
  /// Whether a token is part of a loop. There are hardly ever any, so the list is short.
  public func isInLoop(_ token: Int) -> Bool { loops.contains { $0.tokens.contains(token) } }
}

/// Finds what a story says again: turns of a few words in a row, and whole sentences. One a worker.
final class RepetitionFinder {
  /// The longest phrase that is looked for twice in a row.
  private static let longestPhrase = 6

  /// The longest turn that is looked for: a clause of eight words with its marks, or 24 ideographs.
  private static let longestPeriod = 24

  /// Sixteen bits of the hash of each token: a story's are a fifteenth of its tokens, and nearly always tell two apart.
  private let signatures = Scratch<UInt16>(capacity: 4096)
  /// By sentence; 0 for one without a word.
  private let hashes = Scratch<UInt64>()
  private let words = Scratch<Int>()
  private let twins = TwinFilter()

  func find(_ story: inout Analysis) {
    read(story)
    findTurns(&story)
    if story.sentences.count >= 2, twins.mayHoldTwins(hashes) { findRepeatedSentences(&story) }
  }

  /// Takes the signatures of the tokens and the hashes of the sentences, which hold every token.
  private func read(_ story: borrowing Analysis) {
    signatures.fill(story.tokens.count, 0)
    hashes.begin(room: story.sentences.count)
    words.begin(room: story.sentences.count)
    let signatures = signatures.base
    story.tokens.withUnsafeBufferPointer { tokens in
      guard let base = tokens.baseAddress else { return }
      for sentence in story.sentences {
        precondition(sentence.tokens.upperBound <= tokens.count, "beyond the tokens")
        var hash = FNV.basis
        var halves = 0
        var token = sentence.tokens.lowerBound
        while token < sentence.tokens.upperBound {
          let own = base[token].hash
          signatures[token] = UInt16(truncatingIfNeeded: own >> 32 ^ own)
          // Without a branch: marks come every few words, and nothing foretells them.
          let isIdeograph = base[token].kind == .ideograph ? 1 : 0
          let isWord = base[token].isWord ? 1 : 0
          let mask = 0 &- UInt64(truncatingIfNeeded: isWord)
          hash ^= (hash ^ (hash ^ own) &* FNV.prime) & mask
          halves &+= isWord &+ isWord &- isIdeograph
          token &+= 1
        }
        hashes.append(halves > 1 ? hash : 0)
        words.append(halves / 2)
      }
    }
  }

  // MARK: turns

  /// Finds stretches in which a turn of 1 to 24 tokens comes three times or more, and phrases of two to six words that stand
  /// twice in a row.
  ///
  /// A run of tokens that are equal to those one turn before covers one of the places that stand its length apart: only
  /// these are tried, through the whole story for one length of turn after the other.
  private func findTurns(_ story: inout Analysis) {
    let (signatures, count) = (signatures.base, signatures.count)
    var phrases: [(tokens: Range<Int>, period: Int)] = []
    for period in 1...RepetitionFinder.longestPeriod {
      // The mark behind the last turn may be missing.
      let least = max(2, 2 * period - 1)
      let mayBePhrase = period >= 2 && period <= RepetitionFinder.longestPhrase
      let step = mayBePhrase ? period : least
      var sample = period
      while sample < count {
        guard signatures[sample] == signatures[sample &- period] else {
          sample &+= step
          continue
        }
        var start = sample
        while start > period, signatures[start - 1] == signatures[start - 1 - period] { start -= 1 }
        var end = sample + 1
        while end < count, signatures[end] == signatures[end - period] { end += 1 }
        if end - start >= least { findLoops(in: start..<end, period, least, &story) }
        // What comes a third time is a loop; “day after day after day” begins a third time.
        let isTwice = period == 2 ? end - start == 2 : end - start >= period && end - start < 2 * period
        if mayBePhrase, isTwice { phrases.append((start - period..<start + period, period)) }
        sample &+= ((end &- sample) / step &+ 1) &* step
      }
    }
    if story.loops.count > 1 { story.loops.sort(by: Loop.isBefore) }
    for phrase in phrases { add(phrase.tokens, phrase.period, &story) }
  }

  /// The loops of one length of turn in a run of like signatures: each lies within a paragraph.
  private func findLoops(in run: Range<Int>, _ period: Int, _ least: Int, _ story: inout Analysis) {
    let first = story.paragraph(at: Int(story.tokens[run.lowerBound].start)) ?? 0
    for paragraph in first..<story.paragraphs.count {
      let range = story.paragraphs[paragraph].tokens
      guard range.lowerBound < run.upperBound else { return }
      let end = min(range.upperBound, run.upperBound)
      var start = max(range.lowerBound + period, run.lowerBound)
      while start < end, range.count >= 3 * period {
        var last = start
        while last < end, repeats(last, period, story) { last += 1 }
        if last - start >= 2 * period || last - start == least && !story.tokens[last - period].isWord {
          add(Loop(tokens: start - period..<last, period: period, paragraph: paragraph), &story)
        }
        start = last + 1
      }
    }
  }

  /// Adds a phrase that is one, outside all loops.
  private func add(_ tokens: Range<Int>, _ period: Int, _ story: inout Analysis) {
    let second = tokens.lowerBound + period..<tokens.upperBound
    guard let paragraph = story.paragraph(at: Int(story.tokens[tokens.lowerBound].start)),
      tokens.upperBound <= story.paragraphs[paragraph].tokens.upperBound,
      tokens.allSatisfy({ story.tokens[$0].kind == .word }), second.allSatisfy({ repeats($0, period, story) }),
      story.tokens[second.lowerBound].hash != story.tokens[second.lowerBound + 1].hash,
      !story.loops.contains(where: { $0.tokens.overlaps(tokens) }),
      !(story.doubledPhrases.last?.tokens.overlaps(tokens) ?? false)
    else { return }
    story.doubledPhrases.append(Loop(tokens: tokens, period: period, paragraph: paragraph))
  }

  @inline(__always)
  private func repeats(_ token: Int, _ period: Int, _ story: borrowing Analysis) -> Bool {
    story.tokens[token].hash == story.tokens[token - period].hash && story.tokens[token].hash != 0
  }

  private func add(_ loop: Loop, _ story: inout Analysis) {
    // Two turns of a shorter loop are a turn of a longer one.
    guard !story.loops.contains(where: { $0.tokens.overlaps(loop.tokens) }) else { return }
    for index in loop.tokens.prefix(loop.period) {
      let isWord =
        switch story.tokens[index].kind {
        case .word: story.tokens[index].scalars >= 2 || story.isIn(index, .function)
        case .ideograph: true
        default: false
        }
      guard !isWord else { return story.loops.append(loop) }
    }
  }

  // MARK: sentences

  /// Finds sentences that came before in the same words.
  private func findRepeatedSentences(_ story: inout Analysis) {
    let count = hashes.count
    // The nearest earlier sentence with the same words.
    var earlier: [Int: Int] = [:]
    let sorted = (0..<count).filter { hashes[$0] != 0 }.sorted { (hashes[$0], $0) < (hashes[$1], $1) }
    for (a, b) in zip(sorted, sorted.dropFirst()) where hashes[a] == hashes[b] { earlier[b] = a }
    guard !earlier.isEmpty else { return }
    var index = 0
    while index < count {
      guard let twin = earlier[index] else {
        index += 1
        continue
      }
      var end = index + 1
      while end < count, twin + (end - index) < index, let next = earlier[end], next == twin + (end - index) { end += 1 }
      story.repeatedSentences.append(
        RepeatedSentences(
          first: twin..<twin + (end - index), second: index..<end, words: (index..<end).reduce(0) { $0 + words[$1] }))
      index = end
    }
  }
}
