import Stories
import TextBase

/// Traits of words and marks.
extension Traits {
  /// Every token once: which words there are, which stand twice, which look like years.
  static func ofWords(_ story: borrowing Analysis, _ words: WordFilter) -> Traits {
    var traits: Traits = []
    let bits = words.bits
    let bytes = story.bytes
    story.tokens.withUnsafeBufferPointer { tokens in
      var previous: UInt64 = 0
      for token in tokens {
        let hash = token.hash
        if hash == previous, token.kind == .word || token.kind == .number { traits.formUnion(.doubledWords) }
        previous = hash
        WordFilter.insert(hash, into: bits)
        if token.length == 4, token.kind == .word {
          let (first, second) = (bytes[Int(token.start)], bytes[Int(token.start) + 1])
          if first == 0x6C || first == 0x49, second == 0x38 || second == 0x39 { traits.formUnion(.yearlikeWords) }
        }
      }
    }
    return traits
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
      let isBeforeSpace = index + 1 == tokens.count || tokens[index + 1].flags.contains(.spaceBefore)
      switch token.kind {
      case .mark:
        traits.formUnion(ofMark(byte))
        if isSpaced, byte != 0x2D, byte != 0x2F, byte != 0x28, byte != 0xE2 { traits.formUnion(.spacedStops) }
        if isSpaced, isBeforeSpace, byte == 0x2D, index + 2 < tokens.count, bytes[Int(tokens[index + 2].start)] == 0x2D {
          traits.formUnion(.looseHyphens)
        }
        if isBeforeSpace, byte == 0x28 { traits.formUnion(.looseBrackets) }
        guard index > 0 else { break }
        let before = tokens[index - 1].kind
        if !isSpaced, !isBeforeSpace, isStop(byte), before == .word || tokens[index + 1].kind == .word {
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
    case 0x3F: [.questions, .cries]
    // ¿ and ¡ begin with C2.
    case 0x21, 0xC2: .cries
    // The first bytes of the Greek question mark, of Arabic and of Chinese marks, 【 and （ among them.
    case 0xCD, 0xD8, 0xDB: .easternMarks
    case 0xE3, 0xEF: [.easternMarks, .brackets]
    default: []
    }
  }
}
