import Findings
import TextBase

/// All that the lexicons hold for stories in one language, compiled: the vocabulary with the classes of its words, the
/// patterns of every pack into this language, the forms of entities. Immutable and shared by all workers.
public final class Language: Sendable {
  /// What its tables lie in.
  private let image: LexiconImage
  public let profile: LanguageProfile
  public let tag: String
  /// Whether a lexicon describes it, or CLDR alone.
  public let hasLexicon: Bool
  public let habits: Habits
  /// Whether words lose their vowel before the next one, which follows the apostrophe: l’OTAN.
  public let elides: Bool
  /// Whether names of weekdays have a capital, as the lexicon writes them.
  public let weekdaysHaveCapitals: Bool
  /// ICU's numbers of its scripts, in the order of the profile.
  public let scriptCodes: [UInt8]

  // Vocabulary.
  /// Ids by the folded hashes of words.
  public let words: HashTable
  /// By word id.
  @usableFromInline let facts: Table<WordFacts>
  @usableFromInline let anchorLists: Table<AnchorList>
  /// Every set of classes that some word has, the empty one first: some hundred.
  @usableFromInline let classSets: Table<WordClassSet>
  let months, weekdays, scales: Table<UInt8>
  /// Names of months, weekdays, scales and units by the hash of their words and marks in a row.
  let figureNames: HashTable
  /// A filter over the first word of each (see `FigureName`).
  @usableFromInline let figureStarts: Table<UInt64>
  public let units: Table<Unit>
  /// Tags of the languages that credit lines name, by their names’ words.
  let creditedNames: HashTable
  /// The first names that the lexicon gives: Monday to Sunday, January to December, and by power of ten.
  let weekdayTexts, monthTexts, scaleTexts: Table<UInt32>
  let partnerIDs: Table<UInt32>
  let wordTexts: Table<UInt32>
  /// Bit n is set when there are prefixes of n scalars.
  public let prefixLengths: UInt64
  let prefixes: HashTable
  /// A filter over the hashes of every beginning of every prefix, a bit each.
  let prefixTrail: Table<UInt64>
  // Patterns.
  let patterns: Table<CompiledPattern>
  let elements: Table<CompiledElement>
  let alternatives: Table<CompiledAlternative>
  let items: Table<CompiledItem>
  let wordSets: Table<UInt32>
  let anchors: Table<CompiledAnchor>
  // Entries.
  public let phrases: Table<PhraseEntry>
  public let entities: Table<Entity>
  public let forms: Table<EntityForm>
  public let personas: Table<Persona>
  /// The id of the first word of each class, by the class’s bit; 0 without one.
  let classWords: Table<UInt32>
  /// Packs into this language, "ru-en".
  public let packs: [String]
  let strings: StringTable
  /// Classes that have any word.
  public let filledClasses: WordClassSet
  /// Words that betray another language in copy of this one.
  public let foreignWords: ForeignWordTable

  /// Holds the tables where they lie in the image.
  init(_ image: LexiconImage) throws(ImageReader.Damaged) {
    self.image = image
    var image = ImageReader(image)
    profile = try LanguageProfile(from: &image)
    tag = profile.tag
    habits = profile.habits
    elides = !profile.elisions.isEmpty
    hasLexicon = try image.int() == 1
    scriptCodes = profile.scripts.compactMap { Script(iso: $0)?.code }
    words = try HashTable(from: &image)
    classSets = try Table(from: &image)
    months = try Table(from: &image)
    weekdays = try Table(from: &image)
    scales = try Table(from: &image)
    figureNames = try HashTable(from: &image)
    figureStarts = try Table(from: &image)
    guard figureStarts.count == FigureName.words else { throw ImageReader.Damaged() }
    units = try Table(from: &image)
    creditedNames = try HashTable(from: &image)
    weekdayTexts = try Table(from: &image)
    monthTexts = try Table(from: &image)
    scaleTexts = try Table(from: &image)
    partnerIDs = try Table(from: &image)
    wordTexts = try Table(from: &image)
    prefixLengths = UInt64(bitPattern: Int64(try image.int()))
    prefixes = try HashTable(from: &image)
    prefixTrail = try Table(from: &image)
    patterns = try Table(from: &image)
    elements = try Table(from: &image)
    alternatives = try Table(from: &image)
    items = try Table(from: &image)
    wordSets = try Table(from: &image)
    facts = try Table(from: &image)
    anchorLists = try Table(from: &image)
    anchors = try Table(from: &image)
    phrases = try Table(from: &image)
    entities = try Table(from: &image)
    forms = try Table(from: &image)
    personas = try Table(from: &image)
    classWords = try Table(from: &image)
    packs = try image.texts()
    strings = try StringTable(from: &image)
    guard let filled = try Table<WordClassSet>(from: &image).first else { throw ImageReader.Damaged() }
    filledClasses = filled
    foreignWords = try ForeignWordTable(from: &image)
    weekdaysHaveCapitals = strings[weekdayTexts[1]].unicodeScalars.first?.properties.isUppercase ?? false
  }

  // MARK: words

  /// The id of a word by its folded hash, 0 when the lexicons do not know it.
  @inlinable public func id(of hash: UInt64) -> UInt32 { words[hash] }

  @inlinable public func classes(of id: UInt32) -> WordClassSet { classes(of: facts[id]) }
  @inlinable public func facts(of id: UInt32) -> WordFacts { facts[id] }
  @inlinable public func classes(of facts: WordFacts) -> WordClassSet { classSets[facts.classSet] }
  @inlinable public func isIn(_ id: UInt32, _ wordClass: WordClass) -> Bool { classes(of: id).contains(wordClass) }
  /// 1…12, 0 for a word that names no month.
  public func month(_ id: UInt32) -> Int { Int(months[Int(id)]) }
  /// ISO, 1…7; 0 for a word that names no weekday.
  public func weekday(_ id: UInt32) -> Int { Int(weekdays[Int(id)]) }
  /// Power of ten; 0 for a word that is no scale word.
  public func scale(_ id: UInt32) -> Int { Int(scales[Int(id)]) }
  /// The word of the other gender that stands beside it in its list; nil without one.
  public func partner(_ id: UInt32) -> String? {
    let partner = partnerIDs[Int(id)]
    return partner == 0 ? nil : strings[wordTexts[Int(partner)]]
  }
  /// Whether two words stand in step, or are forms of two that do: each form beside the first form of the other.
  public func arePartners(_ a: UInt32, _ b: UInt32) -> Bool {
    let (ofA, ofB) = (partnerIDs[Int(a)], partnerIDs[Int(b)])
    return ofA == b || ofB == a || (ofA != 0 && partnerIDs[Int(ofA)] == ofB)
  }
  public func has(_ wordClass: WordClass) -> Bool { filledClasses.contains(wordClass) }
  /// The word of a class that its list names first; 0 for none. For classes of one word, which are found by comparing ids.
  public func firstWord(of wordClass: WordClass) -> UInt32 { classWords[wordClass.bit] }

  // MARK: entries

  public func id(_ entry: PhraseEntry) -> String { strings[entry.packText] + "#" + strings[entry.idText] }
  public func rule(_ entry: PhraseEntry) -> String { strings[entry.ruleText] }
  public func advice(_ entry: PhraseEntry) -> String { strings[entry.adviceText] }
  public func why(_ entry: PhraseEntry) -> String { strings[entry.whyText] }
  public func from(_ entry: PhraseEntry) -> String { strings[entry.fromText] }
  public func original(_ entry: PhraseEntry) -> [String] { list(entry.originalText) }
  /// The languages of which the entry is a trace: its own and its sisters.
  public func sources(_ entry: PhraseEntry) -> [String] { [from(entry)] + list(entry.alsoFromText) }
  public func id(_ entity: Entity) -> String { strings[entity.idText] }
  public func name(_ entity: Entity) -> String { strings[entity.nameText] }
  public func origin(_ entity: Entity) -> String? {
    let text = strings[entity.originText]
    return text.isEmpty ? nil : text
  }
  /// The first spelling of a form, for messages.
  public func display(_ form: EntityForm) -> String { strings[form.displayText] }
  /// Whether a form spells the name as `source` does, in Latin letters, and others do not: Donbass for Донбасс. The form that is
  /// listed first is most writers’ own, unless a sister of the source spells the name otherwise: Kyiv from Київ beside Kiev
  /// from Киев, but not Tbilisi.
  public func isSpelling(_ form: Int, of source: String) -> Bool {
    guard let bit = EntityForm.romanised.firstIndex(where: { $0.tag == source }) else { return false }
    let form = forms[form]
    guard form.romanisedFrom >> UInt8(bit) & 1 == 1 else { return false }
    return form.rival > 0
      || forms(of: Int(form.entity)).contains {
        $0.formClass == .rival && $0.rival != form.rival && $0.romanisedFrom & ~form.romanisedFrom != 0
      }
  }
  /// The competing spellings of an entity.
  public func rivals(of entity: Int) -> [String] {
    forms(of: entity).filter { $0.formClass == .rival }.map { display($0) }
  }
  /// The forms of an entity, which stand together, in the order of the entities: the first is found by halving.
  private func forms(of entity: Int) -> [EntityForm] {
    var (low, high) = (0, forms.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(forms[middle].entity) < entity { low = middle + 1 } else { high = middle }
    }
    return (low..<forms.count).lazy.map { self.forms[$0] }.prefix { Int($0.entity) == entity }.map { $0 }
  }
  public func id(_ persona: Persona) -> String { strings[persona.idText] }

  private func list(_ index: UInt32) -> [String] {
    strings[index].split(separator: "\u{1}").map(String.init)
  }
}

extension Language {
  /// The expansion of an organisation’s abbreviation, as the lexicon writes it first.
  public func expansion(of entity: Int) -> String? {
    forms(of: entity).first { $0.formClass == .full }.map { display($0) }
  }

  /// The abbreviation of the entity in this language, nil when the lexicon knows none.
  public func abbreviation(of entity: Int) -> String? {
    forms(of: entity).first { $0.formClass == .abbreviation }.map { display($0) }
  }
}
