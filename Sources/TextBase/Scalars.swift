import CICU

/// What ICU knows of one scalar.
public typealias ScalarProperties = cicu_scalar

extension cicu_scalar {
  @inlinable public var isNFCMaybe: Bool { flags & 1 != 0 }
  @inlinable public var isIgnorable: Bool { flags & 2 != 0 }
  @inlinable public var isRightToLeft: Bool { flags & 4 != 0 }
  /// Written without spaces between words (Thai, Lao, Khmer, Myanmar).
  @inlinable public var needsDictionary: Bool { flags & 8 != 0 }
  /// Han, Hiragana or Katakana.
  @inlinable public var isIdeographic: Bool { flags & 16 != 0 }
  @inlinable public var isUpper: Bool { category == 1 || category == 3 }
  @inlinable public var isLower: Bool { category == 2 }
  @inlinable public var isLetter: Bool { category >= 1 && category <= 5 }
  @inlinable public var isMark: Bool { category >= 6 && category <= 8 }
  @inlinable public var isDigit: Bool { category == 9 }
  @inlinable public var isSpace: Bool { category >= 12 && category <= 14 }
}

/// UAX #29 word break classes as ICU numbers them (`UWordBreakValues`).
public enum WordBreak {
  @inlinable public static var aLetter: UInt8 { 1 }
  @inlinable public static var format: UInt8 { 2 }
  @inlinable public static var katakana: UInt8 { 3 }
  @inlinable public static var midLetter: UInt8 { 4 }
  @inlinable public static var midNum: UInt8 { 5 }
  @inlinable public static var numeric: UInt8 { 6 }
  @inlinable public static var extendNumLet: UInt8 { 7 }
  @inlinable public static var extend: UInt8 { 9 }
  @inlinable public static var midNumLet: UInt8 { 11 }
  @inlinable public static var hebrewLetter: UInt8 { 14 }
  @inlinable public static var singleQuote: UInt8 { 15 }
  @inlinable public static var doubleQuote: UInt8 { 16 }
  @inlinable public static var zwj: UInt8 { 21 }
}

/// UAX #29 sentence break classes as ICU numbers them (`USentenceBreak`).
public enum SentenceBreak {
  @inlinable public static var aTerm: UInt8 { 1 }
  @inlinable public static var close: UInt8 { 2 }
  @inlinable public static var format: UInt8 { 3 }
  @inlinable public static var lower: UInt8 { 4 }
  @inlinable public static var numeric: UInt8 { 5 }
  @inlinable public static var oLetter: UInt8 { 6 }
  @inlinable public static var sep: UInt8 { 7 }
  @inlinable public static var sp: UInt8 { 8 }
  @inlinable public static var sTerm: UInt8 { 9 }
  @inlinable public static var upper: UInt8 { 10 }
  @inlinable public static var cr: UInt8 { 11 }
  @inlinable public static var extend: UInt8 { 12 }
  @inlinable public static var lf: UInt8 { 13 }
  @inlinable public static var sContinue: UInt8 { 14 }
}

/// ICU's properties by scalar. Blocks of 256 are asked of ICU when first met and kept: a call per character costs three
/// times as much. One table a worker, never shared.
public final class ScalarTable {
  @usableFromInline let blocks: UnsafeMutablePointer<UnsafeMutablePointer<cicu_scalar>?>
  /// What reading a word needs of the scalars of one and two bytes, a number each: see `PlainLetter`. Those of blocks that
  /// were never met are no plain letters.
  let plainLetters: UnsafeMutablePointer<PlainLetter>
  @inlinable static var blockCount: Int { 0x110000 >> 8 }

  public init() {
    plainLetters = .allocate(capacity: PlainLetter.count)
    plainLetters.initialize(repeating: PlainLetter(), count: PlainLetter.count)
    blocks = .allocate(capacity: ScalarTable.blockCount)
    blocks.initialize(repeating: nil, count: ScalarTable.blockCount)
  }

  deinit {
    for index in 0..<ScalarTable.blockCount { blocks[index]?.deallocate() }
    blocks.deallocate()
    plainLetters.deallocate()
  }

  /// The properties of `scalar`; those of an unassigned scalar for `UTF8Text.invalid`.
  @inlinable
  public subscript(scalar: UInt32) -> cicu_scalar {
    let known = scalar < 0x110000 ? scalar : 0xFFFF
    if let block = blocks[Int(known >> 8)] { return block[Int(known & 0xFF)] }
    return fill(Int(known >> 8))[Int(known & 0xFF)]
  }

  /// The folded form of a plain letter of one or two bytes, and its length; (0, 0) for anything else.
  @inlinable @inline(__always)
  public func plainLetter(_ base: UnsafePointer<UInt8>, _ at: Int, _ end: Int) -> (fold: UInt32, length: Int) {
    let lead = UInt32(base[at])
    if (lead | 0x20) &- 0x61 < 26 { return (lead | 0x20, 1) }
    guard lead >= 0xC2, lead < 0xE0, at &+ 1 < end, let block = blocks[Int(lead &- 0xC0) >> 2] else { return (0, 0) }
    let second = UInt32(base[at &+ 1])
    let place = block + Int((lead & 0x3) << 6 | (second & 0x3F))
    guard second & 0xC0 == 0x80, place.pointee.reserved & ScalarTraits.isPlain != 0 else { return (0, 0) }
    return (place.pointee.fold, 2)
  }

  @usableFromInline
  func fill(_ index: Int) -> UnsafeMutablePointer<cicu_scalar> {
    let block = UnsafeMutablePointer<cicu_scalar>.allocate(capacity: 256)
    cicu_scalars(UInt32(index) << 8, 256, block)
    for place in 0..<256 { block[place].reserved = ScalarTraits.bits(UInt32(index << 8 | place), block[place]) }
    blocks[index] = block
    for place in 0..<256 where index << 8 | place < PlainLetter.count {
      plainLetters[index << 8 | place] = PlainLetter(block[place])
    }
    return block
  }
}

/// A letter that needs no thought, in one number: most words are made of these alone, and a load a letter is all they cost.
struct PlainLetter: BitwiseCopyable {
  /// Scalars of at most two bytes.
  static let count = 0x800

  private let bits: UInt32

  /// No plain letter.
  init() { bits = 0 }

  init(_ properties: cicu_scalar) {
    let isPlain = properties.reserved & ScalarTraits.isPlain != 0 && properties.fold < 0x10000
    bits = isPlain ? properties.fold | UInt32(properties.script) << 16 | UInt32(properties.reserved & 7) << 24 : 0
  }

  @inline(__always) var fold: UInt32 { bits & 0xFFFF }
  @inline(__always) var script: UInt8 { UInt8(truncatingIfNeeded: bits >> 16) }
  /// 1 or 0.
  @inline(__always) var isUpper: Int { Int(bits >> 25 & 1) }
  @inline(__always) var isLower: Int { Int(bits >> 26 & 1) }
  @inline(__always) var isPlain: Bool { bits >> 24 & 1 == 1 }

  /// Whether both are plain letters, or both none, and of one script.
  @inline(__always)
  func isAkin(to other: PlainLetter) -> Bool { (bits ^ other.bits) & 0x01FF_0000 == 0 }
}

/// What the tokenizer needs to know of a scalar at one look: bits that `ScalarTable` adds to ICU's properties.
@usableFromInline
enum ScalarTraits {
  /// A letter that needs no thought: it joins its neighbours, is in normal form and folds by the table.
  @inlinable static var isPlain: UInt16 { 1 }
  @inlinable static var isUpper: UInt16 { 2 }
  @inlinable static var isLower: UInt16 { 4 }

  /// What the scalar is as a token of its own, where it is no letter or digit.
  @inline(__always)
  static func kind(_ properties: cicu_scalar) -> Token.Kind {
    Token.Kind(rawValue: UInt8(truncatingIfNeeded: properties.reserved >> 8)).unsafelyUnwrapped
  }

  static func bits(_ scalar: UInt32, _ properties: cicu_scalar) -> UInt16 {
    letter(scalar, properties) | UInt16(mark(scalar, properties).rawValue) << 8
  }

  private static func letter(_ scalar: UInt32, _ properties: cicu_scalar) -> UInt16 {
    guard properties.word_break == WordBreak.aLetter, !properties.isNFCMaybe, !properties.isIgnorable,
      !properties.needsDictionary, !properties.isIdeographic, properties.script > 1, properties.fold != 0,
      WordHash.folded(scalar, properties) == properties.fold
    else { return 0 }
    return isPlain | (properties.isUpper ? isUpper : 0) | (properties.isLower ? isLower : 0)
  }

  private static func mark(_ scalar: UInt32, _ properties: cicu_scalar) -> Token.Kind {
    if QuoteMark.isQuote(scalar) {
      .quote
    } else if properties.category == 15 || properties.category == 16 || properties.isIgnorable {
      .invisible
    } else if (19...23).contains(properties.category) || properties.category == 28 || properties.category == 29 {
      .mark
    } else {
      .symbol
    }
  }
}

/// A script of ISO 15924, as ICU numbers it.
public struct Script: Hashable, Sendable {
  public let code: UInt8
  @inlinable public init(code: UInt8) { self.code = code }

  /// Nil for a code that ICU does not know.
  public init?(iso: String) {
    let code = cicu_script_code(iso)
    guard code >= 0, code < 256 else { return nil }
    self.code = UInt8(code)
  }

  public var iso: String { String(cString: cicu_script_name(code)) }
  @inlinable public static var common: Script { Script(code: 0) }
  @inlinable public static var inherited: Script { Script(code: 1) }
  @inlinable public static var arabic: Script { Script(code: 2) }
  @inlinable public static var cyrillic: Script { Script(code: 8) }
  @inlinable public static var greek: Script { Script(code: 14) }
  @inlinable public static var han: Script { Script(code: 17) }
  @inlinable public static var hangul: Script { Script(code: 18) }
  @inlinable public static var hebrew: Script { Script(code: 19) }
  @inlinable public static var hiragana: Script { Script(code: 20) }
  @inlinable public static var katakana: Script { Script(code: 22) }
  @inlinable public static var latin: Script { Script(code: 25) }
  @inlinable public static var thai: Script { Script(code: 38) }
}
