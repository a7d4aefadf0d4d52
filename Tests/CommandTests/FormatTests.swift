import Foundation
import TestKit
import Testing

/// Stories in their formats through the program: spans and safe fixes lie in the original file.
@Suite struct FormatTests {
  let folder = TemporaryFolder("format")

  private static let quote = "“The talks will go on, but we promise no, ”Larsen told reporters on Monday."

  /// What the findings point at, and the file with the safe fixes made.
  private func examine(_ name: String, _ text: String, _ arguments: [String] = []) throws -> (report: JSONReport, fixed: String)
  {
    let bytes = Array(text.utf8)
    folder.write(name, bytes)
    let report = try JSONReport(Program.run(["-f", "json", "--lang", "en", name] + arguments, in: folder).bytes)
    var edits: [(start: Int, end: Int, text: String)] = []
    for fix in report.findings.flatMap({ $0["fixes"] as? [[String: Any]] ?? [] })
    where fix["applicability"] as? String == "safe" {
      for edit in fix["edits"] as? [[String: Any]] ?? [] {
        edits.append((edit["startByte"] as? Int ?? 0, edit["endByte"] as? Int ?? 0, edit["replacement"] as? String ?? ""))
      }
    }
    var fixed = bytes
    for edit in edits.sorted(by: { $0.start > $1.start }) {
      fixed.replaceSubrange(edit.start..<edit.end, with: Array(edit.text.utf8))
    }
    return (report, String(decoding: fixed, as: UTF8.self))
  }

  @Test func aFixInEscapedTextStaysEscaped() throws {
    let text =
      "{\"uri\": \"x\", \"headline\": \"Talks\", \"body_html\": \"<p>&ldquo;The talks will go on, but we promise no, &rdquo;Larsen \\u0026amp; others told reporters.<\\/p>\"}"
    let (report, fixed) = try examine("a.json", text)
    #expect(report.documents.first?["format"] as? String == "ninjs")
    #expect(report.documents.first?["story"] as? String == "x")
    #expect(report.rules.contains("quotes/misplaced-space"))
    #expect(fixed == text.replacing("no, &rdquo;Larsen", with: "no,” Larsen"))
  }

  @Test func aFixInXMLLeavesTheMarkup() throws {
    let text =
      "<?xml version=\"1.0\"?>\n<nitf><body><body.content>\n<p>“The talks will go on, but we promise no, ”<person>Larsen</person> told\n   reporters &amp; others.</p>\n</body.content></body></nitf>\n"
    let (report, fixed) = try examine("a.xml", text)
    #expect(report.documents.first?["format"] as? String == "nitf")
    #expect(report.rules.contains("quotes/misplaced-space"))
    #expect(fixed == text.replacing("no, ”<person>", with: "no,” <person>"))
  }

  /// A story is read headline first, but its file may hold the headline last.
  @Test func findingsStandInTheOrderOfTheFile() throws {
    let text =
      "{\"uri\": \"x\", \"body_text\": \"About 175 thousand people left the town on Monday, the mayor said.\", \"headline\": \"About 90 thousand troops wait\"}"
    let report = try examine("a.json", text).report
    let starts = report.findings.compactMap { ($0["span"] as? [String: Any])?["startByte"] as? Int }
    #expect(starts.count == 2 && starts == starts.sorted())
    #expect(report.findings.map { $0["field"] as? String } == ["body", "headline"])
  }

  /// So do the edits of one fix that reaches over both.
  @Test func editsStandInTheOrderOfTheFile() throws {
    let text =
      "{\"uri\": \"x\", \"body_text\": \"The mayor said „no“ to the bridge on Monday, and „never“ to the tunnel.\", \"headline\": \"Mayor says „no“ to the new bridge\"}"
    let report = try examine("a.json", text, ["--select", "quotes/foreign-style"]).report
    let edits = report.findings.flatMap { $0["fixes"] as? [[String: Any]] ?? [] }.map {
      ($0["edits"] as? [[String: Any]] ?? []).compactMap { $0["startByte"] as? Int }
    }
    #expect(edits.contains { $0.count == 6 } && edits.allSatisfy { $0 == $0.sorted() })
  }

  @Test func everyItemIsADocument() throws {
    let feed =
      "<rss><channel><language>en</language><item><guid>1</guid><title>One</title><description>About 175 thousand people left.</description></item>"
      + "<item><guid>2</guid><title>Two</title><description>All is well.</description></item></channel></rss>"
    folder.write("feed.xml", feed)
    let report = try JSONReport(Program.run(["-f", "json", "."], in: folder).bytes)
    #expect(report.documents.map { $0["story"] as? String } == ["1", "2"])
    #expect(report.documents.allSatisfy { $0["languageFrom"] as? String == "declared" })
    #expect(report.summary["documents"] as? Int == 2)
  }

  @Test func theFormatCanBeNamed() throws {
    folder.write("a.txt", "# Talks\n\nAbout **175 thousand** people left.\n")
    let outcome = try Program.run(["-f", "json", "--lang", "en", "--input-format", "markdown", "a.txt"], in: folder)
    let report = try JSONReport(outcome.bytes)
    #expect(report.documents.first?["format"] as? String == "markdown")
    #expect(report.findings.first?["text"] as? String == "175 thousand")
    let wrong = try Program.run(["--input-format", "nitff", "a.txt"], in: folder)
    #expect(wrong.status == 2)
  }

  @Test func aDeclaredEncodingIsBelieved() throws {
    let text = "<?xml version=\"1.0\" encoding=\"iso-8859-2\"?><nitf xml:lang=\"pl\"><body><body.content><p>Rada s"
    folder.write("a.xml", Array(text.utf8) + [0xB1] + Array("du.</p></body.content></body></nitf>".utf8))
    let report = try JSONReport(Program.run(["-f", "json", "a.xml"], in: folder).bytes)
    #expect((report.documents.first?["notes"] as? [String])?.contains { $0.contains("iso-8859-2") } == true)
  }

  @Test func codeIsNotJudged() throws {
    folder.write("a.md", "# Talks\n\nThe call `print 175 thousand` is code; nobody left on Monday.\n")
    let report = try JSONReport(Program.run(["-f", "json", "--lang", "en", "a.md"], in: folder).bytes)
    #expect(report.findings.isEmpty)
  }

  @Test func otherFilesOfAFolderAreLeftAlone() throws {
    folder.write("settings.json", "{\"a\": 1}")
    folder.write("pom.xml", "<project/>")
    folder.write("a.txt", Copy.clean)
    let outcome = try Program.run(["-f", "json", "."], in: folder)
    #expect(try JSONReport(outcome.bytes).documents.count == 1 && outcome.status == 0)
  }
}
