import Findings
import RuleKit
import Rules

/// `Reports/accuracy.md`: what was measured, on which data, and what follows for the confidence of each rule.
public struct AccuracyReport: Sendable {
  private let result: EvaluationResult
  private let cards: [RuleCard]
  private let budgets: Budgets?

  /// What the figures are held to.
  private static let goals = """
    Goals: at most 0.3 false alarms per 1,000 clean words in the default view and 0.05 with high confidence alone; recall \
    of 0.90 in every class and 0.95 over all; 0.98 of the controls silent; of the findings in real machine translations \
    19 in 20 with high and 4 in 5 with medium confidence are things an editor would change.
    """

  public init(_ result: EvaluationResult, cards: [RuleCard] = allRules.map(\.card), budgets: Budgets? = nil) {
    self.result = result
    self.cards = cards
    self.budgets = budgets
  }

  public func render() -> [UInt8] {
    var text = "# Accuracy\n\n"
    text += "Made by `make accuracy`; do not edit. Lexicons \(result.lexiconDigest). The language of a story is never told "
    text += "to the checker. Findings of the default view (high and medium confidence) are counted unless a table says "
    text += "otherwise.\n\n" + AccuracyReport.goals + "\n\n"
    text += data() + summary()
    for section in result.goldSections() + result.cleanSections() + result.machineSections() + result.annotatedSections() {
      text += section.markdown(level: 2) + "\n"
      if section.title == "False alarms on clean stories by rule" { text += matrix() }
    }
    if !result.clean.isEmpty || !result.machine.isEmpty {
      text += "## Confidence of each rule\n\n" + confidenceNote + confidence().markdown() + "\n"
    }
    if let budgets { text += budgetSection(budgets) }
    return Array(text.utf8)
  }

  /// Which data there was, and how to point at what was missing.
  private func data() -> String {
    var text = "## Data\n\n" + result.corporaTable().markdown() + "\n"
    let missing = EvaluationResult.Corpus.Kind.allCases.filter { kind in !result.corpora.contains { $0.kind == kind } }
    for kind in missing { text += "- skipped: no data for \(kind.title)\n" }
    if !missing.isEmpty || !result.skipped.isEmpty {
      text += """

        The data are fetched, not kept here. Point at a folder with `make accuracy DATA=FOLDER` or \
        `wirecheck evaluate FOLDER…`: clean stories as `<language>/*.txt`, gold as `.jsonl` or `.jsonl.gz`.


        """
    }
    return text
  }

  /// The goals and where we stand.
  private func summary() -> String {
    var table = EvaluationTable(["figure", "measured", "goal", "kept"])
    func add(_ name: String, _ value: Double?, _ goal: Double, isCeiling: Bool) {
      guard let value else { return }
      let isKept = isCeiling ? value <= goal : value >= goal
      table.rows.append([name, Figures.decimal(value, 3), Figures.decimal(goal, 2), isKept ? "yes" : "no"])
    }
    add("recall over all monolingual classes", result.monolingualRecall.share, 0.95, isCeiling: false)
    let classes = result.classes.filter { !$0.value.isControl && !$0.value.isBilingual }
    if let worst = classes.min(by: { ($0.value.recall ?? 1, $0.key) < ($1.value.recall ?? 1, $1.key) }) {
      add("recall of the weakest class, \(worst.key)", worst.value.recall, 0.90, isCeiling: false)
    }
    add("silence on controls", result.silence.share, 0.98, isCeiling: false)
    let rates = result.clean.mapValues { $0.perThousand($0.all.alarms) }
    if let worst = rates.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) {
      let all = result.cleanAll
      add("false alarms per 1,000 clean words", all.perThousand(all.all.alarms), 0.3, isCeiling: true)
      add("the same in the worst language, \(worst.key)", worst.value, 0.3, isCeiling: true)
      add("the same with high confidence alone", all.perThousand(all.all.high.alarms), 0.05, isCeiling: true)
    }
    let read = EvaluationResult.sum(result.machine.values).rules.values.reduce(into: (high: Tally(), medium: Tally())) {
      $0 = ($0.high + $1.high.read, $0.medium + $1.medium.read)
    }
    add(
      "real findings in machine translations, of \(read.high.total) read with high confidence", read.high.share, 0.95,
      isCeiling: false)
    add("the same of \(read.medium.total) read with medium confidence", read.medium.share, 0.80, isCeiling: false)
    return table.rows.isEmpty ? "" : "## In brief\n\n" + table.markdown() + "\n"
  }

  private func matrix() -> String {
    "## False alarms per 1,000 clean words by rule and language\n\nAn empty cell is none.\n\n"
      + result.cleanMatrix().markdown() + "\n"
  }

  private let confidenceNote = """
    High is at most one false alarm in twenty findings, medium at most one in five, low the rest. “Real” are findings that \
    somebody read and judged, on clean stories and in machine translations together; the measured column says what they \
    allow once at least twenty were read.


    """

  /// The confidence that each card claims beside what was read.
  private func confidence() -> EvaluationTable {
    var table = EvaluationTable([
      "rule", "card", "clean per 1,000", "machine per 1,000", "human per 1,000", "real/read", "share", "measured",
    ])
    let clean = result.cleanAll
    let machine = EvaluationResult.sum(result.machine.values)
    let human = EvaluationResult.sum(result.references.values)
    for card in cards.sorted(by: { $0.id < $1.id }) {
      let counts = [clean, machine, human].map { $0.rules[card.id] ?? RuleCount() }
      let read = (counts[0].high.read + counts[0].medium.read) + (counts[1].high.read + counts[1].medium.read)
      table.rows.append([
        card.id, card.confidence.rawValue, Figures.rate(counts[0].alarms, clean), Figures.rate(counts[1].shown, machine),
        Figures.rate(counts[2].shown, human), Figures.fraction(read), Figures.share(read.share), AccuracyReport.measured(read),
      ])
    }
    return table
  }

  /// What a share of real findings allows; a dash while too few were read.
  static func measured(_ read: Tally) -> String {
    guard read.total >= 20, let share = read.share else { return "–" }
    return share >= 0.95 ? "high" : share >= 0.8 ? "medium" : "low"
  }

  private func budgetSection(_ budgets: Budgets) -> String {
    let breaches = budgets.breaches(result)
    guard !breaches.isEmpty else { return "## Budgets\n\nAll \(budgets.rows.count) budgets are kept.\n" }
    var text = "## Budgets\n\n"
    for breach in breaches {
      text += "- \(breach.sentence)\n"
      for place in breach.places { text += "  - " + EvaluationSection.escape(place) + "\n" }
    }
    return text
  }
}
