import Findings
import Lexicons
import Stories
import TextBase

/// Something that reads a story and reports what it finds. Made once per run, then immutable and shared by every worker.
public protocol Check: Sendable {
  /// Runs once per story. Reads the columns, keeps no state.
  func check(_ story: borrowing Analysis, _ out: inout FindingSink)
}

/// One check with its identity.
public protocol Rule: Check {
  /// Identity, defaults, prose and examples: `explain`, the documentation and the tests all read this.
  static var card: RuleCard { get }
  /// What a story must hold to be worth a call. The linter calls the rule for no other story, nor for a language that the
  /// card leaves out.
  static var needs: Needs { get }
  /// Set-up belongs here, not into `check`.
  init(_ style: HouseStyle)
}

extension Rule {
  public static var needs: Needs { .nothing }
}

/// A rule with its type erased once, when the run begins: one indirect call per rule and story.
public struct RuleEntry: Sendable {
  public let card: RuleCard
  public let needs: Needs
  /// Rules that a lexicon feeds name themselves by entry; their card stands for all of them.
  public let make: @Sendable (HouseStyle) -> any Check

  public init(card: RuleCard, needs: Needs, make: @escaping @Sendable (HouseStyle) -> any Check) {
    self.card = card
    self.needs = needs
    self.make = make
  }

  public init<R: Rule>(_ type: R.Type) {
    card = R.card
    needs = R.needs
    make = { style in R(style) }
  }
}

/// A finding as a rule reports it: ranges are bytes of the story's text.
public struct RawFinding: Sendable {
  /// Index of the rule in the run.
  public var rule: Int
  public var entry: String?
  public var severity: Severity
  public var confidence: Confidence
  public var range: ByteRange
  public var message: String
  /// In place of the card's.
  public var advice: String?
  public var related: [(label: String, range: ByteRange)]
  public var fixes: [Fix]
}

/// Where rules put what they find in one story.
public struct FindingSink {
  /// More findings of one rule in one story than this help nobody; the rest is counted.
  public static let ceiling = 100

  public private(set) var findings: [RawFinding] = []
  /// Rules that went over the ceiling and by how many.
  public private(set) var overflow: [(rule: Int, count: Int)] = []
  private var rule = 0
  /// Of the rule that speaks; nil before the first.
  private var defaults: (severity: Severity, confidence: Confidence)?
  /// Findings of less confidence are counted, not kept: nobody will see them.
  private var floor = Confidence.low
  private var count = 0

  public init() {}

  /// The linter says which rule speaks next.
  public mutating func begin(_ rule: Int, _ severity: Severity, _ confidence: Confidence, floor: Confidence) {
    self.rule = rule
    self.floor = floor
    defaults = (severity, confidence)
    count = 0
  }

  /// Reports a place. `message` is one sentence: what is wrong here and the fact that makes it wrong.
  public mutating func report(
    _ range: ByteRange, _ message: @autoclosure () -> String, severity: Severity? = nil, confidence: Confidence? = nil,
    entry: @autoclosure () -> String? = nil, advice: @autoclosure () -> String? = nil,
    related: @autoclosure () -> [(label: String, range: ByteRange)] = [], fixes: @autoclosure () -> [Fix] = []
  ) {
    guard let defaults, !range.isEmpty else { return }
    count += 1
    guard count <= FindingSink.ceiling else {
      if overflow.last?.rule == rule { overflow[overflow.count - 1].count += 1 } else { overflow.append((rule, 1)) }
      return
    }
    let confidence = confidence ?? defaults.confidence
    guard confidence >= floor else { return }
    findings.append(
      RawFinding(
        rule: rule, entry: entry(), severity: severity ?? defaults.severity, confidence: confidence,
        range: range, message: message(), advice: advice(), related: related(), fixes: fixes()))
  }
}

extension Fix {
  /// One edit of the story's text.
  public static func replace(
    _ range: ByteRange, with text: String, _ title: String, _ applicability: Applicability
  ) -> Fix {
    Fix(title: title, applicability: applicability, edits: [Edit(range, text)])
  }
}
