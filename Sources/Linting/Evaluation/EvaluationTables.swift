import Findings

/// The tables of a result.
extension EvaluationResult {
  private func languages(isControl: Bool, isBilingual: Bool?) -> [String] {
    Set(
      classes.values.filter { $0.isControl == isControl && (isBilingual == nil || $0.isBilingual == isBilingual) }
        .flatMap(\.byLanguage.keys)
    ).sorted()
  }

  private func named(isControl: Bool, isBilingual: Bool?) -> [(key: String, value: ClassResult)] {
    classes.filter { $0.value.isControl == isControl && (isBilingual == nil || $0.value.isBilingual == isBilingual) }
      .sorted { $0.key < $1.key }
  }

  /// Recall by class and language.
  func recallTable(isBilingual: Bool) -> EvaluationTable {
    let languages = languages(isControl: false, isBilingual: isBilingual)
    var table = EvaluationTable(["class", "found", "recall", "high alone", "precision", "F1"] + languages)
    let named = named(isControl: false, isBilingual: isBilingual)
    for (name, result) in named {
      table.rows.append(
        [
          name, Figures.fraction(result.all), Figures.share(result.recall), Figures.share(result.high.share),
          Figures.share(result.precision), Figures.share(result.f1),
        ] + languages.map { Figures.fraction(result.byLanguage[$0] ?? Tally()) })
    }
    let all = named.map(\.value.all).reduce(Tally(), +)
    let high = named.map(\.value.high).reduce(Tally(), +)
    let findings = named.map(\.value.findings).reduce(Tally(), +)
    let sums = languages.map { language in named.map { $0.value.byLanguage[language] ?? Tally() }.reduce(Tally(), +) }
    table.rows.append(
      ["all", Figures.fraction(all), Figures.share(all.share), Figures.share(high.share), Figures.share(findings.share), "–"]
        + sums.map { Figures.share($0.share) })
    return table
  }

  /// Which rules find each class.
  func findersTable() -> EvaluationTable {
    var table = EvaluationTable(["class", "found by"])
    for (name, result) in named(isControl: false, isBilingual: nil) {
      let finders = result.rules.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      table.rows.append([name, finders.isEmpty ? "nothing" : finders.map { "\($0.key) \($0.value)" }.joined(separator: ", ")])
    }
    return table
  }

  func controlsTable() -> EvaluationTable {
    let languages = languages(isControl: true, isBilingual: nil)
    var table = EvaluationTable(["control", "silent", "share"] + languages)
    for (name, result) in named(isControl: true, isBilingual: nil) {
      table.rows.append(
        [name, Figures.fraction(result.all), Figures.share(result.all.share)]
          + languages.map { Figures.fraction(result.byLanguage[$0] ?? Tally()) })
    }
    table.rows.append(["all", Figures.fraction(silence), Figures.share(silence.share)] + languages.map { _ in "" })
    return table
  }

  /// False alarms on clean copy by language.
  func cleanTable() -> EvaluationTable {
    var table = EvaluationTable([
      "language", "stories", "words", "language told", "alarms", "per 1,000", "high", "per 1,000", "real", "hidden (low)",
    ])
    let rows = clean.sorted { $0.key < $1.key } + (clean.count > 1 ? [("all", cleanAll)] : [])
    for (language, rates) in rows {
      let all = rates.all
      table.rows.append([
        language, "\(rates.stories)", Figures.decimal(rates.words, 0), Figures.fraction(rates.language), "\(all.alarms)",
        Figures.rate(all.alarms, rates), "\(all.high.alarms)", Figures.rate(all.high.alarms, rates),
        Figures.count(all.high.real + all.medium.real), Figures.count(all.low.all),
      ])
    }
    return table
  }

  /// False alarms on clean copy by rule, worst first.
  func cleanRulesTable() -> EvaluationTable {
    let sum = cleanAll
    var table = EvaluationTable(["rule", "alarms", "per 1,000", "high", "real", "hidden (low)", "languages"])
    let rows = sum.rules.sorted { ($1.value.alarms, $0.key) < ($0.value.alarms, $1.key) }
    for (rule, count) in rows {
      let languages = clean.compactMap { language, rates in
        rates.rules[rule].flatMap { $0.alarms > 0 ? (language, $0.alarms) : nil }
      }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
      table.rows.append([
        rule, "\(count.alarms)", Figures.rate(count.alarms, sum), Figures.count(count.high.alarms),
        Figures.count(count.high.real + count.medium.real), Figures.count(count.low.all),
        languages.map { "\($0.0) \($0.1)" }.joined(separator: ", "),
      ])
    }
    return table
  }

  /// Findings in machine translations beside those in human ones, by pair.
  func machineTable() -> EvaluationTable {
    var table = EvaluationTable([
      "pair", "stories", "words", "machine per 1,000", "human per 1,000", "high machine", "high human", "ratio",
    ])
    let rows = machine.sorted { $0.key < $1.key }
    for (pair, rates) in rows + (rows.count > 1 ? [("all", EvaluationResult.sum(machine.values))] : []) {
      let human = pair == "all" ? EvaluationResult.sum(references.values) : references[pair] ?? TextRates()
      table.rows.append([
        pair, "\(rates.stories)", Figures.decimal(rates.words, 0), Figures.rate(rates.all.shown, rates),
        Figures.rate(human.all.shown, human), Figures.rate(rates.all.high.all, rates), Figures.rate(human.all.high.all, human),
        EvaluationResult.ratio(rates, human, rates.all.shown, human.all.shown),
      ])
    }
    return table
  }

  /// How many times as often machines are reported as people. A rule near 1 marks style, not artefacts.
  static func ratio(_ machine: TextRates, _ human: TextRates, _ inMachine: Int, _ inHuman: Int) -> String {
    guard inHuman > 0, machine.words > 0 else { return "–" }
    return Figures.decimal(machine.perThousand(inMachine) / human.perThousand(inHuman), 1)
  }

  /// The same by rule, with what readers said of the findings in machine translations.
  func machineRulesTable() -> EvaluationTable {
    let target = EvaluationResult.sum(machine.values)
    let human = EvaluationResult.sum(references.values)
    var table = EvaluationTable([
      "rule", "machine", "per 1,000", "human", "per 1,000", "ratio", "high: real/read", "medium: real/read", "hidden (low)",
      "pairs",
    ])
    let ids = Set(target.rules.keys).union(human.rules.keys)
    let none = RuleCount()
    for rule in ids.sorted(by: { (target.rules[$1]?.shown ?? 0, $0) < (target.rules[$0]?.shown ?? 0, $1) }) {
      let (a, b) = (target.rules[rule] ?? none, human.rules[rule] ?? none)
      let pairs = machine.compactMap { pair, rates in (rates.rules[rule]?.shown).flatMap { $0 > 0 ? (pair, $0) : nil } }
        .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
      table.rows.append([
        rule, "\(a.shown)", Figures.rate(a.shown, target), "\(b.shown)", Figures.rate(b.shown, human),
        EvaluationResult.ratio(target, human, a.shown, b.shown), Figures.fraction(a.high.read),
        Figures.fraction(a.medium.read), Figures.count(a.low.all), pairs.map { "\($0.0) \($0.1)" }.joined(separator: ", "),
      ])
    }
    return table
  }
}
