import Findings
import Lexicons
import Linting
import Rules
import Stories
import TestKit
import Testing

/// Which rules run, and what is said of those that did not.
@Suite struct SelectionTests {
  @Test(arguments: [
    ("quotes", "quotes/misplaced-space", true), ("quotes", "quotes-more/x", false),
    ("quotes/*", "quotes/misplaced-space", true),
    ("quotes/misplaced-space", "quotes/misplaced-space", true), ("quotes/misplaced", "quotes/misplaced-space", false),
    ("*/misplaced-*", "quotes/misplaced-space", true), ("quotes/m?s*", "quotes/misplaced-space", true), ("*", "a/b", true),
    ("?/b", "a/b", true), ("?/b", "aa/b", false), ("", "a/b", false), ("a/**b", "a/xb", true), ("Quotes", "quotes/x", false),
  ])
  func globs(_ sample: (pattern: String, id: String, matches: Bool)) {
    #expect(RuleSelection.matches(sample.pattern, sample.id) == sample.matches)
  }

  @Test func selectExtendAndIgnore() {
    var selection = RuleSelection()
    #expect(selection.contains("quotes/stray-space") && selection.problems().isEmpty)
    selection.ignore = ["quotes"]
    #expect(!selection.contains("quotes/stray-space") && selection.contains("calque/phrase"))
    selection.ignore = []
    selection.select = ["calque"]
    #expect(!selection.contains("quotes/stray-space") && selection.contains("calque/phrase"))
    selection.extend = ["quotes/stray-space"]
    #expect(selection.contains("quotes/stray-space") && !selection.contains("quotes/missing-space"))
    selection.ignore = ["*/stray-*"]
    #expect(!selection.contains("quotes/stray-space"))
  }

  @Test func unknownPatternsNameTheNearest() {
    var selection = RuleSelection()
    selection.select = ["quote"]
    selection.ignore = ["quotes/mising-space", "zzzzzzzz"]
    let problems = selection.problems().map(\.message)
    #expect(problems.count == 3)
    #expect(problems.first == "no rule is called “quote”; did you mean “quotes”?")
    #expect(problems.dropFirst().first == "no rule is called “quotes/mising-space”; did you mean “quotes/missing-space”?")
    #expect(problems.last == "no rule is called “zzzzzzzz”; see `wirecheck rules`")
  }

  @Test func ignoredRulesAreSilent() throws {
    let text = "She said “yes, ”and left. About 175 thousand people marched."
    #expect(
      Set(try check(text, language: "en").map(\.rule)).isSuperset(of: [
        "quotes/misplaced-space", "numbers/scale-word-after-figure",
      ]))
    #expect(try check(text, language: "en", rules: ["numbers"]).map(\.rule) == ["numbers/scale-word-after-figure"])
  }

  @Test func lowConfidenceIsHiddenUnlessAskedFor() throws {
    let text = "The KZRT raised its fees on Monday. Customers of the KZRT complained."
    #expect(try check(text, language: "en").map(\.rule) == ["acronyms/never-expanded"])
    #expect(try check(text, language: "en", showsLow: false).isEmpty)
  }

  @Test func timingsAreMeasuredWhenAsked() throws {
    var options = LintOptions()
    options.languages.language = "en"
    options.measuresTime = true
    let linter = Linter(options, Shared.store)
    let text = Array("She said “yes, ”and left.".utf8)
    _ = try linter.check(text, path: "a")
    _ = try linter.check(text, path: "a")
    #expect(linter.timings.bytes == 2 * text.count && linter.timings.analysis > .zero)
    #expect(linter.timings.rules.map(\.id) == allRules.map(\.card.id))
    var sum = linter.timings
    sum.add(linter.timings)
    #expect(sum.bytes == 4 * text.count && sum.analysis == linter.timings.analysis * 2)
    let plain = Linter(LintOptions(), Shared.store)
    _ = try plain.check(text, path: "a")
    #expect(plain.timings.analysis == .zero)
  }

  // MARK: what a report says

  @Test func reportsCountAndScore() throws {
    let text = "She said “yes, ”and left. About 175 thousand people marched."
    let result = try report(Array(text.utf8), language: "en", showsLow: false)
    #expect(result.status == .checked && result.format == "text" && result.words == 10 && result.sentences == 2)
    #expect(result.languageFrom == "option" && result.language == "en")
    let points = result.findings.reduce(0) { $0 + $1.severity.penaltyPoints }
    #expect(result.score.penaltyPoints == points && result.score.perThousandWords == Double(points) * 100)
  }

  @Test func entitiesAreListedOnceEach() throws {
    let result = try report(Array("Russia and China met. Russian envoys left China; the US stayed.".utf8), language: "en")
    let names = result.entities.map(\.name)
    #expect(names.starts(with: ["Russia", "China"]) && Set(names).count == names.count, "\(names)")
    #expect(result.entities.first { $0.name == "China" }?.mentions.map(\.text) == ["China", "China"])
  }

  @Test func whatWasNotCheckedIsSaid() throws {
    let ground = try report(Array("Погода весь день была спокойной.".utf8), language: "ru").notChecked
    #expect(ground.contains { $0.family == "grammar" && $0.reason.contains("relational-adjectives") })
    let none = try report(Array("Погода.".utf8), language: "eu").notChecked
    #expect(Set(none.map(\.family)).isSuperset(of: ["language", "calque", "entities", "bylines", "grammar"]))
    let pack = try report(Array("The weather.".utf8), language: "en", sourceLanguage: "fi").notChecked
    #expect(pack.contains { $0.reason == "no pack from fi into en" })
  }

  /// English bends no scale word, sets commas on either side of a mark and has readers of miles and of kilometres.
  @Test func whatDoesNotApplyIsNotSaidToBeMissing() throws {
    let english = try report(Array("The weather.".utf8), language: "en").notChecked.map(\.reason)
    for data in ["scale-singular", "quotes.comma", "measures", "relative-male"] {
      #expect(!english.contains { $0.contains(data) }, "\(english)")
    }
    let spanish = try report(Array("El tiempo.".utf8), language: "es").notChecked.map(\.reason)
    #expect(spanish.contains { $0.contains("relational-adjectives") } && !spanish.contains { $0.contains("figures-for") })
    // Nothing is known of a language without a lexicon: all of it may apply.
    let none = try report(Array("Eguraldia.".utf8), language: "eu").notChecked.map(\.reason)
    #expect(none.contains { $0.contains("scale-singular") && $0.contains("numbers.figures-for") }, "\(none)")
  }
}
