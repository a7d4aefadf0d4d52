import Findings

extension EvaluationResult {
  /// What each rule does in stories with known artefacts: the share of its new findings that lie on the artefact.
  func goldRulesTable() -> EvaluationTable {
    var table = EvaluationTable(["rule", "new findings", "on the artefact", "precision", "on controls", "classes"])
    for (rule, result) in rules.sorted(by: { ($1.value.findings.total, $0.key) < ($0.value.findings.total, $1.key) }) {
      let classes = result.classes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      table.rows.append([
        rule, "\(result.findings.total)", "\(result.findings.hits)", Figures.share(result.findings.share),
        Figures.count(result.onControls), classes.map { "\($0.key) \($0.value)" }.joined(separator: ", "),
      ])
    }
    return table
  }

  /// Lexicon entries with findings in running text: which earn a higher confidence, which a lower one.
  func entriesTable() -> EvaluationTable {
    var table = EvaluationTable([
      "rule and entry", "clean", "machine", "human", "hidden clean", "hidden machine", "hidden human", "real/read",
    ])
    for (entry, count) in entries.sorted(by: { $0.key < $1.key }) {
      let read = [count.clean, count.machine].flatMap { [$0.high.read, $0.medium.read, $0.low.read] }.reduce(Tally(), +)
      table.rows.append(
        [entry] + [count.clean.shown, count.machine.shown, count.human.shown].map(Figures.count)
          + [count.clean.low.all, count.machine.low.all, count.human.low.all].map(Figures.count) + [Figures.fraction(read)])
    }
    return table
  }

  func annotatedTable() -> EvaluationTable {
    var table = EvaluationTable([
      "set", "texts", "words", "findings", "on a marked error", "share", "in the corrected text",
    ])
    for (name, rates) in annotated.sorted(by: { $0.key < $1.key }) {
      table.rows.append([
        name, "\(rates.stories)", Figures.decimal(rates.words, 0), "\(rates.findings.total)", "\(rates.findings.hits)",
        Figures.share(rates.findings.share), "\(rates.inCorrected)",
      ])
    }
    return table
  }

  /// Kinds of marked errors and how many a finding touches; kinds of which none is found stand at the end in one row.
  func annotatedCategoriesTable() -> EvaluationTable {
    var sum: [String: Tally] = [:]
    for rates in annotated.values {
      for (category, tally) in rates.categories { sum[category] = (sum[category] ?? Tally()) + tally }
    }
    var table = EvaluationTable(["marked error", "touched", "share"])
    let rows = sum.sorted { ($1.value.hits, $0.key) < ($0.value.hits, $1.key) }
    for (category, tally) in rows where tally.hits > 0 {
      table.rows.append([category, Figures.fraction(tally), Figures.share(tally.share)])
    }
    let untouched = rows.filter { $0.value.hits == 0 }
    if !untouched.isEmpty {
      let total = untouched.reduce(Tally()) { $0 + $1.value }
      table.rows.append(["\(untouched.count) other kinds", Figures.fraction(total), Figures.share(total.share)])
    }
    return table
  }

  func corporaTable() -> EvaluationTable {
    var table = EvaluationTable(["data", "kind", "records"])
    for corpus in corpora { table.rows.append([corpus.name, corpus.kind.title, "\(corpus.records)"]) }
    for skipped in skipped { table.rows.append([skipped.name, "skipped: \(skipped.reason)", ""]) }
    return table
  }

  /// False alarms per 1,000 clean words by rule and language, for rules that have any.
  func cleanMatrix() -> EvaluationTable {
    let languages = clean.keys.sorted()
    var table = EvaluationTable(["rule"] + languages)
    for rule in Set(clean.values.flatMap(\.rules.keys)).sorted() {
      let cells = languages.map { language in
        let rates = clean[language]!
        let alarms = rates.rules[rule]?.alarms ?? 0
        return alarms == 0 ? "" : Figures.decimal(rates.perThousand(alarms), 2)
      }
      if cells.contains(where: { !$0.isEmpty }) { table.rows.append([rule] + cells) }
    }
    return table
  }
}

extension EvaluationResult.Corpus.Kind {
  var title: String {
    switch self {
    case .clean: "clean stories"
    case .injected: "stories with a known artefact, and controls"
    case .machine: "machine translations with human references"
    case .annotated: "translations with marked errors"
    }
  }
}
