import Findings
import Formats
import Lexicons
import RuleKit
import Rules
import Stories
import TextBase

/// Everything that decides what a run checks and shows.
public struct LintOptions: Sendable {
  public var languages = LanguageOptions()
  public var selection = RuleSelection()
  /// Findings of less confidence are not shown.
  public var confidence = Confidence.medium
  /// Show findings of low confidence too.
  public var showsLow: Bool {
    get { confidence == .low }
    set { confidence = newValue ? .low : .medium }
  }
  /// What is said of single rules; later ones win.
  public var rules: [RuleSetting] = []
  public var style = HouseStyle()
  /// Keep the decoded text in the report, for frames and pages.
  public var keepsText = false
  public var measuresTime = false
  /// Calls every rule, whatever the story lacks: for tests, which compare the findings.
  public var callsAllRules = false
  /// Name of the format of every file; nil to find it out by what stands in it.
  public var inputFormat: String?
  public var reading = ReadingOptions()
  /// For expiry dates of suppressions; nil lets all of them hold.
  public var today: Day?
  public init() {}

  /// Whether a rule, or each of a pattern, runs; those about suppressions among them.
  public func runs(_ pattern: String) -> Bool {
    let about = SuppressionRules.cards.map(\.id).filter { RuleSelection.matches(pattern, $0) }
    if !about.isEmpty { return about.allSatisfy { selection.isKept($0) } }
    return allRules.allSatisfy { !RuleSelection.matches(pattern, $0.card.id) || selection.contains($0.card.id) }
  }
}

/// Checks stories, one after another. One a worker: the analyser owns ICU handles and buffers.
public final class Linter {
  public let options: LintOptions
  private let store: LexiconStore
  private let analyser: Analyser
  private let formats: StoryFormats
  // Apart, so that walking the rules copies no card.
  private let cards: [RuleCard]
  private let checks: [any RuleCall]
  private let traits: StoryTraits
  /// Of the language that was asked for last, and by tag.
  private var schedule: (language: Language, steps: RuleSchedule)?
  private var schedules: [String: RuleSchedule] = [:]
  /// By rule: what a desk made of its severity, and the least confidence that is shown.
  let severities: [Severity?]
  let floors: [Confidence]
  /// By rule: whether it reports damage of characters, of which findings of other rules may be a consequence.
  let reportsDamage: [Bool]
  /// Which data the rules of each family live by.
  private let dataNeeds: [(family: String, data: String)]
  /// By language: what its lexicon lacks for the rules that run.
  private var lacks: [String: [NotChecked]] = [:]
  /// What the last story was not checked for, by its language and source: most stories of a run share it.
  var lastMissing: (language: Language, tag: String, source: String?, list: [NotChecked])?
  public private(set) var timings: Timings
  /// The rule that runs now, for the report of a fault.
  public var currentRule: String? { current.map { cards[$0].id } }
  private var current: Int?

  public init(_ options: LintOptions, _ store: LexiconStore) {
    self.options = options
    self.store = store
    analyser = Analyser(store)
    formats = StoryFormats(options.reading)
    let rules = allRules.filter { options.selection.contains($0.card.id) }
    cards = rules.map(\.card)
    traits = StoryTraits(rules.map { options.callsAllRules ? .nothing : $0.needs })
    reportsDamage = cards.map { Consequences.reportsDamage($0) }
    let overrides = rules.map { RuleOverride($0.card.id, options.rules) }
    severities = overrides.map(\.severity)
    floors = overrides.map { $0.floor ?? options.confidence }
    checks = zip(rules, overrides).map { rule, override in
      var style = options.style
      style.options = override.options
      return call(rule.make(style))
    }
    var needs: [(family: String, data: String)] = []
    for card in cards {
      guard case .withData(let data) = card.languages else { continue }
      if !needs.contains(where: { $0 == (card.family, data) }) { needs.append((card.family, data)) }
    }
    dataNeeds = needs
    timings = Timings(rules: cards.map(\.id))
  }

  private func steps(for language: Language) -> RuleSchedule {
    if let schedule, schedule.language === language { return schedule.steps }
    let steps =
      schedules[language.tag]
      ?? RuleSchedule(cards, for: language) { rule in
        RuleSchedule.Step(
          rule: rule, gate: traits.gates[rule], severity: cards[rule].severity, confidence: cards[rule].confidence,
          // What only follows from damage is left out, be the damage shown or not.
          floor: reportsDamage[rule] ? .low : floors[rule])
      }
    schedules[language.tag] = steps
    schedule = (language, steps)
    return steps
  }

  /// What could be checked if the lexicon of the language had the data, a line a family.
  func missingData(_ language: Language) -> [NotChecked] {
    if let known = lacks[language.tag] { return known }
    var families: [String] = []
    var missing: [String: [String]] = [:]
    for need in dataNeeds where language.supply(of: need.data) == .missing {
      if missing[need.family] == nil { families.append(need.family) }
      missing[need.family, default: []].append(need.data)
    }
    let list = families.map {
      NotChecked(family: $0, reason: "the lexicon for \(language.tag) has no \((missing[$0] ?? []).joined(separator: ", "))")
    }
    lacks[language.tag] = list
    return list
  }

  /// Checks the stories in a file. `path` is only named in the report; `adjust` may add to a story what stands elsewhere.
  public func check(
    _ file: [UInt8], path: String, adjust: (inout StoryText) -> Void = { _ in }
  ) throws(SetupProblems) -> [DocumentReport] {
    let decoded: DecodedFile
    var stories: [StoryText]
    var format = PlainTextReader.format
    do throws(DecodedFile.Unreadable) {
      decoded = try DecodedFile(file)
      let reader = try formats.reader(for: decoded, path: path, named: options.inputFormat)
      format = type(of: reader).format
      stories = try reader.read(decoded)
      // Said, since a story that was left out in silence looks like one that passed.
      if stories.allSatisfy({ $0.blocks.isEmpty }) { throw DecodedFile.Unreadable(reason: "it holds no text to check") }
    } catch {
      return [DocumentReport(path: path, format: format, status: .unreadable, problem: error.reason)]
    }
    for index in stories.indices { adjust(&stories[index]) }
    return try check(stories, decoded, path: path, format: format)
  }

  /// Checks stories that were read from `file`.
  func check(
    _ stories: [StoryText], _ file: DecodedFile, path: String, format: String
  ) throws(SetupProblems) -> [DocumentReport] {
    var reports: [DocumentReport] = []
    let lines = FileLines(file)
    for story in stories { reports.append(try check(story, lines, path: path, format: format)) }
    Directives(lines, format: format, today: options.today)?.apply(to: &reports, running: options.runs)
    return reports
  }

  private func check(
    _ story: StoryText, _ file: FileLines, path: String, format: String
  ) throws(SetupProblems) -> DocumentReport {
    let clock = ContinuousClock()
    let started = options.measuresTime ? clock.now : nil
    return try analyser.analyse(story, options.languages) { analysis in
      if let started { timings.analysis += clock.now - started }
      timings.bytes += analysis.bytes.count
      var sink = FindingSink()
      run(analysis, &sink)
      return resolve(analysis, sink, file, path: path, format: format, cards)
    }
  }

  /// Runs the rules that may find something in a story.
  private func run(_ analysis: borrowing Analysis, _ sink: inout FindingSink) {
    let schedule = steps(for: analysis.language)
    traits.read(analysis)
    let (traits, words) = (traits.traits, traits.words)
    let measuresTime = options.measuresTime
    schedule.steps.withUnsafeBufferPointer { steps in
      for step in steps where step.gate.isOpen(traits, words: words) {
        sink.begin(step.rule, step.severity, step.confidence, floor: step.floor)
        current = step.rule
        if measuresTime { time(step.rule, analysis, &sink) } else { checks[step.rule].check(analysis, &sink) }
      }
    }
    current = nil
  }

  /// Apart, as a time that may be none is copied by the runtime, which costs a run without times 1 %.
  @inline(never)
  private func time(_ rule: Int, _ analysis: borrowing Analysis, _ sink: inout FindingSink) {
    let clock = ContinuousClock()
    let start = clock.now
    checks[rule].check(analysis, &sink)
    timings.rules[rule].duration += clock.now - start
  }
}

/// A rule behind one reference. As `any Check` it was copied for each call, with all that it holds: forty times a story.
private protocol RuleCall: AnyObject {
  func check(_ story: borrowing Analysis, _ sink: inout FindingSink)
}

private final class CallOf<Rule: Check>: RuleCall {
  private let rule: Rule
  init(_ rule: Rule) { self.rule = rule }
  func check(_ story: borrowing Analysis, _ sink: inout FindingSink) { rule.check(story, &sink) }
}

private func call(_ rule: some Check) -> any RuleCall { CallOf(rule) }

/// Time spent, when it is measured.
public struct Timings: Sendable {
  public var bytes = 0
  public var analysis: Duration = .zero
  public var rules: [(id: String, duration: Duration)]

  init(rules: [String]) { self.rules = rules.map { ($0, .zero) } }

  public mutating func add(_ other: Timings) {
    bytes += other.bytes
    analysis += other.analysis
    for rule in other.rules {
      if let index = rules.firstIndex(where: { $0.id == rule.id }) {
        rules[index].duration += rule.duration
      } else {
        rules.append(rule)
      }
    }
  }
}
