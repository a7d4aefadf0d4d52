extension Tokenizer {
  /// A word, number or address that begins at `start`, by all the rules.
  func word(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ limit: Int) -> Token {
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
          guard bits & ScalarTraits.isPlain != 0 else { break }
          let isUpper = Int(bits & ScalarTraits.isUpper) >> 1
          if count == 0 { firstUpper = isUpper == 1 }
          upper &+= isUpper
          lower &+= Int(bits & ScalarTraits.isLower) >> 2
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
        if count == 0 { return Tokenizer.single(at, scalar, length, properties) }
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
      shape: Tokenizer.shape(upper: upper, hasLower: lower > 0, firstUpper), hash: hash, script: script,
      flags: flags, joint: UInt8(min(joint, 255)), scalars: UInt8(min(count, 255)))
  }
}
