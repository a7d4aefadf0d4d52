import CICU

/// Parts text into tokens by the word boundary rules of UAX #29 with ICU's properties, in one pass over UTF-8.
///
/// ICU's own iterator walks UTF-16 at 86 MB/s of English; this one does the same words at several times that, hashes them
/// and notes case and script on the way. `SegmentationTests` holds the two equal, word for word, for alphabetic scripts.
/// Differences by design: an address is one token, a Han or Kana character is a token of its own, and runs of Thai, Lao,
/// Khmer and Myanmar come as `.unparted` for ICU's dictionaries; a narrow no-break space joins digits alone.
public struct Tokenizer {
  @usableFromInline let scalars: ScalarTable
  @usableFromInline let ascii: UnsafeMutablePointer<cicu_scalar>

  public init(_ scalars: ScalarTable) {
    self.scalars = scalars
    _ = scalars[0]
    ascii = scalars.blocks[0]!
  }

  /// Appends the tokens of `range` to `tokens`.
  public func tokenize(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: ByteRange, into tokens: inout ContiguousArray<Token>
  ) {
    var at = range.start
    var flags: Token.Flags = .lineStart
    while at < range.end {
      let byte = bytes[at]
      if byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D {
        flags.insert(.spaceBefore)
        if byte != 0x20, byte != 0x09 { flags.insert(.lineStart) }
        at += 1
        continue
      }
      if var token = plainWord(bytes, at, range.end) {
        token.flags = flags
        flags = []
        tokens.append(token)
        at += Int(token.length)
        continue
      }
      let (scalar, length) = UTF8Text.decode(bytes, at)
      let properties = scalar < 0x80 ? ascii[Int(scalar)] : scalars[scalar]
      if properties.isSpace {
        flags.insert(.spaceBefore)
        at += length
        continue
      }
      var token: Token
      if Tokenizer.startsWord(properties) {
        token = word(bytes, at, range.end)
      } else {
        token = single(bytes, at, scalar, length, properties)
      }
      token.flags.formUnion(flags)
      flags = []
      tokens.append(token)
      at += Int(token.length)
    }
  }

  @inlinable
  static func startsWord(_ properties: cicu_scalar) -> Bool {
    switch properties.word_break {
    case WordBreak.aLetter, WordBreak.hebrewLetter, WordBreak.numeric, WordBreak.extendNumLet, WordBreak.katakana: true
    default: properties.isLetter || properties.needsDictionary || properties.category == 9
    }
  }

  /// A token of one scalar that is no letter or digit, with the marks that combine with it.
  func single(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ scalar: UInt32, _ length: Int, _ properties: cicu_scalar
  ) -> Token {
    if scalar == UTF8Text.invalid { return Token(start: UInt32(start), length: 1, kind: .invalid) }
    let kind: Token.Kind =
      if QuoteMark.isQuote(scalar) {
        .quote
      } else if properties.category == 15 || properties.category == 16 || properties.isIgnorable {
        .invisible
      } else if (19...23).contains(properties.category) || properties.category == 28 || properties.category == 29 {
        .mark
      } else {
        .symbol
      }
    return Token(
      start: UInt32(start), length: UInt16(length), kind: kind, hash: FNV.combine(FNV.basis, scalar: scalar),
      script: properties.script)
  }

  /// Bytes that end a word whatever comes behind them: white space and , ; ! ? ( ) - " /. A full stop does before a space.
  private let endsLow: UInt64 = [0x09, 0x0A, 0x0D, 0x20, 0x21, 0x22, 0x28, 0x29, 0x2C, 0x2D, 0x2F, 0x3B, 0x3F]
    .reduce(0) { $0 | 1 << UInt64($1) }

  @inline(__always)
  private func endsWord(_ bytes: UnsafePointer<UInt8>, _ at: Int, _ limit: Int) -> Bool {
    guard at < limit else { return true }
    let byte = bytes[at]
    guard byte < 0x40 else { return false }
    if byte == 0x2E { return at + 1 >= limit || bytes[at + 1] == 0x20 || bytes[at + 1] == 0x0A }
    return endsLow >> UInt64(byte) & 1 == 1
  }

  /// A word all of ASCII letters, or all of two-byte letters of one script, with a plain end: most words of copy. Nil
  /// for any other, which `word` reads.
  @inline(__always)
  private func plainWord(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ limit: Int) -> Token? {
    let base = bytes.baseAddress!
    let end = limit
    let limit = min(end, start &+ 2_000)
    var at = start
    var hash = FNV.basis
    var upper = 0
    let first = base[start]
    let isFirstUpper: Bool
    let script: UInt8
    var count: Int
    var lower: Int
    if (first | 0x20) &- 0x61 < 26 {
      while at < limit {
        let byte = base[at]
        let folded = byte | 0x20
        guard folded &- 0x61 < 26 else { break }
        hash = FNV.combine(hash, folded)
        upper &+= Int(byte >> 5 & 1 ^ 1)
        at &+= 1
      }
      isFirstUpper = first & 0x20 == 0
      script = Script.latin.code
      count = at &- start
      lower = count &- upper
    } else if first >= 0xC2, first < 0xE0 {
      lower = 0
      var itsScript: UInt8 = 0
      var isFirst = false
      while at &+ 1 < limit {
        let lead = UInt32(base[at])
        let second = UInt32(base[at &+ 1])
        guard lead >= 0xC2, lead < 0xE0, second & 0xC0 == 0x80, let block = scalars.blocks[Int(lead &- 0xC0) >> 2] else {
          break
        }
        let place = block + Int((lead & 0x3) << 6 | (second & 0x3F))
        let bits = place.pointee.reserved
        guard bits & PlainLetter.isPlain != 0 else { break }
        if at == start {
          itsScript = place.pointee.script
          isFirst = bits & PlainLetter.isUpper != 0
        } else if place.pointee.script != itsScript {
          return nil
        }
        upper &+= Int(bits & PlainLetter.isUpper) >> 1
        lower &+= Int(bits & PlainLetter.isLower) >> 2
        hash = FNV.combine(hash, scalar: place.pointee.fold)
        at &+= 2
      }
      isFirstUpper = isFirst
      script = itsScript
      count = (at &- start) >> 1
    } else {
      return nil
    }
    guard at > start, at < limit || limit == end, endsWord(base, at, end) else { return nil }
    return Token(
      start: UInt32(start), length: UInt16(at - start), kind: .word,
      shape: Tokenizer.shape(upper: upper, lower: lower, isFirstUpper), hash: hash, script: script,
      scalars: UInt8(min(count, 255)))
  }

  @inline(__always)
  private static func shape(upper: Int, lower: Int, _ isFirstUpper: Bool) -> Token.Shape {
    if upper == 0 { return lower == 0 ? .none : .lower }
    if isFirstUpper, upper == 1 { return lower == 0 ? .singleUpper : .capitalised }
    return lower == 0 ? .upper : .mixed
  }

  private func word(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ limit: Int) -> Token {
    let limit = min(limit, start + 60_000)
    var at = start
    var hash = FNV.basis
    var upper = 0
    var lower = 0
    var firstUpper = false
    var count = 0
    var script: UInt8 = 0
    var flags: Token.Flags = []
    var joint = 0
    var last: UInt8 = 0  // word break class of the last letter or digit
    var kind: Token.Kind = .word

    scan: while at < limit {
      // Nearly every letter of alphabetic copy goes through one of two runs: of ASCII letters, of plain letters of two bytes.
      plain: while at < limit {
        var runStart = at
        var capitals = 0
        while at < limit {
          let byte = bytes[at]
          let folded = byte | 0x20
          guard folded &- 0x61 < 26 else { break }
          hash = FNV.combine(hash, folded)
          capitals &+= Int(byte >> 5 & 1 ^ 1)
          at &+= 1
        }
        if at > runStart {
          if count == 0 { firstUpper = bytes[start] & 0x20 == 0 }
          upper &+= capitals
          lower &+= at &- runStart &- capitals
          count &+= at &- runStart
          if script == 0 { script = 25 } else if script != 25 { flags.insert(.mixedScript) }
          last = WordBreak.aLetter
        }
        runStart = at
        while at &+ 1 < limit {
          let first = UInt32(bytes[at])
          let second = UInt32(bytes[at &+ 1])
          guard first >= 0xC2, first < 0xE0, second & 0xC0 == 0x80, let block = scalars.blocks[Int(first &- 0xC0) >> 2] else {
            break
          }
          let place = block + Int((first & 0x3) << 6 | (second & 0x3F))
          let bits = place.pointee.reserved
          guard bits & PlainLetter.isPlain != 0 else { break }
          let isUpper = Int(bits & PlainLetter.isUpper) >> 1
          if count == 0 { firstUpper = isUpper == 1 }
          upper &+= isUpper
          lower &+= Int(bits & PlainLetter.isLower) >> 2
          let itsScript = place.pointee.script
          if itsScript != script {
            if script == 0 { script = itsScript } else { flags.insert(.mixedScript) }
          }
          hash = FNV.combine(hash, scalar: place.pointee.fold)
          count &+= 1
          at &+= 2
        }
        guard at > runStart else { break }
        last = WordBreak.aLetter
      }
      guard at < limit else { break }
      let byte = bytes[at]
      if byte < 0x80 {
        let properties = ascii[Int(byte)]
        let wordBreak = properties.word_break
        if wordBreak == WordBreak.aLetter || wordBreak == WordBreak.numeric || wordBreak == WordBreak.extendNumLet {
          if byte >= 0x61 {
            lower += 1
          } else if byte >= 0x41 {
            if byte != 0x5F {
              if count == 0 { firstUpper = true }
              upper += 1
            }
          } else if count == 0 {
            kind = .number
          }
          if wordBreak == WordBreak.aLetter {
            if script == 0 { script = 25 } else if script != 25 { flags.insert(.mixedScript) }
          }
          hash = FNV.combine(hash, scalar: properties.fold)
          last = wordBreak
          count += 1
          at += 1
          continue
        }
        guard joins(bytes, at, 1, wordBreak, after: last, limit) else { break scan }
        if byte == 0x27 || byte == 0x22 { joint = at - start }
        hash = FNV.combine(hash, scalar: UInt32(byte))
        count += 1
        at += 1
        continue
      }
      let (scalar, length) = UTF8Text.decode(bytes, at)
      if scalar == UTF8Text.invalid || at + length > limit { break }
      let properties = scalars[scalar]
      if properties.isIdeographic || properties.needsDictionary {
        if count > 0 { break }
        return special(bytes, at, scalar, length, properties, limit)
      }
      let wordBreak = properties.word_break
      // UAX #29 takes the narrow no-break space as part of a word, for Mongolian suffixes. Copy sets it before marks and
      // between groups of digits.
      if scalar == 0x202F, last != WordBreak.numeric || at + length >= limit || bytes[at + length] &- 0x30 > 9 { break scan }
      switch wordBreak {
      case WordBreak.aLetter, WordBreak.hebrewLetter, WordBreak.numeric, WordBreak.extendNumLet, WordBreak.katakana:
        if properties.isUpper {
          if count == 0 { firstUpper = true }
          upper += 1
        } else if properties.isLower {
          lower += 1
        } else if count == 0, wordBreak == WordBreak.numeric {
          kind = .number
        }
        if properties.script > 1 {
          if script == 0 { script = properties.script } else if script != properties.script { flags.insert(.mixedScript) }
        }
        last = wordBreak
      case WordBreak.extend, WordBreak.format, WordBreak.zwj:
        if count == 0 { return single(bytes, at, scalar, length, properties) }
      default:
        if count == 0 {
          last = WordBreak.aLetter
        } else if !joins(bytes, at, length, wordBreak, after: last, limit) {
          break scan
        } else if wordBreak == WordBreak.midNumLet || wordBreak == WordBreak.singleQuote {
          joint = at - start
        }
      }
      if properties.isNFCMaybe { flags.insert(.decomposed) }
      let folded = WordHash.folded(scalar, properties)
      if folded != 0 { hash = FNV.combine(hash, scalar: folded) }
      count += 1
      at += length
    }

    if at < limit, let end = addressEnd(bytes, start, at, limit) {
      return Token(start: UInt32(start), length: UInt16(end - start), kind: .address, script: script)
    }
    // One underscore alone is no word.
    if count == 1, last == WordBreak.extendNumLet { kind = .symbol }
    if flags.contains(.decomposed) {
      hash = normalisedHash(bytes, ByteRange(start, at))
    }
    return Token(
      start: UInt32(start), length: UInt16(at - start), kind: kind,
      shape: Tokenizer.shape(upper: upper, lower: lower, firstUpper), hash: hash, script: script,
      flags: flags, joint: UInt8(min(joint, 255)), scalars: UInt8(min(count, 255)))
  }
}
