import CDigest

/// FNV-1a over 64 bits: the hash of words, fingerprints and cache keys. Hits are not verified byte by byte: two words
/// share all 64 bits next to never, and half of them, which the lexicons' tables keep beside the slot, about once in 10^9
/// words of copy.
public enum FNV {
  @inlinable public static var basis: UInt64 { 0xcbf2_9ce4_8422_2325 }
  @inlinable public static var prime: UInt64 { 0x100_0000_01b3 }

  @inlinable public static func combine(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* prime
  }

  /// Folds in a whole scalar at once, so that a word's hash does not depend on its encoding.
  @inlinable public static func combine(_ hash: UInt64, scalar: UInt32) -> UInt64 {
    (hash ^ UInt64(scalar)) &* prime
  }

  /// Folds in the eight bytes of a number.
  public static func combine(_ hash: UInt64, number: Int) -> UInt64 {
    withUnsafeBytes(of: UInt64(bitPattern: Int64(number)).littleEndian) { $0.reduce(hash, combine) }
  }

  @inlinable public static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash = basis
    for byte in bytes { hash = combine(hash, byte) }
    return hash
  }

  /// Sixteen hexadecimal digits.
  public static func hex(_ hash: UInt64) -> String {
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

/// SHA-256 (libmd), for digests that others compare.
public struct Digest {
  private var context = SHA2_CTX()

  public init() { SHA256Init(&context) }

  public mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { SHA256Update(&context, $0.baseAddress, $0.count) }
  }

  /// Sixty-four hexadecimal digits.
  public mutating func finish() -> String {
    var bytes = [UInt8](repeating: 0, count: 32)
    SHA256Final(&bytes, &context)
    return bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
