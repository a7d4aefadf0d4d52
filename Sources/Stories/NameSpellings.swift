import Lexicons
import TextBase

/// A capitalised word of the story, with all its mentions.
public struct NameSpelling: Sendable {
  /// Without possessive endings and elided articles.
  public var first: ByteRange
  public var firstToken: Int
  public var count: Int
  /// Mentions that do not begin a sentence, where any word has a capital.
  public var inside: Int
  public var hash: UInt64
  /// Of the word without its case ending.
  var stemHash: UInt64
}

/// Two spellings that may be one name.
public struct SpellingPair: Sendable {
  public enum Likeness: Sendable {
    /// Romanisations or slips of one name.
    case sameSound
    /// Two letters have changed places.
    case transposed
    /// One letter differs, or vowels do; told by the name beside it.
    case nearby
  }
  /// In the order of first mention.
  public var a: NameSpelling
  public var b: NameSpelling
  public var likeness: Likeness
  /// A list has one of them and none the other, which differs by a doubled letter: Indonesia, Indonessia.
  public var isSlipOfKnown: Bool
  /// The same capitalised word stands before or behind both: Eilidh Doyle, Eilidh Doylle.
  public var sharesNeighbour: Bool
  /// Both stand beside capitalised words, which differ: Ian Doyle, Eilidh Doylle.
  public var hasOtherNeighbours: Bool
}

extension Analysis {
  /// Pairs of capitalised words of headline and body that look like two spellings of one name.
  func findSpellingPairs(_ scalars: ScalarTable, _ finder: SpellingFinder) -> [SpellingPair] {
    guard capitalised.count > 1 else { return [] }
    finder.begin(language, words: capitalised.count)
    finder.collect(self, scalars)
    return finder.pairs(self, scalars)
  }
}
