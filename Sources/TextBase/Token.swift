import CICU

/// A word, number or mark of a story: 24 bytes, no references. White space is no token.
public struct Token: Sendable, BitwiseCopyable {
  public enum Kind: UInt8, Sendable, BitwiseCopyable {
    case word
    /// Begins with a digit: 175, 1,500.5, 20th, 3G.
    case number
    /// One Han, Hiragana or Katakana character.
    case ideograph
    /// A run in a script without spaces between words, until a dictionary has parted it.
    case unparted
    /// One quotation mark, apostrophe or look-alike that stands alone.
    case quote
    case mark
    case symbol
    /// A URL, an e-mail address or a host name, whole.
    case address
    /// One invisible character outside a word: a control, a zero-width space, a bidi mark.
    case invisible
    /// One byte that is not UTF-8.
    case invalid
  }

  public enum Shape: UInt8, Sendable, BitwiseCopyable {
    /// Without case: digits, Han, Arabic.
    case none
    case lower
    /// First letter upper, some lower: Moscow.
    case capitalised
    /// At least two letters, all upper: NATO.
    case upper
    /// One upper-case letter: A.
    case singleUpper
    /// Upper case inside: McDonald, iPhone, eBay.
    case mixed
  }

  // Computed, so that other modules see plain constants and call no accessor.
  public struct Flags: OptionSet, Sendable, BitwiseCopyable {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }
    @inlinable public static var spaceBefore: Flags { Flags(rawValue: 1) }
    @inlinable public static var sentenceStart: Flags { Flags(rawValue: 2) }
    /// Inside a quotation (set by the quotation machine).
    @inlinable public static var quoted: Flags { Flags(rawValue: 4) }
    /// The id is that of the part before the apostrophe: Russia’s.
    @inlinable public static var possessive: Flags { Flags(rawValue: 8) }
    /// The id is that of the part behind the apostrophe: l’OTAN.
    @inlinable public static var elided: Flags { Flags(rawValue: 16) }
    @inlinable public static var mixedScript: Flags { Flags(rawValue: 32) }
    /// Not certainly in normal form C: the hash is that of the normal form all the same.
    @inlinable public static var decomposed: Flags { Flags(rawValue: 64) }
    @inlinable public static var lineStart: Flags { Flags(rawValue: 128) }
  }

  /// First byte in the story's text.
  public var start: UInt32
  /// In bytes. Longer runs are cut.
  public var length: UInt16
  public var kind: Kind
  public var shape: Shape
  /// Of the case-folded normal form C, ignorable characters left out.
  public var hash: UInt64
  /// In the vocabulary of the story's language; 0 where it has no such word.
  public var id: UInt32
  /// ICU's number of the first letter's script.
  public var script: UInt8
  public var flags: Flags
  /// Bytes from the start to the last apostrophe inside the word; 0 without one.
  public var joint: UInt8
  /// Number of scalars, at most 255.
  public var scalars: UInt8

  @inlinable
  public init(
    start: UInt32, length: UInt16, kind: Kind, shape: Shape = .none, hash: UInt64 = 0, script: UInt8 = 0,
    flags: Flags = [], joint: UInt8 = 0, scalars: UInt8 = 1
  ) {
    self.start = start
    self.length = length
    self.kind = kind
    self.shape = shape
    self.hash = hash
    id = 0
    self.script = script
    self.flags = flags
    self.joint = joint
    self.scalars = scalars
  }

  @inlinable public var end: UInt32 { start + UInt32(length) }
  @inlinable public var range: ByteRange { ByteRange(Int(start), Int(end)) }
  @inlinable public var isWord: Bool { kind == .word || kind == .number || kind == .ideograph }
  @inlinable public var isCapitalised: Bool { shape.rawValue >= Shape.capitalised.rawValue && kind == .word }
}

/// The tokens of a story: a view of the buffer that its analyser owns. Unlike an array it is not counted, so that reading
/// a token costs a load and a bounds check.
public struct TokenColumn: RandomAccessCollection, @unchecked Sendable {
  // Lent by the analyser, and only while the story is checked by one worker.
  @usableFromInline let base: UnsafeMutablePointer<Token>?
  public let count: Int

  public init(_ buffer: UnsafeMutableBufferPointer<Token>) {
    base = buffer.baseAddress
    count = buffer.count
  }

  @inlinable public var startIndex: Int { 0 }
  @inlinable public var endIndex: Int { count }

  @inlinable public subscript(index: Int) -> Token {
    @inline(__always) get {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "beyond the tokens")
      return base.unsafelyUnwrapped[index]
    }
    @inline(__always) _modify {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "beyond the tokens")
      yield &base.unsafelyUnwrapped[index]
    }
  }

  public mutating func withUnsafeMutableBufferPointer<Result>(
    _ body: (UnsafeMutableBufferPointer<Token>) -> Result
  ) -> Result {
    body(UnsafeMutableBufferPointer(start: base, count: count))
  }

  public func withUnsafeBufferPointer<Result>(_ body: (UnsafeBufferPointer<Token>) -> Result) -> Result {
    body(UnsafeBufferPointer(start: base, count: count))
  }
}

/// The hash of a word, folded so that case, normal form, apostrophes, soft hyphens and ё do not matter.
public enum WordHash {
  /// Folds one scalar; 0 for one that is left out.
  @inlinable
  public static func folded(_ scalar: UInt32, _ properties: cicu_scalar) -> UInt32 {
    if properties.isIgnorable { return 0 }
    switch scalar {
    case 0x2019, 0x02BC, 0x2018, 0x02B9, 0xFF07: return 0x27
    case 0x0451, 0x0401: return 0x0435  // ё: papers print it or not
    default: return properties.fold
    }
  }

  /// The hash of a word that is written as it folds: in small letters and in normal form, without ё.
  public static func of(folded word: some StringProtocol) -> UInt64 {
    word.unicodeScalars.reduce(FNV.basis) { FNV.combine($0, scalar: $1.value) }
  }

  /// The hash of a range of copy as one word. Where accents stand alone the text is brought into normal form first.
  public static func of(_ bytes: UnsafeBufferPointer<UInt8>, _ range: ByteRange, _ scalars: ScalarTable) -> UInt64 {
    var hash = FNV.basis
    var at = range.start
    while at < range.end {
      let (scalar, length) = UTF8Text.decode(bytes, at)
      let properties = scalars[scalar]
      if properties.isNFCMaybe {
        return of(String(decoding: UnsafeBufferPointer(rebasing: bytes[range.start..<range.end]), as: UTF8.self), scalars)
      }
      let folded = folded(scalar, properties)
      if folded != 0 { hash = FNV.combine(hash, scalar: folded) }
      at += length
    }
    return hash
  }

  /// The hash of a text as one word.
  public static func of(_ text: String, _ scalars: ScalarTable) -> UInt64 {
    var hash = FNV.basis
    for scalar in NormalForm.nfc.apply(text).unicodeScalars {
      let folded = folded(scalar.value, scalars[scalar.value])
      if folded != 0 { hash = FNV.combine(hash, scalar: folded) }
    }
    return hash
  }

  /// The hash with case kept, for words that must match exactly.
  public static func exact(_ bytes: UnsafeBufferPointer<UInt8>, _ range: ByteRange) -> UInt64 {
    var hash = FNV.basis
    var at = range.start
    while at < range.end {
      let (scalar, length) = UTF8Text.decode(bytes, at)
      hash = FNV.combine(hash, scalar: scalar == 0x2019 ? 0x27 : scalar)
      at += length
    }
    return hash
  }
}
