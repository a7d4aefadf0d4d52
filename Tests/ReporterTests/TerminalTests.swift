import Findings
import TestKit
import TextBase
import Testing

@testable import Reporters

/// Frames: carets under exactly the text that is meant, lines within the width.
@Suite struct TerminalTests {
  private func lines(_ text: String, _ range: ByteRange, width: Int = 80) -> [String] {
    Reporting.text([Reporting.document(text, range)], .text, ReporterOptions(width: width)).split(separator: "\n").map(
      String.init)
  }

  /// Columns that a terminal gives to a text.
  private func columns(_ text: String) -> Int { VisibleText().line(text).width }

  /// Text before the carets' columns and under them.
  private func underlined(_ lines: [String]) throws -> (before: Int, width: Int, carets: Int, indent: Int) {
    let at = try #require(lines.firstIndex { $0.contains("^") })
    let indent = lines[at].prefix { $0 != "^" }.count
    let carets = lines[at].filter { $0 == "^" }.count
    return (columns(String(lines[at - 1])), 0, carets, indent)
  }

  @Test(arguments: [
    ("plain words here", "words", 5), ("俄罗斯联邦的代表", "联邦", 4), ("cafe\u{301} noir", "noir", 4), ("👩‍👩‍👧 and two", "two", 3),
    ("a\tb c", "b", 1), ("Ａ full width", "full", 4),
  ])
  func caretsStandUnderTheText(_ text: String, _ part: String, _ width: Int) throws {
    let bytes = Array(text.utf8)
    let needle = Array(part.utf8)
    let start = try #require((0...(bytes.count - needle.count)).first { bytes[$0...].starts(with: needle) })
    let lines = lines(text, ByteRange(start, start + needle.count))
    let at = try #require(lines.firstIndex { $0.contains("^") })
    #expect(lines[at].filter { $0 == "^" }.count == width)
    // The same columns stand before the carets as before the text, within the frame.
    let caretColumn = lines[at].prefix { $0 != "^" }.count
    let shown = lines[at - 1]
    let prefix = shown.range(of: part).map { String(shown[..<$0.lowerBound]) }
    #expect(prefix.map(columns) == caretColumn)
  }

  @Test(arguments: [60, 80, 133, 200])
  func linesKeepToTheWidth(_ width: Int) {
    let text = String(repeating: "Der Rat hat 中文 entschieden, ", count: 60)
    let message = String(repeating: "a sentence of words ", count: 20)
    let document = Reporting.document(text, ByteRange(700, 760), message: message)
    let report = Reporting.text([document], .text, ReporterOptions(width: width))
    for line in report.split(separator: "\n") { #expect(columns(String(line)) <= width, "\(line)") }
  }

  @Test func noColourUnlessAsked() {
    let document = Reporting.document("plain words", ByteRange(0, 5))
    #expect(!Reporting.text([document], .text, ReporterOptions()).contains("\u{1B}"))
    #expect(Reporting.text([document], .text, ReporterOptions(colour: true)).contains("\u{1B}["))
  }

  @Test func quietIsALineAFinding() {
    let document = Reporting.document("plain\nwords", ByteRange(6, 11), message: "a\nb")
    #expect(Reporting.text([document], .text, ReporterOptions(quiet: true)) == "a.txt:2:1: minor quotes/stray-space a b\n")
  }

  @Test func notesOnReadingAreShown() {
    var document = Reporting.document("plain words", ByteRange(0, 5))
    document.notes = ["read as windows-1251"]
    #expect(Reporting.text([document], .text, ReporterOptions()).contains("a.txt: note: read as windows-1251\n"))
  }

  @Test func aLineOfTenMegabytesIsCut() throws {
    let text = String(repeating: "word ", count: 2_000_000)
    let lines = lines(text, ByteRange(5_000_000, 5_000_004))
    #expect(lines.allSatisfy { $0.utf8.count < 400 })
  }
}
