import Foundation
import TestKit
import Testing

@Suite struct CommandTests {
  let folder = TemporaryFolder("command")

  @Test(
    arguments: [
      (["rules"], "quotes/misplaced-space"), (["rules", "--format", "markdown"], "| `quotes/misplaced-space` |"),
      (["rules", "-f", "json"], "\"quotes/misplaced-space\""), (["explain", "quotes/misplaced-space"], "--ignore"),
      (["explain", "calque/phrase#logical-continuation"], "logical"), (["config"], "fail-on"),
      (["completions", "bash"], "complete "), (["completions", "zsh"], "#compdef wirecheck"),
      (["completions", "fish"], "complete -c wirecheck"), (["manual"], ".TH WIRECHECK 1"),
      (["--version"], "wirecheck "), (["check", "--version"], "wirecheck "), (["--help"], "Exit codes"), (["-h"], "--fail-on"),
      (["check", "--help"], "--fail-on"), (["rules", "--help"], "wirecheck rules"),
    ] as [([String], String)])
  func runsAndPrints(_ arguments: [String], _ says: String) throws {
    let outcome = try Program.run(arguments, in: folder)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains(says), "\(outcome.output)")
    #expect(outcome.output.hasSuffix("\n"))
    #expect(outcome.errors.isEmpty, "\(outcome.errors)")
  }

  @Test(
    arguments: [
      (["explain", "quotes/misplaced-spac"], "did you mean “quotes/misplaced-space”?"),
      (["explain", "calque/phrase#logical-continuatio"], "did you mean #logical-continuation?"),
      (["explain"], "needs one rule"), (["completions"], "bash, zsh or fish"), (["completions", "tcsh"], "bash, zsh or fish"),
      (["lexicon"], "lexicon check"), (["lexicon", "check", "none"], "none"), (["rules", "-f", "sarif"], "markdown"),
      (["rules", "--fail-on", "minor"], "--fail-on"), (["rules", "--jbs", "1"], "--jobs"),
    ] as [([String], String)])
  func wrongUse(_ arguments: [String], _ says: String) throws {
    let outcome = try Program.run(arguments, in: folder)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(says), "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
  }

  @Test func rulesAsJSONParse() throws {
    let outcome = try Program.run(["rules", "--format", "json"], in: folder)
    let rules = try #require(JSONSerialization.jsonObject(with: outcome.bytes) as? [[String: Any]])
    #expect(rules.count > 20)
    for rule in rules {
      #expect((rule["id"] as? String)?.wholeMatch(of: #/[a-z]+(-[a-z]+)*\/[a-z0-9]+(-[a-z0-9]+)*/#) != nil)
      for key in ["severity", "confidence", "languages", "title"] { #expect(rule[key] is String, "\(key)") }
    }
  }

  @Test func everyRuleIsExplained() throws {
    let outcome = try Program.run(["rules", "--format", "json"], in: folder)
    let rules = try #require(JSONSerialization.jsonObject(with: outcome.bytes) as? [[String: Any]])
    for id in rules.compactMap({ $0["id"] as? String }) {
      let explained = try Program.run(["explain", id], in: folder)
      #expect(explained.status == 0)
      #expect(explained.output.hasPrefix(id + "\n"))
      #expect(explained.output.contains("--ignore \(id)"))
    }
  }

  @Test func configTellsWhereSettingsComeFrom() throws {
    folder.write(".wirecheck.yml", "fail-on: minor\nignore:\n  - quotes\n")
    let outcome = try Program.run(["config", "--max-findings", "3"], in: folder)
    #expect(outcome.status == 0)
    let lines = outcome.output.split(separator: "\n")
    func line(_ name: String) -> Substring { lines.first { $0.hasPrefix(name + " ") } ?? "" }
    #expect(line("fail-on").contains("minor") && line("fail-on").contains(".wirecheck.yml:1"))
    #expect(line("ignore").contains("quotes") && line("ignore").contains(".wirecheck.yml:"))
    #expect(line("max-findings").contains("3") && line("max-findings").contains("command line"))
    #expect(line("lang").contains("auto") && line("lang").contains("default"))
  }

  @Test func theShippedLexiconsHaveNoProblems() throws {
    let outcome = try Program.run(["lexicon", "check"], in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("no problems"))
  }
}
