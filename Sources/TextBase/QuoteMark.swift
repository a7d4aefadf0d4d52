/// The quotation marks, primes and apostrophes of Unicode by what their shape says.
public enum QuoteMark {
  /// What the shape alone says, outside any language.
  public enum Glyph: UInt8, Sendable {
    /// “ ‘ „ ‚ « ‹ 「 『 《 〈 ``
    case opening
    /// ” ’ » › 」 』 》 〉 ''
    case closing
    /// " '
    case straight
    /// ′ ″
    case prime
  }

  @inlinable
  public static func isQuote(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x22, 0x27, 0x60, 0xAB, 0xBB, 0x2018...0x201F, 0x2032, 0x2033, 0x2039, 0x203A, 0x275B...0x275E,
      0x3008...0x300F, 0x301D...0x301F, 0xFF02, 0xFF07, 0x02BC, 0x05F3, 0x05F4:
      true
    default: false
    }
  }

  /// Marks of the level that single quotation marks have: ' ‘ ’ ‚ ‹ ›.
  @inlinable
  public static func isSingle(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x27, 0x60, 0x2018...0x201B, 0x2032, 0x2039, 0x203A, 0x275B, 0x275C, 0xFF07, 0x02BC, 0x05F3: true
    default: false
    }
  }

  @inlinable
  public static func glyph(_ scalar: UInt32) -> Glyph {
    switch scalar {
    case 0x22, 0x27, 0xFF02, 0xFF07, 0x60: .straight
    case 0x2032, 0x2033, 0x05F3, 0x05F4: .prime
    case 0x2018, 0x201A, 0x201B, 0x201C, 0x201E, 0x201F, 0xAB, 0x2039, 0x275B, 0x275D, 0x3008, 0x300A, 0x300C, 0x300E,
      0x301D:
      .opening
    default: .closing
    }
  }
}
