import Findings
import Formats
import Foundation
import FoundationXML
import Linting
import Stories
import TestKit
import TextBase
import Testing

/// A fault put into every block of every sample, in each way in which the format can write it, is reported at exactly its own
/// bytes; its safe fix leaves a file that parses and that differs nowhere else.
@Suite struct PlantedFaultTests {
  struct Fault: Sendable {
    let rule: String
    /// What stands in the place of a word; the fault is its middle part.
    let before, text, after: String
    let fixed: String
  }

  static let faults = [
    Fault(
      rule: "numbers/scale-word-after-figure", before: "where about ", text: "175 thousand", after: " people live",
      fixed: "175,000"),
    Fault(rule: "encoding/mojibake", before: "the mayor", text: "â€™", after: "s plan", fixed: "’"),
    Fault(rule: "script/mixed-script-word", before: "in ", text: "Mоscow", after: " today", fixed: "Moscow"),
    Fault(rule: "punctuation/doubled-mark", before: "they ", text: "read,,", after: " and left", fixed: "read,"),
  ]

  /// Ways to write a text: the format's plain one, by numbers of characters, with a tag or mark around a part of it.
  enum Writing: CaseIterable { case plain, numbers, tagged }

  /// The text as it stands in the file; nil where the format has no such way.
  static func write(_ text: String, _ writing: Writing, _ layers: [Escaping]) -> [UInt8]? {
    let bytes = Array(text.utf8)
    guard let inner = layers.first else { return writing == .plain ? bytes : nil }
    var written: [UInt8]?
    switch (writing, inner) {
    case (.plain, _): written = inner.apply(bytes)
    case (.numbers, .markup), (.numbers, .markdown):
      written = text.unicodeScalars.flatMap { scalar in
        scalar == " " ? Array(" ".utf8) : Array("&#\(scalar.value);".utf8)
      }
    case (.tagged, .markup): written = Array(tag(text, "<b>", "</b>").utf8)
    case (.tagged, .markdown): written = Array(tag(text, "**", "**").utf8)
    case (.numbers, .json):
      // No layer is left to go through.
      return layers.count == 1 ? text.utf16.flatMap { Array(("\\u" + hexadecimal($0)).utf8) } : nil
    default: return nil
    }
    for layer in layers.dropFirst() { written = written.flatMap { layer.apply($0) } }
    return written
  }

  private static func hexadecimal(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }

  /// A tag around all but the first and the last character, which in Markdown must be letters.
  private static func tag(_ text: String, _ open: String, _ close: String) -> String {
    let scalars = Array(text.unicodeScalars)
    guard scalars.count > 2 else { return text }
    func part(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }
    return part(0..<1) + open + part(1..<(scalars.count - 1)) + close + part((scalars.count - 1)..<scalars.count)
  }

  struct Case {
    let file: [UInt8]
    let span: ByteRange
    let fault: Fault
    let story, block: Int
    let writing: Writing
  }

  static func cases(_ name: String) throws -> [Case] {
    let bytes = try Files.read(SampleTests.folder + name)
    let (format, stories, _) = try SampleTests.read(bytes, name)
    var cases: [Case] = []
    for (index, story) in stories.enumerated() {
      for (number, block) in story.blocks.enumerated() {
        let words = story.bytes[block.range.start..<block.range.end].split { $0 <= 0x20 }
        guard words.count > 3, !block.escaping.contains(.sealed) else { continue }
        let word = ByteRange(words[words.count / 2].startIndex, words[words.count / 2].endIndex)
        guard story.fileEdit(Edit(word, "x")) != nil, !story.isProtected(word) else { continue }
        let place = story.map.origin(of: word)
        for fault in faults {
          for writing in Writing.allCases {
            // What holds a tag is HTML in a feed.
            if writing == .tagged, ["rss", "atom"].contains(format), block.escaping == [.markup] { continue }
            guard let before = write(fault.before, .plain, block.escaping),
              let text = write(fault.text, writing, block.escaping),
              let after = write(fault.after, .plain, block.escaping)
            else { continue }
            var file = bytes
            file.replaceSubrange(place.start..<place.end, with: before + text + after)
            let start = place.start + before.count
            cases.append(
              Case(
                file: file, span: ByteRange(start, start + text.count), fault: fault, story: index, block: number,
                writing: writing))
          }
        }
      }
    }
    return cases
  }

  @Test(arguments: SampleTests.samples)
  func areFoundWhereTheyStand(_ name: String) throws {
    var options = LintOptions()
    options.languages.language = "en"
    options.selection.select = Self.faults.map(\.rule)
    let linter = Linter(options, Shared.store)
    let cases = try Self.cases(name)
    try #require(cases.count >= 4)
    for planted in cases {
      let what = "\(name), story \(planted.story), block \(planted.block), \(planted.fault.rule), \(planted.writing)"
      let read = try SampleTests.read(planted.file, name).stories
      let block = try #require(
        read[planted.story].blocks.first { read[planted.story].text($0).contains(planted.fault.text) }, "\(what)")
      if read[planted.story].isProtected(block.range) { continue }
      let reports = try linter.check(planted.file, path: name)
      let findings = reports.flatMap(\.findings).filter { $0.rule == planted.fault.rule && $0.text == planted.fault.text }
      #expect(findings.map(\.span.bytes) == [planted.span], "\(what)")
      guard let fix = findings.first?.onlyFix, fix.applicability == .safe else {
        #expect(planted.writing == .tagged || findings.first?.fixes.isEmpty == false, "\(what): no fix")
        continue
      }
      let fixed = try #require(apply([fix], to: planted.file))
      #expect(Self.parses(fixed, name), "\(what): \(fix.edits)")
      let after = try SampleTests.read(fixed, name).stories
      #expect(
        after.map { story in story.blocks.map(story.text) }
          == read.map { story in story.blocks.map { story.text($0).replacing(planted.fault.text, with: planted.fault.fixed) } },
        "\(what): \(fix.edits)")
      #expect(try linter.check(fixed, path: name).flatMap(\.findings).allSatisfy { $0.text != planted.fault.text }, "\(what)")
    }
  }

  /// By parsers that are not ours.
  private static func parses(_ file: [UInt8], _ name: String) -> Bool {
    if name.hasSuffix(".json") { return (try? JSONSerialization.jsonObject(with: Data(file))) != nil }
    if name.hasSuffix(".xml") { return XMLParser(data: Data(file)).parse() }
    return true
  }
}

extension StoryText {
  func text(_ block: Block) -> String { bytes.text(block.range) }
}
