import Findings
import Lexicons
import TestKit
import Testing

/// Mistakes in lexicons: all of them at once, each with its place and a way out.
@Suite struct SchemaTests {
  private static let entry = """
    from: ru
    language: en
    entries:
      - id: one
        rule: calque/phrase
        match: ["logical step"]
        confidence: high
        needs: nothing
        severity: minor
        advice: "Say it."
        why: "A test."
        bad: ["A [[logical step]]."]
        good: ["A step."]

    """

  private func problems(_ files: [String: String]) -> [String] {
    let lexicon = SmallLexicon("schema")
    for (path, text) in files { lexicon.folder.write(path, text) }
    do throws(SetupProblems) {
      let store = try lexicon.open()
      return try store.problems(of: "en").map { shorten($0, lexicon) }
    } catch {
      return error.problems.map { shorten($0, lexicon) }
    }
  }

  private func shorten(_ problem: SetupProblem, _ lexicon: SmallLexicon) -> String {
    problem.description.replacing(lexicon.folder.path + "/", with: "")
  }

  private func pack(_ change: (String) -> String) -> [String] {
    problems(["pairs/p.yaml": change(SmallLexicon.head("phrases") + Self.entry)])
  }

  @Test func theSmallLexiconIsGood() { #expect(problems([:]) == [] && pack { $0 } == []) }

  private static let mistakes: [(change: (old: String, new: String), says: String)] = [
    (("why: \"A test.\"", "why: \"A test.\"\n    nte: x"), "pairs/p.yaml:17:5: unknown key “nte”; did you mean “note”?"),
    (
      ("severity: minor", "severity: loud"),
      "pairs/p.yaml:14:15: “severity” is “loud”, but must be one of neutral, minor, major, critical"
    ),
    (
      ("confidence: high", "confidence: sure"),
      "pairs/p.yaml:12:17: “confidence” is “sure”, but must be one of low, medium, high"
    ),
    (("needs: nothing", "needs: luck"), "pairs/p.yaml:13:12: “needs” is “luck”, but must be one of nothing, evidence, source"),
    (
      ("A [[logical step]].", "A logical step."),
      "pairs/p.yaml:17:10: “A logical step.” marks nothing; put [[ ]] around what is to be reported"
    ),
    (("good: [\"A step.\"]", "good: []"), "pairs/p.yaml:18:11: give at least one near miss that must not be reported"),
    (("format: 1", "format: 2"), "pairs/p.yaml:2:9: format 2 is not known to this version, which reads format 1"),
    (
      ("lexicon: phrases", "lexicon: phrase"),
      "pairs/p.yaml:1:10: there is no kind of lexicon “phrase”; use one of language, words, phrases, entities, "
        + "entity-forms, personas, units, credits"
    ),
    (("owner: test\n", ""), "pairs/p.yaml:1:1: the file lacks “owner”; add it"),
    (
      ("logical step\"]", "<NUM> <W>\"]"),
      "pairs/p.yaml:11:13: the pattern “<NUM> <W>” has no word that must be there; name at least one"
    ),
    (
      ("logical step\"]", "a <NUMBER>\"]"),
      "pairs/p.yaml:11:13: there is no class “<NUMBER>”; use <NUM> <YEAR> <ORD> <DAY> <MON> <CAP> <NAME> <CUR> <W>"
    ),
    (("logical step\"]", "a ..99 b\"]"), "pairs/p.yaml:11:13: “..99” is no gap; write ..1 to ..30"),
    (("logical step\"]", "lo*\"]"), "pairs/p.yaml:11:13: “lo*” would match too much; give at least three letters before the *"),
    (("logical step\"]", "a||b\"]"), "pairs/p.yaml:11:13: “a||b” has an empty alternative; remove the | too many"),
    (
      ("advice: \"Say it.\"", "advice: \"\(String(repeating: "x", count: 141))\""),
      "pairs/p.yaml:15:13: the advice has 141 characters; keep it under 140"
    ),
    (
      ("A [[logical step]].", "A [[logical\\u200B step]]."),
      "pairs/p.yaml:17:11: each of “bad” holds the invisible character U+200B; remove it"
    ),
    (("logical step\"]", "cafe\\u0301\"]"), "pairs/p.yaml:11:13: each of “match” is not in Unicode normal form C; retype it"),
  ]

  @Test(arguments: mistakes.map(\.says))
  func mistakeIsNamed(_ says: String) throws {
    let mistake = try #require(Self.mistakes.first { $0.says == says })
    let found = pack { $0.replacing(mistake.change.old, with: mistake.change.new) }
    #expect(found == [says])
  }

  @Test func everyMistakeIsReportedAtOnce() {
    let found = pack {
      $0.replacing("severity: minor", with: "severity: loud").replacing("needs: nothing", with: "needs: luck").replacing(
        "why:", with: "wy:")
    }
    #expect(found.count == 4, "\(found)")
  }

  @Test func aBrokenFileHidesNoOther() {
    let found = problems([
      "pairs/a.yaml": "a: [",
      "pairs/b.yaml": SmallLexicon.head("phrases") + Self.entry.replacing("severity: minor", with: "severity: loud"),
    ])
    #expect(found.count == 2 && found[0].hasPrefix("pairs/a.yaml:") && found[1].hasPrefix("pairs/b.yaml:"), "\(found)")
  }

  @Test func twinsAreNamed() {
    let text = SmallLexicon.head("phrases") + Self.entry
    let found = problems(["pairs/a.yaml": text, "pairs/b.yaml": text])
    #expect(found.count == 1 && found[0].contains("the entry “ru-en#one” stands twice, first at"), "\(found)")
    #expect(found.first?.hasPrefix("pairs/b.yaml:9:5:") == true)
    let language = problems(["other/language.yaml": SmallLexicon.language])
    #expect(language.count == 1 && language[0].contains("“en” is described twice"), "\(language)")
  }

  private static let body =
    SmallLexicon.head("entities") + """
      entries:
        - id: bank
          kind: organisation
          forms:
            de: {full: [Seebank]}

      """

  @Test func formsOfOneLanguageNameTheirEntity() {
    let forms = SmallLexicon.head("entity-forms") + "language: en\nentries:\n"
    func found(_ entry: String) -> [String] {
      problems(["und/entities/bodies.yaml": Self.body, "en/entities.yaml": forms + entry])
    }
    #expect(found("  - {id: bank, full: [Bank of the Sea]}\n") == [])
    #expect(
      found("  - {id: bnak, full: [Bank of the Sea]}\n") == [
        "en/entities.yaml:8:5: there is no entity “bnak”; list it under und/entities first"
      ])
    let unknown = found("  - {id: bank, ful: [Bank of the Sea]}\n")
    #expect(unknown.count == 1 && unknown[0].hasPrefix("en/entities.yaml:8:"), "\(unknown)")
  }

  private static let words = SmallLexicon.head("words") + "language: en\nclasses:\n"

  @Test func wordClassesAreKnown() {
    #expect(problems(["en/words.yaml": Self.words + "  - {id: kin, words: [aunt]}\n"]) == [])
    #expect(
      problems(["en/words.yaml": Self.words + "  - {id: kinn, words: [aunt]}\n"]) == [
        "en/words.yaml:8:10: there is no word class “kinn”; did you mean “kin”?"
      ])
    let twice = problems(["en/words.yaml": Self.words + "  - {id: kin, words: [aunt]}\n  - {id: kin, words: [uncle]}\n"])
    #expect(twice == ["en/words.yaml:9:10: the class “kin” stands twice; keep one"])
    let uneven = problems([
      "en/words.yaml": Self.words + "  - {id: role-male, words: [waiter, monk]}\n  - {id: role-female, words: [waitress]}\n"
    ])
    #expect(uneven.count == 1 && uneven[0].contains("“role-male” has 2 words and “role-female” 1"), "\(uneven)")
  }

  @Test func habitsAreKnown() throws {
    let line = SmallLexicon.language.count { $0 == "\n" } + 1
    func found(_ addition: String) -> [String] { problems(["en/language.yaml": SmallLexicon.language + addition]) }
    #expect(found("habits: [capital-nouns, verb-last]\nmarks: arabic\nneeds-no: [scale-singular]\n") == [])
    let habit = found("habits: [capital-noun]\n")
    #expect(habit.count == 1, "\(habit)")
    #expect(habit[0].hasPrefix("en/language.yaml:\(line):10: a habit is “capital-noun”, but must be one of"), "\(habit)")
    let need = found("needs-no: [scale-singulars]\n")
    #expect(need.count == 1 && need[0].hasPrefix("en/language.yaml:\(line):12: no rule asks for “scale-singulars”"), "\(need)")
    let date = found("named-dates: [25/4]\n")
    #expect(date == ["en/language.yaml:\(line):15: a date is written as day and month, 25-4"])
    // One bit each.
    #expect(Habit.allCases.count <= 64)
    #expect(WordClass.allCases.count <= 192)
    let german = try Shared.store.language("de").habits
    #expect(german.contains(.capitalNouns) && german.contains(.compounds) && !german.contains(.titleCase))
    // Of a language without a lexicon the program knows what CLDR does not say.
    #expect(try Shared.store.language("fi").habits.contains(.suffixColon))
  }

  @Test func tablesAreChecked() {
    let header = "name\tgender\torigins\tsources\n"
    #expect(problems(["und/given-names.tsv": "# note\n" + header + "Anna\tfemale\tde,en\tx\n"]) == [])
    #expect(
      problems(["und/given-names.tsv": header + "Anna\twoman\tde\tx\nPeter\tmale\n"]) == [
        "und/given-names.tsv:2:1: the gender is male, female or either, not “woman”",
        "und/given-names.tsv:3:1: a row has four cells parted by tabs, this one has 2",
      ])
    #expect(problems(["und/given-names.tsv": "name\tsex\n"]).first?.contains("header row") == true)
    #expect(problems(["und/towns.tsv": "a\tb\n"]).first?.contains("no part of the program reads this table") == true)
  }

  @Test func aMissingFolderIsNamed() {
    #expect(throws: SetupProblems.self) { try LexiconStore(roots: ["/no/such/folder"], cache: nil) }
  }

  /// Persian spelling needs the zero-width non-joiner; elsewhere it is hidden dirt.
  @Test func joinersBelongToPersian() {
    #expect(problems(["en/words.yaml": Self.words + "  - {id: kin, words: [\"می\\u200Cخواهد\"]}\n"]) == [])
    #expect(problems(["en/words.yaml": Self.words + "  - {id: kin, words: [\"au\\u200Cnt\"]}\n"]).count == 1)
  }

  @Test func everyShippedLexiconLoads() throws {
    let store = Shared.store
    #expect(store.index.tags.count >= 25)
    for tag in store.index.tags + ["und", "et"] {
      let problems = try store.problems(of: tag)
      #expect(problems.map(\.description) == [], "\(tag)")
    }
    #expect(!store.names.isEmpty)
    #expect(store.index.digest.hasPrefix("sha256:") && store.index.digest.count == 71)
  }

  @Test func everyShippedEntryHasItsTexts() throws {
    for entry in try Shared.store.allSources().phrases {
      #expect(
        !entry.id.isEmpty && !entry.advice.isEmpty && !entry.why.isEmpty && !entry.bad.isEmpty && !entry.good.isEmpty,
        "\(entry.pack)#\(entry.id)")
    }
  }
}
