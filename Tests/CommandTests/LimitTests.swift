import Foundation
import TestKit
import Testing

/// The table of limits in the README, row by row: what lies beyond one is said, and the story beside it is checked.
@Suite struct LimitTests {
  let folder = TemporaryFolder("limits")

  private func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

  /// The first document of a run over `name` and a good story.
  private func first(_ name: String, status: Int32, _ arguments: [String] = []) throws -> [String: Any] {
    folder.write("good.txt", Copy.minor)
    let outcome = try Program.run(["-f", "json", "--no-config", "--lang", "en", name, "good.txt"] + arguments, in: folder)
    #expect(outcome.status == status, "\(outcome.errors)")
    let report = try JSONReport(outcome.bytes)
    #expect(report.documents.last?["path"] as? String == "good.txt")
    #expect(report.statuses.last == "checked" && report.rules.contains("numbers/scale-word-after-figure"))
    return report.documents[0]
  }

  @Test func filesOf64MB() throws {
    folder.write("big.txt", "")
    let handle = try #require(FileHandle(forWritingAtPath: folder.path + "/big.txt"))
    try handle.truncate(atOffset: (64 << 20) + 1)
    try handle.close()
    #expect((try first("big.txt", status: 3)["problem"] as? String)?.contains("64 MB") == true)
  }

  @Test(arguments: [
    ("deep.xml", "<nitf><body><body.content>", "<block>", 400, "160 levels"),
    ("deep.json", "{\"uri\": \"x\", \"bodies\": ", "[", 5000, "128 levels"),
    ("many.xml", "<nitf><body><body.content>", "</b>", 1_000_001, "a million elements"),
    ("rows.md", "# Talks\n\n", "a|b\n|-|\n", 30_000, "--input-format text"),
    ("marks.md", "# Talks\n\n", "![[]()", 30_000, "--input-format text"),
    ("nul.txt", "The council met.\u{0}", "", 0, "binary"), ("empty.xml", "<nitf><body/></nitf>", "", 0, "no text to check"),
    ("cut.json", "{\"uri\": \"x\", \"body_text\": ", "", 0, "not whole JSON"), ("other.xml", "<tmx/>", "", 0, "no news format"),
  ])
  func whatIsRefused(_ row: (name: String, head: String, part: String, count: Int, says: String)) throws {
    folder.write(row.name, row.head + repeated(row.part, row.count))
    let document = try first(row.name, status: 3)
    #expect(document["status"] as? String == "unreadable")
    #expect((document["problem"] as? String)?.contains(row.says) == true, "\(document["problem"] ?? "")")
  }

  /// The last level that the table grants, and the one beyond it.
  @Test(arguments: [
    ("levels.xml", "<nitf><body><body.content>", "<block>", "</block>", "</body.content></body></nitf>", 156),
    ("levels.json", "{\"uri\": \"x\", \"body_text\": \"The council met.\", \"x\": ", "[", "]", "}", 127),
  ])
  func theLastLevelIsRead(_ row: (name: String, head: String, open: String, close: String, tail: String, count: Int)) throws {
    let isXML = row.name.hasSuffix("xml")
    for (more, status) in [(0, "checked"), (1, "unreadable")] {
      let core = isXML ? "<p>The council met.</p>" : "1"
      folder.write(
        row.name,
        row.head + repeated(row.open, row.count + more) + core + repeated(row.close, row.count + more) + row.tail)
      #expect(try first(row.name, status: more == 0 ? 0 : 3)["status"] as? String == status)
    }
  }

  /// Browsers read such pages.
  @Test func deepPagesAreRead() throws {
    folder.write("deep.html", "<!DOCTYPE html><html><body>" + repeated("<div>", 5000) + "<p>The council met on Monday.</p>")
    #expect(try first("deep.html", status: 0)["words"] as? Int == 5)
  }

  /// Nothing is fetched and nothing multiplies; what is not known stays as it was written.
  @Test func entitiesAreBounded() throws {
    let multiplied = (0..<12).map { "<!ENTITY b\($0) \"\(repeated($0 == 0 ? "&a;" : "&b\($0 - 1);", 10))\">" }.joined()
    folder.write(
      "bomb.xml",
      "<!DOCTYPE nitf SYSTEM \"http://127.0.0.1:9/nitf.dtd\" [<!ENTITY a \"town\">\(multiplied)<!ENTITY x SYSTEM \"good.txt\">]>"
        + "<nitf><body><body.content><p>The council of the &a; met on &b11; Monday &x; again.</p></body.content></body></nitf>")
    let document = try first("bomb.xml", status: 0)
    #expect(document["status"] as? String == "checked" && (document["words"] as? Int ?? 99) < 15)
  }

  @Test func findingsOfARule() throws {
    folder.write("many.txt", (101...260).map { "About \($0) thousand people left." }.joined(separator: "\n\n") + "\n")
    let document = try first("many.txt", status: 0, ["--select", "numbers/scale-word-after-figure"])
    #expect((document["findings"] as? [Any])?.count == 100)
    #expect((document["notes"] as? [String])?.contains { $0.hasSuffix("60 more places are not listed") } == true)
  }

  @Test func linesOfAStream() throws {
    let input = "{\"id\": 1, \"text\": \"\(repeated("word ", 400))\"}\n{\"id\": 2, \"text\": \"The council met.\"}\n"
    let outcome = try Program.run(["stream", "--no-config", "--max-line-bytes", "1000"], in: folder, input: Data(input.utf8))
    let lines = outcome.output.split(separator: "\n")
    #expect(outcome.status == 0 && lines.count == 2)
    #expect(lines[0].contains("--max-line-bytes") && lines[1].contains("\"checked\""))
  }
}
