import TextBase

/// Tokens of one paragraph, as patterns see them.
public struct TokenWindow {
  public let tokens: UnsafeBufferPointer<Token>
  public let bytes: UnsafeBufferPointer<UInt8>
  /// The paragraph: no pattern reaches beyond it.
  public var range: Range<Int>

  public init(tokens: UnsafeBufferPointer<Token>, bytes: UnsafeBufferPointer<UInt8>, range: Range<Int>) {
    self.tokens = tokens
    self.bytes = bytes
    self.range = range
  }
}

/// What stands beside an anchor, as bits: its id, and of what kind it is. A pattern is tried only where they meet.
enum Neighbour {
  static let number: UInt64 = 1 << 60
  static let capital: UInt64 = 1 << 61
  static let mark: UInt64 = 1 << 62
  /// The end of the paragraph, or the start of a sentence.
  static let boundary: UInt64 = 1 << 63

  /// The first ids are those of the most frequent words: each has a bit of its own, so that no other word is taken for it.
  @inline(__always)
  static func id(_ id: UInt32) -> UInt64 { 1 << UInt64(id < 28 ? id : 28 + (id & 31)) }

  /// Every bit where the token’s id does not tell. Without a branch on what stands there, which nothing foretells.
  @inline(__always)
  static func of(_ index: Int, in window: TokenWindow) -> UInt64 {
    guard index >= window.range.lowerBound, index < window.range.upperBound else { return boundary }
    let token = window.tokens.baseAddress! + index
    // Unknown words share a bit with some known ones: no token goes without any.
    let seen = id(token.pointee.id) | (kinds &>> (UInt64(token.pointee.kind.rawValue) &* 4)) &<< 60
    let isUnclear = token.pointee.flags.rawValue & (Token.Flags.possessive.rawValue | Token.Flags.elided.rawValue) != 0
    return (token.pointee.isCapitalised ? seen | capital : seen) | (isUnclear ? .max : 0)
  }

  /// What stands on both sides of a token.
  @inline(__always)
  static func around(_ index: Int, in window: TokenWindow) -> (before: UInt64, after: UInt64) {
    let isStart = window.tokens.baseAddress.unsafelyUnwrapped[index].flags.contains(.sentenceStart)
    return (of(index - 1, in: window) | (isStart ? boundary : 0), of(index + 1, in: window))
  }

  /// 1 where two sets of bits have one in common, else 0.
  @inline(__always)
  static func meet(_ one: UInt64, _ other: UInt64) -> UInt64 {
    let common = one & other
    return (common | (0 &- common)) &>> 63
  }

  /// The bits of every kind of token, four each: words and ideographs have none of their own.
  private static var kinds: UInt64 { 0x4444_4444_4010 }
}
