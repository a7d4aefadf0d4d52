/// What some languages do and others do not, as `habits` in `language.yaml` names it. Rules ask for these, never for a language.
public enum Habit: String, CaseIterable, Sendable {
  // capitals
  /// Every noun has a capital: der Bäcker.
  case capitalNouns = "capital-nouns"
  /// Names and headlines set all words with a capital but the small ones: Ministry of Foreign Affairs.
  case titleCase = "title-case"
  /// Months stand with and without a capital, by the phrase.
  case mixedCapitals = "mixed-capitals"

  // names
  /// ä parts a name from one with a, and is written ae where it lacks: Müller, Mueller.
  case umlautsAreDigraphs = "umlauts-are-digraphs"
  /// Names that differ in an accent alone are two names.
  case accentsPartNames = "accents-part-names"
  /// People have a surname from each parent, which may be the same: García García.
  case twoSurnames = "two-surnames"
  /// Women have surnames in -ová, foreign women too.
  case ovaSurnames = "ova-surnames"
  /// Names of people have an article: ο Παπαδόπουλος.
  case articlesBeforeNames = "articles-before-names"
  /// Nouns have neither cases nor an article before them, but one at their end.
  case noCases = "no-cases"

  // letters that damage of characters begins with
  /// Â and Ã are among its letters; words end in à.
  case writesCircumflexA = "writes-circumflex-a"
  case writesTildeA = "writes-tilde-a"
  case endsInGraveA = "ends-in-grave-a"

  // words
  /// Words are joined into one: Technologieautor.
  case compounds
  /// Words of content are doubled freely, or two words may end and begin with the same syllable.
  case doublesWords = "doubles-words"
  /// Adverbs are made by doubling a word, a short one for the most part: yavaş yavaş.
  case doublesIntoAdverbs = "doubles-into-adverbs"
  /// Any word may be doubled to say it with force, at the end of a phrase: calde calde.
  case doublesForForce = "doubles-for-force"
  /// An ending follows an abbreviation behind a colon: EU:s.
  case suffixColon = "suffix-colon"
  /// Most words that travel come from this language.
  case lendsWords = "lends-words"

  // sentences
  /// A question or exclamation is opened by a mark of its own: ¿.
  case invertedMarks = "inverted-marks"
  /// Sentences end with a verb, often an auxiliary.
  case verbLast = "verb-last"
  /// Adjectives stand before their noun, so that a word of grammar behind a noun is no part of its phrase.
  case adjectiveFirst = "adjective-first"
  /// The listed pronouns stand for people alone, wherever in the sentence.
  case pronounsOfPersons = "pronouns-of-persons"
  /// Titles such as “president” tell no gender.
  case neutralRoles = "neutral-roles"
  /// The word for an area stands behind its name: Kharkiv region; or behind an adjective made of it: Харьковская область.
  case areaBehindName = "area-behind-name"
  case areaBehindAdjective = "area-behind-adjective"

  /// Speech and speaker are never parted by a comma and a dash.
  case noSpeechDash = "no-speech-dash"

  /// Agencies set two single marks for a double one: ‘‘ ’’.
  case doublesSingleMarks = "doubles-single-marks"

  /// Two points break a sentence off, or part a heading.
  case twoPoints = "two-points"

  // figures and dates
  /// 21 and 31 take the singular: 21 миллион.
  case singularAfterOne = "singular-after-one"
  /// Countries that share the language part figures in opposite ways.
  case figuresByCountry = "figures-by-country"
  /// No paper in the language parts thousands by a point.
  case neverGroupsByPoint = "never-groups-by-point"
  /// A weekday follows its date with nothing between them; or behind a comma and whatever goes on behind it.
  case weekdayJoinsDate = "weekday-joins-date"
  case weekdayFollowsComma = "weekday-follows-comma"
  /// Years are counted from 543 BC: 2565 is 2022.
  case buddhistYears = "buddhist-years"
}

/// The habits of one language, a bit each.
public struct Habits: Sendable, BitwiseCopyable, Equatable {
  var bits: UInt64 = 0

  init(_ habits: [Habit] = []) { for habit in habits { bits |= Habits.bit(habit) } }

  @inline(__always)
  private static func bit(_ habit: Habit) -> UInt64 {
    // A plain enumeration of fewer than 256 cases is a byte that numbers them.
    1 << UInt64(unsafeBitCast(habit, to: UInt8.self))
  }

  public func contains(_ habit: Habit) -> Bool { bits & Habits.bit(habit) != 0 }

  /// Of languages that no lexicon describes; CLDR does not say such things.
  static let withoutLexicon: [String: Habits] = [
    "ca": Habits([.endsInGraveA]), "cy": Habits([.writesCircumflexA]), "fi": Habits([.suffixColon]),
    "gl": Habits([.writesTildeA]), "sk": Habits([.ovaSurnames]),
  ]
}

/// Whose marks copy sets between words: , 、 ، and their sisters.
public enum MarkSet: String, CaseIterable, Sendable { case western, greek, arabic, chinese, japanese }
/// On which side of the figure a sign of money stands, where newspapers agree on it.
public enum MoneySide: String, CaseIterable, Sendable { case before, behind }
