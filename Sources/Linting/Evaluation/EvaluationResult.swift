import Findings
import TextBase

/// Everything that an evaluation measured, in an order that does not depend on the workers.
public struct EvaluationResult: Sendable {
  public struct Corpus: Sendable {
    public enum Kind: String, Sendable, CaseIterable { case clean, injected, machine, annotated }
    /// Name of the folder.
    public var name: String
    public var kind: Kind
    public var records: Int
  }

  /// A path with nothing to measure.
  public struct Skipped: Sendable {
    public var name: String
    public var reason: String
  }

  public var corpora: [Corpus]
  public var skipped: [Skipped]
  public var lexiconDigest: String
  /// Injected classes and controls by name.
  public var classes: [String: ClassResult] = [:]
  /// Clean copy by language.
  public var clean: [String: TextRates] = [:]
  /// Machine translations and their human references by pair.
  public var machine: [String: TextRates] = [:]
  public var references: [String: TextRates] = [:]
  /// Translations with marked errors by test set and pair.
  public var annotated: [String: AnnotatedRates] = [:]
  /// What each rule does in stories with known artefacts.
  public var rules: [String: RuleOnGold] = [:]
  /// Findings of single lexicon entries in running text, hidden ones too: "calque/phrase ru-en#logical-continuation".
  public var entries: [String: EntryCount] = [:]
  public var misses: [Miss] = []
  /// Findings to be read: false alarms on clean copy, on controls, and everything in machine translations and references.
  public var alarms: [Alarm] = []
  public var unreadable: [Skipped] = []
}

/// So many out of so many.
public struct Tally: Hashable, Sendable {
  public var hits = 0
  public var total = 0

  /// nil when nothing was counted.
  public var share: Double? { total == 0 ? nil : Double(hits) / Double(total) }

  mutating func count(_ isHit: Bool) {
    total += 1
    if isHit { hits += 1 }
  }

  static func + (a: Tally, b: Tally) -> Tally { Tally(hits: a.hits + b.hits, total: a.total + b.total) }
}

/// A class of artefacts, or of controls: then a hit is silence.
public struct ClassResult: Sendable {
  public var isControl: Bool
  /// Its records carry a source text, and the fault can be seen beside it only.
  public var isBilingual: Bool
  public var byLanguage: [String: Tally] = [:]
  /// Found by a finding of high confidence.
  public var high = Tally()
  /// New findings of the default view in the class's records: those on the artefact out of all. Its share is the
  /// precision of the class.
  public var findings = Tally()
  /// Rules that found it and how often.
  public var rules: [String: Int] = [:]
  /// Records whose language the checker told right.
  public var language = Tally()

  public var all: Tally { byLanguage.values.reduce(Tally(), +) }
  public var recall: Double? { isControl ? nil : all.share }
  public var precision: Double? { isControl ? nil : findings.share }

  /// The harmonic mean of precision and recall.
  public var f1: Double? {
    guard let recall, let precision, recall + precision > 0 else { return nil }
    return 2 * recall * precision / (recall + precision)
  }
}

/// New findings of one rule in stories with known artefacts and in controls.
public struct RuleOnGold: Sendable {
  /// On the artefact out of all.
  public var findings = Tally()
  /// Classes in which it found the artefact.
  public var classes: [String: Int] = [:]
  public var onControls = 0
}

/// Findings in running text.
public struct TextRates: Sendable {
  public var stories = 0
  /// Words; for Chinese, Japanese and Thai 1,500 characters stand for 1,000.
  public var words = 0.0
  public var language = Tally()
  public var rules: [String: RuleCount] = [:]

  public var all: RuleCount { rules.values.reduce(into: RuleCount()) { $0.add($1) } }

  public func perThousand(_ count: Int) -> Double { words == 0 ? 0 : Double(count) * 1000 / words }
}

/// Findings by confidence and by what readers said of them.
public struct RuleCount: Hashable, Sendable {
  public struct Verdicts: Hashable, Sendable {
    public var real = 0
    public var `false` = 0
    public var unread = 0

    public var all: Int { real + `false` + unread }
    /// On clean copy what nobody has read counts as false.
    public var alarms: Int { `false` + unread }
    /// Real out of those that were read.
    public var read: Tally { Tally(hits: real, total: real + `false`) }

    mutating func add(_ other: Verdicts) {
      real += other.real
      `false` += other.false
      unread += other.unread
    }

    mutating func count(_ verdict: Verdict) {
      switch verdict {
      case .real: real += 1
      case .false: `false` += 1
      case .unread: unread += 1
      }
    }
  }
  public var high = Verdicts()
  public var medium = Verdicts()
  /// Hidden unless asked for.
  public var low = Verdicts()

  public var shown: Int { high.all + medium.all }
  public var alarms: Int { high.alarms + medium.alarms }

  mutating func add(_ other: RuleCount) {
    high.add(other.high)
    medium.add(other.medium)
    low.add(other.low)
  }

  mutating func count(_ confidence: Confidence, _ verdict: Verdict) {
    switch confidence {
    case .high: high.count(verdict)
    case .medium: medium.count(verdict)
    case .low: low.count(verdict)
    }
  }
}

/// Findings of a lexicon entry by where they stand.
public struct EntryCount: Sendable {
  public var clean = RuleCount()
  public var machine = RuleCount()
  public var human = RuleCount()
}

/// Findings beside errors that others marked.
public struct AnnotatedRates: Sendable {
  public var stories = 0
  public var words = 0.0
  /// Shown findings on a marked error out of all.
  public var findings = Tally()
  /// Shown findings in the corrected text, where there is one.
  public var inCorrected = 0
  public var categories: [String: Tally] = [:]
  public var rules: [String: Tally] = [:]
}

/// An artefact that nothing found.
public struct Miss: Sendable {
  public var classID: String
  public var language: String
  public var id: String
  public var variant: String?
  public var excerpt: Excerpt
  /// Rules that found it with low confidence, which is hidden.
  public var hiddenRules: [String]
}

/// A finding that somebody should read.
public struct Alarm: Sendable {
  public enum Place: String, Sendable, CaseIterable { case clean, control, stray, target, reference }
  public var place: Place
  public var corpus: String
  /// Language, pair or class.
  public var group: String
  public var file: String
  public var finding: ObservedFinding
  public var verdict: Verdict
  /// What is known of the story as a whole.
  public var hint: String?
}
