/// A character set of one byte a character, backwards: the byte that each character came from. For text that was decoded
/// with the wrong one.
public struct SingleByteCharset: Sendable {
  /// As messages name it.
  public let name: String
  /// Bytes by scalar below `limit`; 0 where the set has no such character. ASCII is left out.
  private let bytes: [UInt8]
  /// Scalars by byte from 0x80 on; `UTF8Text.invalid` for one that the set leaves free.
  private let scalars: [UInt32]
  private static let limit: UInt32 = 0x2600

  /// Of a set that ICU does not know nothing comes back.
  init(_ icuName: String, name: String, keepsControls: Bool) {
    let upper = [UInt8](0x80...0xFF)
    var table = [UInt8](repeating: 0, count: Int(SingleByteCharset.limit))
    var scalars = [UInt32](repeating: UTF8Text.invalid, count: 128)
    for byte in upper {
      let decoded = [byte].withUnsafeBufferPointer { try? Charset.decode($0, as: icuName) }
      guard let unit = decoded?.units.first, UInt32(unit) < SingleByteCharset.limit else { continue }
      table[Int(unit)] = byte
      scalars[Int(byte - 0x80)] = UInt32(unit)
    }
    // Bytes that a set leaves free, and all of them in Latin-1, come through as controls.
    if keepsControls { for byte in 0x80...0x9F where table[byte] == 0 { table[byte] = UInt8(byte) } }
    bytes = table
    self.scalars = scalars
    self.name = name
  }

  /// The character that a byte from 0x80 on stands for; `UTF8Text.invalid` where the set leaves it free.
  public func scalar(_ byte: UInt8) -> UInt32 { byte < 0x80 ? UInt32(byte) : scalars[Int(byte - 0x80)] }

  /// The byte behind `scalar`, 0 for ASCII and for what the set lacks.
  @inline(__always)
  public func byte(_ scalar: UInt32) -> UInt8 { scalar < SingleByteCharset.limit ? bytes[Int(scalar)] : 0 }

  /// The character at the start of `scalars` when their bytes are read as UTF-8, and how many of them it takes; nil when
  /// they are not the UTF-8 form of one character.
  public func decode(_ scalars: ArraySlice<UInt32>) -> (scalar: UInt32, length: Int)? {
    guard let first = scalars.first else { return nil }
    let lead = UInt32(byte(first))
    let length: Int
    var scalar: UInt32
    switch lead {
    case 0xC2...0xDF: (length, scalar) = (2, lead & 0x1F)
    case 0xE0...0xEF: (length, scalar) = (3, lead & 0xF)
    case 0xF0...0xF4: (length, scalar) = (4, lead & 0x7)
    default: return nil
    }
    guard scalars.count >= length else { return nil }
    for index in scalars.startIndex + 1..<scalars.startIndex + length {
      let next = UInt32(byte(scalars[index]))
      guard next & 0xC0 == 0x80 else { return nil }
      scalar = scalar << 6 | (next & 0x3F)
    }
    if length == 3, scalar < 0x800 || scalar & 0xF800 == 0xD800 { return nil }
    if length == 4, scalar < 0x10000 || scalar >= 0x110000 { return nil }
    return (scalar, length)
  }

  public static let windows1252 = SingleByteCharset("windows-1252", name: "Windows-1252", keepsControls: true)
  public static let windows1250 = SingleByteCharset("windows-1250", name: "Windows-1250", keepsControls: true)
  public static let windows1251 = SingleByteCharset("windows-1251", name: "Windows-1251", keepsControls: true)
  public static let windows1253 = SingleByteCharset("windows-1253", name: "Windows-1253", keepsControls: true)
  public static let windows1254 = SingleByteCharset("windows-1254", name: "Windows-1254", keepsControls: true)
  public static let windows1255 = SingleByteCharset("windows-1255", name: "Windows-1255", keepsControls: true)
  public static let windows1256 = SingleByteCharset("windows-1256", name: "Windows-1256", keepsControls: true)
  public static let windows874 = SingleByteCharset("windows-874", name: "Windows-874", keepsControls: true)
  public static let iso8859_5 = SingleByteCharset("ISO-8859-5", name: "ISO 8859-5", keepsControls: false)
  public static let dos866 = SingleByteCharset("IBM866", name: "DOS code page 866", keepsControls: false)
  public static let koi8 = SingleByteCharset("KOI8-R", name: "KOI8-R", keepsControls: false)
  public static let mac = SingleByteCharset("macintosh", name: "Mac Roman", keepsControls: false)
  public static let dos437 = SingleByteCharset("IBM437", name: "DOS code page 437", keepsControls: false)
  public static let dos850 = SingleByteCharset("IBM850", name: "DOS code page 850", keepsControls: false)
}
