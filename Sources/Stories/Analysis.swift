import Findings
import Lexicons
import TextBase

/// A story and its columns: what one pass over the bytes found, for rules to walk. Lives while the story's bytes are
/// borrowed; nothing of it outlives the check.
public struct Analysis: ~Copyable {
  public let story: StoryText
  /// The story's bytes.
  public let bytes: UnsafeBufferPointer<UInt8>
  public let language: Language
  let traits: LanguageTraits
  public let languageFrom: LanguageOrigin
  /// Nil when the story is too short or too mixed to tell.
  public let languageTag: String?
  public let names: GivenNames
  public internal(set) var tokens: TokenColumn
  /// Marks, quotation marks, symbols and invisible characters: all that is no word, figure or address.
  public internal(set) var marks = TokenIndices.none
  /// Tokens that begin with a digit.
  public internal(set) var figures = TokenIndices.none
  /// Names of months and weekdays, titles, roles and pronouns that tell a gender, what begins a date, and what ends a pile of
  /// nouns.
  public internal(set) var notable = TokenIndices.none
  /// Words without a capital that no class of the lexicons lists, or of which only the part before an apostrophe is listed.
  public internal(set) var unlisted = TokenIndices.none
  /// Tokens before which more than one byte of white space stands, on the same line.
  public internal(set) var wideGaps = TokenIndices.none
  /// Words on which patterns hang.
  var anchors = TokenIndices.none
  /// Every class that any word has.
  public internal(set) var wordClasses = WordClassSet()
  /// Whether there are words in a script without capitals.
  public internal(set) var hasCaselessWords = false
  /// Scripts of the words.
  public internal(set) var scripts = ScriptSet()
  /// Flags that any word has.
  public internal(set) var wordFlags: Token.Flags = []
  public internal(set) var paragraphs: [Paragraph] = []
  public internal(set) var sentences: [Sentence] = []
  /// Where characters were damaged on the way, in order. Empty in good copy.
  public internal(set) var damages: [Damage] = []
  /// Invisible and other odd characters in order, those within `damages` left out.
  public internal(set) var specials: [SpecialCharacter] = []
  public internal(set) var quoteMarks: [QuoteMarkColumn] = []
  public internal(set) var quotations: [Quotation] = []
  public internal(set) var numbers: [NumberColumn] = []
  public internal(set) var dates: [DateColumn] = []
  /// Turns that come three times or more in a row, by paragraph.
  public internal(set) var loops: [Loop] = []
  /// Phrases of two to six words that come twice in a row, outside loops.
  public internal(set) var doubledPhrases: [Loop] = []
  /// In the order of the later ones.
  public internal(set) var repeatedSentences: [RepeatedSentences] = []
  /// Words that begin with a capital, sentence starts included.
  public internal(set) var capitalised = TokenIndices.none
  public internal(set) var phraseHits: [PhraseHit] = []
  /// Longest match wins; forms within an exempt phrase are left out.
  public internal(set) var entityHits: [PhraseHit] = []
  /// Forms of further entities at the places of `entityHits`: bodies that share a name.
  public internal(set) var namesakeHits: [PhraseHit] = []
  /// Members of word classes that have several words; `index` is the class's bit.
  public internal(set) var classHits: [PhraseHit] = []
  public internal(set) var personaNameHits: [PhraseHit] = []
  public internal(set) var personaPhraseHits: [PhraseHit] = []
  /// Words that may say from which language the story was translated.
  var creditHits: [PhraseHit] = []
  /// Of headline and body, by entity.
  public internal(set) var entityMentions: [EntityColumn] = []
  /// People named in full whose name tells their gender.
  public internal(set) var people: [PersonName] = []
  /// Capitalised words of headline and body that look like two spellings of one name.
  public internal(set) var spellingPairs: [SpellingPair] = []
  /// Words of another language, by paragraph.
  public internal(set) var foreignRuns: [ForeignRun] = []
  var glossColumn: [Gloss] = []
  public internal(set) var source = SourceEvidence.none
  /// Bytes of the dateline, inside the first body paragraph.
  public internal(set) var dateline: ByteRange?
  /// Words as an editor counts them; Han and Kana count 1.7 characters a word.
  public internal(set) var wordCount = 0

  public enum LanguageOrigin: String, Sendable { case declared, detected, option }

  /// The marks of a paragraph.
  public func marks(in paragraph: Paragraph) -> TokenIndices { marks.part(paragraph.marks) }

  /// Members of word classes of several words that begin in `range`: found by halves, since a long file has thousands.
  public func classHits(beginningIn range: Range<Int>) -> ArraySlice<PhraseHit> {
    func first(from token: Int) -> Int {
      var (low, high) = (0, classHits.count)
      while low < high {
        let middle = (low + high) / 2
        if classHits[middle].tokens.lowerBound < token { low = middle + 1 } else { high = middle }
      }
      return low
    }
    return classHits.isEmpty ? [] : classHits[first(from: range.lowerBound)..<first(from: range.upperBound)]
  }

  /// Whether a token is part of the name of an entity. Names do not overlap, so the last that begins there or before decides.
  public func isInEntity(_ token: Int) -> Bool {
    var (low, high) = (0, entityHits.count)
    while low < high {
      let middle = (low + high) / 2
      if entityHits[middle].tokens.lowerBound <= token { low = middle + 1 } else { high = middle }
    }
    return low > 0 && entityHits[low - 1].tokens.contains(token)
  }

  // MARK: text

  public func text(_ range: ByteRange) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[range.start..<range.end]), as: UTF8.self)
  }

  public func text(_ token: Int) -> String { text(tokens[token].range) }
  public func text(_ range: Range<Int>) -> String { text(bytes(of: range)) }

  /// Bytes from the first token's start to the last one's end.
  public func bytes(of range: Range<Int>) -> ByteRange {
    guard let first = range.first, let last = range.last else { return ByteRange(0, 0) }
    return ByteRange(Int(tokens[first].start), Int(tokens[last].end))
  }

  /// Like `bytes(of:)`, without an elided article before and a possessive ending behind: l’[[OTAN]], [[Russia]]’s.
  public func coreBytes(of range: Range<Int>) -> ByteRange {
    var result = bytes(of: range)
    guard let first = range.first, let last = range.last else { return result }
    if tokens[first].flags.contains(.elided) {
      let apostrophe = Int(tokens[first].start) + Int(tokens[first].joint)
      result.start = apostrophe + UTF8Text.decode(bytes, apostrophe).length
    }
    if tokens[last].flags.contains(.possessive) { result.end = Int(tokens[last].start) + Int(tokens[last].joint) }
    return result
  }

  /// The scalar before a byte; 0 at the start of the text.
  public func scalar(before offset: Int) -> UInt32 { UTF8Text.decodeLast(bytes, before: offset)?.scalar ?? 0 }
  /// The scalar at a byte; 0 at the end of the text.
  public func scalar(at offset: Int) -> UInt32 { offset < bytes.count ? UTF8Text.decode(bytes, offset).scalar : 0 }

  /// Whether the token is the one-character mark `scalar`.
  @inlinable public func isMark(_ token: Int, _ scalar: UInt32) -> Bool {
    tokens.indices.contains(token) && tokens[token].kind == .mark
      && tokens[token].hash == FNV.combine(FNV.basis, scalar: scalar)
  }

  /// Whether a mark stands there that ends the phrase before it: , . ; : ! ? )
  public func endsPhrase(_ token: Int) -> Bool {
    [0x2C, 0x2E, 0x3B, 0x3A, 0x21, 0x3F, 0x29].contains { isMark(token, $0) }
  }

  @inlinable public func isDash(_ token: Int) -> Bool {
    isMark(token, 0x2D) || isMark(token, 0x2013) || isMark(token, 0x2014) || isMark(token, 0x2212)
  }

  @inlinable public func isIn(_ token: Int, _ wordClass: WordClass) -> Bool {
    tokens.indices.contains(token) && tokens[token].id != 0 && language.isIn(tokens[token].id, wordClass)
  }

  /// The paragraph that holds a byte offset, nil between paragraphs.
  public func paragraph(at offset: Int) -> Int? {
    var low = 0
    var high = paragraphs.count
    while low < high {
      let middle = (low + high) / 2
      if paragraphs[middle].range.end <= offset { low = middle + 1 } else { high = middle }
    }
    return low < paragraphs.count && paragraphs[low].range.start <= offset ? low : nil
  }

  /// The field of a byte offset.
  public func field(at offset: Int) -> Field {
    if let dateline, dateline.contains(offset) { return .dateline }
    return paragraph(at: offset).map { paragraphs[$0].field } ?? .body
  }
}
