import TextBase

/// A place in a file, in every unit that a consumer may want.
public struct Span: Hashable, Sendable {
  /// Bytes of the file on disk, half-open.
  public var bytes: ByteRange
  /// UTF-16 code units from the start of the decoded file, without its byte order mark.
  public var utf16: ByteRange
  /// From 1; columns in UTF-16 code units.
  public var startLine, startColumn, endLine, endColumn: Int
  /// The part of the story that all of this counts from, for a story that came in parts.
  public var part: String?

  public init(
    bytes: ByteRange, utf16: ByteRange, startLine: Int, startColumn: Int, endLine: Int, endColumn: Int
  ) {
    self.bytes = bytes
    self.utf16 = utf16
    self.startLine = startLine
    self.startColumn = startColumn
    self.endLine = endLine
    self.endColumn = endColumn
  }
}

/// How far a fix may be trusted.
public enum Applicability: String, CaseIterable, Sendable {
  /// The meaning cannot change: spacing, a pair of marks.
  case safe
  /// An editor must look.
  case review
  /// Shown, never applied.
  case displayOnly
}

public struct Edit: Hashable, Sendable {
  /// Bytes of the file on disk in a report; of the story's text inside a rule.
  public var range: ByteRange
  public var replacement: String

  public init(_ range: ByteRange, _ replacement: String) {
    self.range = range
    self.replacement = replacement
  }
}

public struct Fix: Hashable, Sendable {
  public var title: String
  public var applicability: Applicability
  /// Sorted, not overlapping.
  public var edits: [Edit]

  public init(title: String, applicability: Applicability, edits: [Edit]) {
    self.title = title
    self.applicability = applicability
    self.edits = edits
  }
}

/// The twin of a finding: "first written here".
public struct RelatedPlace: Hashable, Sendable {
  public var label: String
  public var text: String
  public var span: Span

  public init(label: String, text: String, span: Span) {
    self.label = label
    self.text = text
    self.span = span
  }
}

/// The parts of a story.
public enum Field: String, CaseIterable, Sendable {
  case headline, byline, dateline, body
  case authorBox = "author-box"
  case credit, link
  /// A lead, abstract or standfirst that stands beside the body; a heading within the body.
  case summary, subheading
  case caption
  /// A note to editors.
  case note
}

/// One place that an editor should look at.
public struct Finding: Hashable, Sendable {
  public var rule: String
  /// The lexicon entry behind it: "ru-en#logical-continuation".
  public var entry: String?
  public var severity: Severity
  public var confidence: Confidence
  public var mqm: MQMCategory
  public var message: String
  public var advice: String
  /// The copy itself.
  public var text: String
  public var span: Span
  public var field: Field
  public var related: [RelatedPlace]
  public var fixes: [Fix]
  /// Rule, entry, text, neighbouring words and ordinal: the same when lines move.
  public var fingerprint: String
  /// Against an earlier take of the story; nil without one.
  public var state: FindingState?

  public init(
    rule: String, entry: String?, severity: Severity, confidence: Confidence, mqm: MQMCategory, message: String,
    advice: String, text: String, span: Span, field: Field, related: [RelatedPlace], fixes: [Fix], fingerprint: String
  ) {
    self.rule = rule
    self.entry = entry
    self.severity = severity
    self.confidence = confidence
    self.mqm = mqm
    self.message = message
    self.advice = advice
    self.text = text
    self.span = span
    self.field = field
    self.related = related
    self.fixes = fixes
    self.fingerprint = fingerprint
  }
}
