import Findings
import TextBase

/// One piece of work: a text to check and what is to be counted in it.
enum EvaluationTask: Sendable {
  case gold(GoldRecord)
  case clean(CleanStory)
  case machine(MachineStory)
  case annotated(AnnotatedStory)
}

/// A story that professionals wrote, taken to be free of artefacts.
struct CleanStory: Sendable {
  /// Name of the corpus's folder.
  let corpus: String
  /// Path within the corpus.
  let file: String
  /// From the folder; nil to take what the checker detects.
  let language: String?
  let text: [UInt8]
  let defects: [KnownDefect]
}

/// Something that a clean story is known to hold.
struct KnownDefect: Sendable {
  let kind: String
  /// nil for a remark on the whole story.
  let place: ByteRange?
}

/// One side of a machine-translated document.
struct MachineStory: Sendable {
  enum Side: Sendable { case target, reference }
  let corpus: String
  let pair: String
  let file: String
  let side: Side
  let language: String
  let text: [UInt8]
}

/// A translation whose errors people, or the makers of the data, have marked.
struct AnnotatedStory: Sendable {
  let corpus: String
  let id: String
  let language: String
  let text: [UInt8]
  let errors: [(range: ByteRange, category: String)]
  /// The same text without the errors: as it was before one was put in, or as it was post-edited.
  let corrected: [UInt8]?
}

/// What came of a task.
enum EvaluationOutcome: Sendable {
  case gold(GoldOutcome)
  case text(TextOutcome)
  case annotated(AnnotatedOutcome)
  case unreadable(String, reason: String)
}

struct GoldOutcome: Sendable {
  let record: GoldRecord
  let detected: String?
  /// Findings, hidden ones too, that the untouched story does not have, and whether each finds the artefact.
  let new: [(finding: ObservedFinding, isHit: Bool)]

  var shown: [(finding: ObservedFinding, isHit: Bool)] { new.filter(\.finding.isShown) }
  var isFound: Bool { shown.contains(where: \.isHit) }
  var isFoundHigh: Bool { new.contains { $0.isHit && $0.finding.confidence == .high } }
}

struct TextOutcome: Sendable {
  enum Kind: Sendable { case clean, target, reference }
  let kind: Kind
  let corpus: String
  /// Language of a clean story, pair of a machine translation.
  let group: String
  let file: String
  let words: Double
  let language: String
  let detected: String?
  let findings: [(finding: ObservedFinding, verdict: Verdict, hint: String?)]
}

struct AnnotatedOutcome: Sendable {
  let corpus: String
  let id: String
  let language: String
  let words: Double
  /// Shown findings and the categories of the marked errors that each touches.
  let findings: [(finding: ObservedFinding, categories: [String])]
  /// Shown findings in the corrected text.
  let corrected: [ObservedFinding]
  let isCorrectedKnown: Bool
  /// Category of each error and whether a new finding touches it.
  let errors: [(category: String, isFound: Bool)]
}

/// What a reader said of a finding.
public enum Verdict: String, Sendable, CaseIterable {
  /// An editor would change the place.
  case real
  /// The copy is right.
  case `false`
  /// Nobody has read it; on clean copy it counts as false.
  case unread
}
