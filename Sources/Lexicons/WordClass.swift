/// The classes of words that the engine and the rules ask for. `words.yaml` fills them by name.
public enum WordClass: String, CaseIterable, Sendable {
  // from language.yaml
  case function, month, weekday, scale, abbreviation
  /// Written with a capital: “No.” but not “no.”.
  case abbreviationCapitalised = "abbreviation-capitalised"
  /// May end a sentence, so that its point tells nothing: etc., proc.
  case abbreviationClosing = "abbreviation-closing"
  case titleMale = "title-male"
  case titleFemale = "title-female"
  case titleAny = "title-any"
  /// Opens a month or weekday of several words: tháng 1, יום שני.
  case dateOpeners = "date-openers"
  /// Months that are other words in small letters: may, march.
  case monthHomonyms = "month-homonyms"
  // Figures and dates.
  /// Words between the parts of a date: 7 de enero, Freitag, den 7. Januar.
  case dateConnectors = "date-connectors"
  /// Between the figure of the day and the month: 7 de enero, the 7th of January.
  case dateLinks = "date-links"
  /// Before a figure that counts nothing: version, chapter, article.
  case figureLabels = "figure-labels"
  /// Beside a time of day: Uhr, o’clock, alle ore.
  case clockWords = "clock-words"
  /// Scale words that are none in this language: milliard, mln.
  case scaleLeftovers = "scale-leftovers"
  /// The singular of scale words that larger figures bend: million in French, Million in German.
  case scaleSingular = "scale-singular"
  /// Before a rounded figure: about, rund.
  case approximators
  /// What may have three places behind the point: seconds, points.
  case fractionNouns = "fraction-nouns"
  // from words.yaml
  case pronounsMale = "pronouns-male"
  case pronounsFemale = "pronouns-female"
  case pronounsOther = "pronouns-other"
  case pastMale = "past-male"
  case pastFemale = "past-female"
  case participleMale = "participle-male"
  case participleFemale = "participle-female"
  case kin
  case biographyJobs = "biography-jobs"
  case biographyVerbs = "biography-verbs"
  /// What only the author of a story is said to do in its author box: writes, covers.
  case authorVerbs = "author-verbs"
  case bylineOpeners = "byline-openers"
  case roleMale = "role-male"
  case roleFemale = "role-female"
  case speechVerbs = "speech-verbs"
  case speechVerbsMale = "speech-verbs-male"
  case speechVerbsFemale = "speech-verbs-female"
  case sourceOpeners = "source-openers"
  case readAlso = "read-also"
  case articles, prepositions
  /// Those that stand before a place where something is, and seldom before a person or a club: in, near.
  case placePrepositions = "place-prepositions"
  /// Before whom or what one plays or is: against, with.
  case opponentPrepositions = "opponent-prepositions"
  /// Before a preposition they make a turn of another language: made in Italy.
  case foreignTurns = "foreign-turns"
  /// The article before a man or a woman who is the subject, and adjectives that are said of people: der gebürtige Grazer.
  case articlesMale = "articles-male"
  case articlesFemale = "articles-female"
  case personalAdjectives = "personal-adjectives"
  /// Prepositions that belong to a verb before them and may end a sentence: broke up, riegelt ab.
  case verbParticles = "verb-particles"
  case relationalAdjectives = "relational-adjectives"
  case elidableHeads = "elidable-heads"
  case copulas
  case acronymFillers = "acronym-fillers"
  /// Between a name and its abbreviation, set off by commas: or, kurz.
  case abbreviationLinks = "abbreviation-links"
  /// Between a measure and its conversion, behind a comma: or, soit, то есть.
  case conversionLinks = "conversion-links"
  /// Behind a name they make it part of a longer one, also in a name that is foreign to the copy: Federation of, Syndicat des.
  case genitiveLinks = "genitive-links"
  case organisationNouns = "organisation-nouns"
  /// What civil institutions call themselves. Parties, armies and services are left out: their letters are often another
  /// language’s.
  case institutionNouns = "institution-nouns"
  /// Countries that speak the language, and their adjectives.
  case ownCountries = "own-countries"
  /// Bodies that act and are nobody: company, ministry.
  case bodyNouns = "body-nouns"
  /// Between a date and the day of the week that is said of it: era martes.
  case dateCopulas = "date-copulas"
  /// Joins a clause with a subject of its own: and.
  case clauseJoiners = "clause-joiners"
  case numberWords = "number-words"
  case currencyWords = "currency-words"
  case primeNouns = "prime-nouns"
  case beatTechnologyBiography = "beat-technology-biography"
  case beatTechnologyStory = "beat-technology-story"
  case beatPoliticsBiography = "beat-politics-biography"
  case beatPoliticsStory = "beat-politics-story"
  case beatBusinessBiography = "beat-business-biography"
  case beatBusinessStory = "beat-business-story"
  case beatSportBiography = "beat-sport-biography"
  case beatSportStory = "beat-sport-story"
  case beatEntertainmentBiography = "beat-entertainment-biography"
  case beatEntertainmentStory = "beat-entertainment-story"
  case beatHealthBiography = "beat-health-biography"
  case beatHealthStory = "beat-health-story"
  case beatLifestyleBiography = "beat-lifestyle-biography"
  case beatLifestyleStory = "beat-lifestyle-story"
  case beatScienceBiography = "beat-science-biography"
  case beatScienceStory = "beat-science-story"
  // repetition
  /// Words that good copy sets twice: very very, had had, Bora Bora.
  case mayDouble = "may-double"
  /// Pronouns and articles that meet where a clause begins: die Regeln, die die Kammer schrieb.
  case mayDoubleInClause = "may-double-in-clause"
  // script and machine residue
  /// Han characters of one standard alone, item by item.
  case simplifiedOnly = "simplified-only"
  case traditionalOnly = "traditional-only"
  /// What a language model says of its work, anywhere in a paragraph; and only where it begins one.
  case machineReplies = "machine-replies"
  case machineReplyOpeners = "machine-reply-openers"
  /// What it offers or asks when it is done, where a sentence of the last paragraphs begins with it.
  case machineOffers = "machine-offers"

  // names: case and possessive endings that a name takes
  case nameEndings = "name-endings"
  /// Endings that make another word of a name: plurals, adjectives, inhabitants.
  case nameSuffixes = "name-suffixes"
  /// Endings that stand in place of each other, so that neither alone is one: Authority, Authorities.
  case nameEndingsInTurn = "name-endings-in-turn"
  // pronouns: subjects that stand for people alone; participles that agree with the person named before them
  case subjectPronounsMale = "subject-pronouns-male"
  case subjectPronounsFemale = "subject-pronouns-female"
  /// Nouns of persons, man or woman, in the singular; and endings that most of them have.
  case personNouns = "person-nouns"
  case personEndings = "person-endings"
  /// Endings that nouns of persons share with many other words.
  case doubtfulEndings = "doubtful-endings"
  /// Pronouns that cannot stand for any of the body nouns.
  case notForBodies = "not-for-bodies"
  /// Before a noun in the singular that a pronoun may mean, in languages that give things a gender.
  case determinersMale = "determiners-male"
  case determinersFemale = "determiners-female"
  case agreeingMale = "agreeing-male"
  case agreeingFemale = "agreeing-female"
  /// Auxiliaries behind which a participle agrees with nothing, unless “been” comes between: a nommé, ha detenido.
  case perfectAuxiliaries = "perfect-auxiliaries"
  /// Pronouns in the nominative, of people and of things: verbs and participles beside them agree.
  case nominativeMale = "nominative-male"
  case nominativeFemale = "nominative-female"
  /// Pronouns that address a man or a woman alike: Lei, which papers set in small letters too.
  case formalPronouns = "formal-pronouns"
  /// Small words between a pronoun and its verb: not, also, already.
  case verbCompanions = "verb-companions"
  /// Pronouns that open a relative clause whose subject they are; the genders where the language parts them.
  case relativePronouns = "relative-pronouns"
  case relativeMale = "relative-male"
  case relativeFemale = "relative-female"
  /// Turns in which the form of a relative pronoun asks or counts: который год, который час.
  case relativeIdioms = "relative-idioms"
  /// What is said of treaties, companies and places and of nobody: entered into force, consists of.
  case thingPredicates = "thing-predicates"
  /// Where a body speaks, with the possessive of a person: on his website.
  case ownChannels = "own-channels"
  /// Sentence openings in which the subject is lost: Is expected that, Added that.
  case lostSubjects = "lost-subjects"
  /// Turns that cannot do without an article and have none: in interview with.
  case lostArticles = "lost-articles"
  /// Nouns that end a pile of nouns: process, procedure; those that stand in one; endings of more such nouns.
  case stackHeads = "stack-heads"
  case stackNouns = "stack-nouns"
  case stackEndings = "stack-endings"
  /// The one word that strings nouns together: of.
  case nounLink = "noun-link"
  /// What agencies do at the end of a sentence: reports, writes.
  case agencyVerbs = "agency-verbs"

  // years: the word that other languages set behind the figure; what stands before a bare year, and before “the year 2023”
  case yearWords = "year-words"
  /// Behind the word they make a term of it: 2023 year on year.
  case yearTerms = "year-terms"
  case yearOpeners = "year-openers"
  case yearNounOpeners = "year-noun-openers"
  // eras behind a year, by the two ways to name them; those of other languages, most of them made from their lexicons
  case erasChristian = "eras-christian"
  case erasCommon = "eras-common"
  case foreignEras = "foreign-eras"

  // places: what a part of a country is called in its own tongue (oblast) and in the copy’s (region)
  case areaNative = "area-native"
  case areaPlain = "area-plain"
  /// What is counted, by one and by many, item by item: person, people.
  case countedOne = "counted-one"
  case countedMany = "counted-many"
  /// They point back to what was said: these, that.
  case demonstratives
  /// Before the article of a day whose month is named elsewhere: on the 26th.
  case bareDayOpeners = "bare-day-openers"
  /// They name a month without its name: next month, on the 26th.
  case monthNouns = "month-nouns"
  /// Endings that stand for both genders and take a capital inside the word for it: LehrerInnen.
  case inclusiveEndings = "inclusive-endings"
  // before a verb: what is told has not happened yet
  case notYet = "not-yet"

  // quotations
  /// Newspaper, airline, club: what other languages set the name of in quotation marks.
  case namedBodies = "named-bodies"
  /// The telling word of verbs of speaking that have several: déclaré, detto, fügte.
  case attributionWords = "attribution-words"

  // residue: words that belong to another language and are at home in this one too
  case loanWords = "loan-words"
  /// Lines with which pages address their readers: “Subscribe to our channel”.
  case agencyTail = "agency-tail"
  /// What pages and agencies set around copy in this language: “Reporting by”, “Story continues below”.
  case furniture
  /// Made from the furniture, and the tails, of the other languages.
  case foreignFurniture = "foreign-furniture"
  /// Made from the labels of the other languages, not written by hand.
  case foreignLabels = "foreign-labels"
  // made from the months of the other languages: those that have a small letter there, and those that have a capital
  case foreignMonthsSmall = "foreign-months-small"
  case foreignMonthsCapital = "foreign-months-capital"
  /// Made from the names that other languages give to places.
  case foreignPlaces = "foreign-places"

  /// Its bit in a `WordClassSet`.
  @inlinable public var bit: Int {
    // A plain enumeration of fewer than 256 cases is a byte that numbers them; `LexiconTests` hold it to `allCases`.
    Int(unsafeBitCast(self, to: UInt8.self))
  }

  /// Classes whose words stand in step: item n of one is the partner of item n of the other.
  static let partners: [(WordClass, WordClass)] = [
    (.pastMale, .pastFemale), (.participleMale, .participleFemale), (.roleMale, .roleFemale),
    (.speechVerbsMale, .speechVerbsFemale), (.simplifiedOnly, .traditionalOnly), (.subjectPronounsMale, .subjectPronounsFemale),
    (.agreeingMale, .agreeingFemale), (.relativeMale, .relativeFemale), (.areaNative, .areaPlain),
    (.countedOne, .countedMany),
  ]

  /// The beats of journalism that author boxes name: how a biography names each, and the words of its stories.
  public static let beats: [(name: String, biography: WordClass, story: WordClass)] = [
    ("technology", .beatTechnologyBiography, .beatTechnologyStory),
    ("politics", .beatPoliticsBiography, .beatPoliticsStory),
    ("business", .beatBusinessBiography, .beatBusinessStory),
    ("sport", .beatSportBiography, .beatSportStory),
    ("entertainment", .beatEntertainmentBiography, .beatEntertainmentStory),
    ("health", .beatHealthBiography, .beatHealthStory),
    ("lifestyle", .beatLifestyleBiography, .beatLifestyleStory),
    ("science", .beatScienceBiography, .beatScienceStory),
  ]
}

/// A set of word classes in 192 bits.
public struct WordClassSet: Sendable, BitwiseCopyable, Hashable {
  @usableFromInline var low: UInt64 = 0
  @usableFromInline var middle: UInt64 = 0
  @usableFromInline var high: UInt64 = 0
  public init() {}

  @inlinable public func contains(bit: Int) -> Bool {
    let word = bit < 64 ? low : bit < 128 ? middle : high
    return word >> UInt64(truncatingIfNeeded: bit & 63) & 1 == 1
  }
  @inlinable public func contains(_ wordClass: WordClass) -> Bool { contains(bit: wordClass.bit) }
  @inlinable public func intersects(_ other: WordClassSet) -> Bool {
    low & other.low | middle & other.middle | high & other.high != 0
  }
  @inlinable public var isEmpty: Bool { low | middle | high == 0 }
  /// Whether no class is among them but those of another set.
  @inlinable public func isSubset(of other: WordClassSet) -> Bool {
    low & ~other.low | middle & ~other.middle | high & ~other.high == 0
  }
  /// Of words that the language has no use for itself: what another one sets before a name or around its copy, its months
  /// and its names of places, and small words inside the names of bodies: of, the.
  public static let foreign = WordClassSet.of(
    .foreignLabels, .foreignFurniture, .foreignMonthsSmall, .foreignMonthsCapital, .foreignPlaces, .acronymFillers)

  @inlinable public mutating func formUnion(_ other: WordClassSet) {
    low |= other.low
    middle |= other.middle
    high |= other.high
  }

  public mutating func insert(_ wordClass: WordClass) {
    let bit = wordClass.bit
    switch bit {
    case ..<64: low |= 1 << UInt64(bit)
    case ..<128: middle |= 1 << UInt64(bit - 64)
    default: high |= 1 << UInt64(bit - 128)
    }
  }

  public static func of(_ classes: WordClass...) -> WordClassSet {
    var set = WordClassSet()
    for wordClass in classes { set.insert(wordClass) }
    return set
  }
}
