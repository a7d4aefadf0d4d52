import Foundation
import TestKit
import Testing

@Suite struct ExitCodeTests {
  let folder = TemporaryFolder("exit")

  init() {
    folder.write("clean.txt", Copy.clean)
    folder.write("minor.txt", Copy.minor)
    folder.write("major.txt", Copy.major)
  }

  @Test(
    arguments: [
      (["clean.txt"], 0), (["minor.txt"], 0), (["major.txt"], 1), (["check", "major.txt"], 1),
      (["--fail-on", "minor", "minor.txt"], 1), (["--fail-on=minor", "minor.txt"], 1),
      (["--fail-on", "critical", "major.txt"], 0), (["--fail-on", "never", "major.txt"], 0),
      (["--max-findings", "0", "minor.txt"], 1), (["--max-findings", "1", "minor.txt"], 0),
      (["--fail-on", "never", "--max-findings", "0", "major.txt"], 1),
      (["--max-points", "10", "minor.txt"], 1), (["--max-points", "1000", "minor.txt"], 0),
      (["--ignore", "quotes", "major.txt"], 0), (["--select", "numbers", "major.txt"], 0),
      (["clean.txt", "major.txt", "minor.txt"], 1),
    ] as [([String], Int32)])
  func gates(_ arguments: [String], _ status: Int32) throws {
    let outcome = try Program.run(arguments, in: folder)
    #expect(outcome.status == status, "\(outcome.output)\(outcome.errors)")
  }

  // MARK: 2, nothing can be said

  @Test(
    arguments: [
      (["--formt", "json", "clean.txt"], "did you mean --format?"),
      (["--format", "jsn", "clean.txt"], "did you mean json?"),
      (["--select", "quotes/misplaced-spac", "clean.txt"], "did you mean “quotes/misplaced-space”?"),
      (["--ignore", "quotes/misplaced-spac", "clean.txt"], "did you mean “quotes/misplaced-space”?"),
      (["--jobs", "none", "clean.txt"], "--jobs"), (["--jobs", "0", "clean.txt"], "--jobs"),
      (["clean.txt", "--max-findings"], "needs a value"), (["clean.txt", "--all=yes"], "takes no value"),
      (["-Z", "clean.txt"], "-Z"), (["--lang", "english!", "clean.txt"], "language tag"),
      (["--config", "none.yml", "clean.txt"], "none.yml"), (["--lexicons", "none", "clean.txt"], "none"),
      (["--also", "json", "clean.txt"], "FORMAT=PATH"), (["--files-from", "none", "clean.txt"], "none"),
      (["-o", "no/such/folder/out", "clean.txt"], "no/such/folder/out"),
    ] as [([String], String)])
  func wrongUsage(_ arguments: [String], _ says: String) throws {
    let outcome = try Program.run(arguments, in: folder)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(says), "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
  }

  @Test func configurationProblemsHaveAPlace() throws {
    folder.write("unknown.yml", "fail-on: minor\nlagn: en\n")
    folder.write("value.yml", "fail-on: sometimes\n")
    folder.write("syntax.yml", "ignore: [quotes\n")
    let unknown = try Program.run(["--config", "unknown.yml", "clean.txt"], in: folder)
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("unknown.yml:2:1: "))
    #expect(unknown.errors.contains("did you mean “lang”?"))
    let value = try Program.run(["--config", "value.yml", "clean.txt"], in: folder)
    #expect(value.status == 2)
    #expect(value.errors.contains("value.yml:1:10: "), "\(value.errors)")
    let syntax = try Program.run(["--config", "syntax.yml", "clean.txt"], in: folder)
    #expect(syntax.status == 2)
    #expect(syntax.errors.contains(#/syntax\.yml:\d+:\d+: /#), "\(syntax.errors)")
  }

  @Test func aBrokenLexiconHasAPlace() throws {
    folder.write("lexicons/en/language.yaml", "x: [1\n")
    for arguments in [["--lexicons", "lexicons", "clean.txt"], ["lexicon", "check", "lexicons"]] {
      let outcome = try Program.run(arguments, in: folder)
      #expect(outcome.status == 2)
      #expect(outcome.errors.contains(#/language\.yaml:\d+:\d+: /#), "\(outcome.errors)")
    }
  }

  // MARK: 3, some input was not read

  @Test(arguments: ["missing.txt", "empty.txt", "binary.txt"])
  func oneBadInputBesideGoodOnes(_ name: String) throws {
    folder.write("empty.txt", "")
    folder.write("binary.txt", (0..<2048).map { UInt8(truncatingIfNeeded: $0 &* 37) })
    let outcome = try Program.run(["-f", "json", "minor.txt", name, "major.txt"], in: folder)
    #expect(outcome.status == 3)
    let report = try JSONReport(outcome.bytes)
    #expect(report.statuses == ["checked", "unreadable", "checked"])
    #expect(report.rules == ["numbers/scale-word-after-figure", "quotes/misplaced-space"])
    #expect((report.documents[1]["problem"] as? String)?.isEmpty == false)
    #expect(report.summary["unreadable"] as? Int == 1)
    #expect(report.summary["documents"] as? Int == 3)
    #expect(try Program.run([name], in: folder).status == 3)
  }

  /// Root reads everything, so permissions are tested for others and a file whose reading fails for Linux.
  @Test func anUnreadableFileBesideAGoodOne() throws {
    var bad = "/proc/self/mem"
    if getuid() != 0 {
      bad = folder.write("locked.txt", Copy.clean)
      try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: bad)
    }
    guard FileManager.default.fileExists(atPath: bad) else { return }
    let outcome = try Program.run(["-f", "json", bad, "major.txt"], in: folder)
    #expect(outcome.status == 3)
    #expect(try JSONReport(outcome.bytes).statuses == ["unreadable", "checked"])
  }

  @Test func everyFormatSaysWhatWasNotRead() throws {
    for format in ["text", "json", "ndjson", "markdown"] {
      let outcome = try Program.run(["-f", format, "missing.txt", "minor.txt"], in: folder)
      #expect(outcome.status == 3)
      #expect(outcome.output.contains("missing.txt"), "\(format)")
      #expect(outcome.output.contains("numbers/scale-word-after-figure"), "\(format)")
    }
  }

  // MARK: 4, a fault of the program

  @Test(arguments: ["1", "4"])
  func aFaultCostsOneStory(_ jobs: String) throws {
    folder.write("bad-one.txt", Copy.clean)
    let outcome = try Program.run(
      ["-f", "json", "--jobs", jobs, "minor.txt", "bad-one.txt", "major.txt", "missing.txt"], in: folder,
      environment: ["WIRECHECK_TEST_FAULT": "bad-one"])
    #expect(outcome.status == 4)
    let report = try JSONReport(outcome.bytes)
    #expect(report.statuses == ["checked", "failed", "checked", "unreadable"])
    #expect(report.rules == ["numbers/scale-word-after-figure", "quotes/misplaced-space"])
    #expect((report.documents[1]["problem"] as? String)?.contains("fault") == true)
  }

  /// Of many inputs a worker takes several at a time.
  @Test(arguments: ["1", "3"])
  func aFaultAmongManyCostsOneStory(_ jobs: String) throws {
    let names = (0..<90).map { $0 % 30 == 17 ? "bad-one-\($0).txt" : "story-\($0).txt" }
    for name in names { folder.write(name, Copy.clean) }
    let outcome = try Program.run(
      ["-f", "json", "--jobs", jobs] + names, in: folder, environment: ["WIRECHECK_TEST_FAULT": "bad-one"])
    #expect(outcome.status == 4)
    let report = try JSONReport(outcome.bytes)
    #expect(report.documents.map { $0["path"] as? String } == names)
    #expect(report.statuses == names.map { $0.hasPrefix("bad") ? "failed" : "checked" })
  }
}
