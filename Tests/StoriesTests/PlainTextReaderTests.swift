import Stories
import TestKit
import TextBase
import Testing

/// Paragraphs of plain text.
@Suite struct PlainTextReaderTests {
  private func paragraphs(_ text: String) throws -> [String] {
    let file = try DecodedFile(Array(text.utf8))
    let story = try PlainTextReader().read(file)[0]
    return story.blocks.map { story.bytes.text($0.range) }
  }

  @Test func linesAreParagraphs() throws {
    #expect(try paragraphs("One.\nTwo.\nThree.") == ["One.", "Two.", "Three."])
    #expect(try paragraphs("One.\n\n\nTwo.\n") == ["One.", "Two."])
    #expect(try paragraphs("  One. \t\n\t Two.") == ["One.", "Two."])
  }

  @Test(arguments: ["\n", "\r\n", "\r", "\u{2028}", "\u{2029}", "\u{B}", "\u{C}"])
  func everyLineEndEndsAParagraph(_ end: String) throws {
    #expect(try paragraphs("One.\(end)Two – “b”.\(end)") == ["One.", "Two – “b”."])
  }

  @Test func marksLikeALineEndAreNone() throws {
    // U+2027 and U+202F share their first bytes with U+2028.
    #expect(try paragraphs("One\u{2027}two\u{202F}three“four”") == ["One\u{2027}two\u{202F}three“four”"])
  }

  private static let wrapped = [
    "The mayor said on Monday that the new bridge over the river", "would not open before the end of the summer, since the",
    "builders had found cracks in two of the nine pillars.", "", "Commuters will have to take the ferry, which runs every hour",
    "from six in the morning until ten at night, the town said", "and which is free of charge for children and for pensioners",
    "of the three villages on the eastern side of the river.",
  ]

  @Test(arguments: ["\n", "\r\n"])
  func wrappedLinesAreJoined(_ end: String) throws {
    let found = try paragraphs(Self.wrapped.joined(separator: end))
    #expect(found.count == 2)
    #expect(found.first == Self.wrapped[0...2].joined(separator: end))
    #expect(found.last == Self.wrapped[4...].joined(separator: end))
  }

  @Test func wrappedLinesOfAnotherAlphabetAreJoined() throws {
    let lines = [
      "Мэр сообщил в понедельник, что новый мост через реку не откроют до",
      "конца лета, поскольку строители нашли трещины в двух из девяти опор",
      "и ждут заключения комиссии.", "", "Жителям придётся ездить на пароме, который ходит каждый час с шести",
      "утра до десяти вечера и будет бесплатным для детей и пенсионеров из", "трёх деревень на восточном берегу.",
    ]
    let found = try paragraphs(lines.joined(separator: "\n"))
    #expect(found == [lines[0...2].joined(separator: "\n"), lines[4...6].joined(separator: "\n")])
  }

  @Test func aShortLineAboveWrappedOnesStandsAlone() throws {
    let found = try paragraphs((["Bridge shut", "By Anna Holt"] + Self.wrapped).joined(separator: "\n"))
    #expect(found.count == 4)
    #expect(found.prefix(2) == ["Bridge shut", "By Anna Holt"])
  }

  @Test func anIndentOpensAParagraph() throws {
    let lines =
      Self.wrapped[0...2].enumerated().map { $0 == 0 ? "    " + $1 : $1 }
      + Self.wrapped[4...].enumerated().map { $0 == 0 ? "    " + $1 : $1 }
    #expect(try paragraphs(lines.joined(separator: "\n")).count == 2)
  }

  @Test func aWrappedSentenceIsOneSentence() throws {
    try withAnalysis(Self.wrapped.joined(separator: "\n"), language: "en") { story in
      #expect(story.paragraphs.count == 2 && story.sentences.count == 2)
    }
  }

  @Test func shortLinesAreNotWrapped() throws {
    let lines = ["Results", "Holt 3", "Reed 2", "Novak 1", "Orlov 0", "Silva 0"]
    #expect(try paragraphs(lines.joined(separator: "\n")) == lines)
  }

  @Test func paragraphsOfWholeSentencesAreNotWrapped() throws {
    let lines = (0..<6).map { "This is sentence number \($0) of a story that stands on one line." }
    #expect(try paragraphs(lines.joined(separator: "\n")) == lines)
  }

  @Test func theFormatHasAName() {
    #expect(PlainTextReader.format == "text")
  }
}
