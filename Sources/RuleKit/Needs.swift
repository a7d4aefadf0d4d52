import Stories

/// What a story must hold for a rule to find anything in it. The linter reads the traits of a story once and leaves out
/// every rule whose needs it does not meet: most rules find nothing in most stories, and a call that finds nothing costs
/// some 500 instructions that are in no cache.
public struct Needs: Sendable {
  /// All of these,
  let all: Traits
  /// and one of these, unless there is none,
  let any: Traits
  /// or one of these words, by their hashes.
  let words: [UInt64]

  /// The rule is called for every story.
  public static let nothing = Needs(all: [], any: [], words: [])

  public static func all(_ traits: Traits) -> Needs { Needs(all: traits, any: [], words: []) }

  public static func any(_ traits: Traits, words: [UInt64] = []) -> Needs { Needs(all: [], any: traits, words: words) }
}

/// The needs of a rule as the linter asks for them: three numbers.
public struct Gate: Sendable, BitwiseCopyable {
  @usableFromInline let all: Traits
  @usableFromInline let any: Traits
  /// The bits of the words (see `WantedWords`).
  @usableFromInline let words: UInt64

  init(_ needs: Needs, words: UInt64) {
    all = needs.all
    any = needs.any
    self.words = words
  }

  /// Whether the rule may find something. True may be wrong, false may not.
  @inlinable
  public func isOpen(_ traits: Traits, words: UInt64) -> Bool {
    guard all.isSubset(of: traits) else { return false }
    return any.isEmpty && self.words == 0 || !any.isDisjoint(with: traits) || self.words & words != 0
  }
}

/// What is in a story, a bit each. A bit may be set where a rule finds nothing after all; it may not be missing where a
/// rule would find something. `TraitTests` compares the findings with and without.
public struct Traits: OptionSet, Sendable, BitwiseCopyable {
  public let rawValue: UInt64
  @inlinable public init(rawValue: UInt64) { self.rawValue = rawValue }
  @inlinable static func bit(_ place: UInt64) -> Traits { Traits(rawValue: 1 << place) }

  // MARK: columns

  public static var figures: Traits { bit(0) }
  /// Figures with a separator: 1,500 or 2.5.
  public static var partedFigures: Traits { bit(1) }
  public static var money: Traits { bit(2) }
  /// Figures with a unit.
  public static var measures: Traits { bit(3) }
  public static var dates: Traits { bit(4) }
  /// Dates with the name of their day.
  public static var weekdays: Traits { bit(5) }
  public static var quotations: Traits { bit(6) }
  /// Quotations that are not all in straight marks or all in those that the language sets first.
  public static var unusualQuotations: Traits { bit(55) }
  /// Quotations within others.
  public static var innerQuotations: Traits { bit(7) }
  /// Quotation marks with a fault.
  public static var faultyMarks: Traits { bit(8) }
  public static var people: Traits { bit(9) }
  public static var entities: Traits { bit(10) }
  /// Entities by several names, of which one is a rival or a formal name.
  public static var rivalForms: Traits { bit(11) }
  /// Entities by an abbreviation of another language.
  public static var calquedForms: Traits { bit(56) }
  /// Explained abbreviations.
  public static var glosses: Traits { bit(12) }
  public static var spellingPairs: Traits { bit(13) }
  public static var loops: Traits { bit(14) }
  public static var doubledPhrases: Traits { bit(61) }
  public static var repeatedSentences: Traits { bit(15) }
  public static var damages: Traits { bit(16) }
  /// Special characters other than those of ASCII.
  public static var oddCharacters: Traits { bit(17) }
  public static var invalidBytes: Traits { bit(18) }
  /// Hits of phrase packs.
  public static var phrases: Traits { bit(19) }
  /// Hits of word classes with several words.
  public static var classPhrases: Traits { bit(20) }
  /// Signs of programs and phrases of language models.
  public static var machineSigns: Traits { bit(54) }
  /// Names and sentences of invented authors.
  public static var personas: Traits { bit(21) }
  /// Words of another language.
  public static var foreignRuns: Traits { bit(22) }
  /// Paragraphs in another language.
  public static var foreignParagraphs: Traits { bit(23) }
  /// Wide gaps before tokens.
  public static var wideGaps: Traits { bit(24) }
  /// The language that the story was translated from is known.
  public static var knownSource: Traits { bit(25) }

  // MARK: paragraphs

  public static var authorBox: Traits { bit(26) }
  public static var credit: Traits { bit(27) }
  /// Paragraphs of the body behind the first that end without a mark, or with a comma.
  public static var openParagraphs: Traits { bit(57) }
  /// Paragraphs that begin with a word that leads elsewhere or labels, as the language's own or another's.
  public static var lineOpeners: Traits { bit(59) }
  /// Paragraphs of at most five tokens.
  public static var shortParagraphs: Traits { bit(28) }

  // MARK: words

  /// Words of letters of several scripts.
  public static var mixedScriptWords: Traits { bit(29) }
  public static var decomposedLetters: Traits { bit(30) }
  /// Words in Latin, Cyrillic or Greek letters, other than the copy's own.
  public static var secondAlphabet: Traits { bit(31) }
  /// Words in a script that is neither Latin nor the copy's own first.
  public static var otherScripts: Traits { bit(32) }
  /// A word or figure twice in a row.
  public static var doubledWords: Traits { bit(33) }
  /// Words of three to six capitals.
  public static var acronyms: Traits { bit(34) }
  /// Words of capitals that begin with one letter twice: XXXX.
  public static var doubledCapitals: Traits { bit(35) }
  /// Words with a full stop and a capital inside: end.Next.
  public static var innerStops: Traits { bit(36) }
  /// Capitals inside words: WhatsApp.
  public static var innerCapitals: Traits { bit(62) }
  public static var caselessWords: Traits { bit(37) }
  /// Words that look like a year: l984, I876.
  public static var yearlikeWords: Traits { bit(38) }
  /// Figures with a letter that looks like a digit, or a digit beyond ASCII.
  public static var letteredFigures: Traits { bit(39) }

  /// Names that other languages give to places.
  public static var foreignPlaces: Traits { bit(63) }

  /// Names of months and days, titles, roles, pronouns.
  public static var notableWords: Traits { bit(53) }

  // MARK: marks

  public static var symbols: Traits { bit(40) }
  public static var brackets: Traits { bit(41) }
  /// Question marks.
  public static var questions: Traits { bit(42) }
  /// ? and !
  static var spanishCries: Traits { bit(58) }
  /// ¿ and ¡, in Spanish copy ? and ! too.
  public static var cries: Traits { bit(43) }
  /// Marks behind white space that may close up to a word: neither dashes nor brackets.
  public static var spacedStops: Traits { bit(44) }
  /// Stops, commas and brackets between tokens without white space, at least one of them a word.
  public static var tightMarks: Traits { bit(45) }
  /// Two marks side by side.
  public static var adjacentMarks: Traits { bit(46) }
  /// Dashes behind a comma or a quotation mark.
  public static var dashesAfterSpeech: Traits { bit(47) }
  /// Apostrophes with white space on the side of a clitic.
  public static var looseApostrophes: Traits { bit(48) }
  /// Opening brackets before white space.
  public static var looseBrackets: Traits { bit(49) }
  /// Hyphens between white space, one word apart.
  public static var looseHyphens: Traits { bit(50) }
  /// Marks that western scripts do not have.
  public static var easternMarks: Traits { bit(51) }
  /// The copy is in a script with marks of its own.
  public static var easternCopy: Traits { bit(52) }
}
