import TextBase

// Whether a pattern matches at a token.
extension Language {
  /// Whether one of the entry's `unless` patterns matches anywhere in `range`.
  public func isExempt(_ entry: PhraseEntry, in range: Range<Int>, _ window: TokenWindow) -> Bool {
    guard entry.unlessCount > 0 else { return false }
    for number in Int(entry.firstUnless)..<Int(entry.firstUnless + entry.unlessCount) {
      for start in range where match(patterns[number], at: start, in: window) != nil { return true }
    }
    return false
  }

  /// The end of the pattern's match that begins at `start`, nil when it does not match there.
  func match(_ pattern: CompiledPattern, at start: Int, in window: TokenWindow) -> Int? {
    let first = Int(pattern.firstElement)
    return match(first, first + Int(pattern.elementCount), at: start, in: window)
  }

  private func match(_ element: Int, _ last: Int, at token: Int, in window: TokenWindow) -> Int? {
    var element = element
    var token = token
    // Loops over what has one way to go on; calls itself only where there are several.
    while element < last {
      let current = elements[element]
      switch current.kind {
      case .match:
        if current.alternativeCount == 0 {
          guard let next = matchWord(current, at: token, in: window) else { return nil }
          token = next
          element += 1
          continue
        }
        if let next = matchWord(current, at: token, in: window),
          let end = match(element + 1, last, at: next, in: window)
        {
          return end
        }
        for alternative in alternatives(of: current) {
          var longest = matchAlternative(alternative, at: token, in: window)
          while let next = longest {
            if let end = match(element + 1, last, at: next, in: window) { return end }
            longest = alternative.kind == .name && next - 1 > token ? shorterName(token, next, window) : nil
          }
        }
        return nil
      case .optional:
        if let next = matchWord(current, at: token, in: window),
          let end = match(element + 1, last, at: next, in: window)
        {
          return end
        }
        for alternative in alternatives(of: current) {
          if let next = matchAlternative(alternative, at: token, in: window),
            let end = match(element + 1, last, at: next, in: window)
          {
            return end
          }
        }
        element += 1
      case .gap:
        var words = 0
        var probe = token
        while true {
          if let end = match(element + 1, last, at: probe, in: window) { return end }
          guard words < Int(current.gap), probe < window.range.upperBound else { return nil }
          // A comma or quotation mark inside the gap goes with the word beside it.
          while probe < window.range.upperBound, !window.tokens[probe].isWord {
            if Language.stops(window.tokens[probe]) { return nil }
            probe += 1
          }
          guard probe < window.range.upperBound else { return nil }
          words += 1
          probe += 1
        }
      case .not:
        if matches(current, at: token, in: window) { return nil }
        element += 1
      case .notBefore:
        if token > window.range.lowerBound, matches(current, at: token - 1, in: window) { return nil }
        element += 1
      case .sentenceStart:
        guard token < window.range.upperBound else { return nil }
        let isStart =
          window.tokens[token].flags.contains(.sentenceStart)
          || (token > window.range.lowerBound && window.tokens[token - 1].kind == .quote
            && !window.tokens[token].flags.contains(.spaceBefore))
        guard isStart else { return nil }
        element += 1
      case .sentenceEnd:
        guard isSentenceEnd(token, window) else { return nil }
        element += 1
      }
    }
    return token
  }

  private func alternatives(of element: CompiledElement) -> UnsafeBufferPointer<CompiledAlternative> {
    UnsafeBufferPointer(start: alternatives.base + Int(element.firstAlternative), count: Int(element.alternativeCount))
  }

  private func matches(_ element: CompiledElement, at token: Int, in window: TokenWindow) -> Bool {
    if matchWord(element, at: token, in: window) != nil { return true }
    return alternatives(of: element).contains { matchAlternative($0, at: token, in: window) != nil }
  }

  private func matchWord(_ element: CompiledElement, at token: Int, in window: TokenWindow) -> Int? {
    guard element.wordCount > 0, token < window.range.upperBound else { return nil }
    let id = window.tokens[token].id
    guard id != 0 else { return nil }
    if contains(element, id) { return token + 1 }
    // Russia’s goes by the id of Russia; a pattern may name it whole.
    guard let whole = wholeID(window.tokens[token]) else { return nil }
    return contains(element, whole) ? token + 1 : nil
  }

  /// The id of a word with its apostrophe, where the token's own id is that of its stem.
  private func wholeID(_ token: Token) -> UInt32? {
    guard token.flags.contains(.possessive) || token.flags.contains(.elided) else { return nil }
    let whole = id(of: token.hash)
    return whole == 0 ? nil : whole
  }

  private func contains(_ element: CompiledElement, _ id: UInt32) -> Bool {
    if element.wordCount == 1 { return element.firstWord == id }
    var low = Int(element.firstWord)
    let end = low + Int(element.wordCount)
    var high = end
    while low < high {
      let middle = (low + high) / 2
      if wordSets[middle] < id { low = middle + 1 } else { high = middle }
    }
    return low < end && wordSets[low] == id
  }

  private func matchAlternative(_ alternative: CompiledAlternative, at token: Int, in window: TokenWindow) -> Int? {
    guard token < window.range.upperBound else { return nil }
    let first = window.tokens[token]
    switch alternative.kind {
    case .sequence:
      let end = token + Int(alternative.itemCount)
      guard end <= window.range.upperBound else { return nil }
      for offset in 0..<Int(alternative.itemCount) {
        let item = items[Int(alternative.firstItem) + offset]
        guard matchItem(item, window.tokens[token + offset], window) else { return nil }
      }
      return end
    case .num:
      if first.kind == .number { return token + 1 }
      return first.id != 0 && isIn(first.id, .numberWords) ? token + 1 : nil
    case .year:
      guard first.kind == .number, first.length == 4 else { return nil }
      let start = Int(first.start)
      let century = window.bytes[start..<start + 2].elementsEqual("20".utf8)
      let earlier = window.bytes[start] == UInt8(ascii: "1") && window.bytes[start + 1] >= UInt8(ascii: "8")
      return century || earlier ? token + 1 : nil
    case .ordinal:
      return first.kind == .number && first.shape == .lower ? token + 1 : nil
    case .capitalised:
      return first.isCapitalised ? token + 1 : nil
    case .name:
      var end = token
      var words = 0
      while end < window.range.upperBound, words < 4 {
        let next = window.tokens[end]
        if next.isCapitalised {
          words += 1
        } else if words == 0
          || !(next.kind == .mark && !next.flags.contains(.spaceBefore) && end + 1 < window.range.upperBound
            && window.tokens[end + 1].isCapitalised && isDash(next))
        {
          break
        }
        end += 1
      }
      return words > 0 ? end : nil
    case .anyWord:
      return first.isWord ? token + 1 : nil
    }
  }

  private func shorterName(_ start: Int, _ end: Int, _ window: TokenWindow) -> Int? {
    var end = end - 1
    while end > start, !window.tokens[end - 1].isCapitalised { end -= 1 }
    return end > start ? end : nil
  }

  private func matchItem(_ item: CompiledItem, _ token: Token, _ window: TokenWindow) -> Bool {
    switch item.kind {
    case .word: token.id != 0 && (token.id == item.id || wholeID(token) == item.id)
    case .exact:
      token.id == item.id && WordHash.exact(window.bytes, Language.core(token, window.bytes)) == item.hash
    case .prefix: token.id != 0 && (token.id == item.id || covers(item.id, token.id))
    case .mark: !token.isWord && token.hash == item.hash
    case .dash: isDash(token)
    case .doubleQuote:
      token.kind == .quote && !QuoteMark.isSingle(UTF8Text.decode(window.bytes, Int(token.start)).scalar)
    }
  }

  /// Whether the word `id` begins with the prefix `prefix`: compared by their texts, as prefixes inside longer phrases are
  /// rare.
  private func covers(_ prefix: UInt32, _ id: UInt32) -> Bool {
    strings[wordTexts[Int(id)]].lowercased().hasPrefix(strings[wordTexts[Int(prefix)]].lowercased())
  }

  /// The bytes of a token without its possessive ending or elided article.
  private static func core(_ token: Token, _ bytes: UnsafeBufferPointer<UInt8>) -> ByteRange {
    let joint = Int(token.start) + Int(token.joint)
    if token.flags.contains(.possessive) { return ByteRange(Int(token.start), joint) }
    if token.flags.contains(.elided) { return ByteRange(joint + UTF8Text.decode(bytes, joint).length, Int(token.end)) }
    return token.range
  }

  private func isDash(_ token: Token) -> Bool {
    token.kind == .mark && (token.hash == Language.hyphen || token.hash == Language.enDash || token.hash == Language.emDash)
  }

  private static let hyphen = FNV.combine(FNV.basis, scalar: 0x2D)
  private static let enDash = FNV.combine(FNV.basis, scalar: 0x2013)
  private static let emDash = FNV.combine(FNV.basis, scalar: 0x2014)
  private static let stopHashes: [UInt64] = [0x2E, 0x21, 0x3F, 0x3B, 0x2026, 0x3002].map {
    FNV.combine(FNV.basis, scalar: $0)
  }

  /// Marks that no gap crosses: . ! ? ; …
  private static func stops(_ token: Token) -> Bool { token.kind == .mark && stopHashes.contains(token.hash) }

  private func isSentenceEnd(_ token: Int, _ window: TokenWindow) -> Bool {
    var probe = token
    while probe < window.range.upperBound, window.tokens[probe].kind == .quote { probe += 1 }
    return probe >= window.range.upperBound || Language.stops(window.tokens[probe])
  }
}
