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
  /// Show findings of low confidence too.
  public var showsLow = false
  public var style = HouseStyle()
  /// Keep the decoded text in the report, for frames and pages.
  public var keepsText = false
  public var measuresTime = false
  /// Name of the format of every file; nil to find it out by what stands in it.
  public var inputFormat: String?
  public var reading = ReadingOptions()
  public init() {}
}

/// Checks stories, one after another. One a worker: the analyser owns ICU handles and buffers.
public final class Linter {
  public let options: LintOptions
  private let store: LexiconStore
  private let analyser: Analyser
  private let formats: StoryFormats
  // Apart, so that walking the rules copies no card.
  private let cards: [RuleCard]
  private let checks: [RuleEntry.Check]
  /// Which data the rules of each family live by.
  private let dataNeeds: [(family: String, data: String)]
  /// By language: what its lexicon lacks for the rules that run.
  private var lacks: [String: [NotChecked]] = [:]
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
    checks = rules.map { $0.make(options.style) }
    var needs: [(family: String, data: String)] = []
    for card in cards {
      guard case .withData(let data) = card.languages else { continue }
      if !needs.contains(where: { $0 == (card.family, data) }) { needs.append((card.family, data)) }
    }
    dataNeeds = needs
    timings = Timings(rules: cards.map(\.id))
  }

  /// What cannot be checked as the language has no data for it.
  func missingData(_ language: Language) -> [NotChecked] {
    if let known = lacks[language.tag] { return known }
    let list = dataNeeds.filter { language.holds($0.data) == false }.map {
      NotChecked(family: $0.family, reason: "the lexicon for \(language.tag) has no \($0.data)")
    }
    lacks[language.tag] = list
    return list
  }

  /// Checks the stories in a file. `path` is only named in the report.
  public func check(_ file: [UInt8], path: String) throws(SetupProblems) -> [DocumentReport] {
    let decoded: DecodedFile
    let stories: [StoryText]
    var format = PlainTextReader.format
    do throws(DecodedFile.Unreadable) {
      decoded = try DecodedFile(file)
      let reader = try formats.reader(for: decoded, path: path, named: options.inputFormat)
      format = type(of: reader).format
      stories = try reader.read(decoded)
    } catch {
      return [DocumentReport(path: path, format: format, status: .unreadable, problem: error.reason)]
    }
    var reports: [DocumentReport] = []
    let lines = FileLines(decoded)
    for story in stories { reports.append(try check(story, lines, path: path, format: format)) }
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
      for index in checks.indices {
        sink.begin(index, cards[index].severity, cards[index].confidence)
        current = index
        if options.measuresTime {
          let start = clock.now
          checks[index](analysis, &sink)
          timings.rules[index].duration += clock.now - start
        } else {
          checks[index](analysis, &sink)
        }
      }
      current = nil
      return resolve(analysis, sink, file, path: path, format: format, cards)
    }
  }
}

/// Time spent, when it is measured.
public struct Timings: Sendable {
  public var bytes = 0
  public var analysis: Duration = .zero
  public var rules: [(id: String, duration: Duration)]

  init(rules: [String]) { self.rules = rules.map { ($0, .zero) } }

  public mutating func add(_ other: Timings) {
    bytes += other.bytes
    analysis += other.analysis
    for index in rules.indices { rules[index].duration += other.rules[index].duration }
  }
}

/// Which rules run: by id, by family, by glob.
public struct RuleSelection: Sendable, Equatable {
  /// Empty for all.
  public var select: [String] = []
  public var extend: [String] = []
  public var ignore: [String] = []
  public init() {}

  public func contains(_ id: String) -> Bool {
    let isSelected = select.isEmpty || (select + extend).contains { RuleSelection.matches($0, id) }
    return isSelected && !ignore.contains { RuleSelection.matches($0, id) }
  }

  /// `quotes`, `quotes/*`, `*/misplaced-*`, `quotes/misplaced-space`.
  public static func matches(_ pattern: String, _ id: String) -> Bool {
    if !pattern.contains("/"), !pattern.contains("*"), !pattern.contains("?") { return id.hasPrefix(pattern + "/") }
    return glob(Array(pattern.utf8)[...], Array(id.utf8)[...])
  }

  private static func glob(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
    guard let first = pattern.first else { return text.isEmpty }
    switch first {
    case UInt8(ascii: "*"):
      return glob(pattern.dropFirst(), text) || (!text.isEmpty && glob(pattern, text.dropFirst()))
    case UInt8(ascii: "?"): return !text.isEmpty && glob(pattern.dropFirst(), text.dropFirst())
    default: return text.first == first && glob(pattern.dropFirst(), text.dropFirst())
    }
  }

  /// Patterns that no rule answers to, with what may have been meant.
  public func problems() -> [SetupProblem] {
    (select + extend + ignore).compactMap { pattern in
      let ids = allRules.map(\.card.id)
      if ids.contains(where: { RuleSelection.matches(pattern, $0) }) { return nil }
      let known = ids + Set(allRules.map(\.card.family))
      let near = suggestion(for: pattern, among: known).map { "; did you mean “\($0)”?" } ?? "; see `wirecheck rules`"
      return SetupProblem("no rule is called “\(pattern)”\(near)")
    }
  }
}
