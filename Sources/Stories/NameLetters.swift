import TextBase

/// The letters of a name without case, accents and apostrophes: what is left when romanisations are compared. Its memory
/// serves name after name.
public final class NameLetters {
  /// Names longer than this are compared by their beginning.
  static let limit = 40

  private let letters = UnsafeMutablePointer<UInt16>.allocate(capacity: limit + 4)
  private(set) var count = 0

  init() { letters.initialize(repeating: 0, count: NameLetters.limit + 4) }

  deinit { letters.deallocate() }

  /// The letters, and zeros behind them for who looks ahead.
  var base: UnsafePointer<UInt16> { UnsafePointer(letters) }

  @inline(__always)
  subscript(index: Int) -> UInt16 { index < count && index >= 0 ? letters[index] : 0 }

  /// Reads the letters of `range`. German parts ä from a, so there ä is ae.
  func read(_ bytes: UnsafeBufferPointer<UInt8>, _ range: ByteRange, umlautsAreDigraphs: Bool) {
    count = 0
    readOn(bytes, range, umlautsAreDigraphs: umlautsAreDigraphs)
  }

  /// Reads the letters of `range` behind those that were read last.
  func readOn(_ bytes: UnsafeBufferPointer<UInt8>, _ range: ByteRange, umlautsAreDigraphs: Bool) {
    let table = NameLetters.table
    var at = range.start
    while at < range.end {
      let byte = bytes[at]
      if byte < 0x80 {
        at += 1
        let lower = byte | 0x20
        if lower >= 0x61, lower <= 0x7A { add(UInt16(lower)) }
        continue
      }
      let (scalar, length) = UTF8Text.decode(bytes, at)
      at += length
      addLong(scalar, umlautsAreDigraphs, table)
    }
    for behind in 0..<4 { letters[count + behind] = 0 }
  }

  /// Adds what stands for a scalar beyond ASCII.
  private func addLong(_ scalar: UInt32, _ umlautsAreDigraphs: Bool, _ table: [UInt16]) {
    if umlautsAreDigraphs, let vowel = NameLetters.umlaut(scalar) {
      add(vowel)
      add(0x65)
    } else if umlautsAreDigraphs, scalar == 0x308, count > 0 {
      add(0x65)
    } else {
      let letter = NameLetters.base(scalar, table)
      if letter == NameLetters.sharpS {
        add(0x73)
        add(0x73)
      } else if letter != 0 {
        add(letter)
      }
    }
  }

  /// Of Latin and Cyrillic, y and й not among them.
  public static func isVowel(_ scalar: UInt32) -> Bool {
    switch base(scalar < 0x80 ? 0 : scalar) {
    case 0x430, 0x435, 0x438, 0x43E, 0x443, 0x44B, 0x44D, 0x44E, 0x44F, 0x454, 0x456, 0x457: return scalar != 0x439
    default: break
    }
    let letter = scalar < 0x80 ? UInt16(scalar | 0x20) : base(scalar)
    return [0x61, 0x65, 0x69, 0x6F, 0x75].contains(letter)
  }

  /// Whether two scalars have one base letter.
  static func isSame(_ a: UInt32, _ b: UInt32) -> Bool {
    func letter(_ scalar: UInt32) -> UInt16 {
      scalar < 0x80 ? UInt16(scalar | (scalar >= 0x41 && scalar <= 0x5A ? 0x20 : 0)) : base(scalar)
    }
    return a == b || (letter(a) != 0 && letter(a) == letter(b))
  }

  @inline(__always)
  private func add(_ letter: UInt16) {
    guard count < NameLetters.limit else { return }
    letters[count] = letter
    count += 1
  }

  private static let sharpS: UInt16 = 0xDF

  private static func umlaut(_ scalar: UInt32) -> UInt16? {
    switch scalar {
    case 0xE4, 0xC4: 0x61
    case 0xF6, 0xD6: 0x6F
    case 0xFC, 0xDC: 0x75
    default: nil
    }
  }

  /// The lower-case base letter of a Latin, Greek or Cyrillic scalar; 0 for marks and apostrophes.
  private static func base(_ scalar: UInt32) -> UInt16 { base(scalar, table) }

  private static func base(_ scalar: UInt32, _ table: [UInt16]) -> UInt16 {
    if scalar >= 0x300, scalar < 0x370 { return 0 }
    if scalar < 0x530 { return table[Int(scalar)] }
    if scalar >= 0x1E00, scalar < 0x2000 { return table[Int(scalar) - 0x1E00 + 0x530] }
    return 0
  }

  /// For the scalars below 0x530, then for 0x1E00 to 0x1FFF.
  private static let table: [UInt16] = {
    let blocks = Array(0..<UInt32(0x530)) + Array(UInt32(0x1E00)..<0x2000)
    return blocks.map { code in
      guard code >= 0xC0, let scalar = Unicode.Scalar(code), scalar.properties.isAlphabetic else { return 0 }
      switch code {
      case 0x131, 0x130: return 0x69  // Turkish ı and İ
      case 0x142, 0x141: return 0x6C  // ł
      case 0xF8, 0xD8: return 0x6F  // ø
      case 0x111, 0x110, 0xF0, 0xD0: return 0x64  // đ, ð
      case 0xE6, 0xC6: return 0x65  // æ
      case 0x153, 0x152: return 0x65  // œ
      case 0x3C2: return 0x3C3  // final sigma
      default: break
      }
      return UInt16(truncatingIfNeeded: NormalForm.baseLetter(code))
    }
  }()
}
