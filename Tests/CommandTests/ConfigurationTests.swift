import Foundation
import TestKit
import Testing

/// `.wirecheck.yml`: found, merged, explained, refused.
@Suite struct ConfigurationTests {
  let folder = TemporaryFolder("configuration")

  init() {
    folder.write("major.txt", Copy.major)
    folder.write("minor.txt", Copy.minor)
    folder.write("low.txt", Copy.low)
  }

  private func rules(_ arguments: [String]) throws -> [String] {
    try JSONReport(Program.run(["-f", "json"] + arguments, in: folder).bytes).rules
  }

  // MARK: mistakes

  @Test(
    arguments: [
      ("fail-on: minor\nlagn: en\n", "2:1: ", "did you mean “lang”?"),
      ("fail-on: sometimes\n", "1:10: ", "minor, major, critical or never"),
      ("fail-on: majr\n", "1:10: ", "did you mean “major”?"),
      ("ignore: [quotes/misplaced-spac]\n", "1:10: ", "did you mean “quotes/misplaced-space”?"),
      ("rules:\n  qoutes: off\n", "2:3: ", "did you mean “quotes”?"),
      ("rules:\n  quotes: offf\n", "2:11: ", "did you mean “off”?"),
      ("rules:\n  quotes: {sevrity: major}\n", "2:12: ", "did you mean “severity”?"),
      ("rules:\n  quotes: {severity: huge}\n", "2:22: ", "must be one of"),
      ("sections:\n  - fail-on: minor\n", "2:5: ", "lacks “files”"),
      ("sections:\n  - files: \"*.md\"\n    baseline: x\n", "3:5: ", "has no place in a section"),
      ("sections:\n  - files: \"*.md\"\n    fale-on: minor\n", "3:5: ", "did you mean “fail-on”?"),
      ("style:\n  profle: ap-en\n", "2:3: ", "did you mean “profile”?"),
      ("style:\n  profile: ap-eng\n", "2:12: ", "did you mean “ap-en”?"),
      ("style:\n  quotes: xx\n", "2:11: ", "no pair of quotation marks"),
      ("style:\n  numbers: {en: 12}\n", "2:17: ", "1,234.5"),
      ("style:\n  currency: euro\n", "2:13: ", "USD 5"),
      ("style:\n  measures: {en: imperal}\n", "2:18: ", "metric · imperial"),
      ("style:\n  commas: {en: within}\n", "2:16: ", "inside · outside"),
      ("style:\n  units: {de: km}\n", "2:15: ", "words · symbols"),
      ("style:\n  percent: \"pct\"\n", "2:12: ", "per cent"),
      ("style:\n  mesures: metric\n", "2:3: ", "did you mean “measures”?"),
      ("style:\n  preferred: {kiyv: Kyiv}\n", "2:15: ", "did you mean “kyiv”?"),
      ("extends: none.yml\n", "1:10: ", "no such file"),
      ("extends: .wirecheck.yml\n", "1:10: ", "leads back"),
      ("lexicons: [none]\n", "1:12: ", "no lexicon folder"),
      ("max-findings: many\n", "1:15: ", "whole number"), ("max-points: much\n", "1:13: ", "a number"),
      ("all: maybe\n", "1:6: ", "true or false"), ("lang: english!\n", "1:7: ", "language tag"),
      ("confidence: hihg\n", "1:13: ", "did you mean “high”?"), ("input-format: htlm\n", "1:15: ", "did you mean “html”?"),
      ("- lang: en\n", "1:1: ", "must be a mapping"), ("lang: [en]\n", "1:7: ", "must be text"),
      ("lang: en\nlang: de\n", "2:1: ", "stands twice"), ("rules: &a {quotes: off}\n", "1:8: ", "anchor"),
    ] as [(String, String, String)])
  func mistakesHaveAPlaceAndAWayOut(_ text: String, _ place: String, _ says: String) throws {
    folder.write(".wirecheck.yml", text)
    let outcome = try Program.run(["minor.txt"], in: folder)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(".wirecheck.yml:" + place), "\(outcome.errors)")
    #expect(outcome.errors.contains(says), "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
  }

  @Test func allMistakesAreToldTogether() throws {
    folder.write(".wirecheck.yml", "lagn: en\nfail-on: x\nrules:\n  qoutes: off\n")
    let outcome = try Program.run(["minor.txt"], in: folder)
    #expect(outcome.errors.split(separator: "\n").count == 3, "\(outcome.errors)")
  }

  @Test(arguments: ["", "# nothing\n", "\n\n  # nothing\n"])
  func aFileThatSaysNothingIsNoMistake(_ text: String) throws {
    folder.write(".wirecheck.yml", text)
    #expect(try Program.run(["minor.txt"], in: folder).status == 0)
  }

  // MARK: what holds

  @Test func eachInputHasItsOwn() throws {
    folder.write("a/.wirecheck.yml", "ignore: [quotes]\n")
    folder.write("b/.wirecheck.yml", "fail-on: never\nrules: {quotes: critical}\n")
    for name in ["a/x.txt", "b/deep/x.txt", "c/x.txt"] { folder.write(name, Copy.major) }
    let outcome = try Program.run(["-f", "json", "a", "b", "c"], in: folder)
    let report = try JSONReport(outcome.bytes)
    #expect(report.documents.map { ($0["findings"] as? [Any])?.count } == [0, 1, 1])
    #expect(report.findings.map { $0["severity"] as? String } == ["critical", "major"])
    #expect(outcome.status == 1)
    #expect(try Program.run(["a", "b"], in: folder).status == 0)
    #expect(try Program.run(["-f", "json", "a", "b", "c", "--jobs", "1"], in: folder).bytes == outcome.bytes)
  }

  @Test func sectionsHoldForTheirFiles() throws {
    folder.write(
      ".wirecheck.yml",
      """
      fail-on: minor
      sections:
        - files: ["sport/**", "!sport/late/*", "*.{md,markdown}"]
          fail-on: never
        - files: major.txt
          ignore: [quotes]
      """)
    folder.write("sport/a.txt", Copy.minor)
    folder.write("sport/late/a.txt", Copy.minor)
    folder.write("note.md", Copy.minor)
    #expect(try Program.run(["sport/a.txt"], in: folder).status == 0)
    #expect(try Program.run(["sport/late/a.txt"], in: folder).status == 1)
    #expect(try Program.run(["note.md"], in: folder).status == 0)
    #expect(try Program.run(["minor.txt"], in: folder).status == 1)
    #expect(try Program.run(["major.txt"], in: folder).status == 0)
    #expect(try Program.run(["--stdin-filename", "sport/b.txt", "-"], in: folder, input: Data(Copy.minor.utf8)).status == 0)
    #expect(try Program.run(["-"], in: folder, input: Data(Copy.minor.utf8)).status == 1)
  }

  @Test func extendsBuildsOnAnother() throws {
    folder.write("base/desk.yml", "fail-on: never\nignore: [numbers]\nsections:\n  - files: \"*.txt\"\n    ignore: [calque]\n")
    folder.write("own/.wirecheck.yml", "extends: ../base/desk.yml\nfail-on: minor\n")
    folder.write("own/minor.txt", Copy.minor)
    let outcome = try Program.run(["config", "own/minor.txt"], in: folder)
    #expect(outcome.output.contains("minor  (own/.wirecheck.yml:2)"), "\(outcome.output)")
    #expect(outcome.output.contains("numbers, calque"), "\(outcome.output)")
    #expect(outcome.output.contains("configuration: base/desk.yml, own/.wirecheck.yml"), "\(outcome.output)")
    #expect(try Program.run(["own/minor.txt"], in: folder).status == 0)
  }

  @Test func rulesOneByOne() throws {
    folder.write(".wirecheck.yml", "rules:\n  quotes: off\n  quotes/misplaced-space: on\n  numbers: off\n")
    #expect(try rules(["major.txt", "minor.txt"]) == ["quotes/misplaced-space"])
    #expect(try rules(["--select", "numbers", "major.txt", "minor.txt"]) == ["numbers/scale-word-after-figure"])
    #expect(try rules(["--extend-select", "numbers", "minor.txt"]) == ["numbers/scale-word-after-figure"])
    #expect(try rules(["--ignore", "quotes", "major.txt"]).isEmpty)
    folder.write(".wirecheck.yml", "rules:\n  acronyms/never-expanded: {confidence: low, severity: critical}\n")
    let report = try JSONReport(Program.run(["-f", "json", "low.txt"], in: folder).bytes)
    #expect(report.rules == ["acronyms/never-expanded"])
    #expect(report.findings.first?["severity"] as? String == "critical")
    // Low confidence never fails a run.
    #expect(try Program.run(["low.txt"], in: folder).status == 0)
  }

  @Test func rulesHaveOptions() throws {
    let rule = "rules: {acronyms/never-expanded: {confidence: low, mentions: "
    folder.write(".wirecheck.yml", rule + "2}}\n")
    #expect(try rules(["low.txt"]) == ["acronyms/never-expanded"])
    folder.write(".wirecheck.yml", rule + "3}}\n")
    #expect(try rules(["low.txt"]).isEmpty)
    folder.write(".wirecheck.yml", rule + "99}}\n")
    let outcome = try Program.run(["low.txt"], in: folder)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(".wirecheck.yml:1:62: “mentions” must lie between 1 and 20"), "\(outcome.errors)")
    #expect(
      try Program.run(["explain", "acronyms/never-expanded"], in: folder).output.contains("mentions (1 to 20, default 2)"))
  }

  @Test func houseStyleSpeaksWhereItIsGiven() throws {
    folder.write("s.txt", "Trains from Kiev were late. The mayor called it \"a new start\" on Monday. It cost USD 5 million.\n")
    #expect(try rules(["s.txt"]).filter { $0.hasPrefix("style/") }.isEmpty)
    folder.write(".wirecheck.yml", "style:\n  preferred: {kyiv: {en: Kyiv}}\n  quotes: \"“ ”\"\n  currency: {en: \"$5\"}\n")
    #expect(
      try rules(["s.txt"]).filter { $0.hasPrefix("style/") } == [
        "style/name-form", "style/quotation-marks", "style/money-form",
      ])
    folder.write(".wirecheck.yml", "style: {profile: ap-en}\n")
    #expect(try rules(["--select", "style", "s.txt"]).count == 3)
  }

  @Test func houseStyleOfMeasures() throws {
    folder.write("m.txt", "The trail runs 5 km along the lake. Sales of maps rose by 7 per cent in May, the shop said.\n")
    #expect(try rules(["m.txt"]).isEmpty)
    folder.write(".wirecheck.yml", "style:\n  measures: {en: imperial}\n  units: {en: words}\n  percent: {en: \"%\"}\n")
    #expect(try rules(["m.txt"]) == ["style/measure-form", "style/measure-system", "style/measure-form"])
    #expect(try Program.run(["config"], in: folder).output.contains("style.measures.en"))
    folder.write(".wirecheck.yml", "style: {profile: ap-en}\n")
    #expect(try rules(["m.txt"]) == ["style/measure-form"])
  }

  @Test func theFloorOfConfidence() throws {
    #expect(try rules(["low.txt"]).isEmpty)
    folder.write(".wirecheck.yml", "confidence: low\n")
    #expect(try rules(["low.txt"]) == ["acronyms/never-expanded"])
    #expect(try rules(["--confidence", "high", "low.txt"]).isEmpty)
    folder.write(".wirecheck.yml", "all: true\n")
    #expect(try rules(["low.txt"]) == ["acronyms/never-expanded"])
  }

  @Test func configSaysWhy() throws {
    folder.write(".wirecheck.yml", "style:\n  profile: ap-en\n  preferred:\n    odesa: Odesa\nrules:\n  quotes: minor\n")
    let outcome = try Program.run(["config"], in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    for says in [
      "style.preferred.kyiv", "Kyiv  (.wirecheck.yml:2)", "Odesa  (.wirecheck.yml:4)", "rules.quotes",
      "severity minor  (.wirecheck.yml:6)",
      "configuration: .wirecheck.yml",
    ] {
      #expect(outcome.output.contains(says), "\(says): \(outcome.output)")
    }
    let json = try Program.run(["config", "-f", "json", "--fail-on", "minor", "."], in: folder)
    let list = try #require(JSONSerialization.jsonObject(with: json.bytes) as? [[String: Any]])
    #expect(list.first?["configurations"] as? [String] == [".wirecheck.yml"])
    let failOn = (list.first?["settings"] as? [[String: Any]])?.first { $0["name"] as? String == "fail-on" }
    #expect(failOn?["value"] as? String == "minor" && failOn?["from"] as? String == "command line")
  }

  @Test func configWritesWhereItIsToldTo() throws {
    let outcome = try Program.run(["config", "-f", "json", "-o", "settings.json"], in: folder)
    #expect(outcome.status == 0 && outcome.output.isEmpty)
    let bytes = FileManager.default.contents(atPath: folder.path + "/settings.json") ?? Data()
    #expect((try JSONSerialization.jsonObject(with: bytes) as? [[String: Any]])?.count == 1)
  }

  @Test func whatAddsUpNamesEachOfItsPlaces() throws {
    folder.write("base.yml", "ignore: bylines\n")
    folder.write(".wirecheck.yml", "extends: base.yml\nignore: dates\n")
    let outcome = try Program.run(["config"], in: folder)
    #expect(outcome.output.contains("bylines, dates  (base.yml:1, .wirecheck.yml:2)"), "\(outcome.output)")
  }

  @Test func aLimitOfTheRunCountsAllSections() throws {
    folder.write(".wirecheck.yml", "max-findings: 1\nsections:\n  - files: major.txt\n    fail-on: never\n")
    #expect(try Program.run(["major.txt"], in: folder).status == 0)
    #expect(try Program.run(["major.txt", "minor.txt"], in: folder).status == 1)
    #expect(try Program.run(["--max-findings", "2", "major.txt", "minor.txt"], in: folder).status == 0)
  }

  @Test func initWritesACommentedStart() throws {
    folder.write("new/x.txt", Copy.minor)
    #expect(try Program.run(["init", "new"], in: folder).status == 0)
    #expect(try Program.run(["new/x.txt"], in: folder).status == 0)
    #expect(try Program.run(["init", "new"], in: folder).status == 2)
    // Every setting of it holds once its mark is taken off.
    let text = try String(contentsOfFile: folder.path + "/new/.wirecheck.yml", encoding: .utf8)
    let keys = text.split(separator: "\n", omittingEmptySubsequences: false).filter {
      $0.hasPrefix("# ") && $0.contains(": ") || $0.hasPrefix("#   ") || $0.hasPrefix("# rules:") || $0.hasPrefix("# style:")
        || $0.hasPrefix("# sections:")
    }
    let live = keys.filter {
      !$0.hasPrefix("# Set") && !$0.hasPrefix("# Lang") && !$0.hasPrefix("# Exit") && !$0.hasPrefix("# Find")
        && !$0.hasPrefix("# Sin") && !$0.hasPrefix("# Known") && !$0.hasPrefix("# extends") && !$0.hasPrefix("# lexicons")
        && !$0.hasPrefix("# baseline")
    }
    folder.write("live/.wirecheck.yml", live.map { $0.dropFirst(2) }.joined(separator: "\n") + "\n")
    folder.write("live/x.txt", Copy.clean)
    let outcome = try Program.run(["live/x.txt"], in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)\n\(live)")
  }

  @Test func theSchemaIsThatOfTheRepository() throws {
    let outcome = try Program.run(["config", "--schema"], in: folder)
    let known = FileManager.default.contents(atPath: Package.root + "/Lexicons/configuration.schema.json")
    #expect(outcome.bytes == known, "run: wirecheck config --schema > Lexicons/configuration.schema.json")
    let schema = try #require(JSONSerialization.jsonObject(with: outcome.bytes) as? [String: Any])
    let properties = try #require(schema["properties"] as? [String: Any])
    for key in ["lang", "fail-on", "sections", "rules", "style", "baseline"] { #expect(properties[key] != nil, "\(key)") }
  }

  // MARK: files that are passed over

  @Test func ignoreFilesByGitsRules() throws {
    folder.write("r/.git/HEAD", "ref: refs/heads/main\n")
    folder.write("r/.gitignore", "build/\n*.text\n!keep.text\n/top.txt\n# note\n\\#odd.txt\n")
    folder.write("r/.wirecheckignore", "drafts/**\n!drafts/b.txt\n")
    folder.write("r/sub/.gitignore", "only-here.txt\n")
    let names = [
      "build/a.txt", "a.text", "keep.text", "top.txt", "sub/top.txt", "#odd.txt", "drafts/a.txt", "drafts/b.txt",
      "sub/only-here.txt", "only-here.txt",
    ]
    for name in names { folder.write("r/" + name, Copy.clean) }
    func paths(_ arguments: [String]) throws -> [String] {
      try JSONReport(Program.run(["-f", "json"] + arguments, in: folder).bytes).documents.map { $0["path"] as? String ?? "" }
    }
    #expect(try paths(["r"]) == ["r/drafts/b.txt", "r/keep.text", "r/only-here.txt", "r/sub/top.txt"])
    #expect(try paths(["r", "--no-ignore"]).count == names.count)
    #expect(try paths(["r/top.txt", "r/build"]) == ["r/top.txt", "r/build/a.txt"])
    #expect(try paths(["r/top.txt", "r/keep.text", "--force-exclude"]) == ["r/keep.text"])
    // Outside a repository .gitignore means nothing.
    try FileManager.default.removeItem(atPath: folder.path + "/r/.git")
    #expect(try paths(["r"]).count == names.count - 1)
  }
}
