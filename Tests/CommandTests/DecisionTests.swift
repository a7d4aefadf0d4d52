import Foundation
import TestKit
import Testing

/// Suppressions, baseline, changed lines, earlier takes.
@Suite struct DecisionTests {
  let folder = TemporaryFolder("decisions")

  private func report(_ arguments: [String]) throws -> JSONReport {
    try JSONReport(Program.run(["-f", "json", "--today", "2026-11-24"] + arguments, in: folder).bytes)
  }

  private func comment(_ text: String) -> String { "<!-- wirecheck-\(text) -->" }

  // MARK: comments

  @Test(
    arguments: [
      ("ignore quotes/misplaced-space: as sent", true), ("ignore quotes: as sent", true),
      ("ignore */misplaced-space: as sent (until 2026-11-24)", true), ("ignore numbers, quotes: as sent", true),
      ("ignore-next-line quotes: as sent", true), ("ignore-file quotes: as sent", true), ("ignore numbers: as sent", false),
      ("ignore quotes", false), ("ignore quotes:", false), ("ignore quotes: as sent (until 2026-11-23)", false),
      ("ignore quotes: as sent (until tomorrow)", false), ("ignore qoutes: as sent", false),
      ("ignore-line quotes: as sent", false),
    ] as [(String, Bool)])
  func commentsSuppress(_ text: String, _ holds: Bool) throws {
    folder.write("a.md", "# Talks\n\n\(comment(text))\n\(Copy.major)")
    folder.write("a.html", "<h1>Talks</h1>\n\(comment(text))\n<p>\(Copy.major)</p>\n")
    for name in ["a.md", "a.html"] {
      let report = try report([name])
      #expect(report.rules.contains("quotes/misplaced-space") != holds, "\(name): \(report.rules)")
      #expect(report.summary["suppressed"] as? Int == (holds ? 1 : 0))
      #expect(report.rules.contains { $0.hasPrefix("suppressions/") } != holds, "\(name): \(report.rules)")
    }
  }

  @Test func whatIsWrongWithACommentIsAFinding() throws {
    folder.write(
      "a.md",
      [
        comment("ignore quotes: over (until 2026-01-01)"), "“We promise no, ”Larsen told reporters.", "",
        comment("ignore numbers: nothing"), "Copy.", "", comment("ignore-end"), comment("ignore quotes"),
        comment("ignroe x: y"),
        comment("ignore-start quotes: never ends"),
      ].joined(separator: "\n"))
    let report = try report(["a.md"])
    let found = report.findings.map { "\($0["rule"] as? String ?? "") \(($0["span"] as? [String: Int])?["startLine"] ?? 0)" }
    #expect(
      found == [
        "suppressions/expired 1", "quotes/misplaced-space 2", "suppressions/unused 4", "suppressions/malformed 7",
        "suppressions/malformed 8", "suppressions/malformed 9", "suppressions/malformed 10",
      ])
    #expect(try Program.run(["--select", "numbers", "--today", "2025-01-01", "a.md"], in: folder).status == 1)
    #expect(try Program.run(["--ignore", "suppressions,quotes", "a.md"], in: folder).status == 2)
    #expect(try Program.run(["--ignore", "suppressions", "--ignore", "quotes", "a.md"], in: folder).status == 0)
  }

  @Test func blocksAndLines() throws {
    let line = "<p>About 175 thousand people marched, the council said.</p>"
    folder.write(
      "a.html",
      [
        line, comment("ignore-start numbers: a poem"), line, line, comment("ignore-end"), line,
        "\(line)\(comment("ignore-line numbers: once"))", line,
      ].joined(separator: "\n"))
    let found = try report(["--ignore", "repetition", "a.html"]).findings
    let lines = found.map { ($0["span"] as? [String: Int])?["startLine"] ?? 0 }
    #expect(lines == [1, 6, 8])
  }

  @Test func plainTextHasNoComments() throws {
    folder.write("a.txt", comment("ignore quotes: as sent") + "\n" + Copy.major)
    #expect(try report(["a.txt"]).rules.contains("quotes/misplaced-space"))
  }

  @Test func everyFormatCountsWhatIsSuppressed() throws {
    folder.write("a.md", "# Talks\n\n\(comment("ignore quotes: as sent"))\n\(Copy.major)")
    #expect(try Program.run(["a.md"], in: folder).output.contains("1 suppressed"))
    let sarif = try JSONReport(Program.run(["-f", "sarif", "a.md"], in: folder).bytes)
    let results = (sarif.root["runs"] as? [[String: Any]])?.first?["results"] as? [[String: Any]]
    let suppressions = results?.first?["suppressions"] as? [[String: String]]
    #expect(suppressions == [["kind": "inSource", "justification": "as sent"]])
  }

  // MARK: the file of suppressions

  private func fingerprint(_ path: String) throws -> String {
    try #require(report([path]).findings.first?["fingerprint"] as? String)
  }

  @Test func suppressionsByFingerprint() throws {
    folder.write("desk/a.txt", Copy.major)
    folder.write("desk/b.txt", Copy.major)
    let print = try fingerprint("desk/a.txt")
    func entry(_ more: String) -> String {
      "suppressions:\n  - fingerprint: \"\(print)\"\n    file: desk/a.txt\n    reason: as sent\n\(more)"
    }
    folder.write(".wirecheck-suppressions.yml", entry(""))
    var found = try report(["desk"])
    #expect(found.documents.map { $0["suppressed"] as? Int } == [1, 0])
    #expect(found.rules == ["quotes/misplaced-space"])
    // The day itself still counts.
    folder.write(".wirecheck-suppressions.yml", entry("    until: 2026-11-24\n"))
    #expect(try report(["desk/a.txt"]).rules.isEmpty)
    folder.write(".wirecheck-suppressions.yml", entry("    until: 2026-11-23\n"))
    found = try report(["desk/a.txt"])
    #expect(found.rules == ["quotes/misplaced-space", "suppressions/expired"])
    #expect(found.documents.last?["path"] as? String == ".wirecheck-suppressions.yml")
    #expect((found.findings.last?["span"] as? [String: Int])?["startLine"] == 2)
    folder.write(".wirecheck-suppressions.yml", entry(""))
    folder.write("desk/a.txt", Copy.clean)
    #expect(try report(["desk/a.txt"]).rules == ["suppressions/unused"])
    // Nothing can be said of a file that was not checked.
    #expect(try report(["desk/b.txt"]).rules == ["quotes/misplaced-space"])
  }

  @Test(
    arguments: [
      ("- file: a\n", "1:1: "), ("suppressions:\n  - file: a\n    reason: x\n", "2:5: "),
      ("suppressions:\n  - fingerprint: \"00\"\n    file: a\n    reason: \"\"\n", "4:13: "),
      ("suppressions:\n  - fingerprint: \"xy\"\n    file: a\n    reason: r\n", "2:18: "),
      ("suppressions:\n  - fingerprint: \"00\"\n    file: a\n    reason: r\n    until: 2026-02-30\n", "5:12: "),
      ("suppressions:\n  - fingerprint: \"00\"\n    file: a\n    reason: r\n    rul: quotes\n", "5:5: "),
      ("suppressions:\n  - fingerprint: \"00\"\n    file: a\n    reason: r\n    rule: qoutes\n", "5:11: "),
    ] as [(String, String)])
  func mistakesInTheFileHaveAPlace(_ text: String, _ place: String) throws {
    folder.write("a.txt", Copy.clean)
    folder.write(".wirecheck-suppressions.yml", text)
    let outcome = try Program.run(["a.txt"], in: folder)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(".wirecheck-suppressions.yml:" + place), "\(outcome.errors)")
  }

  @Test func todayMustBeADay() throws {
    folder.write("a.txt", Copy.clean)
    let outcome = try Program.run(["--today", "soon", "a.txt"], in: folder)
    #expect(outcome.status == 2 && outcome.errors.contains("2027-01-31"))
  }

  // MARK: baseline

  private let first = "About 175 thousand people marched on Monday, the council said."
  private let second = "Some 20 thousand more came later, it said in a note on the matter."
  private let third = "Another 35 thousand stayed at home, the police said on Tuesday."

  @Test func onlyNewFindingsCount() throws {
    folder.write("s/a.txt", "\(first)\n\n\(second)\n")
    let written = try Program.run(["--write-baseline", "base.json", "--fail-on", "minor", "s"], in: folder)
    #expect(written.status == 0, "\(written.errors)")
    let gate = ["--baseline", "base.json", "--fail-on", "minor"]
    #expect(try Program.run(gate + ["s"], in: folder).status == 0)
    #expect(try Program.run(["--fail-on", "minor", "s"], in: folder).status == 1)
    // Moved, with other neighbours, and one that is new.
    folder.write("s/a.txt", "\(third)\n\nIn all, some 20 thousand more turned up later.\n\n\(first)\n")
    let outcome = try Program.run(["-f", "json"] + gate + ["s"], in: folder)
    let report = try JSONReport(outcome.bytes)
    #expect(outcome.status == 1)
    #expect(report.findings.map { $0["text"] as? String } == ["35 thousand"])
    #expect(report.summary["baselined"] as? Int == 2)
    // Under another name and from another folder.
    try FileManager.default.moveItem(atPath: folder.path + "/s/a.txt", toPath: folder.path + "/s/b.txt")
    #expect(try self.report(gate + [folder.path + "/s/b.txt"]).findings.count == 1)
    // Twice the same fault is once too often.
    folder.write("s/b.txt", "\(first)\n\n\(first)\n")
    #expect(try self.report(gate + ["--ignore", "repetition", "s/b.txt"]).findings.count == 1)
  }

  @Test func wrappedAnewItIsTheSame() throws {
    let story = [
      "The council of the old town met on Monday to talk about the march that was",
      "held on the day before by people from all parts of the country. About 175",
      "thousand people marched, the council said in a note that was sent to all of",
      "the papers of the town, and some 20 thousand more came later on that day to",
      "hear the speakers at the gate of the old town hall.",
    ]
    folder.write("a.txt", story.joined(separator: "\n") + "\n")
    _ = try Program.run(["--write-baseline", "base.json", "a.txt"], in: folder)
    folder.write("a.txt", story.joined(separator: " ") + "\n")
    let report = try report(["--baseline", "base.json", "a.txt"])
    #expect(report.findings.isEmpty, "\(report.rules)")
    #expect(report.summary["baselined"] as? Int ?? 0 > 0)
  }

  @Test func aBaselineInTheConfigurationIsWrittenTheFirstTime() throws {
    folder.write("s/a.txt", Copy.major)
    folder.write("s/.wirecheck.yml", "baseline: known.json\n")
    let missing = try Program.run(["s/a.txt"], in: folder)
    #expect(missing.status == 2 && missing.errors.contains("--write-baseline"), "\(missing.errors)")
    #expect(try Program.run(["--write-baseline", "s/known.json", "s/a.txt"], in: folder).status == 0)
    #expect(try Program.run(["s/a.txt"], in: folder).status == 0)
    #expect(try Program.run(["--baseline", "none", "s/a.txt"], in: folder).status == 1)
    let sarif = try Program.run(["-f", "sarif", "s/a.txt"], in: folder)
    #expect(sarif.output.contains("\"baselineState\":\"unchanged\""))
  }

  @Test(arguments: ["", "[]", "{\"schema\":\"other\"}", "{\"schema\":\"wirecheck.baseline/1\",\"findings\":[{}]}"])
  func whatIsNoBaseline(_ text: String) throws {
    folder.write("a.txt", Copy.clean)
    folder.write("base.json", text)
    let outcome = try Program.run(["--baseline", "base.json", "a.txt"], in: folder)
    #expect(outcome.status == 2 && outcome.errors.contains("base.json: "), "\(outcome.errors)")
  }

  // MARK: an earlier take

  @Test func newGoneAndStillThere() throws {
    folder.write("1.txt", "\(first)\n\n\(second)\n")
    folder.write("2.txt", "Around 20 thousand more came later.\n\n\(third)\n")
    let report = try report(["--previous", "1.txt", "2.txt"])
    #expect(report.findings.map { $0["state"] as? String } == ["unchanged", "new"])
    let gone = report.documents.first?["gone"] as? [[String: Any]]
    #expect(gone?.map { $0["text"] as? String } == ["175 thousand"])
    #expect(try Program.run(["--previous", "1.txt", "2.txt"], in: folder).output.contains("gone"))
    let page = try Program.run(["--previous", "1.txt", "-f", "html", "2.txt"], in: folder).output
    for words in ["confidence, new<", "confidence, still there<", "Gone since the earlier take"] {
      #expect(page.contains(words), "\(words)")
    }
    let comment = try Program.run(["--previous", "1.txt", "-f", "markdown", "2.txt"], in: folder).output
    for words in [", new |", ", still there |", "\nGone: "] { #expect(comment.contains(words), "\(words)") }
    // Only what is new counts.
    #expect(try Program.run(["--previous", "2.txt", "--fail-on", "minor", "2.txt"], in: folder).status == 0)
    #expect(try Program.run(["--previous", "1.txt", "--fail-on", "minor", "2.txt"], in: folder).status == 1)
    #expect(try Program.run(["--previous", "1.txt", "1.txt", "2.txt"], in: folder).status == 2)
    #expect(try Program.run(["--previous", "none.txt", "2.txt"], in: folder).errors.contains("none.txt"))
  }

  // MARK: changed lines

  private func git(_ words: String) {
    let command = "cd '\(folder.path)/r' && git -c user.name=A -c user.email=a@example.org -c init.defaultBranch=main \(words)"
    #expect(system("(" + command + ") >/dev/null 2>&1") == 0, "\(words)")
  }

  @Test func onlyChangedLines() throws {
    folder.write("r/a.txt", "\(first)\n\n\(second)\n")
    folder.write("r/b ö\".txt", "\(first)\n")
    git("init -q")
    git("add -A")
    git("commit -qm one")
    let arguments = ["--diff-base", "HEAD", "--fail-on", "minor"]
    #expect(try Program.run(arguments + ["r"], in: folder).status == 0)
    folder.write("r/a.txt", "\(first)\n\n\(third)\n\n\(second)\n")
    folder.write("r/b ö\".txt", "\(first) \(third)\n")
    folder.write("r/new.txt", "\(first)\n")
    let report = try report(arguments + ["r"])
    #expect(report.findings.map { $0["text"] as? String } == ["35 thousand", "175 thousand", "35 thousand", "175 thousand"])
    #expect(report.documents.map { $0["inUnchangedLines"] as? Int } == [2, 0, 0])
    #expect(try Program.run(arguments + ["r"], in: folder).status == 1)
    git("mv a.txt c.txt")
    #expect(try self.report(arguments + ["r/c.txt"]).findings.map { $0["text"] as? String } == ["35 thousand"])
  }

  @Test func whatGitCannotCompare() throws {
    folder.write("r/a.txt", Copy.clean)
    git("init -q")
    git("add -A")
    git("commit -qm one")
    folder.write("outside.txt", Copy.clean)
    for (arguments, says) in [
      (["--diff-base", "nowhere", "r/a.txt"], "no revision “nowhere”"), (["--diff-base", "--all", "r/a.txt"], "revision"),
      (["--diff-base", "HEAD", "outside.txt"], "outside.txt: it lies in no git repository"),
      (["--diff-base", "HEAD", "-"], "standard input"),
    ] {
      let outcome = try Program.run(arguments, in: folder, input: Data(Copy.clean.utf8))
      #expect(outcome.status == 2)
      #expect(outcome.errors.contains(says), "\(outcome.errors)")
    }
  }
}
