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
  /// ‘ opens and never closes; in German it closes.
  let opensWithSix: Bool
  /// Swedish sets »x».
  let hasTwoClosers: Bool
  /// Months are figures with a sign: 1月.
  let marksMonths: Bool
  /// Surnames in -ová, whatever name stands before them.
  let hasCzechNames: Bool
  /// Its own words need no letters beyond a to z: a word with another one is foreign.
  let hasPlainLetters: Bool
  /// White space parts the groups of its figures.
  let groupsBySpace: Bool
  /// Words that betray no other language, as the stories so far had them.
  let plainWords = PlainWords()
  /// Of the words of the story that are looked up there.
  let keys = Scratch<UInt64>()
  let prefixes = PrefixMemo()

  init(_ language: Language, _ scalars: ScalarTable) {
    let profile = language.profile
    self.language = language
    isLatin = profile.scripts.contains("Latn")
    letters = LetterSet(profile.letters)
    misread = Misreading.Habits(profile)
    nameEndings = EndingFilter(language, scalars)
    attached = profile.attached
    opensWithApostrophe = profile.quoteStyles.contains { $0.outerOpen == 0x2019 || $0.innerOpen == 0x2019 }
    opensWithSix =
      profile.quoteStyles.contains { $0.outerOpen == 0x2018 || $0.innerOpen == 0x2018 }
      && !profile.quoteStyles.contains { $0.outerClose == 0x2018 || $0.innerClose == 0x2018 }
    hasTwoClosers = profile.quoteStyles.contains { $0.outerOpen == 0xBB && $0.outerClose == 0xBB }
    marksMonths = !profile.dateMarks.month.isEmpty
    hasCzechNames = profile.habits.contains(.ovaSurnames)
    hasPlainLetters = !profile.letters.isEmpty && profile.letters.allSatisfy { $0 < 0x80 }
    groupsBySpace = profile.groupSeparators.contains { $0 == 0xA0 || $0 == 0x202F || $0 == 0x20 }
  }
}

/// The traits of the languages that a worker has met: a run has one, or a few.
struct KnownTraits {
  private var known: [LanguageTraits] = []

  mutating func traits(of language: Language, _ scalars: ScalarTable) -> LanguageTraits {
    if let found = known.first(where: { $0.language === language }) { return found }
    let new = LanguageTraits(language, scalars)
    known.append(new)
    return new
  }
}
