import Testing

@testable import TextBase

/// What is read sixteen bytes and more at a time is the same as read byte by byte, wherever it stands.
@Suite struct ByteSearchTests {
  /// Every two bytes, and those between which UTF-8 draws a line in longer sequences, at places where a block of 64 ends.
  @Test func tellsUTF8AsTheStandardLibraryDoes() {
    let edges: [UInt8] = [0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xE0, 0xED, 0xF4, 0xFF]
    var sequences: [[UInt8]] = []
    for first in UInt8.min...UInt8.max {
      sequences.append([first])
      for second in UInt8.min...UInt8.max { sequences.append([first, second]) }
    }
    for first in UInt8(0xDF)...0xF8 {
      for second in edges {
        for third in edges {
          for fourth in [[], [0x41], [0x80], [0xBF]] as [[UInt8]] { sequences.append([first, second, third] + fourth) }
        }
      }
    }
    for before in [0, 61, 62, 63, 64] {
      let wrong = sequences.first { sequence in
        let bytes = [UInt8](repeating: 0x61, count: before) + sequence
        let isValid = bytes.withUnsafeBufferPointer { UTF8Text.isValid($0) }
        return isValid != (String(validating: bytes, as: UTF8.self) != nil)
      }
      #expect(wrong == nil, "behind \(before) bytes")
    }
  }

  @Test func countsUTF16Units() {
    let text = String(repeating: "a é я “ 漢 😀 \u{10FFFF} ", count: 400)
    let bytes = Array(text.utf8)
    var wrong: [Int] = []
    var (start, units) = (0, 0)
    for scalar in text.unicodeScalars {
      let counted = bytes.withUnsafeBufferPointer { UTF8Text.units($0, start, $0.count) }
      if counted != text.utf16.count - units { wrong.append(start) }
      start += UTF8.width(scalar)
      units += UTF16.width(scalar)
    }
    #expect(wrong.isEmpty)
  }

  @Test func findsTheFirstOfItsKind() {
    let plain = Array("Вчера it was 12 °C, “so” said née.".utf8).filter { $0 != 0xE2 && $0 != 0xC2 }
    for length in 0...plain.count {
      for place in 0...length {
        for byte: UInt8 in [0x00, 0x0A, 0x1F, 0x22, 0x5C, 0x7F, 0xC2, 0xE2] {
          var bytes = Array(plain[..<length])
          if place < length { bytes[place] = byte }
          let found = bytes.withUnsafeBufferPointer {
            (
              UTF8Text.control($0, from: 0, to: length), UTF8Text.lineEnd($0, from: 0, to: length),
              UTF8Text.escape($0, from: 0, to: length)
            )
          }
          #expect(found.0 == (byte < 0x20 ? place : length))
          #expect(found.1 == (byte < 0x20 || byte == 0xE2 ? place : length))
          #expect(found.2 == place)
        }
      }
    }
  }
}
