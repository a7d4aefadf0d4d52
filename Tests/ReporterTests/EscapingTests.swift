import Findings
import Foundation
import TestKit
import TextBase
import Testing

@testable import Reporters

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// No text of a story is markup, a command or a control in any format.
@Suite struct EscapingTests {
  private func html(_ text: String, spellingOut: Bool = false) -> String {
    var out: [UInt8] = []
    out.writeHTML(text, spellingOut: spellingOut)
    return String(decoding: out, as: UTF8.self)
  }

  @Test func markupIsText() {
    #expect(html("<b a='1' c=\"2\">&amp;") == "&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;amp;")
  }

  @Test func controlsAreSpelledOut() {
    #expect(html("a\u{1B}[2J") == "a<span class=\"ctl\">U+001B</span>[2J")
    #expect(html("a\u{202E}b") == "a<span class=\"ctl\">U+202E</span>b")
    // Honest copy carries these unseen.
    #expect(html("ми\u{AD}р") == "ми\u{AD}р")
    #expect(html("ми\u{AD}р", spellingOut: true) == "ми<span class=\"ctl\">U+00AD</span>р")
  }

  @Test func brokenBytesAreSpelledOut() {
    var out: [UInt8] = []
    [0x61, 0xED, 0xA0, 0x80, 0xFF].withUnsafeBufferPointer { out.writeHTML($0) }
    let text = String(decoding: out, as: UTF8.self)
    #expect(text.contains("0xED") && text.contains("0xFF") && !text.contains("\u{FFFD}"))
  }

  @Test func attributesHoldNoMarkup() {
    var out: [UInt8] = []
    out.writeAttribute("title", "\"><script>\u{1B}\n'")
    #expect(String(decoding: out, as: UTF8.self) == " title=\"&quot;&gt;&lt;script&gt;[U+001B] &#39;\"")
  }

  private static let evil =
    "x\"'<script>&\u{1B}]0;t\u{7}\u{9B}31m\u{202E}\u{0}\u{FFFE} ]]> --> %0A::error::x\r\n|`@a #1 ![x](y) =1+1"

  private var evil: DocumentReport {
    let text = Self.evil
    return Reporting.document(text, ByteRange(0, text.utf8.count), message: text, path: text)
  }

  @Test(arguments: ["text", "github", "markdown", "html"])
  func noControlReachesAReader(_ name: String) throws {
    let format = try #require(ReportFormat(rawValue: name))
    let text = Reporting.text([evil], format, ReporterOptions())
    let controls = text.unicodeScalars.filter {
      ($0.value < 0x20 && $0.value != 0x0A) || (0x7F..<0xA0).contains($0.value) || (0x202A...0x202E).contains($0.value)
    }
    #expect(controls.isEmpty, "\(controls.map { String($0.value, radix: 16) })")
  }

  @Test(arguments: ["json", "sarif", "gitlab"])
  func jsonIsParsedBack(_ name: String) throws {
    let format = try #require(ReportFormat(rawValue: name))
    let data = Data(Reporting.write([evil], format))
    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: data) }
  }

  @Test func jsonGivesTheTextBack() throws {
    let root = try JSONSerialization.jsonObject(with: Data(Reporting.write([evil], .json))) as? [String: Any]
    let document = try #require((root?["documents"] as? [[String: Any]])?.first)
    #expect(document["path"] as? String == Self.evil)
    #expect((document["findings"] as? [[String: Any]])?.first?["text"] as? String == Self.evil)
  }

  @Test(arguments: ["junit", "checkstyle", "its-xliff"])
  func xmlIsParsedBack(_ name: String) throws {
    let format = try #require(ReportFormat(rawValue: name))
    let parser = XMLParser(data: Data(Reporting.write([evil], format)))
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
  }

  @Test func everyWorkflowCommandIsOurs() {
    for line in Reporting.text([evil], .github).split(separator: "\n") {
      #expect(line.hasPrefix("::error ") || line.hasPrefix("::warning ") || line.hasPrefix("::notice "))
    }
  }

  @Test func markdownSaysWhatItLeftOut() {
    let text = String(repeating: "word ", count: 40)
    var document = Reporting.document(text, ByteRange(0, 4), message: text)
    document.findings = Array(repeating: document.findings[0], count: 1000)
    document.decodedSpans = Array(repeating: document.decodedSpans[0], count: 1000)
    let report = Reporting.text([document, document], .markdown)
    #expect(report.count < 65_536)
    #expect(report.contains("Left out for length"))
  }
}
