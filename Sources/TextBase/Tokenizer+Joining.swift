import CICU

extension Tokenizer {
  /// Rules WB6, WB7, WB7a to c, WB11 and WB12: a mark that joins the letters or digits around it.
  @inline(__always)
  func joins(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ length: Int, _ wordBreak: UInt8, after last: UInt8, _ limit: Int
  ) -> Bool {
    // CLDR takes the colon out of the root: it joins in Swedish and Finnish alone, as a suffix to capitals (EU:s).
    if bytes[at] == 0x3A, !isColonSuffix(bytes, at, limit) { return false }
    // WB7a: a geresh ends a Hebrew word.
    if wordBreak == WordBreak.singleQuote, last == WordBreak.hebrewLetter { return true }
    let joinsLetters: Bool
    let joinsDigits: Bool
    switch wordBreak {
    case WordBreak.midLetter: (joinsLetters, joinsDigits) = (true, false)
    case WordBreak.midNum: (joinsLetters, joinsDigits) = (false, true)
    case WordBreak.midNumLet, WordBreak.singleQuote: (joinsLetters, joinsDigits) = (true, true)
    case WordBreak.doubleQuote: (joinsLetters, joinsDigits) = (last == WordBreak.hebrewLetter, false)
    default: return false
    }
    let next = at + length
    guard next < limit else { return false }
    let (scalar, _) = UTF8Text.decode(bytes, next)
    let following = scalar < 0x80 ? ascii[Int(scalar)].word_break : scalars[scalar].word_break
    switch last {
    case WordBreak.aLetter:
      return joinsLetters && (following == WordBreak.aLetter || following == WordBreak.hebrewLetter)
    case WordBreak.hebrewLetter:
      if wordBreak == WordBreak.doubleQuote { return following == WordBreak.hebrewLetter }
      return joinsLetters && (following == WordBreak.aLetter || following == WordBreak.hebrewLetter)
    case WordBreak.numeric:
      return joinsDigits && following == WordBreak.numeric
    default:
      return false
    }
  }

  func isColonSuffix(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ limit: Int) -> Bool {
    guard at > 1, at + 1 < limit else { return false }
    let before = ascii[Int(bytes[at - 1] & 0x7F)]
    let beforeThat = ascii[Int(bytes[at - 2] & 0x7F)]
    let after = bytes[at + 1]
    return before.isUpper && beforeThat.isUpper && after >= 0x61 && after <= 0x7A
  }

  /// Han and Kana one by one; a whole run of a script that needs a dictionary.
  func special(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ scalar: UInt32, _ length: Int, _ properties: cicu_scalar,
    _ limit: Int
  ) -> Token {
    if properties.isIdeographic {
      return Token(
        start: UInt32(start), length: UInt16(length), kind: .ideograph, hash: FNV.combine(FNV.basis, scalar: properties.fold),
        script: properties.script)
    }
    var at = start + length
    while at < limit {
      let (next, nextLength) = UTF8Text.decode(bytes, at)
      let following = scalars[next]
      guard following.needsDictionary || following.word_break == WordBreak.extend else { break }
      at += nextLength
    }
    return Token(start: UInt32(start), length: UInt16(at - start), kind: .unparted, script: properties.script)
  }

  /// The end of a web or mail address that begins with the word `start..<at`, or nil.
  func addressEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ at: Int, _ limit: Int) -> Int? {
    let length = at - start
    let isScheme =
      bytes[at] == 0x3A && length >= 3 && length <= 6 && at + 2 < limit && bytes[at + 1] == 0x2F
      && bytes[at + 2] == 0x2F
    let isMail =
      bytes[at] == 0x40 && at + 1 < limit && ascii[Int(bytes[at + 1] & 0x7F)].isLetter && bytes[at + 1] < 0x80
    let isHost =
      length >= 7 && (bytes[start] | 0x20) == 0x77 && (bytes[start + 1] | 0x20) == 0x77
      && (bytes[start + 2] | 0x20) == 0x77 && bytes[start + 3] == 0x2E
    guard isScheme || isMail || isHost else { return nil }
    var end = at
    while end < limit, bytes[end] > 0x20, bytes[end] < 0x7F, bytes[end] != 0x3C, bytes[end] != 0x3E, bytes[end] != 0x22 {
      end += 1
    }
    // The mark that ends the sentence is not part of the address.
    while end > at, [0x2E, 0x2C, 0x3B, 0x3A, 0x21, 0x3F, 0x29, 0x27, 0x5D].contains(bytes[end - 1]) { end -= 1 }
    return end
  }

  func normalisedHash(_ bytes: UnsafeBufferPointer<UInt8>, _ range: ByteRange) -> UInt64 {
    WordHash.of(String(decoding: UnsafeBufferPointer(rebasing: bytes[range.start..<range.end]), as: UTF8.self), scalars)
  }
}
