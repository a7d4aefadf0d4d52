import Findings
import Formats
import Stories
import TestKit
import TextBase
import Testing

/// Small invented files, one a format, against what is read from them (`NAME.expected`) and against what must hold of any
/// file.
@Suite struct SampleTests {
  static let folder = Package.root + "/Tests/FormatsTests/Stories/"
  static let samples = ((try? Files.names(in: folder)) ?? []).filter { !$0.hasSuffix(".expected") }

  static func read(_ bytes: [UInt8], _ name: String) throws -> (format: String, stories: [StoryText], file: DecodedFile) {
    let file = try DecodedFile(bytes)
    let reader = try StoryFormats().reader(for: file, path: name, named: nil)
    return (type(of: reader).format, try reader.read(file), file)
  }

  /// What a person would compare: a line a block.
  static func describe(_ format: String, _ stories: [StoryText]) -> String {
    var lines = ["format \(format)"]
    for story in stories {
      lines.append(
        "story \(story.identifier ?? "-") language \(story.language ?? "-") source \(story.sourceLanguage ?? "-")")
      lines += story.notes.map { "  note: \($0)" }
      for block in story.blocks {
        let text = story.bytes.text(block.range).replacing("\n", with: "⏎")
        let language = block.language.map { " [\($0)]" } ?? ""
        lines.append("  \(block.field?.rawValue ?? "-")\(language): \(text)")
      }
      for range in story.protected { lines.append("  protected: \(story.bytes.text(range))") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  @Test(arguments: samples)
  func isReadAsExpected(_ name: String) throws {
    let (format, stories, _) = try Self.read(Files.read(Self.folder + name), name)
    let found = Self.describe(format, stories)
    let path = Self.folder + name + ".expected"
    if Files.environment("WIRECHECK_WRITE_EXPECTED") != nil { try Files.write(Array(found.utf8), to: path) }
    #expect(found == Package.text(path))
  }

  /// Each scalar leads to itself in the file, or to something that stands for it there.
  @Test(arguments: samples)
  func everyByteHasItsPlace(_ name: String) throws {
    let (_, stories, file) = try Self.read(Files.read(Self.folder + name), name)
    for story in stories {
      for block in story.blocks {
        var last = -1
        for at in block.range.start..<block.range.end where story.bytes[at] & 0xC0 != 0x80 {
          var end = at + 1
          while end < block.range.end, story.bytes[end] & 0xC0 == 0x80 { end += 1 }
          let origin = story.map.origin(of: ByteRange(at, end))
          let text = Array(story.bytes[at..<end])
          let there = Array(file.bytes[origin.start..<origin.end])
          let stands =
            there == text || story.map.widened(ByteRange(at, end)).count > end - at
            || "&\\`'_".utf8.contains(there.first ?? 0) || text == [0x0A]
            || (text == [0x20] && there.allSatisfy { [0x20, 0x0A, 0x0D, 0x09, 0x5C, 0x6E, 0x72].contains($0) })
          #expect(stands, "“\(String(decoding: text, as: UTF8.self))” stands for “\(String(decoding: there, as: UTF8.self))”")
          #expect(origin.start >= last)
          last = origin.start
        }
      }
    }
  }

  /// A word put in the place of another changes that word and nothing else that is read from the file.
  @Test(arguments: samples, ["naïve", "A & <b> \"c\" \\ d", "“so” — ‘on’"])
  func editsKeepTheFileWhole(_ name: String, _ replacement: String) throws {
    let bytes = try Files.read(Self.folder + name)
    let (format, stories, file) = try Self.read(bytes, name)
    try #require(file.isFile)
    var made = 0
    for (index, story) in stories.enumerated() {
      for (number, block) in story.blocks.enumerated() {
        for word in Self.words(story, block.range).prefix(12) where !story.isProtected(word) {
          guard let edit = story.fileEdit(Edit(word, replacement)) else { continue }
          made += 1
          var changed = bytes
          changed.replaceSubrange(edit.range.start..<edit.range.end, with: Array(edit.replacement.utf8))
          let after = try Self.read(changed, name).stories
          try #require(after.count == stories.count)
          // A text that stands in two places is read once, until one of them is changed.
          if Self.repeating.contains(name), after[index].blocks.count > story.blocks.count { continue }
          // What holds a tag is HTML in a feed.
          if ["rss", "atom"].contains(format), block.escaping == [.markup], replacement.contains("<") { continue }
          try #require(after[index].blocks.count == story.blocks.count)
          let before =
            Array(story.bytes[block.range.start..<word.start]) + Array(replacement.utf8)
            + Array(story.bytes[word.end..<block.range.end])
          let found = after[index].blocks[number]
          // The wire has one mark for an apostrophe and a closing single quote.
          let wanted = String(decoding: before, as: UTF8.self)
          let isWire = block.escaping == [.wire]
          #expect(
            after[index].bytes.text(found.range) == (isWire ? wanted.replacing("’", with: "'") : wanted), "\(name): \(edit)")
          for (other, old) in story.blocks.enumerated() where other != number {
            #expect(after[index].bytes.text(after[index].blocks[other].range) == story.bytes.text(old.range))
          }
        }
      }
    }
    #expect(made > 5 || (stories[0].blocks[0].escaping == [.wire] && replacement == "naïve"))
  }

  private static let repeating = ["ans.json", "ninjs3.json", "newsml-g2.xml", "story.md"]

  private static func words(_ story: StoryText, _ range: ByteRange) -> [ByteRange] {
    story.bytes[range.start..<range.end].split { $0 == 0x20 || $0 == 0x0A }.map { ByteRange($0.startIndex, $0.endIndex) }
  }
}
