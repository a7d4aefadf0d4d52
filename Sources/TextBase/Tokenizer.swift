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
  public func tokenize(_ bytes: UnsafeBufferPointer<UInt8>, _ range: ByteRange, into tokens: TokenBuffer) {
    guard !range.isEmpty, let base = bytes.baseAddress else { return }
    precondition(range.start >= 0 && range.end <= bytes.count, "beyond the text")
    // No token is shorter than a byte.
    let first = tokens.room(for: range.count)
    var next = first
    var at = range.start
    var flags: Token.Flags = .lineStart
    while at < range.end {
      let byte = base[at]
      if byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D {
        flags.insert(.spaceBefore)
        if byte != 0x20, byte != 0x09 { flags.insert(.lineStart) }
        at &+= 1
        continue
      }
      let length = plainWord(base, at, range.end, flags, next)
      if length > 0 {
        at &+= length
      } else {
        let (scalar, length) = UTF8Text.decode(bytes, at)
        let properties = scalar < 0x80 ? ascii[Int(scalar)] : scalars[scalar]
        if properties.isSpace {
          flags.insert(.spaceBefore)
          at &+= length
          continue
        }
        next.initialize(
          to: Tokenizer.startsWord(properties)
            ? word(bytes, at, range.end) : Tokenizer.single(at, scalar, length, properties))
        next.pointee.flags.formUnion(flags)
        if next.pointee.kind == .unparted { tokens.hasUnparted = true }
        at &+= Int(next.pointee.length)
      }
      flags = []
      next += 1
    }
    tokens.fill(next - first)
  }

  @inlinable
  static func startsWord(_ properties: cicu_scalar) -> Bool {
    switch properties.word_break {
    case WordBreak.aLetter, WordBreak.hebrewLetter, WordBreak.numeric, WordBreak.extendNumLet, WordBreak.katakana: true
    default: properties.isLetter || properties.needsDictionary || properties.category == 9
    }
  }

  /// A token of one scalar that is no letter or digit, with the marks that combine with it.
  @inline(__always)
  static func single(_ start: Int, _ scalar: UInt32, _ length: Int, _ properties: cicu_scalar) -> Token {
    if scalar == UTF8Text.invalid { return Token(start: UInt32(start), length: 1, kind: .invalid) }
    return Token(
      start: UInt32(start), length: UInt16(length), kind: ScalarTraits.kind(properties),
      hash: FNV.combine(FNV.basis, scalar: scalar), script: properties.script)
  }

  /// Bytes that end a word whatever comes behind them: white space and , ; ! ? ( ) - " /. A full stop does before a space.
  private let endsLow: UInt64 = [0x09, 0x0A, 0x0D, 0x20, 0x21, 0x22, 0x28, 0x29, 0x2C, 0x2D, 0x2F, 0x3B, 0x3F]
    .reduce(0) { $0 | 1 << UInt64($1) }

  @inline(__always)
  private func endsWord(_ bytes: UnsafePointer<UInt8>, _ at: Int, _ limit: Int) -> Bool {
    guard at < limit else { return true }
    let byte = bytes[at]
    if byte < 0x40 {
      if byte == 0x2E { return at &+ 1 >= limit || bytes[at &+ 1] == 0x20 || bytes[at &+ 1] == 0x0A }
      return endsLow >> UInt64(byte) & 1 == 1
    }
    switch byte {
    case 0xC2: return at &+ 1 < limit && (bytes[at &+ 1] == 0xAB || bytes[at &+ 1] == 0xBB)  // « »
    case 0xE2:
      guard at &+ 2 < limit, bytes[at &+ 1] == 0x80 else { return false }
      let last = bytes[at &+ 2]
      return last == 0x93 || last == 0x94 || (last >= 0x9C && last <= 0x9E) || last == 0xA6  // – — “ ” „ …
    default: return false
    }
  }

  /// Writes a word all of ASCII letters, or all of two-byte letters of one script, with a plain end: most words of copy.
  /// Its length in bytes, or 0 for any other, which `word` reads.
  @inline(__always)
  private func plainWord(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ flags: Token.Flags, _ token: UnsafeMutablePointer<Token>
  ) -> Int {
    let limit = min(end, start &+ 2_000)
    var at = start
    var hash = FNV.basis
    var upper = 0
    let first = base[start]
    let isFirstUpper: Bool
    let script: UInt8
    let count: Int
    var lower: Int
    if (first | 0x20) &- 0x61 < 26 {
      repeat {
        let byte = base[at]
        let folded = byte | 0x20
        guard folded &- 0x61 < 26 else { break }
        hash = FNV.combine(hash, folded)
        upper &+= Int(byte >> 5 & 1 ^ 1)
        at &+= 1
      } while at < limit
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
        guard bits & ScalarTraits.isPlain != 0 else { break }
        if at == start {
          itsScript = place.pointee.script
          isFirst = bits & ScalarTraits.isUpper != 0
        } else if place.pointee.script != itsScript {
          return 0
        }
        upper &+= Int(bits & ScalarTraits.isUpper) >> 1
        lower &+= Int(bits & ScalarTraits.isLower) >> 2
        hash = FNV.combine(hash, scalar: place.pointee.fold)
        at &+= 2
      }
      isFirstUpper = isFirst
      script = itsScript
      count = (at &- start) >> 1
    } else {
      return 0
    }
    guard at > start, at < limit || limit == end, endsWord(base, at, end) else { return 0 }
    token.initialize(
      to: Token(
        start: UInt32(truncatingIfNeeded: start), length: UInt16(truncatingIfNeeded: at &- start), kind: .word,
        shape: Tokenizer.shape(upper: upper, lower: lower, isFirstUpper), hash: hash, script: script, flags: flags,
        scalars: UInt8(truncatingIfNeeded: min(count, 255))))
    return at &- start
  }

  @inline(__always)
  static func shape(upper: Int, lower: Int, _ isFirstUpper: Bool) -> Token.Shape {
    if upper == 0 { return lower == 0 ? .none : .lower }
    if isFirstUpper, upper == 1 { return lower == 0 ? .singleUpper : .capitalised }
    return lower == 0 ? .upper : .mixed
  }
}
