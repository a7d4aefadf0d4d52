import Foundation
import TestKit
import Testing

@Suite struct SpanTests {
  let folder = TemporaryFolder("span")

  private static let story =
    "😀🇺🇦 Über “naïve” talks: 中文.\n\nÀ Kiel 😀, some 20 thousand cars.\n\n" + Copy.major + "\n" + Copy.minor

  private func number(_ value: [String: Any], _ key: String) -> Int { value[key] as? Int ?? -1 }

  /// Every span against the file: bytes, UTF-16 offsets, lines and columns.
  private func examine(_ bytes: [UInt8], mark: Int, _ arguments: [String] = []) throws {
    folder.write("a.txt", bytes)
    let report = try JSONReport(Program.run(["-f", "json", "--lang", "en", "a.txt"] + arguments, in: folder).bytes)
    #expect(report.rules.filter { $0 == "numbers/scale-word-after-figure" }.count == 2)
    #expect(report.rules.contains("quotes/misplaced-space"))
    let related = report.findings.flatMap { $0["related"] as? [[String: Any]] ?? [] }
    let mentions = report.documents.flatMap { $0["entities"] as? [[String: Any]] ?? [] }
      .flatMap { $0["mentions"] as? [[String: Any]] ?? [] }
    for item in report.findings + related + mentions {
      let span = item["span"] as? [String: Any] ?? [:]
      let (start, end) = (number(span, "startByte"), number(span, "endByte"))
      try #require(start >= mark && start <= end && end <= bytes.count)
      #expect(String(decoding: bytes[start..<end], as: UTF8.self) == item["text"] as? String)
      for (offset, side) in [(start, "start"), (end, "end")] {
        let before = String(decoding: bytes[mark..<offset], as: UTF8.self)
        #expect(number(span, side + "Utf16") == before.utf16.count)
        let line = before.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
        #expect(number(span, side + "Line") == line.count)
        #expect(number(span, side + "Column") == String(Substring(line.last!)).utf16.count + 1)
      }
    }
  }

  @Test func utf8() throws { try examine(Array(Self.story.utf8), mark: 0) }

  @Test func byteOrderMark() throws { try examine([0xEF, 0xBB, 0xBF] + Array(Self.story.utf8), mark: 3) }

  @Test func windowsLineEnds() throws {
    let story = Array(Self.story.utf8).flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
    try examine(story, mark: 0)
    try examine([0xEF, 0xBB, 0xBF] + story, mark: 3)
  }

  @Test func astralCharactersCountTwice() throws {
    folder.write("a.txt", "😀😀 About 175 thousand people marched on Monday.\n")
    let finding = try #require(JSONReport(Program.run(["-f", "json", "a.txt"], in: folder).bytes).findings.first)
    let span = finding["span"] as? [String: Any] ?? [:]
    #expect(number(span, "startByte") == 15)
    #expect(number(span, "startUtf16") == 11)
    #expect(number(span, "startColumn") == 12)
    #expect(number(span, "endUtf16") - number(span, "startUtf16") == 12)
  }

  /// The single-byte story is read with a note, and its spans count bytes of the file as it lies on the disk.
  @Test func windows1251() throws {
    let text =
      "Президент сказал в понедельник, что встреча состоится. Депутаты согласились с решением совета.\n\n"
      + "Молдавия закрыла границу. В понедельник Молдова сообщила о переговорах.\n"
    let bytes = text.unicodeScalars.map { scalar in
      scalar.value < 0x80 ? UInt8(scalar.value) : UInt8(scalar.value - 0x410 + 0xC0)
    }
    folder.write("a.txt", bytes)
    let outcome = try Program.run(["-f", "json", "a.txt"], in: folder)
    #expect(outcome.status == 0)
    let document = try #require(JSONReport(outcome.bytes).documents.first)
    #expect(document["status"] as? String == "checked")
    #expect(document["language"] as? String == "ru")
    #expect((document["notes"] as? [String])?.contains { $0.contains("windows-1251") } == true)
    let findings = document["findings"] as? [[String: Any]] ?? []
    let finding = try #require(findings.first { $0["rule"] as? String == "entities/mixed-names" })
    let span = finding["span"] as? [String: Any] ?? [:]
    let (start, end) = (number(span, "startByte"), number(span, "endByte"))
    let cut = bytes[start..<end].map { $0 < 0x80 ? UInt32($0) : UInt32($0) - 0xC0 + 0x410 }
    #expect(String(String.UnicodeScalarView(cut.compactMap(Unicode.Scalar.init))) == finding["text"] as? String)
    #expect(document["problem"] is NSNull)
    let shown = try Program.run(["a.txt"], in: folder)
    #expect(shown.output.contains("windows-1251"))
  }

  @Test func invalidBytesAreReportedAndDoNotMoveSpans() throws {
    folder.write("a.txt", Array("The cou".utf8) + [0xFF] + Array("ncil met on Monday.\n\nSome 20 thousand cars left.\n".utf8))
    let report = try JSONReport(Program.run(["-f", "json", "--lang", "en", "a.txt"], in: folder).bytes)
    #expect(report.rules == ["encoding/invalid-bytes", "numbers/scale-word-after-figure"])
    let spans = report.findings.map { $0["span"] as? [String: Any] ?? [:] }
    try #require(spans.count == 2)
    #expect(number(spans[0], "startByte") == 7)
    #expect(number(spans[0], "endByte") == 8)
    #expect(number(spans[1], "startByte") == 34)
  }
}
