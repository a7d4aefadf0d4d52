import Findings
import TestKit
import Testing

/// Characters that only UTF-16 and UTF-32 can carry into a story.
@Suite struct ControlCharacterTests {
  @Test(arguments: ["", ".", " met."]) func aStoryMayEndWithNULs(_ words: String) throws {
    var file: [UInt8] = [0xFF, 0xFE]
    for unit in "The council\(words)\u{0}\u{0}".utf16 { file += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    let found = try report(file, language: "en", rules: ["encoding/invisible-character"]).findings
    #expect(found.map(\.text) == ["\u{0}\u{0}"])
    #expect(found.map(\.span.bytes.end) == [file.count])
  }
}
