import Findings
import TextBase

/// Compiles the sources of one language into the flat tables of `Language`.
struct LanguageBuilder {
  var profile: LanguageProfile
  var hasLexicon: Bool
  var classes: [WordClassSet] = [WordClassSet()]
  var months: [UInt8] = [0]
  var weekdays: [UInt8] = [0]
  var scales: [UInt8] = [0]
  var figureNames: [UInt64: UInt32] = [:]
  var creditedNames: [UInt64: UInt32] = [:]
  var figureStarts = [UInt64](repeating: 0, count: FigureName.words)
  var units: [Unit] = []
  var weekdayTexts = [UInt32](repeating: 0, count: 8)
  var monthTexts = [UInt32](repeating: 0, count: 13)
  var scaleTexts = [UInt32](repeating: 0, count: 25)
  var partnerIDs: [UInt32] = [0]
  /// By class, the first of its words.
  var classWords = [UInt32](repeating: 0, count: WordClass.allCases.count)
  var wordTexts: [UInt32]
  var prefixLengths: UInt64 = 0
  var prefixKeys: [UInt64: UInt32] = [:]
  var patterns: [CompiledPattern] = []
  var elements: [CompiledElement] = []
  var alternatives: [CompiledAlternative] = []
  var items: [CompiledItem] = []
  var wordSets: [UInt32] = []
  var phrases: [PhraseEntry] = []
  var entities: [Entity] = []
  /// The abbreviations that this language has for any entity.
  var ownLetters: Set<String> = []
  var forms: [EntityForm] = []
  var personas: [Persona] = []
  var packs: Set<String> = []
  var strings = StringList()
  var filledClasses = WordClassSet()
  var problems: [SetupProblem] = []
  var foreignWords = ForeignWordColumns()

  var ids: [UInt64: UInt32] = [:]
  /// Folded scalars by id, for prefixes.
  var folded: [[UInt32]] = [[]]
  var prefixIDs: [UInt32] = []
  var anchorPairs: [(id: UInt32, pattern: UInt32)] = []
  /// Patterns by the word that anchors them.
  var anchorCounts: [UInt32: Int] = [:]
  /// The shape of words that must match exactly, by id; nil where patterns ask for several or have apostrophes.
  var exactShapes: [UInt32: Token.Shape?] = [:]
  private let dictionaries = Dictionaries()
  let scalarTable = ScalarTable()
  let tokenizer: Tokenizer
  let english: EnglishForms

  init(profile: LanguageProfile, hasLexicon: Bool, irregular: [String: [String]]) {
    self.profile = profile
    self.hasLexicon = hasLexicon
    tokenizer = Tokenizer(scalarTable)
    english = EnglishForms(irregular: irregular)
    wordTexts = [strings.add("")]
  }

  // MARK: words

  mutating func id(of word: String) -> UInt32 {
    let hash = WordHash.of(word, scalarTable)
    if let id = ids[hash] { return id }
    let id = addRow(word)
    ids[hash] = id
    return id
  }

  mutating func prefixID(of word: String) -> UInt32 {
    let hash = WordHash.of(word, scalarTable)
    if let id = prefixKeys[hash] { return id }
    let id = addRow(word)
    prefixKeys[hash] = id
    prefixIDs.append(id)
    prefixLengths |= 1 << UInt64(min(63, folded[Int(id)].count))
    return id
  }

  mutating func addRow(_ word: String) -> UInt32 {
    let id = UInt32(classes.count)
    classes.append(WordClassSet())
    months.append(0)
    weekdays.append(0)
    scales.append(0)
    partnerIDs.append(0)
    wordTexts.append(strings.add(word))
    folded.append(
      NormalForm.nfc.apply(word).unicodeScalars.compactMap {
        let folded = WordHash.folded($0.value, scalarTable[$0.value])
        return folded == 0 ? nil : folded
      })
    return id
  }

  func tokens(_ text: String) -> [(token: Token, text: String)] {
    let bytes = Array(NormalForm.nfc.apply(text).utf8)
    let tokens = TokenBuffer(capacity: bytes.count)
    bytes.withUnsafeBufferPointer { tokenizer.tokenize($0, ByteRange(0, bytes.count), into: tokens) }
    return tokens.values.map { token in
      var token = token
      // A run of Thai has no hash before a dictionary has parted it; alone it is one word.
      if token.kind == .unparted {
        token.kind = .word
        token.hash = WordHash.of(bytes.text(token.range), scalarTable)
      }
      return (token, bytes.text(token.range))
    }
  }

  mutating func add(_ source: LanguageSource) {
    profile = source.profile
    for word in source.functionWords { add(word, to: .function) }
    for (month, words) in source.months {
      monthTexts[month] = strings.add(words.first?.text ?? "")
      for word in words {
        for id in add(word, to: .month) { months[Int(id)] = UInt8(month) }
        addFigureName(word.text, .month, month)
      }
    }
    for (weekday, words) in source.weekdays {
      weekdayTexts[weekday] = strings.add(words.first?.text ?? "")
      for word in words {
        for id in add(word, to: .weekday) { weekdays[Int(id)] = UInt8(weekday) }
        addFigureName(word.text, .weekday, weekday)
      }
    }
    for (power, words) in source.scale {
      scaleTexts[power] = strings.add(words.first?.text ?? "")
      for word in words {
        for id in add(word, to: .scale) { scales[Int(id)] = UInt8(power) }
        addFigureName(word.text, .scale, power)
      }
    }
    for (power, words) in source.leftover {
      for word in words {
        for id in add(word, to: .scaleLeftovers) { scales[Int(id)] = UInt8(power) }
        addFigureName(word.text, .scale, power)
      }
    }
    for word in source.abbreviations { addAbbreviation(word) }
    for word in source.closingAbbreviations { addAbbreviation(word, closing: true) }
    for word in source.titlesMale { add(word, to: .titleMale) }
    for word in source.titlesFemale { add(word, to: .titleFemale) }
    for word in source.titlesAny { add(word, to: .titleAny) }
  }

  /// Notes a name that stands beside figures by the hash of its words and marks; the first meaning wins.
  mutating func addFigureName(_ text: String, _ kind: FigureName.Kind, _ value: Int) {
    let isExact = text.hasPrefix("=")
    let parts = tokens(isExact ? String(text.dropFirst()) : text)
    guard !parts.isEmpty, parts.count <= FigureName.longest else { return }
    var hash = isExact ? FigureName.exactBasis : FigureName.basis
    for (place, part) in parts.enumerated() {
      let bytes = Array(part.text.utf8)
      let itsHash =
        isExact ? bytes.withUnsafeBufferPointer { WordHash.exact($0, ByteRange(0, bytes.count)) } : part.token.hash
      hash = FigureName.combine(hash, itsHash)
      if place == 0 { figureStarts[FigureName.word(of: hash)] |= FigureName.bit(of: hash) }
    }
    if figureNames[hash] == nil { figureNames[hash] = FigureName.code(kind, value) }
    guard kind == .month || kind == .weekday, parts.count > 1, parts[0].token.isWord, parts[0].token.kind != .number else {
      return
    }
    // The walk over the words stops at the first one only.
    let id = id(of: parts[0].text)
    classes[Int(id)].insert(.dateOpeners)
  }

  mutating func add(_ source: UnitSource) {
    let names = source.symbols + (source.names[profile.tag] ?? [])
    let index = units.count
    units.append(
      Unit(
        idText: strings.add(source.id), displayText: strings.add(source.display), dimensionCode: code(source.dimension),
        systemCode: code(source.system), international: source.isInternational ? 1 : 0, factor: source.factors.first ?? 1,
        second: source.factors.count > 1 ? source.factors[1] : 0, third: source.factors.count > 2 ? source.factors[2] : 0,
        offset: source.offset))
    for name in names { addFigureName(name.text, .unit, index) }
  }

  /// Marks the words before each point of an abbreviation.
  mutating func addAbbreviation(_ source: PlacedText, closing: Bool = false) {
    let tokens = tokens(source.text)
    for (index, part) in tokens.enumerated() where part.token.isWord {
      guard index + 1 < tokens.count, tokens[index + 1].text == "." else { continue }
      let id = id(of: part.text)
      classes[Int(id)].insert(
        closing ? .abbreviationClosing : part.token.isCapitalised ? .abbreviationCapitalised : .abbreviation)
    }
  }

  /// Adds a member to a class and gives the ids it got: none for a member of several words, which becomes a pattern.
  @discardableResult
  mutating func add(_ source: PlacedText, to wordClass: WordClass) -> [UInt32] {
    filledClasses.insert(wordClass)
    var text = source.text
    let isExact = text.hasPrefix("=")
    if isExact { text.removeFirst() }
    let isPrefix = text.hasSuffix("*")
    if isPrefix { text.removeLast() }
    let parts = tokens(text)
    // A point at the end belongs to the abbreviation, not to the word.
    let words = parts.last?.text == "." && parts.count == 2 ? Array(parts.prefix(1)) : parts
    addParted(text, owner: .wordClass, index: UInt32(wordClass.bit))
    if words.count < parts.count { addAbbreviation(PlacedText(text: text, path: "", line: 0, column: 0)) }
    if words.count == 1, !isExact {
      let id = isPrefix ? prefixID(of: words[0].text) : id(of: words[0].text)
      classes[Int(id)].insert(wordClass)
      if classWords[wordClass.bit] == 0 { classWords[wordClass.bit] = id }
      return [id]
    }
    let joined = text.split(separator: " ").joined(separator: " ")
    guard !words.isEmpty else {
      problems.append(source.problem("“\(source.text)” holds no word; remove it"))
      return []
    }
    addPattern(
      isPrefix || parts[0].token.scalars > 1
        ? [.match([.words(joined, exact: isExact, prefix: isPrefix)], optional: false)] : pieces(parts, exact: isExact),
      owner: .wordClass, index: UInt32(wordClass.bit))
    return []
  }

  /// A phrase of Thai is one run of letters; copy is parted by a dictionary, and so must the phrase be to be found there.
  mutating func addParted(_ text: String, owner: PatternOwner, index: UInt32) {
    guard text.unicodeScalars.contains(where: { $0.value >= 0xE00 }) else { return }
    let bytes = Array(NormalForm.nfc.apply(text).utf8)
    let runs = TokenBuffer(capacity: bytes.count)
    var words: [Token] = []
    bytes.withUnsafeBufferPointer { bytes in
      tokenizer.tokenize(bytes, ByteRange(0, bytes.count), into: runs)
      guard runs.hasUnparted else { return }
      for run in runs.values {
        if run.kind == .unparted { dictionaries.breaker.append(run, to: &words, bytes) } else { words.append(run) }
      }
    }
    guard words.count > runs.count else { return }
    addPattern(pieces(words.map { ($0, bytes.text($0.range)) }, exact: false), owner: owner, index: index)
  }

  /// One element a token, so that “a. C.” need not be looked for at every “a”.
  private func pieces(_ parts: [(token: Token, text: String)], exact: Bool) -> [Pattern.Element] {
    parts.map { part in
      let piece: Pattern.Alternative =
        part.token.isWord ? .words(part.text, exact: exact, prefix: false) : .mark(part.text.unicodeScalars.first!.value)
      return .match([piece], optional: false)
    }
  }

  mutating func add(_ source: WordsSource) {
    var byClass: [WordClass: [UInt32]] = [:]
    for (wordClass, words) in source.classes {
      var row: [UInt32] = []
      for word in words { row.append(add(word, to: wordClass).first ?? 0) }
      byClass[wordClass] = row
    }
    for (a, b) in WordClass.partners {
      for (first, second) in zip(byClass[a] ?? [], byClass[b] ?? []) where first != 0 && second != 0 {
        if partnerIDs[Int(first)] == 0 { partnerIDs[Int(first)] = second }
        if partnerIDs[Int(second)] == 0 { partnerIDs[Int(second)] = first }
      }
    }
  }

  mutating func addForeign(_ lists: [ForeignWordList], _ languages: [String: LanguageSource]) {
    var functionWords: [String: Set<UInt64>] = [:]
    for list in lists {
      guard let language = languages[list.tag] else { continue }
      functionWords[list.tag] = Set(language.functionWords.map { WordHash.of($0.text, scalarTable) })
    }
    foreignWords = ForeignWordColumns(
      hasLexicon ? lists : [], for: profile, among: languages.mapValues(\.profile), functionWords: functionWords)
  }
}

/// What parts the words of languages that set no spaces; opened once for all phrases.
private final class Dictionaries {
  var breaker = DictionaryBreaker()
}
