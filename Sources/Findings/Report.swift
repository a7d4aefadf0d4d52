import TextBase

/// Something that the story gave no ground to check, and why.
public struct NotChecked: Hashable, Sendable {
  public var family: String
  public var reason: String
  public init(family: String, reason: String) {
    self.family = family
    self.reason = reason
  }
}

/// A country, body, place or outlet and every mention of it.
public struct EntityMentions: Sendable {
  public struct Mention: Sendable {
    public var text: String
    public var span: Span
    public init(text: String, span: Span) {
      self.text = text
      self.span = span
    }
  }
  public var name: String
  public var kind: String
  public var mentions: [Mention]
  public init(name: String, kind: String, mentions: [Mention]) {
    self.name = name
    self.kind = kind
    self.mentions = mentions
  }
}

/// Penalty points by rule-based checks, in MQM terms. Not an MQM score: nobody has confirmed the findings.
public struct Score: Hashable, Sendable {
  public var critical = 0
  public var major = 0
  public var minor = 0
  public var neutral = 0
  public var words = 0

  public init(_ findings: [Finding], words: Int) {
    self.words = words
    for finding in findings {
      switch finding.severity {
      case .neutral: neutral += 1
      case .minor: minor += 1
      case .major: major += 1
      case .critical: critical += 1
      }
    }
  }

  public var penaltyPoints: Int {
    critical * Severity.critical.penaltyPoints + major * Severity.major.penaltyPoints
      + minor * Severity.minor.penaltyPoints
  }

  /// Rounded to one decimal; 0 for a story without words.
  public var perThousandWords: Double {
    words == 0 ? 0 : (Double(penaltyPoints) * 10_000 / Double(words)).rounded() / 10
  }
}

/// A part of the story as a reader sees it, for reports that show the copy.
public struct StoryPart: Sendable {
  public var field: Field
  public var text: String
  /// Bytes of the decoded file.
  public var decoded: ByteRange
  public init(field: Field, text: String, decoded: ByteRange) {
    self.field = field
    self.text = text
    self.decoded = decoded
  }
}

/// All that is known of one input after the run.
public struct DocumentReport: Sendable {
  public enum Status: String, Sendable { case checked, unreadable, failed }

  /// As given.
  public var path: String
  public var format: String
  /// What tells the story from others in the same file: the item's own identifier.
  public var story: String?
  public var status: Status
  /// Why it could not be read, or what was noted while reading.
  public var problem: String?
  /// Things an editor should know of the reading: "decoded as windows-1251".
  public var notes: [String] = []
  public var language: String?
  public var languageFrom: String?
  public var sourceLanguage: String?
  public var sourceLanguageFrom: String = "none"
  public var isRightToLeft = false
  public var words = 0
  public var sentences = 0
  public var notChecked: [NotChecked] = []
  public var entities: [EntityMentions] = []
  public var suppressed = 0
  /// Known from the baseline; nil without one.
  public var baselined: Int?
  /// In lines that did not change; nil when every line counts.
  public var inUnchangedLines: Int?
  /// Shown findings, in order.
  public var findings: [Finding] = []
  /// Findings that a decision keeps out of `findings`.
  public var setAside: [SetAside] = []
  /// Findings of an earlier take that are no more; their places are those of the earlier one. Nil without one.
  public var gone: [Finding]?
  /// Places that were put right in this run.
  public var fixed = 0
  /// The decoded file, for frames and for the page; empty unless a reporter asked for it.
  public var decoded: [UInt8] = []
  /// Byte in the file on disk of the first byte of `decoded`, and whether the two run in step from there.
  public var decodedOrigin = 0
  public var decodedIsFile = true
  public var parts: [StoryPart] = []
  /// Ranges of `decoded` for each finding, in step with `findings`.
  public var decodedSpans: [ByteRange] = []
  /// The same for the related places of each finding, and for the mentions of each entity.
  public var decodedRelated: [[ByteRange]] = []
  public var decodedMentions: [[ByteRange]] = []
  /// For the panels of a page; empty unless a reporter asked for the copy.
  public var facts = StoryFacts()

  public init(path: String, format: String, status: Status, problem: String? = nil) {
    self.path = path
    self.format = format
    self.status = status
    self.problem = problem
  }

  public var score: Score { Score(findings, words: words) }
}

/// Totals of a run.
public struct RunSummary: Sendable {
  public var documents = 0
  public var unreadable = 0
  public var failed = 0
  public var findings = 0
  public var critical = 0
  public var major = 0
  public var minor = 0
  public var neutral = 0
  public var suppressed = 0
  public var baselined = 0
  public var inUnchangedLines = 0
  public var gone = 0
  public var fixed = 0
  public var words = 0

  public init() {}

  public mutating func add(_ document: DocumentReport) {
    documents += 1
    switch document.status {
    case .checked: break
    case .unreadable: unreadable += 1
    case .failed: failed += 1
    }
    let score = document.score
    findings += document.findings.count
    critical += score.critical
    major += score.major
    minor += score.minor
    neutral += score.neutral
    suppressed += document.suppressed
    baselined += document.baselined ?? 0
    inUnchangedLines += document.inUnchangedLines ?? 0
    gone += document.gone?.count ?? 0
    fixed += document.fixed
    words += document.words
  }
}

/// The program that wrote a report.
public struct ToolIdentity: Sendable {
  public var name = "wirecheck"
  public var version: String
  /// "sha256:…" over every lexicon file.
  public var lexiconDigest: String
  public init(version: String, lexiconDigest: String) {
    self.version = version
    self.lexiconDigest = lexiconDigest
  }
}
