import Findings
import TextBase

/// What a pattern stands for.
public enum PatternOwner: UInt8, Sendable, BitwiseCopyable {
  /// `index` is a phrase entry.
  case phrase
  /// A phrase in whose sentence the entry stays silent.
  case phraseUnless
  /// `index` is an entity form.
  case entityForm
  /// A phrase in which the entity is not meant.
  case entityUnless
  /// `index` is the bit of a word class (for members of several words).
  case wordClass
  /// `index` is a persona.
  case personaName
  case personaPhrase
  /// A line that says from which language the story was translated.
  case credit
}

struct CompiledPattern: Sendable, BitwiseCopyable {
  var firstElement: UInt32
  var elementCount: UInt16
  var owner: PatternOwner
  /// Most tokens that can stand before the anchor.
  var maxLead: UInt8
  var minLead: UInt8
  var index: UInt32
  /// Which of its elements the anchor stands for.
  var anchorElement: UInt16
}

/// A pattern in the list of a word that anchors it, with filters over what can stand beside the anchor (see `Neighbour`)
/// and over its own shape. Most tries end here, without loading the pattern.
struct CompiledAnchor: Sendable, BitwiseCopyable {
  var before: UInt64
  var after: UInt64
  var pattern: UInt32
  /// Bit n: the anchor may have the shape n.
  var shapes: UInt32
}

/// What is asked of every word, in two bytes: those of a whole vocabulary stay in the cache.
public struct WordFacts: Sendable, BitwiseCopyable {
  @usableFromInline let bits: UInt16

  init(classSet: UInt16, isAnchor: Bool) {
    precondition(classSet < 1 << 15, "more sets of classes than a vocabulary has")
    bits = classSet | (isAnchor ? 1 << 15 : 0)
  }

  /// Its classes, in `classSets`.
  @inlinable var classSet: Int { Int(bits & 0x7FFF) }
  /// 1 for a word on which patterns hang, else 0: for counting without a branch.
  @inlinable public var isAnchor: Int { Int(bits >> 15) }
}

/// What hangs on a word: `anchors[firstAnchor..<firstAnchor + anchorCount]`. Half a line of the cache.
@usableFromInline
struct AnchorList: Sendable, BitwiseCopyable {
  /// Unions of the filters of its patterns.
  var before: UInt64
  var after: UInt64
  var firstAnchor: UInt32
  var anchorCount: UInt32
  private var unused: UInt64 = 0

  init() { (before, after, firstAnchor, anchorCount) = (0, 0, 0, 0) }
}

struct CompiledElement: Sendable, BitwiseCopyable {
  enum Kind: UInt8, Sendable, BitwiseCopyable { case match, optional, gap, not, notBefore, sentenceStart, sentenceEnd }
  var kind: Kind
  var gap: UInt8 = 0
  /// Other alternatives.
  var alternativeCount: UInt16 = 0
  var firstAlternative: UInt32 = 0
  /// Sorted ids of single words, in `wordSets`; the id itself where there is one, as nearly always.
  var firstWord: UInt32 = 0
  var wordCount: UInt32 = 0
}

struct CompiledAlternative: Sendable, BitwiseCopyable {
  enum Kind: UInt8, Sendable, BitwiseCopyable { case sequence, num, year, ordinal, capitalised, name, anyWord }
  var kind: Kind
  var firstItem: UInt32 = 0
  var itemCount: UInt32 = 0
}

struct CompiledItem: Sendable, BitwiseCopyable {
  enum Kind: UInt8, Sendable, BitwiseCopyable { case word, exact, prefix, mark, dash, doubleQuote }
  var kind: Kind
  var id: UInt32 = 0
  /// Of the exact word, or of the mark.
  var hash: UInt64 = 0
}

/// An entry of a phrase pack, ready for use. Its texts are made when they are asked for.
public struct PhraseEntry: Sendable, BitwiseCopyable {
  var idText, packText, fromText, ruleText, adviceText, whyText: UInt32
  var originalText, alsoFromText: UInt32
  var confidenceCode, needsCode, severityCode, stanceCode: UInt8
  var firstUnless, unlessCount: UInt32
  public var native, reference, machine: Int32
}

public struct Entity: Sendable, BitwiseCopyable {
  var idText, nameText, originText: UInt32
  var kindCode: UInt8
  public var isKnown: Bool
}

public struct EntityForm: Sendable, BitwiseCopyable {
  /// Index of the entity.
  public var entity: UInt32
  var classCode: UInt8
  /// Which of the rivals.
  public var rival: UInt8
  /// Bit n: it is the Latin spelling of the name in the n-th of `EntityForm.romanised`.
  var romanisedFrom: UInt8
  var displayText: UInt32

  public var formClass: FormClass { Coded.formClasses[Int(classCode)] }

  /// Languages whose spelling of a name can be recognised in Latin letters, with ICU's transliteration.
  static let romanised: [(tag: String, transliterator: String)] = [
    ("ru", "Russian-Latin/BGN"), ("uk", "Ukrainian-Latin/BGN"),
  ]
}

public struct Persona: Sendable, BitwiseCopyable {
  var idText: UInt32
  public var bylineOnly: Bool
}

/// The cases by their codes in an image: `allCases` makes a new array each time it is asked.
private enum Coded {
  static let confidences = Confidence.allCases
  static let needs = EvidenceNeed.allCases
  static let severities = Severity.allCases
  static let stances = Stance.allCases
  static let kinds = EntityKind.allCases
  static let formClasses = FormClass.allCases
}

extension PhraseEntry {
  public var confidence: Confidence { Coded.confidences[Int(confidenceCode)] }
  public var needs: EvidenceNeed { Coded.needs[Int(needsCode)] }
  public var severity: Severity { Coded.severities[Int(severityCode)] }
  public var stance: Stance { Coded.stances[Int(stanceCode)] }
}

extension Entity {
  public var kind: EntityKind { Coded.kinds[Int(kindCode)] }
}
