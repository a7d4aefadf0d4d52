import Stories
import TextBase

/// Traits of words and marks.
extension Traits {
  /// Every token once: which wanted words there are, which stand twice, which look like years.
  static func ofWords(_ story: borrowing Analysis, _ wanted: WantedWords) -> (traits: Traits, words: UInt64) {
    let bytes = story.bytes
    let places = wanted.places
    var previous: UInt64 = 0
    var found: UInt64 = 0
    var isDoubled = false
    var isYearlike = false
    story.tokens.withUnsafeBufferPointer { tokens in
      guard let base = tokens.baseAddress else { return }
      var token = base
      let end = base + tokens.count
      while token < end {
        let hash = token.pointee.hash
        if hash == previous, token.pointee.kind == .word || token.pointee.kind == .number { isDoubled = true }
        previous = hash
        let place = places[Int(truncatingIfNeeded: hash & WantedWords.mask)]
        if place != 0 { found |= wanted.rules(place, hash) }
        if token.pointee.length == 4, token.pointee.kind == .word {
          let start = Int(token.pointee.start)
          let (first, second) = (bytes[start], bytes[start + 1])
          if first == 0x6C || first == 0x49, second == 0x38 || second == 0x39 { isYearlike = true }
        }
        token += 1
      }
    }
    var traits: Traits = isDoubled ? .doubledWords : []
    if isYearlike { traits.formUnion(.yearlikeWords) }
    return (traits, found)
  }

  static func ofCapitals(_ story: borrowing Analysis) -> Traits {
    var traits: Traits = []
    let (tokens, bytes) = (story.tokens, story.bytes)
    for index in story.capitalised {
      let token = tokens[index]
      switch token.shape {
      case .upper:
        if token.scalars >= 3, token.scalars <= 6 { traits.formUnion(.acronyms) }
        if bytes[Int(token.start)] == bytes[Int(token.start) + 1] { traits.formUnion(.doubledCapitals) }
      case .mixed:
        traits.formUnion(.innerCapitals)
        if bytes[Int(token.start)..<Int(token.end)].contains(0x2E) { traits.formUnion(.innerStops) }
      default: break
      }
    }
    return traits
  }

  static func ofMarks(_ story: borrowing Analysis) -> Traits {
    var traits: Traits = []
    let (tokens, bytes) = (story.tokens, story.bytes)
    for index in story.marks {
      let token = tokens[index]
      let byte = bytes[Int(token.start)]
      let isSpaced = token.flags.contains(.spaceBefore)
      let isBeforeSpace =
        index + 1 == tokens.count || !tokens[index + 1].flags.isDisjoint(with: [.spaceBefore, .lineStart])
      switch token.kind {
      case .mark:
        traits.formUnion(ofMark(byte))
        // ¿ and ¡
        if byte == 0xC2, token.length == 2 {
          let second = bytes[Int(token.start) + 1]
          if second == 0xBF || second == 0xA1 { traits.formUnion(.cries) }
        }
        if isSpaced, byte != 0x2D, byte != 0x2F, byte != 0x28, byte != 0xE2 { traits.formUnion(.spacedStops) }
        if isSpaced, isBeforeSpace, byte == 0x2D, index + 2 < tokens.count, bytes[Int(tokens[index + 2].start)] == 0x2D {
          traits.formUnion(.looseHyphens)
        }
        if isBeforeSpace, byte == 0x28 { traits.formUnion(.looseBrackets) }
        guard index > 0 else { break }
        let before = tokens[index - 1].kind
        if !isSpaced, !isBeforeSpace, isStop(byte), tokens[index + 1].isWord,
          before == .word || tokens[index + 1].kind == .word
        {
          traits.formUnion(.tightMarks)
        }
        if before == .mark, !isSpaced { traits.formUnion(.adjacentMarks) }
        if before == .mark && bytes[Int(tokens[index - 1].start)] == 0x2C || before == .quote, byte == 0x2D || byte == 0xE2 {
          traits.formUnion(.dashesAfterSpeech)
        }
      case .quote:
        // ' and ’: port 's, l' île
        guard isSpaced != isBeforeSpace, byte == 0x27 || byte == 0xE2 && bytes[Int(token.end) - 1] == 0x99 else { break }
        if isSpaced ? tokens[index + 1].scalars <= 2 : story.language.elides { traits.formUnion(.looseApostrophes) }
      case .symbol: traits.formUnion(.symbols)
      default: break
      }
    }
    if traits.contains(.spanishCries), story.language.habits.contains(.invertedMarks) { traits.formUnion(.cries) }
    return traits
  }

  /// The first bytes of , . : ; ! ? ( ) and their sisters in Arabic and Hindi.
  @inline(__always)
  private static func isStop(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x2C, 0x2E, 0x3A, 0x3B, 0x21, 0x3F, 0x28, 0x29, 0xD8, 0xE0: true
    default: false
    }
  }

  /// What the first byte of a mark tells of it.
  @inline(__always)
  private static func ofMark(_ byte: UInt8) -> Traits {
    switch byte {
    case 0x28, 0x29, 0x5B, 0x5D: .brackets
    case 0x3F: [.questions, .spanishCries]
    case 0x21: .spanishCries
    // The first bytes of the Greek question mark, of Arabic and of Chinese marks, 【 and （ among them.
    case 0xCD, 0xD8, 0xDB: .easternMarks
    case 0xE3, 0xEF: [.easternMarks, .brackets]
    default: []
    }
  }
}
