import Findings
import Lexicons
import TextBase

/// Checks texts for the evaluation. One a thread, since it owns a linter.
final class EvaluationWorker {
  private let linter: Linter
  private let adjudications: Adjudications

  init(_ store: LexiconStore, _ options: LintOptions, _ adjudications: Adjudications) {
    linter = Linter(options, store)
    self.adjudications = adjudications
  }

  func perform(_ task: EvaluationTask) throws(SetupProblems) -> EvaluationOutcome {
    switch task {
    case .gold(let record): try count(record)
    case .clean(let story): try count(story)
    case .machine(let story): try count(story)
    case .annotated(let story): try count(story)
    }
  }

  /// What the checker says of a text whose language it is not told.
  private struct Reading {
    var language: String?
    var words = 0
    var findings: [ObservedFinding] = []
    var problem: String?
  }

  private func read(_ text: [UInt8], _ name: String) throws(SetupProblems) -> Reading {
    var reading = Reading()
    for report in try linter.check(text, path: name + ".txt") {
      if report.status != .checked { reading.problem = report.problem ?? report.status.rawValue }
      if reading.language == nil { reading.language = report.language }
      reading.words += report.words
      reading.findings += report.findings.map { ObservedFinding($0, in: text) }
    }
    return reading
  }

  private struct Place: Hashable {
    let rule: String
    let range: ByteRange
  }

  private func count(_ record: GoldRecord) throws(SetupProblems) -> EvaluationOutcome {
    let reading = try read(record.text, record.id)
    if let problem = reading.problem { return .unreadable(record.id, reason: problem) }
    let base = try read(record.base, record.id)
    let old = Set(base.findings.map { Place(rule: $0.rule, range: record.place(ofBase: $0.range)) })
    let new = reading.findings.filter { !old.contains(Place(rule: $0.rule, range: $0.range)) }
    return .gold(
      GoldOutcome(
        record: record, detected: reading.language, new: new.map { ($0, GoldRules.finds($0, record)) }))
  }

  private func count(_ story: CleanStory) throws(SetupProblems) -> EvaluationOutcome {
    let reading = try read(story.text, story.file)
    if let problem = reading.problem { return .unreadable(story.corpus + "/" + story.file, reason: problem) }
    let language = story.language ?? reading.language ?? "und"
    let remarks = story.defects.filter { $0.place == nil }.map(\.kind).joined(separator: "; ")
    let findings = reading.findings.map { finding in
      let isKnown = story.defects.contains { defect in
        defect.place.map { finding.range.start < $0.end + 2 && finding.range.end > $0.start - 2 } ?? false
      }
      let verdict = isKnown ? .real : adjudications.verdict(corpus: story.corpus, file: story.file, finding)
      return (finding, verdict, remarks.isEmpty ? nil : remarks)
    }
    return .text(
      TextOutcome(
        kind: .clean, corpus: story.corpus, group: language, file: story.file,
        words: WordCount.of(story.text, language: language, counted: reading.words), language: language,
        detected: reading.language, findings: findings))
  }

  private func count(_ story: MachineStory) throws(SetupProblems) -> EvaluationOutcome {
    let reading = try read(story.text, story.file)
    if let problem = reading.problem { return .unreadable(story.corpus + "/" + story.file, reason: problem) }
    let findings = reading.findings.map { finding in
      (finding, adjudications.verdict(corpus: story.corpus, file: story.file, finding), String?.none)
    }
    return .text(
      TextOutcome(
        kind: story.side == .target ? .target : .reference, corpus: story.corpus, group: story.pair, file: story.file,
        words: WordCount.of(story.text, language: story.language, counted: reading.words), language: story.language,
        detected: reading.language, findings: findings))
  }

  private func count(_ story: AnnotatedStory) throws(SetupProblems) -> EvaluationOutcome {
    let reading = try read(story.text, story.id)
    if let problem = reading.problem { return .unreadable(story.id, reason: problem) }
    let corrected = try story.corrected.map { (text) throws(SetupProblems) in try read(text, story.id).findings } ?? []
    let shown = reading.findings.filter(\.isShown)
    func touches(_ finding: ObservedFinding, _ range: ByteRange) -> Bool {
      finding.range.start < range.end + GoldRules.tolerance && finding.range.end > range.start - GoldRules.tolerance
    }
    return .annotated(
      AnnotatedOutcome(
        corpus: story.corpus, id: story.id, language: story.language,
        words: WordCount.of(story.text, language: story.language, counted: reading.words),
        findings: shown.map { finding in
          (finding, story.errors.filter { touches(finding, $0.range) }.map(\.category))
        },
        corrected: corrected.filter(\.isShown), isCorrectedKnown: story.corrected != nil,
        errors: story.errors.map { error in (error.category, shown.contains { touches($0, error.range) }) }))
  }
}
