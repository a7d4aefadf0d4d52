import Foundation
import TestKit
import Testing

@Suite struct JSONTests {
  let folder = TemporaryFolder("json")

  private func keys(_ value: Any?) -> Set<String> { Set((value as? [String: Any] ?? [:]).keys) }

  @Test func everyKeyOfTheContract() throws {
    folder.write("a.txt", "Turkey signed the deal on Monday. Officials from Türkiye left.\n\n" + Copy.minor + "\n" + Copy.major)
    let report = try JSONReport(Program.run(["-f", "json", "a.txt"], in: folder).bytes)
    #expect(report.root["schema"] as? String == "wirecheck.report/1")
    #expect(keys(report.root).isSuperset(of: ["schema", "tool", "documents", "summary"]))
    #expect(keys(report.root["tool"]).isSuperset(of: ["name", "version", "lexiconDigest"]))
    let summary: Set = ["documents", "unreadable", "findings", "critical", "major", "minor", "neutral", "suppressed"]
    #expect(keys(report.summary).isSuperset(of: summary))
    let document = try #require(report.documents.first)
    #expect(
      keys(document).isSuperset(of: [
        "path", "format", "status", "problem", "language", "languageFrom", "sourceLanguage", "sourceLanguageFrom", "words",
        "sentences", "notChecked", "entities", "score", "suppressed", "findings",
      ]))
    #expect(keys(document["score"]).isSuperset(of: ["critical", "major", "minor", "penaltyPoints", "perThousandWords"]))
    let gap = try #require((document["notChecked"] as? [[String: Any]])?.first)
    #expect(keys(gap).isSuperset(of: ["family", "reason"]))
    let entity = try #require((document["entities"] as? [[String: Any]])?.first)
    #expect(keys(entity).isSuperset(of: ["name", "kind", "mentions"]))
    let mention = try #require((entity["mentions"] as? [[String: Any]])?.first)
    #expect(keys(mention).isSuperset(of: ["text", "span"]))
    let span: Set = ["startByte", "endByte", "startUtf16", "endUtf16", "startLine", "startColumn", "endLine", "endColumn"]
    #expect(keys(mention["span"]) == span)
    #expect(report.findings.count == 3)
    for finding in report.findings {
      #expect(
        keys(finding).isSuperset(of: [
          "rule", "entry", "severity", "confidence", "mqm", "its", "message", "advice", "text", "span", "field", "related",
          "fixes", "fingerprint",
        ]))
      #expect(keys(finding["span"]) == span)
    }
    let fixes = report.findings.flatMap { $0["fixes"] as? [[String: Any]] ?? [] }
    #expect(!fixes.isEmpty)
    for fix in fixes {
      #expect(keys(fix).isSuperset(of: ["title", "applicability", "edits"]))
      for edit in fix["edits"] as? [[String: Any]] ?? [] { #expect(keys(edit) == ["startByte", "endByte", "replacement"]) }
    }
    let related = report.findings.flatMap { $0["related"] as? [[String: Any]] ?? [] }
    #expect(!related.isEmpty)
    for note in related { #expect(keys(note).isSuperset(of: ["label", "text", "span"])) }
  }

  @Test func summaryAndScoreCountTheFindings() throws {
    folder.write("a.txt", Copy.minor + "\n" + Copy.major)
    let report = try JSONReport(Program.run(["-f", "json", "a.txt"], in: folder).bytes)
    #expect(report.summary["findings"] as? Int == 2)
    #expect(report.summary["major"] as? Int == 1)
    #expect(report.summary["minor"] as? Int == 1)
    let score = report.documents[0]["score"] as? [String: Any] ?? [:]
    #expect(score["penaltyPoints"] as? Int == 6)
  }

  @Test func linesAreTheDocuments() throws {
    folder.write("a.txt", Copy.minor)
    folder.write("b.txt", Copy.clean)
    let whole = try JSONReport(Program.run(["-f", "json", "a.txt", "b.txt", "c.txt"], in: folder).bytes).documents
    let output = try Program.run(["-f", "ndjson", "a.txt", "b.txt", "c.txt"], in: folder).bytes
    #expect(output.last == 0x0A)
    let lines = try output.split(separator: 0x0A).map { try JSONSerialization.jsonObject(with: $0) as? [String: Any] ?? [:] }
    #expect(lines.map { NSDictionary(dictionary: $0) } == whole.map { NSDictionary(dictionary: $0) })
  }

  @Test func aCheckedStoryHasNoProblem() throws {
    folder.write("a.txt", Copy.clean)
    let document = try #require(JSONReport(Program.run(["-f", "json", "a.txt"], in: folder).bytes).documents.first)
    #expect(document["problem"] is NSNull)
    #expect(document["status"] as? String == "checked")
    #expect(document["language"] as? String == "en")
    #expect(document["languageFrom"] as? String == "detected")
    let told = try #require(JSONReport(Program.run(["-f", "json", "--lang", "en", "a.txt"], in: folder).bytes).documents.first)
    #expect(told["languageFrom"] as? String == "option")
  }

  @Test func strangePathsAreStillJSON() throws {
    let name = "a \"quoted\" \\ back\tand\u{1}\n😀.txt"
    folder.write(name, Copy.clean)
    let report = try JSONReport(Program.run(["-f", "json", name], in: folder).bytes)
    #expect(report.documents.first?["path"] as? String == name)
  }

  @Test func aMessageDoesNotContradictItself() throws {
    folder.write("a.txt", "The World Health Organization (VOZ) will send forty observers to the port next week.\n")
    let report = try JSONReport(Program.run(["-f", "json", "--lang", "en", "a.txt"], in: folder).bytes)
    let finding = try #require(report.findings.first { $0["rule"] as? String == "acronyms/mismatched-expansion" })
    let names = (finding["message"] as? String ?? "").matches(of: /“([^”]+)”/).map { String($0.1) }
    #expect(Set(names).count == names.count, "\(names)")
    #expect(report.findings.count == 1)
  }
}
