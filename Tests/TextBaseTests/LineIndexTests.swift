import TestKit
import TextBase
import Testing

/// Lines, columns and UTF-16 offsets against a model that counts unit by unit.
@Suite struct LineIndexTests {
  /// The slow way: walks the text from the start for every question.
  private struct Model {
    let bytes: [UInt8]
    var start: Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }

    func position(_ offset: Int) -> (line: Int, column: Int, utf16: Int) {
      var (line, column, utf16) = (1, 1, 0)
      let text = String(decoding: bytes[start...], as: UTF8.self)
      var at = start
      let scalars = Array(text.unicodeScalars)
      for (index, scalar) in scalars.enumerated() {
        let length = String(scalar).utf8.count
        if at + length > offset { break }
        at += length
        let units = scalar.value >= 0x10000 ? 2 : 1
        utf16 += units
        let next = index + 1 < scalars.count ? scalars[index + 1] : nil
        if scalar == "\n" || (scalar == "\r" && next != "\n") {
          (line, column) = (line + 1, 1)
        } else {
          column += units
        }
      }
      return (line, column, utf16)
    }
  }

  private static let texts: [(name: String, text: String)] = [
    ("empty", ""),
    ("one line", "abc"),
    ("line ends", "a\nb\r\nc\rd\n"),
    ("only line ends", "\n\r\r\n\n"),
    ("astral", "a\u{1F600}b\n\u{1F468}\u{200D}\u{1F469}x"),
    ("byte order mark", "\u{FEFF}Erste Zeile\nZweite"),
    ("line separator ends no line", "one\u{2028}two\u{2029}three\u{85}four\u{B}five"),
    ("combining and wide", "e\u{301}\u{4E2D}\u{6587}\r\n\u{5D0}\u{5B0}"),
    ("ends with CR", "last\r"),
  ]

  @Test(arguments: texts.map(\.name))
  func agreesWithTheModel(_ name: String) throws {
    let text = try #require(Self.texts.first { $0.name == name }?.text)
    try expectAgreement(Array(text.utf8))
  }

  @Test func agreesWithTheModelOnRandomTexts() throws {
    var random = Seeded(1)
    let pieces = ["a", "\n", "\r\n", "\r", "\u{2028}", "é", "\u{1F600}", "\u{4E2D}", "\u{301}", " ", "\u{FEFF}"]
    for _ in 0..<300 {
      var text = Bool.random(using: &random) ? "\u{FEFF}" : ""
      for _ in 0..<Int.random(in: 0...30, using: &random) { text += pieces.randomElement(using: &random)! }
      try expectAgreement(Array(text.utf8))
    }
  }

  /// Lines far longer than the distance between the index's stops, read eight bytes at a time.
  @Test func agreesWithTheModelOnLongLines() throws {
    var random = Seeded(8)
    let alphabets = [
      ["a", "b "], ["я", "ж "], ["\u{4E2D}"], ["\u{1F600}"], ["a", "é", "\u{4E2D}", "\u{1F600}", "\n", "\r\n"],
    ]
    for alphabet in alphabets {
      var text = ""
      while text.utf8.count < 9000 {
        let piece = alphabet.randomElement(using: &random)!
        // Few line ends, so that lines stay long.
        if piece.first!.isNewline, Int.random(in: 0..<200, using: &random) > 0 { continue }
        text += piece
      }
      let bytes = Array(text.utf8)
      try expectAgreement(bytes, at: (0..<40).map { _ in Int.random(in: 0...bytes.count, using: &random) })
    }
  }

  private func expectAgreement(_ bytes: [UInt8], at offsets: [Int]? = nil) throws {
    let model = Model(bytes: bytes)
    for isValid in [false, true] {
      let index = LineIndex(bytes, isValid: isValid)
      for offset in offsets ?? Array(0...bytes.count) {
        let position = index.position(offset)
        let expected = model.position(offset)
        let isSame = position.line == expected.line && position.column == expected.column && position.utf16 == expected.utf16
        // A failure names the text once, not once an offset.
        try #require(
          isSame,
          "\(offset) of \(bytes.text(ByteRange(0, min(80, bytes.count))).debugDescription), valid: \(isValid): \(position), not \(expected)"
        )
        for length in [0, 1, 7, 40] {
          let range = ByteRange(offset, offset + length)
          let both = index.positions(range)
          try #require(both == (position, index.position(range.end)), "\(range), valid: \(isValid)")
        }
      }
    }
  }

  /// Offset → line and column → offset, and offset → UTF-16 → offset, at every scalar boundary.
  @Test func roundTrips() throws {
    var random = Seeded(2)
    let pieces = ["ab", "\n", "\r\n", "\r", "я", "\u{1F600}", "\u{4E2D}"]
    for _ in 0..<200 {
      var text = Bool.random(using: &random) ? "\u{FEFF}" : ""
      for _ in 0..<Int.random(in: 0...30, using: &random) { text += pieces.randomElement(using: &random)! }
      let bytes = Array(text.utf8)
      let index = LineIndex(bytes)
      var offset = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      while offset <= bytes.count {
        let position = index.position(offset)
        try #require(
          index.byte(line: position.line, column: position.column) == offset, "\(text.debugDescription) at \(offset)")
        try #require(index.byte(utf16: position.utf16) == offset, "\(text.debugDescription) at \(offset)")
        guard offset < bytes.count else { break }
        offset += bytes.withUnsafeBufferPointer { UTF8Text.decode($0, offset).length }
      }
    }
  }

  @Test func offsetWithinAScalarGivesItsStart() {
    let index = LineIndex(Array("a\u{1F600}b".utf8))
    #expect(index.position(2) == index.position(1))
    #expect(index.position(4) == index.position(1))
    #expect(index.position(5).column == 4)
    // Within a surrogate pair: the pair's start.
    #expect(index.byte(utf16: 2) == 1)
    #expect(index.byte(utf16: 3) == 5)
  }

  @Test func invalidBytesCountOneEach() {
    let index = LineIndex([0x61, 0xFF, 0xC3, 0x0A, 0x62])
    #expect(index.position(3).column == 4)
    let next = index.position(4)
    #expect([next.line, next.column, next.utf16] == [2, 1, 4])
  }

  @Test func theByteOrderMarkIsOutsideTheCount() {
    let index = LineIndex(Array("\u{FEFF}ab\nc".utf8))
    for (offset, place) in [(0, [1, 1, 0]), (3, [1, 1, 0]), (6, [2, 1, 3])] {
      let position = index.position(offset)
      #expect([position.line, position.column, position.utf16] == place)
    }
    #expect(index.lineRange(1) == ByteRange(3, 5))
  }

  @Test func lineRangesLeaveTerminatorsOut() {
    let index = LineIndex(Array("ab\r\ncd\re\n".utf8))
    #expect(index.lineCount == 4)
    #expect((1...4).map(index.lineRange) == [ByteRange(0, 2), ByteRange(4, 6), ByteRange(7, 8), ByteRange(9, 9)])
    #expect(index.byte(line: 5, column: 1) == nil)
    #expect(index.byte(line: 0, column: 1) == nil)
    #expect(index.byte(line: 1, column: 0) == nil)
  }

  @Test func offsetsBeyondTheEndGiveTheEnd() {
    let index = LineIndex(Array("ab\ncd".utf8))
    #expect(index.position(99) == index.position(5))
    #expect(index.position(-1) == index.position(0))
    #expect(index.byte(utf16: 99) == 5)
  }
}
