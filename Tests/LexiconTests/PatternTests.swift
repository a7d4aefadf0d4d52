import Findings
import Lexicons
import TestKit
import Testing

/// The pattern language, operator by operator: what a pattern reports in a text.
@Suite struct PatternTests {
  private static let samples: [(pattern: String, text: String, found: [String])] = [
    // words
    ("logical step", "A Logical STEP, a logical steps.", ["Logical STEP"]),
    ("step", "Step by footstep, step-by-step.", ["Step", "step", "step"]),
    ("logical step", "logical, step logical\nstep", []),
    ("caf\u{E9}", "A cafe\u{301} and a CAFÉ and a cafe.", ["cafe\u{301}", "CAFÉ"]),
    ("don't", "They don’t and don't.", ["don’t", "don't"]),
    ("step", "The step's end.", ["step's"]),
    // alternatives, several words, options
    ("big|small step", "A big step, small step, huge step.", ["big step", "small step"]),
    ("has_been|was told", "He has been told, she was told, they been told.", ["has been told", "was told"]),
    ("big very? step", "A big step, a big very step, a big very very step.", ["big step", "big very step"]),
    ("say big|small? step", "say step, say big step", ["say step", "say big step"]),
    // lemmas
    (
      "~say step", "He says step, said step, saying step, say step, sayed step.",
      ["says step", "said step", "saying step", "say step"]
    ),
    ("~report", "reports reported reporting report reporter", ["reports", "reported", "reporting", "report"]),
    ("~try", "tries tried trying try tryed", ["tries", "tried", "trying", "try"]),
    ("~make", "makes maked making make", ["makes", "maked", "making", "make"]),
    ("~push", "pushes pushed pushing push pushs", ["pushes", "pushed", "pushing", "push"]),
    // beginnings
    ("step*", "Stepping steps step ste.", ["Stepping", "steps", "step"]),
    ("big step*", "big stepping, big ste", ["big stepping"]),
    // gaps
    (
      "say ..2 step", "say step; say a step; say a big step; say a very big step", ["say step", "say a step", "say a big step"]
    ),
    ("say ..3 step", "Say it. A step.", []),
    ("say ..3 step", "Say, “it”, a step.", ["Say, “it”, a step"]),
    // classes
    ("step <NUM>", "step 5, step 1,500, step five", ["step 5", "step 1,500"]),
    ("in <YEAR>", "in 2014, in 1899, in 1799, in 500", ["in 2014", "in 1899"]),
    ("the <ORD> step", "the 3rd step, the 3 step", ["the 3rd step"]),
    ("on <DAY>", "on Monday, on sunday, on May", ["on Monday", "on sunday"]),
    ("in <MON>", "in May, in december, in Monday", ["in May", "in december"]),
    ("mayor <CAP>", "mayor Holt, mayor of, mayor NATO", ["mayor Holt", "mayor NATO"]),
    (
      "mayor <NAME> said", "mayor Anna Maria Holt said, mayor Holt said, mayor she said",
      ["mayor Anna Maria Holt said", "mayor Holt said"]
    ),
    ("mayor <NAME>", "mayor Anna Holt-Reed left", ["mayor Anna Holt-Reed"]),
    ("big <W> step", "big red step, big 5 step, big, step", ["big red step", "big 5 step"]),
    ("<DAY>", "Monday and sunday", ["Monday", "sunday"]),
    // edges
    ("^ step", "Step one. A step. “Step two.” Then, step.", ["Step", "Step"]),
    ("step $", "A step. A step on. A step", ["step", "step"]),
    ("step $", "“A step.” “A step”", ["step", "step"]),
    // exclusions
    ("step !by", "step by, step on, step.", ["step", "step"]),
    ("!<big step", "big step, small step", ["step"]),
    ("big !red <W> step", "big red step, big blue step", ["big blue step"]),
    // exact letters
    ("=RF", "RF, rf, Rf", ["RF"]),
    ("the =Step", "the Step, the step", ["the Step"]),
    // marks
    ("so ,", "so, and so and So,", ["so,", "So,"]),
    ("step - step", "step - step, step–step, step — step", ["step - step", "step–step", "step — step"]),
    ("say \" step", "say “step, say \"step, say ‘step", ["say “step", "say \"step"]),
    ("step ( <NUM> )", "step (5) and step 5", ["step (5)"]),
    ("step ? step", "step? step", ["step? step"]),
    ("step : <W>", "step: one", ["step: one"]),
  ]

  @Test(arguments: samples.map { "\($0.pattern) ⟶ \($0.text)" })
  func matches(_ name: String) throws {
    let sample = try #require(Self.samples.first { "\($0.pattern) ⟶ \($0.text)" == name })
    let lexicon = SmallLexicon("pattern")
    lexicon.add(match: [sample.pattern], stance: "anywhere")
    let findings = try report(Array(sample.text.utf8), language: "en", rules: ["calque/phrase"], store: lexicon.open()).findings
    #expect(findings.map(\.text) == sample.found)
  }

  private func found(
    _ text: String, in lexicon: SmallLexicon, from source: String? = nil, showsLow: Bool = true
  ) throws -> [Finding] {
    try report(
      Array(text.utf8), language: "en", sourceLanguage: source, rules: ["calque/phrase"], showsLow: showsLow,
      store: lexicon.open()
    ).findings
  }

  @Test func unlessSilencesTheSentence() throws {
    let lexicon = SmallLexicon("unless")
    lexicon.add(match: ["step"], unless: ["big ..2 dance", "ladder"])
    #expect(
      try found("A step. A big old dance step. A ladder with a step. A step again.", in: lexicon).map(\.span.bytes.start) == [
        2, 54,
      ])
  }

  @Test func theLongerMatchOfAnEntryWins() throws {
    let lexicon = SmallLexicon("longest")
    lexicon.add(match: ["step", "big step", "big step forward"])
    #expect(try found("One big step forward and a step.", in: lexicon).map(\.text) == ["big step forward", "step"])
  }

  @Test func stanceSaysWhere() throws {
    let text = "A step. “A step,” she said."
    for (stance, starts) in [("outside", [2]), ("inside", [13]), ("anywhere", [2, 13])] {
      let lexicon = SmallLexicon("stance")
      lexicon.add(match: ["step"], stance: stance)
      #expect(try found(text, in: lexicon).map(\.span.bytes.start) == starts, "\(stance)")
    }
  }

  @Test func evidenceRaisesConfidence() throws {
    let needy = SmallLexicon("needs")
    needy.add(match: ["step"], from: "ru", needs: "evidence")
    #expect(try found("A step.", in: needy).map(\.confidence) == [.low])
    #expect(try found("A step.", in: needy, showsLow: false).isEmpty)
    #expect(try found("A step.", in: needy, from: "ru").map(\.confidence) == [.high])
    #expect(try found("A step.", in: needy, from: "pl").map(\.confidence) == [.low])
    let free = SmallLexicon("needs-nothing")
    free.add(match: ["step"], from: "ru")
    #expect(try found("A step.", in: free).map(\.confidence) == [.high])
    // Known to come from elsewhere: then it is more likely the writer’s own.
    #expect(try found("A step.", in: free, from: "pl").map(\.confidence) == [.medium])
    let sided = SmallLexicon("needs-source")
    sided.add(match: ["step"], from: "ru", needs: "source")
    #expect(try found("A step.", in: sided, from: "ru").map(\.confidence) == [.low])
  }

  @Test func aFindingNamesItsEntry() throws {
    let lexicon = SmallLexicon("entry")
    lexicon.add(entry: "one-step", match: ["step"], from: "ru")
    let finding = try #require(try found("A step.", in: lexicon).first)
    #expect(finding.entry == "ru-en#one-step" && finding.advice == "Say it otherwise." && finding.severity == .minor)
  }

  /// Patterns that begin alike and repeat themselves end in time.
  @Test func manyWaysEndInTime() throws {
    let lexicon = SmallLexicon("many")
    lexicon.add(match: ["a ..30 a ..30 a ..30 b"])
    let text = String(repeating: "a ", count: 90) + "."
    #expect(try found(text, in: lexicon).isEmpty)
  }
}
