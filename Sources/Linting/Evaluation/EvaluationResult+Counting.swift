import Findings
import TextBase

extension EvaluationResult {
  init(corpora: [Corpus], skipped: [Skipped], lexiconDigest: String) {
    self.corpora = corpora.sorted { ($0.name, $0.kind.rawValue) < ($1.name, $1.kind.rawValue) }
    self.skipped = skipped
    self.lexiconDigest = lexiconDigest
  }

  mutating func add(_ outcome: EvaluationOutcome) {
    switch outcome {
    case .gold(let gold): add(gold)
    case .text(let text): add(text)
    case .annotated(let story): add(story)
    case .unreadable(let name, let reason): unreadable.append(Skipped(name: name, reason: reason))
    }
  }

  private mutating func add(_ gold: GoldOutcome) {
    let record = gold.record
    var result =
      classes[record.classID] ?? ClassResult(isControl: record.isControl, isBilingual: record.isBilingual)
    let shown = gold.shown
    result.language.count(gold.detected.map(WordCount.primary) == WordCount.primary(record.language))
    if record.isControl {
      result.byLanguage[record.language, default: Tally()].count(shown.isEmpty)
      for (finding, _) in shown { rules[finding.rule, default: RuleOnGold()].onControls += 1 }
    } else {
      result.byLanguage[record.language, default: Tally()].count(gold.isFound)
      result.high.count(gold.isFoundHigh)
      for (finding, isHit) in shown {
        result.findings.count(isHit)
        rules[finding.rule, default: RuleOnGold()].findings.count(isHit)
      }
      for rule in Set(shown.filter(\.isHit).map(\.finding.rule)) {
        result.rules[rule, default: 0] += 1
        rules[rule]!.classes[record.classID, default: 0] += 1
      }
      // Without the source nobody could see those of a bilingual class.
      if !gold.isFound, !record.isBilingual { misses.append(miss(gold)) }
    }
    classes[record.classID] = result
    for (finding, isHit) in shown where !isHit {
      alarms.append(
        Alarm(
          place: record.isControl ? .control : .stray, corpus: record.classID, group: record.language, file: record.id,
          finding: finding, verdict: .unread, hint: record.variant))
    }
  }

  private func miss(_ gold: GoldOutcome) -> Miss {
    let record = gold.record
    return Miss(
      classID: record.classID, language: record.language, id: record.id, variant: record.variant,
      excerpt: Excerpt(record.text, record.spans.first ?? ByteRange(0, 0)),
      hiddenRules: Set(gold.new.filter(\.isHit).map(\.finding.rule)).sorted())
  }

  private mutating func add(_ text: TextOutcome) {
    switch text.kind {
    case .clean: EvaluationResult.count(text, in: &clean)
    case .target: EvaluationResult.count(text, in: &machine)
    case .reference: EvaluationResult.count(text, in: &references)
    }
    count(entries: text)
    let place: Alarm.Place =
      switch text.kind {
      case .clean: .clean
      case .target: .target
      case .reference: .reference
      }
    for (finding, verdict, hint) in text.findings where finding.isShown {
      alarms.append(
        Alarm(
          place: place, corpus: text.corpus, group: text.group, file: text.file, finding: finding, verdict: verdict,
          hint: hint))
    }
  }

  private mutating func count(entries text: TextOutcome) {
    for (finding, verdict, _) in text.findings {
      guard let entry = finding.entry else { continue }
      let key = "\(finding.rule) \(entry)"
      switch text.kind {
      case .clean: entries[key, default: EntryCount()].clean.count(finding.confidence, verdict)
      case .target: entries[key, default: EntryCount()].machine.count(finding.confidence, verdict)
      case .reference: entries[key, default: EntryCount()].human.count(finding.confidence, verdict)
      }
    }
  }

  private static func count(_ text: TextOutcome, in groups: inout [String: TextRates]) {
    var rates = groups[text.group] ?? TextRates()
    rates.stories += 1
    rates.words += text.words
    rates.language.count(text.detected.map(WordCount.primary) == WordCount.primary(text.language))
    for (finding, verdict, _) in text.findings {
      rates.rules[finding.rule, default: RuleCount()].count(finding.confidence, verdict)
    }
    groups[text.group] = rates
  }

  private mutating func add(_ story: AnnotatedOutcome) {
    var rates = annotated[story.corpus] ?? AnnotatedRates()
    rates.stories += 1
    rates.words += story.words
    for (finding, categories) in story.findings {
      rates.findings.count(!categories.isEmpty)
      rates.rules[finding.rule, default: Tally()].count(!categories.isEmpty)
    }
    rates.inCorrected += story.corrected.count
    for (category, isFound) in story.errors { rates.categories[category, default: Tally()].count(isFound) }
    annotated[story.corpus] = rates
  }

  /// Recall over all classes that need no source text.
  public var monolingualRecall: Tally {
    classes.values.filter { !$0.isControl && !$0.isBilingual }.map(\.all).reduce(Tally(), +)
  }

  /// Silence over all controls.
  public var silence: Tally { classes.values.filter(\.isControl).map(\.all).reduce(Tally(), +) }

  /// All clean copy.
  public var cleanAll: TextRates { EvaluationResult.sum(clean.values) }

  static func sum(_ groups: some Sequence<TextRates>) -> TextRates {
    groups.reduce(into: TextRates()) { sum, rates in
      sum.stories += rates.stories
      sum.words += rates.words
      sum.language = sum.language + rates.language
      for (rule, count) in rates.rules { sum.rules[rule, default: RuleCount()].add(count) }
    }
  }
}
