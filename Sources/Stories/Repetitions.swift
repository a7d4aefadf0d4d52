import Lexicons
import TextBase

/// A stretch of tokens that says the same thing at least three times in a row.
public struct Loop: Sendable {
  public var tokens: Range<Int>
  /// Tokens of one turn, marks included.
  public var period: Int
  public var paragraph: Int

  public var turns: Int { (tokens.count + 1) / period }
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
  /// The longest turn that is looked for: a clause of eight words with its marks, or 24 ideographs.
  private static let longestPeriod = 24

  /// Finds stretches in which a turn of 1 to 24 tokens comes three times or more.
  mutating func findLoops() {
    loops.removeAll(keepingCapacity: true)
    for paragraph in paragraphs.indices {
      let range = paragraphs[paragraph].tokens
      guard range.count >= 3 else { continue }
      for period in 1...min(Analysis.longestPeriod, range.count / 3) {
        // A run of equal pairs covers one of the places that stand its length apart: only these are tried. The mark behind
        // the last turn may be missing.
        let least = max(2, 2 * period - 1)
        var sample = range.lowerBound + period
        while sample < range.upperBound {
          guard repeats(sample, period) else {
            sample += least
            continue
          }
          var start = sample
          while start - 1 >= range.lowerBound + period, repeats(start - 1, period) { start -= 1 }
          var end = sample + 1
          while end < range.upperBound, repeats(end, period) { end += 1 }
          if end - start >= 2 * period || end - start == least && !tokens[end - period].isWord {
            add(Loop(tokens: start - period..<end, period: period, paragraph: paragraph))
          }
          sample += ((end - sample) / least + 1) * least
        }
      }
    }
  }

  @inline(__always)
  private func repeats(_ token: Int, _ period: Int) -> Bool {
    tokens[token].hash == tokens[token - period].hash && tokens[token].hash != 0
  }

  private mutating func add(_ loop: Loop) {
    // Two turns of a shorter loop are a turn of a longer one.
    guard !loops.contains(where: { $0.tokens.overlaps(loop.tokens) }) else { return }
    let hasWord = loop.tokens.prefix(loop.period).contains { index in
      switch tokens[index].kind {
      case .word: tokens[index].scalars >= 2 || isIn(index, .function)
      case .ideograph: true
      default: false
      }
    }
    if hasWord { loops.append(loop) }
  }

  /// Whether a token is part of a loop. There are hardly ever any, so the list is short.
  public func isInLoop(_ token: Int) -> Bool { loops.contains { $0.tokens.contains(token) } }

  /// Finds sentences that came before in the same words.
  mutating func findRepeatedSentences() {
    repeatedSentences.removeAll(keepingCapacity: true)
    guard sentences.count >= 2 else { return }
    var hashes: [(hash: UInt64, words: Int, index: Int)] = []
    hashes.reserveCapacity(sentences.count)
    for index in sentences.indices {
      var hash = FNV.basis
      var halves = 0
      for token in sentences[index].tokens {
        let kind = tokens[token].kind
        guard kind == .word || kind == .number || kind == .ideograph else { continue }
        hash = (hash ^ tokens[token].hash) &* FNV.prime
        halves += kind == .ideograph ? 1 : 2
      }
      hashes.append((hash, halves / 2, index))
    }
    guard mayHoldTwins(hashes) else { return }
    // The nearest earlier sentence with the same words.
    var earlier: [Int: Int] = [:]
    let sorted = hashes.filter { $0.words > 0 }.sorted { ($0.hash, $0.index) < ($1.hash, $1.index) }
    for (a, b) in zip(sorted, sorted.dropFirst()) where a.hash == b.hash { earlier[b.index] = a.index }
    guard !earlier.isEmpty else { return }
    var index = 0
    while index < sentences.count {
      guard let twin = earlier[index] else {
        index += 1
        continue
      }
      var end = index + 1
      while end < sentences.count, twin + (end - index) < index, let next = earlier[end], next == twin + (end - index) {
        end += 1
      }
      repeatedSentences.append(
        RepeatedSentences(
          first: twin..<twin + (end - index), second: index..<end,
          words: hashes[index..<end].reduce(0) { $0 + $1.words }))
      index = end
    }
  }
  /// Whether two hashes share a place in a small table: in most stories none do, and no sentence comes twice.
  private func mayHoldTwins(_ hashes: [(hash: UInt64, words: Int, index: Int)]) -> Bool {
    guard hashes.count < 512 else { return true }
    return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 256) { bits in
      bits.initialize(repeating: 0)
      for entry in hashes where entry.words > 0 {
        let place = Int(truncatingIfNeeded: entry.hash >> 40) & 0x3FFF
        if bits[place >> 6] >> UInt64(place & 63) & 1 == 1 { return true }
        bits[place >> 6] |= 1 << UInt64(place & 63)
      }
      return false
    }
  }
}
