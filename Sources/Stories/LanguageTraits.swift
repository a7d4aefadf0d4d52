import Lexicons
import TextBase

/// What the analysis asks of a language story after story, worked out once: profiles hold texts and arrays, and to read
/// them anew took 2 % of a run.
final class LanguageTraits {
  let language: Language
  let isLatin: Bool
  /// Of its alphabet.
  let letters: LetterSet
  let misread: Misreading.Habits
  let nameEndings: EndingFilter
  let attached: QuoteNeighbours
  /// ’ opens quotations, as in Finnish.
  let opensWithApostrophe: Bool
  /// Swedish sets »x».
  let hasTwoClosers: Bool
  /// Months are figures with a sign: 1月.
  let marksMonths: Bool
  /// Surnames in -ová.
  let hasCzechNames: Bool
  /// White space parts the groups of its figures.
  let groupsBySpace: Bool
  /// Words that betray no other language, as the stories so far had them.
  let plainWords = PlainWords()

  init(_ language: Language) {
    let profile = language.profile
    self.language = language
    isLatin = profile.scripts.contains("Latn")
    letters = LetterSet(profile.letters)
    misread = Misreading.Habits(profile)
    nameEndings = EndingFilter(language)
    attached = profile.attached
    opensWithApostrophe = profile.quoteStyles.contains { $0.outerOpen == 0x2019 || $0.innerOpen == 0x2019 }
    hasTwoClosers = profile.quoteStyles.contains { $0.outerOpen == 0xBB && $0.outerClose == 0xBB }
    marksMonths = !profile.dateMarks.month.isEmpty
    hasCzechNames = profile.tag == "cs" || profile.tag == "sk"
    groupsBySpace = profile.groupSeparators.contains { $0 == 0xA0 || $0 == 0x202F || $0 == 0x20 }
  }
}

/// The traits of the languages that a worker has met: a run has one, or a few.
struct KnownTraits {
  private var known: [LanguageTraits] = []

  mutating func traits(of language: Language) -> LanguageTraits {
    if let found = known.first(where: { $0.language === language }) { return found }
    let new = LanguageTraits(language)
    known.append(new)
    return new
  }
}

/// A filter over the case endings of a language's names: of the five endings of a name that are tried hardly any gets as
/// far as the vocabulary.
struct EndingFilter {
  private let bits = BitField(count: 1024)
  let isEmpty: Bool

  init(_ language: Language) {
    isEmpty = !language.has(.nameEndings)
    guard !isEmpty else { return }
    for half in language.hashHalves(of: .nameEndings) { bits.insert(EndingFilter.place(half)) }
  }

  /// Whether a name may end so: false for nearly all that is no ending.
  @inline(__always)
  func mayHold(_ hash: UInt64) -> Bool { bits.contains(EndingFilter.place(UInt32(truncatingIfNeeded: hash >> 32))) }

  /// The last letter comes in at the fortieth bit of a hash.
  @inline(__always)
  private static func place(_ half: UInt32) -> Int { Int(half >> 8) & 1023 }
}
