import TestKit
import TextBase
import Testing

/// The decoder against the standard library, on any bytes.
@Suite struct UTF8TextTests {
  /// Scalars as `String` repairs them: a maximal ill-formed subpart becomes one U+FFFD there and one invalid unit a byte
  /// here, so only the valid ones are compared.
  private func validScalars(_ bytes: [UInt8]) -> [UInt32] {
    bytes.withUnsafeBufferPointer { buffer in
      var scalars: [UInt32] = []
      var at = 0
      while at < buffer.count {
        let (scalar, length) = UTF8Text.decode(buffer, at)
        if scalar != UTF8Text.invalid { scalars.append(scalar) }
        at += length
      }
      return scalars
    }
  }

  /// Bytes that are half text, half noise: pure noise hardly forms long sequences.
  private func noise(_ random: inout Seeded, _ count: Int) -> [UInt8] {
    let lead: [UInt8] = [
      0x41, 0x7F, 0x80, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0xFF, 0x9F, 0xA0, 0x8F, 0x90,
    ]
    return (0..<count).map { _ in
      Bool.random(using: &random) ? lead.randomElement(using: &random)! : UInt8.random(in: 0...255, using: &random)
    }
  }

  @Test func decodesLikeStringOnRandomBytes() throws {
    var random = Seeded(3)
    for _ in 0..<4000 {
      let bytes = noise(&random, Int.random(in: 0...24, using: &random))
      let expected = String(decoding: bytes, as: UTF8.self).unicodeScalars.map(\.value).filter { $0 != 0xFFFD }
      try #require(validScalars(bytes).filter { $0 != 0xFFFD } == expected, "\(bytes)")
    }
  }

  @Test func decodesEveryScalar() throws {
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      var bytes: [UInt8] = []
      UTF8Text.encode(value, into: &bytes)
      if value % 257 == 0 || value < 0x900 { try #require(bytes == Array(String(scalar).utf8)) }
      let decoded = bytes.withUnsafeBufferPointer { UTF8Text.decode($0, 0) }
      let last = bytes.withUnsafeBufferPointer { UTF8Text.decodeLast($0, before: bytes.count) }
      // The macro captures its operands, which takes long a million times over.
      if decoded.scalar == value, decoded.length == bytes.count, last?.scalar == value { continue }
      Issue.record("U+\(String(value, radix: 16))")
      return
    }
  }

  @Test func refusesWhatIsNotUTF8() {
    let wrong: [[UInt8]] = [
      [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x8F, 0xBF, 0xBF],
      [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x80], [0xC3], [0xE4, 0xB8], [0xF0, 0x9F, 0x98],
    ]
    for bytes in wrong {
      let decoded = bytes.withUnsafeBufferPointer { UTF8Text.decode($0, 0) }
      #expect(decoded.scalar == UTF8Text.invalid && decoded.length == 1, "\(bytes)")
    }
  }

  /// Walking back visits the same scalars as walking forward where all is valid.
  @Test func walksBackLikeForward() throws {
    let text = Array("aé\u{4E2D}\u{1F600}\u{301}я\u{2028}z".utf8)
    text.withUnsafeBufferPointer { buffer in
      var forward: [UInt32] = []
      var at = 0
      while at < buffer.count {
        let (scalar, length) = UTF8Text.decode(buffer, at)
        forward.append(scalar)
        at += length
      }
      var backward: [UInt32] = []
      while let (scalar, length) = UTF8Text.decodeLast(buffer, before: at) {
        backward.append(scalar)
        at -= length
      }
      #expect(backward.reversed() == forward)
      #expect(UTF8Text.decodeLast(buffer, before: 0) == nil)
    }
  }

  @Test func boundariesAreThoseOfDecoding() throws {
    var random = Seeded(4)
    for _ in 0..<2000 {
      let bytes = noise(&random, Int.random(in: 0...16, using: &random))
      try bytes.withUnsafeBufferPointer { buffer in
        var boundaries: Set<Int> = [0]
        var at = 0
        while at < buffer.count {
          at += UTF8Text.decode(buffer, at).length
          boundaries.insert(at)
        }
        for offset in 0...buffer.count {
          try #require(UTF8Text.isBoundary(buffer, offset) == boundaries.contains(offset), "\(bytes) at \(offset)")
        }
        #expect(!UTF8Text.isBoundary(buffer, -1) && !UTF8Text.isBoundary(buffer, buffer.count + 1))
      }
    }
  }

  @Test func findsInvalidBytes() throws {
    let bytes = Array("long ASCII run, then ".utf8) + [0xFF] + Array("é".utf8) + [0xC3, 0x28] + Array("more ASCII behind".utf8)
    let found = bytes.withUnsafeBufferPointer { UTF8Text.invalidBytes($0, limit: 10) }
    #expect(found.offsets == [21, 24])
    #expect(found.count == 2)
    let limited = bytes.withUnsafeBufferPointer { UTF8Text.invalidBytes($0, limit: 1) }
    #expect(limited.offsets == [21] && limited.count == 2)
    var random = Seeded(5)
    for _ in 0..<2000 {
      let bytes = noise(&random, Int.random(in: 0...40, using: &random))
      let expected = bytes.withUnsafeBufferPointer { buffer -> [Int] in
        var offsets: [Int] = []
        var at = 0
        while at < buffer.count {
          let (scalar, length) = UTF8Text.decode(buffer, at)
          if scalar == UTF8Text.invalid { offsets.append(at) }
          at += length
        }
        return offsets
      }
      let isValid = String(validating: bytes, as: UTF8.self) != nil
      let found = bytes.withUnsafeBufferPointer { UTF8Text.invalidBytes($0, limit: .max) }
      try #require(found.offsets == expected && found.count == expected.count && isValid == expected.isEmpty, "\(bytes)")
    }
  }

  /// Copy in alphabets of one, two and more bytes, of which one byte was changed: eight bytes told at once let none through.
  @Test func oneWrongByteIsFoundInAnyAlphabet() throws {
    var random = Seeded(11)
    for alphabet in ["abc .", "абвгд .ё", "éàü-a", "αβγ\u{301} ", "א ב", "中文、", "я—«a»", "\u{1F600}я "] {
      let letters = Array(alphabet)
      for _ in 0..<400 {
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 1...30, using: &random) {
          bytes += Array(String(letters.randomElement(using: &random)!).utf8)
        }
        for isChanged in [false, true] {
          if isChanged { bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random) }
          let found = bytes.withUnsafeBufferPointer { UTF8Text.invalidBytes($0, limit: .max) }
          try #require((found.count == 0) == (String(validating: bytes, as: UTF8.self) != nil), "\(bytes)")
        }
      }
    }
  }

  @Test func textOfARangeIsClamped() {
    let bytes = Array("абв".utf8)
    #expect(bytes.text(ByteRange(0, 2)) == "а")
    #expect(bytes.text(ByteRange(-5, 99)) == "абв")
    #expect(bytes.text(ByteRange(4, 2)) == "")
  }
}
