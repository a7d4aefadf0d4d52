import Findings
import TextBase

/// A paragraph of a story.
public struct Paragraph: Sendable {
  /// Bytes of the text.
  public var range: ByteRange
  public var tokens: Range<Int>
  public var sentences: Range<Int>
  /// Words and figures; two ideographs count as one word.
  public internal(set) var words = 0
  /// Words, figures and ideographs.
  var wordTokens = 0
  /// Places in the column of marks.
  var marks = 0..<0
  public var field: Field
  /// Whether the format says what field it is.
  var isGiven = false
  /// Of the paragraph, when it is not the story's.
  public var language: ShortTag?

  /// Whether it is read as running copy.
  public var isBody: Bool { field == .body }
}

public struct Sentence: Sendable {
  public var tokens: Range<Int>
  public var paragraph: Int
}

/// What a mark does in its quotation.
public enum QuoteRole: UInt8, Sendable, BitwiseCopyable { case open, close, apostrophe, prime, unknown }

/// What the white space around a mark says of it.
public enum SpacingRole: UInt8, Sendable {
  case open, close
  /// Space on both sides.
  case stray
  /// Letters or marks on both sides.
  case glued
  case any
}

/// Marks that form quotations with each other.
public enum QuoteFamily: UInt8, Sendable, CaseIterable {
  case straight, curly, guillemets, corners, whiteCorners, angles, single
}

/// A quotation mark, with what the machine made of it.
public struct QuoteMarkColumn: Sendable {
  /// The token that is the mark, or the word that holds it: a Hebrew preposition is written on to the mark.
  public var token: Int
  /// Tokens it takes: 2 for `` and ''.
  public var width: Int
  public var range: ByteRange
  public var scalar: UInt32
  public var family: QuoteFamily
  public var paragraph: Int
  public var spacing: SpacingRole
  /// What its shape says here: open, close, or unknown for " and for ” in Swedish.
  public var glyph: QuoteRole
  /// What it is, by the cheapest reading of the whole story.
  public var role: QuoteRole
  /// Index of the other end; nil where there is none.
  public var partner: Int?
  /// What the reading had to assume, if anything.
  public var fault: QuoteFault?
  /// It was damaged on the way and is read as what it was. It has no fault of its own.
  public var isDamaged = false
  /// How much dearer the cheapest reading is in which the mark does something else. Known for marks with a fault.
  public var margin = Double.infinity
  /// What it costs to read it as an opening or a closing mark.
  var openPrice: Float = 0
  var closePrice: Float = 0
  /// What it costs to take it for no quotation mark at all, but a prime, a gershayim or an apostrophe.
  var nothingPrice = Float.infinity
  var isOptional: Bool {
    get { nothingPrice < .infinity }
    set { nothingPrice = newValue ? QuotePrices.noMark : .infinity }
  }
  /// Whether it opens before a small letter, in the middle of a sentence.
  var opensLower = false
  /// Whether a sentence ends before it, so that a quotation may begin again.
  public internal(set) var followsStop = false
  /// Whether a full stop, a colon or words such as “said,” before it lead to an opening mark.
  public internal(set) var expectsOpening = false
}

public enum QuoteFault: UInt8, Sendable {
  /// The space stands on the wrong side.
  case misplacedSpace
  /// A space on both sides.
  case straySpace
  /// No space on either side.
  case missingSpace
  /// An opening shape closes, or the reverse.
  case reversed
  /// Opened and never closed.
  case unclosed
  /// Closed and never opened.
  case unopened
}

/// A quotation between two marks.
public struct Quotation: Sendable {
  public var openMark: Int
  public var closeMark: Int
  public var tokens: Range<Int>
  /// Whether it stands within another one.
  public var isInner: Bool
}

/// A place where a pattern of the lexicons matched.
public struct PhraseHit: Sendable {
  /// Index of the entry, form or persona, by its kind.
  public var index: Int
  public var tokens: Range<Int>
  public var paragraph: Int
  public var sentence: Int
  public var isQuoted: Bool
}

/// Why a story counts as translated from a language.
public struct SourceEvidence: Sendable {
  public enum Origin: String, Sendable { case declared, inferred, option, none }
  public var language: String?
  public var origin: Origin
  /// Languages of which any trace was found.
  public var traces: [String]

  public static let none = SourceEvidence(language: nil, origin: .none, traces: [])
}
