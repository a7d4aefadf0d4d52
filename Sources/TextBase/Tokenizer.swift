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
  private let plainLetters: UnsafeMutablePointer<PlainLetter>

  public init(_ scalars: ScalarTable) {
    self.scalars = scalars
    _ = scalars[0]
    ascii = scalars.blocks[0]!
    plainLetters = scalars.plainLetters
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

  /// Writes a word of plain letters of one script with a plain end, as most words of copy are. Its length in bytes, or 0
  /// for any other, which `word` reads.
  @inline(__always)
  private func plainWord(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ flags: Token.Flags, _ token: UnsafeMutablePointer<Token>
  ) -> Int {
    let first = base[start]
    let limit = min(end, start &+ 2_000)
    let run: PlainLetters
    if (first | 0x20) &- 0x61 < 26 {
      run = shortWord(base, start, limit) ?? latinLetters(base, start, limit)
    } else if first >= 0xC3, first < 0xE0 {
      run = first < 0xCA ? latinLetters(base, start, limit) : letters(base, start, limit)
    } else {
      return 0
    }
    let at = run.end
    guard at > start, at < limit || limit == end, endsWord(base, at, end) else { return 0 }
    token.initialize(
      to: Token(
        start: UInt32(truncatingIfNeeded: start), length: UInt16(truncatingIfNeeded: at &- start), kind: .word,
        shape: run.shape, hash: run.hash, script: run.script, flags: flags,
        scalars: UInt8(truncatingIfNeeded: min(run.count, 255))))
    return at &- start
  }

  /// What a run of plain letters gave.
  private struct PlainLetters {
    var end: Int
    var count = 0
    var hash = FNV.basis
    var script: UInt8
    var upper = 0
    var hasLower = false
    var isFirstUpper = false

    @inline(__always)
    var shape: Token.Shape { Tokenizer.shape(upper: upper, hasLower: hasLower, isFirstUpper) }
  }

  /// A word of at most seven letters of ASCII, as most are, read in one go: its length, which nothing foretells, decides no
  /// branch. Nil for a longer one, or one that goes on in other letters.
  @inline(__always)
  private func shortWord(_ base: UnsafePointer<UInt8>, _ start: Int, _ limit: Int) -> PlainLetters? {
    guard start &+ 8 <= limit else { return nil }
    let eight = UInt64(littleEndian: UnsafeRawPointer(base + start).loadUnaligned(as: UInt64.self))
    let (ones, high): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
    let folded = eight | 0x20 &* ones
    // In seven bits, x + (0x80 - n) has its high bit from n on.
    let seven = folded & ~high
    let letters = (seven &+ 0x1F &* ones) & ~(seven &+ 0x05 &* ones) & ~eight & high
    let count = (letters ^ high).trailingZeroBitCount &>> 3
    guard count < 8, base[start &+ count] &- 0xC3 > 6 else { return nil }
    let capitals = (~eight &>> 5) & ones & ((1 &<< UInt64(truncatingIfNeeded: count &* 8)) &- 1)
    var hash = FNV.basis
    var rest = folded
    for place in 0..<7 {
      let longer = FNV.combine(hash, UInt8(truncatingIfNeeded: rest))
      hash = place < count ? longer : hash
      rest &>>= 8
    }
    let upper = Int(truncatingIfNeeded: (capitals &* ones) &>> 56)
    return PlainLetters(
      end: start &+ count, count: count, hash: hash, script: Script.latin.code, upper: upper, hasLower: count > upper,
      isFirstUpper: capitals & 1 == 1)
  }

  /// The plain letter of two bytes at `at`; none where there is another scalar, or where the text ends.
  @inline(__always)
  private func plainLetter(_ base: UnsafePointer<UInt8>, _ at: Int, _ limit: Int) -> PlainLetter {
    guard at &+ 1 < limit else { return PlainLetter() }
    let pair = UInt16(littleEndian: UnsafeRawPointer(base + at).loadUnaligned(as: UInt16.self))
    guard pair & 0xC0E0 == 0x80C0 else { return PlainLetter() }
    return plainLetters[Int(pair & 0x1F) &<< 6 | Int(pair &>> 8 & 0x3F)]
  }

  /// Letters of ASCII and Latin letters of two bytes.
  @inline(__always)
  private func latinLetters(_ base: UnsafePointer<UInt8>, _ start: Int, _ limit: Int) -> PlainLetters {
    var at = start
    var hash = FNV.basis
    var upper = 0
    var longer = 0
    var isFirstUpper = base[start] & 0x20 == 0
    while true {
      while at < limit {
        let byte = base[at]
        let folded = byte | 0x20
        guard folded &- 0x61 < 26 else { break }
        hash = FNV.combine(hash, folded)
        upper &+= Int(byte >> 5 & 1 ^ 1)
        at &+= 1
      }
      // ª and º have no case, and are no letter of a plain word.
      let letter = plainLetter(base, at, limit)
      guard letter.isPlain, letter.script == Script.latin.code, letter.isUpper | letter.isLower != 0 else { break }
      if at == start { isFirstUpper = letter.isUpper == 1 }
      upper &+= letter.isUpper
      hash = FNV.combine(hash, scalar: letter.fold)
      longer &+= 1
      at &+= 2
    }
    let count = at &- start &- longer
    return PlainLetters(
      end: at, count: count, hash: hash, script: Script.latin.code, upper: upper, hasLower: count > upper,
      isFirstUpper: isFirstUpper)
  }

  /// Letters of two bytes of one script: Greek, Cyrillic, Hebrew, Arabic.
  @inline(__always)
  private func letters(_ base: UnsafePointer<UInt8>, _ start: Int, _ limit: Int) -> PlainLetters {
    let first = plainLetter(base, start, limit)
    var run = PlainLetters(end: start, script: first.script)
    guard first.isPlain else { return run }
    var lower = 0
    var letter = first
    repeat {
      run.upper &+= letter.isUpper
      lower |= letter.isLower
      run.hash = FNV.combine(run.hash, scalar: letter.fold)
      run.end &+= 2
      letter = plainLetter(base, run.end, limit)
    } while letter.isAkin(to: first)
    run.count = (run.end &- start) &>> 1
    run.hasLower = lower != 0
    run.isFirstUpper = first.isUpper == 1
    return run
  }

  @inline(__always)
  static func shape(upper: Int, hasLower: Bool, _ isFirstUpper: Bool) -> Token.Shape {
    if upper == 0 { return hasLower ? .lower : .none }
    if isFirstUpper, upper == 1 { return hasLower ? .capitalised : .singleUpper }
    return hasLower ? .mixed : .upper
  }
}
