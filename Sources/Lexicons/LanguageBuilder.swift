import Findings
import TextBase

/// Compiles the sources of one language into the flat tables of `Language`.
struct LanguageBuilder {
  var profile: LanguageProfile
  var hasLexicon: Bool
  private(set) var classes: [WordClassSet] = [WordClassSet()]
  private(set) var months: [UInt8] = [0]
  private(set) var weekdays: [UInt8] = [0]
  private(set) var scales: [UInt8] = [0]
  private(set) var figureNames: [UInt64: UInt32] = [:]
  private(set) var figureStarts = [UInt64](repeating: 0, count: FigureName.words)
  private(set) var units: [Unit] = []
  private(set) var weekdayTexts = [UInt32](repeating: 0, count: 8)
  private(set) var monthTexts = [UInt32](repeating: 0, count: 13)
  private(set) var scaleTexts = [UInt32](repeating: 0, count: 25)
  private(set) var partnerIDs: [UInt32] = [0]
  private(set) var wordTexts: [UInt32]
  private(set) var prefixLengths: UInt64 = 0
  private(set) var prefixKeys: [UInt64: UInt32] = [:]
  private(set) var patterns: [CompiledPattern] = []
  private(set) var elements: [CompiledElement] = []
  private(set) var alternatives: [CompiledAlternative] = []
  private(set) var items: [CompiledItem] = []
  private(set) var wordSets: [UInt32] = []
  private(set) var phrases: [PhraseEntry] = []
  private(set) var entities: [Entity] = []
  private(set) var forms: [EntityForm] = []
  private(set) var personas: [Persona] = []
  private(set) var packs: Set<String> = []
  private(set) var strings = StringTable()
  private(set) var filledClasses = WordClassSet()
  private(set) var problems: [SetupProblem] = []
  private(set) var foreignWords: ForeignWordTable?

  private(set) var ids: [UInt64: UInt32] = [:]
  /// Folded scalars by id, for prefixes.
  private var folded: [[UInt32]] = [[]]
  private var prefixIDs: [UInt32] = []
  private var anchorPairs: [(id: UInt32, pattern: UInt32)] = []
  /// The shape of words that must match exactly, by id; nil where patterns ask for several or have apostrophes.
  private var exactShapes: [UInt32: Token.Shape?] = [:]
  private let scalarTable = ScalarTable()
  private let tokenizer: Tokenizer
  private let english: EnglishForms

  init(profile: LanguageProfile, hasLexicon: Bool, irregular: [String: [String]]) {
    self.profile = profile
    self.hasLexicon = hasLexicon
    tokenizer = Tokenizer(scalarTable)
    english = EnglishForms(irregular: irregular)
    wordTexts = [strings.add("")]
  }

  // MARK: words

  private mutating func id(of word: String) -> UInt32 {
    let hash = WordHash.of(word, scalarTable)
    if let id = ids[hash] { return id }
    let id = addRow(word)
    ids[hash] = id
    return id
  }

  private mutating func prefixID(of word: String) -> UInt32 {
    let hash = WordHash.of(word, scalarTable)
    if let id = prefixKeys[hash] { return id }
    let id = addRow(word)
    prefixKeys[hash] = id
    prefixIDs.append(id)
    prefixLengths |= 1 << UInt64(min(63, folded[Int(id)].count))
    return id
  }

  private mutating func addRow(_ word: String) -> UInt32 {
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

  private func tokens(_ text: String) -> [(token: Token, text: String)] {
    let bytes = Array(NormalForm.nfc.apply(text).utf8)
    var tokens = ContiguousArray<Token>()
    bytes.withUnsafeBufferPointer { tokenizer.tokenize($0, ByteRange(0, bytes.count), into: &tokens) }
    return tokens.map { ($0, bytes.text($0.range)) }
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
    for word in source.titlesMale { add(word, to: .titleMale) }
    for word in source.titlesFemale { add(word, to: .titleFemale) }
    for word in source.titlesAny { add(word, to: .titleAny) }
  }

  /// Notes a name that stands beside figures by the hash of its words and marks; the first meaning wins.
  private mutating func addFigureName(_ text: String, _ kind: FigureName.Kind, _ value: Int) {
    let isExact = text.hasPrefix("=")
    let parts = tokens(isExact ? String(text.dropFirst()) : text)
    guard !parts.isEmpty, parts.count <= FigureName.longest else { return }
    var hash = isExact ? FigureName.exactBasis : FigureName.basis
    for (place, part) in parts.enumerated() {
      let bytes = Array(part.text.utf8)
      // A run of Thai has no hash before a dictionary has parted it.
      let folded = part.token.kind == .unparted ? WordHash.of(part.text, scalarTable) : part.token.hash
      let itsHash = isExact ? bytes.withUnsafeBufferPointer { WordHash.exact($0, ByteRange(0, bytes.count)) } : folded
      hash = FigureName.combine(hash, itsHash)
      if place == 0 { figureStarts[FigureName.word(of: hash)] |= FigureName.bit(of: hash) }
    }
    if figureNames[hash] == nil { figureNames[hash] = FigureName.code(kind, value) }
    guard kind == .month || kind == .weekday, parts.count > 1,
      parts[0].token.kind == .unparted || (parts[0].token.isWord && parts[0].token.kind != .number)
    else {
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
        systemCode: code(source.system), factor: source.factors.first ?? 1,
        second: source.factors.count > 1 ? source.factors[1] : 0, third: source.factors.count > 2 ? source.factors[2] : 0,
        offset: source.offset))
    for name in names { addFigureName(name.text, .unit, index) }
  }

  /// Marks the words before each point of an abbreviation.
  private mutating func addAbbreviation(_ source: PlacedText) {
    let tokens = tokens(source.text)
    for (index, part) in tokens.enumerated() where part.token.isWord {
      guard index + 1 < tokens.count, tokens[index + 1].text == "." else { continue }
      let id = id(of: part.text)
      classes[Int(id)].insert(part.token.isCapitalised ? .abbreviationCapitalised : .abbreviation)
    }
  }

  /// Adds a member to a class and gives the ids it got: none for a member of several words, which becomes a pattern.
  @discardableResult
  private mutating func add(_ source: PlacedText, to wordClass: WordClass) -> [UInt32] {
    filledClasses.insert(wordClass)
    var text = source.text
    let isExact = text.hasPrefix("=")
    if isExact { text.removeFirst() }
    let isPrefix = text.hasSuffix("*")
    if isPrefix { text.removeLast() }
    let parts = tokens(text)
    // A point at the end belongs to the abbreviation, not to the word.
    let words = parts.last?.text == "." && parts.count == 2 ? Array(parts.prefix(1)) : parts
    if words.count < parts.count { addAbbreviation(PlacedText(text: text, path: "", line: 0, column: 0)) }
    if words.count == 1, !isExact {
      let id = isPrefix ? prefixID(of: words[0].text) : id(of: words[0].text)
      classes[Int(id)].insert(wordClass)
      return [id]
    }
    let joined = text.split(separator: " ").joined(separator: " ")
    guard !words.isEmpty else {
      problems.append(source.problem("“\(source.text)” holds no word; remove it"))
      return []
    }
    addPattern(
      [.match([.words(joined, exact: isExact, prefix: isPrefix)], optional: false)], owner: .wordClass,
      index: UInt32(wordClass.bit))
    return []
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
    foreignWords = ForeignWordTable(
      hasLexicon ? lists : [], for: profile, among: languages.mapValues(\.profile), functionWords: functionWords)
  }

  /// The labels of other languages that are neither labels nor words of this one: Автор, Quelle.
  mutating func addForeignLabels(_ sources: [WordsSource], _ lists: [ForeignWordList]) {
    let kinds: Set<WordClass> = [.sourceOpeners, .bylineOpeners, .readAlso]
    var own: Set<UInt64> = []
    for source in sources where source.language == profile.tag {
      for (wordClass, words) in source.classes where kinds.contains(wordClass) || wordClass == .loanWords {
        own.formUnion(words.map { WordHash.of($0.text, scalarTable) })
      }
    }
    var labels: [UInt64: PlacedText] = [:]
    for source in sources where source.language != profile.tag {
      for (wordClass, words) in source.classes where kinds.contains(wordClass) {
        for word in words where word.text.unicodeScalars.count > 3 || !word.text.unicodeScalars.allSatisfy({ $0.value < 0x250 })
        {
          labels[WordHash.of(word.text, scalarTable)] = word
        }
      }
    }
    for list in lists where list.tag == profile.tag { for hash in list.common(with: labels) { labels[hash] = nil } }
    for (hash, label) in labels.sorted(by: { $0.key < $1.key }) where !own.contains(hash) { add(label, to: .foreignLabels) }
  }

  // MARK: entries

  mutating func add(_ source: PhraseSource) {
    packs.insert(source.pack)
    let index = UInt32(phrases.count)
    let firstUnless = UInt32(patterns.count)
    for pattern in source.unless { add(pattern, owner: .phraseUnless, index: index) }
    let unlessCount = UInt32(patterns.count) - firstUnless
    phrases.append(
      PhraseEntry(
        idText: strings.add(source.id), packText: strings.add(source.pack), fromText: strings.add(source.from ?? ""),
        ruleText: strings.add(source.rule), adviceText: strings.add(source.advice), whyText: strings.add(source.why),
        originalText: strings.add(source.original.joined(separator: "\u{1}")),
        alsoFromText: strings.add(source.alsoFrom.joined(separator: "\u{1}")), confidenceCode: code(source.confidence),
        needsCode: code(source.needs), severityCode: code(source.severity), stanceCode: code(source.stance),
        firstUnless: firstUnless, unlessCount: unlessCount, native: Int32(source.measured?.native ?? -1),
        reference: Int32(source.measured?.reference ?? -1), machine: Int32(source.measured?.machine ?? -1)))
    for pattern in source.match { add(pattern, owner: .phrase, index: index) }
  }

  private func code<T: CaseIterable & Equatable>(_ value: T) -> UInt8 {
    UInt8(Array(T.allCases).firstIndex(of: value)!)
  }

  mutating func add(_ source: EntitySource) {
    guard let sourceForms = source.forms[profile.tag], !sourceForms.isEmpty else { return }
    let entity = UInt32(entities.count)
    let named =
      sourceForms.first { $0.formClass == .usual } ?? sourceForms.first { $0.formClass == .full }
      ?? sourceForms.first { $0.formClass == .abbreviation } ?? sourceForms[0]
    // A neutral name for a cluster of rivals names them all.
    let rivals = sourceForms.filter { $0.formClass == .rival }
    let name =
      named.formClass != .usual && rivals.count > 1
      ? rivals.map { firstSpelling($0.pattern.text) }.joined(separator: "/") : firstSpelling(named.pattern.text)
    entities.append(
      Entity(
        idText: strings.add(source.id), nameText: strings.add(name), originText: strings.add(source.origin ?? ""),
        kindCode: code(source.kind), isKnown: source.isKnown))
    for form in sourceForms {
      let index = UInt32(forms.count)
      forms.append(
        EntityForm(
          entity: entity, classCode: code(form.formClass), rival: UInt8(min(form.rival, 255)),
          romanisedFrom: form.formClass == .rival ? romanised(firstSpelling(form.pattern.text), source) : 0,
          displayText: strings.add(firstSpelling(form.pattern.text))))
      add(form.pattern, owner: .entityForm, index: index)
    }
    for phrase in source.unless { add(phrase, owner: .entityUnless, index: entity) }
  }

  /// The languages whose name of the entity, in Latin letters, is this spelling.
  private func romanised(_ spelling: String, _ source: EntitySource) -> UInt8 {
    var bits: UInt8 = 0
    for (index, language) in EntityForm.romanised.enumerated() where language.tag != profile.tag {
      guard let forms = source.forms[language.tag],
        let transliterator = try? Transliterator(id: language.transliterator)
      else { continue }
      let isSame = forms.contains { form in
        guard form.formClass == .rival || form.formClass == .usual else { return false }
        return romanisationKey(transliterator.apply(firstSpelling(form.pattern.text))) == romanisationKey(spelling)
      }
      if isSame { bits |= 1 << UInt8(index) }
    }
    return bits
  }

  /// Letters only, with the y of Cyrillic е and й levelled: BGN writes Kiyev where papers write Kiev.
  private func romanisationKey(_ text: String) -> String {
    let letters = NormalForm.nfd.apply(text.lowercased()).unicodeScalars.filter {
      $0.properties.isAlphabetic && $0.properties.generalCategory != .nonspacingMark && $0.value != 0x2BC && $0.value != 0x2B9
    }
    var key = ""
    for letter in letters where !(letter == "y" || letter == "i" && key.last == "i") { key.unicodeScalars.append(letter) }
    return key
  }

  /// The first alternative of each word: "Россия|России" gives "Россия".
  private func firstSpelling(_ pattern: String) -> String {
    pattern.split(separator: " ").filter { !$0.hasSuffix("?") && !$0.hasPrefix("!") }.map { part in
      var word = part.split(separator: "|").first.map(String.init) ?? String(part)
      if word.hasPrefix("=") { word.removeFirst() }
      return word.split(separator: "_").joined(separator: " ")
    }.joined(separator: " ")
  }

  mutating func add(_ source: PersonaSource) {
    guard source.languages.contains(profile.tag) || source.languages.contains("und") else { return }
    let index = UInt32(personas.count)
    personas.append(Persona(idText: strings.add(source.id), bylineOnly: source.bylineOnly))
    for name in source.names {
      let words = name.text.split(separator: " ").joined(separator: " ")
      addPattern([.match([.words(words, exact: false, prefix: false)], optional: false)], owner: .personaName, index: index)
    }
    for phrase in source.phrases { add(phrase, owner: .personaPhrase, index: index) }
  }

  private mutating func add(_ source: PlacedText, owner: PatternOwner, index: UInt32) {
    do throws(SetupProblem) {
      addPattern(try Pattern(source).elements, owner: owner, index: index)
    } catch {
      problems.append(error)
    }
  }

  // MARK: patterns

  private mutating func addPattern(_ source: [Pattern.Element], owner: PatternOwner, index: UInt32) {
    let first = UInt32(elements.count)
    let number = UInt32(patterns.count)
    // Where the pattern could be anchored, and how dear each place is.
    var best: (cost: Int, element: Int, words: [UInt32])?
    var widths: [(minimum: Int, maximum: Int)] = []
    // Compiled apart, so that one element's sequences stay together.
    var compiled: [CompiledElement] = []
    for (position, element) in source.enumerated() {
      var anchorsHere: [UInt32] = []
      var width = (minimum: 0, maximum: 0)
      switch element {
      case .sentenceStart: compiled.append(CompiledElement(kind: .sentenceStart))
      case .sentenceEnd: compiled.append(CompiledElement(kind: .sentenceEnd))
      case .gap(let count):
        compiled.append(CompiledElement(kind: .gap, gap: UInt8(count)))
        width.maximum = count + 3
      case .not(let alternatives): compiled.append(compile(alternatives, kind: .not).element)
      case .notBefore(let alternatives): compiled.append(compile(alternatives, kind: .notBefore).element)
      case .match(let alternatives, let optional):
        let result = compile(alternatives, kind: optional ? .optional : .match)
        compiled.append(result.element)
        width = (optional ? 0 : result.minimum, result.maximum)
        if !optional { anchorsHere = result.anchors }
      }
      widths.append(width)
      if !anchorsHere.isEmpty {
        let cost = anchorsHere.reduce(0) { $0 + anchorCost($1) }
        if best.map({ cost < $0.cost }) ?? true { best = (cost, position, anchorsHere) }
      }
    }
    elements.append(contentsOf: compiled)
    let lead = widths.prefix(best?.element ?? 0).reduce((0, 0)) { ($0.0 + $1.minimum, $0.1 + $1.maximum) }
    patterns.append(
      CompiledPattern(
        firstElement: first, elementCount: UInt16(compiled.count), owner: owner, maxLead: UInt8(min(lead.1, 255)),
        minLead: UInt8(min(lead.0, 255)), index: index, anchorElement: UInt16(best?.element ?? 0)))
    guard owner != .phraseUnless, let best else { return }
    for word in Set(best.words).sorted() { anchorPairs.append((word, number)) }
  }

  private func anchorCost(_ id: UInt32) -> Int {
    if classes[Int(id)].contains(.function) { return 60 }
    return folded[Int(id)].count < 4 ? 8 : 1
  }

  private mutating func compile(
    _ source: [Pattern.Alternative], kind: CompiledElement.Kind
  ) -> (element: CompiledElement, anchors: [UInt32], minimum: Int, maximum: Int) {
    var words: [UInt32] = []
    var anchors: [UInt32] = []
    var canAnchor = true
    var others: [CompiledAlternative] = []
    let minimum = 1
    var maximum = 1
    for alternative in source {
      switch alternative {
      case .words(let text, let exact, let prefix):
        let parts = tokens(text)
        if parts.count == 1, !exact, parts[0].token.isWord {
          words.append(prefix ? prefixID(of: parts[0].text) : id(of: parts[0].text))
          anchors += prefix ? [words.last!] : anchorIDs(parts[0])
          continue
        }
        let firstItem = UInt32(items.count)
        for (position, part) in parts.enumerated() {
          let isLast = position == parts.count - 1
          if !part.token.isWord {
            items.append(mark(part.text.unicodeScalars.first!.value))
            if position == 0 { canAnchor = false }
          } else if prefix && isLast {
            items.append(CompiledItem(kind: .prefix, id: prefixID(of: part.text)))
            if position == 0 { anchors.append(items.last!.id) }
          } else {
            let bytes = Array(part.text.utf8)
            let hash = bytes.withUnsafeBufferPointer { WordHash.exact($0, ByteRange(0, bytes.count)) }
            items.append(CompiledItem(kind: exact ? .exact : .word, id: id(of: part.text), hash: hash))
            if exact { note(part.token, exact: items.last!.id) }
            if position == 0 { anchors += anchorIDs(part) }
          }
        }
        others.append(CompiledAlternative(kind: .sequence, firstItem: firstItem, itemCount: UInt32(parts.count)))
        maximum = max(maximum, parts.count)
      case .lemma(let lemma):
        for form in english.forms(of: lemma) {
          words.append(id(of: form))
          anchors.append(words.last!)
        }
      case .mark(let scalar):
        items.append(mark(scalar))
        others.append(CompiledAlternative(kind: .sequence, firstItem: UInt32(items.count - 1), itemCount: 1))
        canAnchor = false
      case .wordClass(let patternClass):
        switch patternClass {
        case .month: words += members(.month, &anchors)
        case .weekday: words += members(.weekday, &anchors)
        case .currency: words += members(.currencyWords, &anchors)
        case .num: others.append(CompiledAlternative(kind: .num))
        case .year: others.append(CompiledAlternative(kind: .year))
        case .ordinal: others.append(CompiledAlternative(kind: .ordinal))
        case .capitalised: others.append(CompiledAlternative(kind: .capitalised))
        case .name:
          others.append(CompiledAlternative(kind: .name))
          maximum = max(maximum, 7)
        case .anyWord: others.append(CompiledAlternative(kind: .anyWord))
        }
        if others.last?.kind != .sequence, !others.isEmpty { canAnchor = false }
      }
    }
    var element = CompiledElement(kind: kind)
    element.firstWord = UInt32(wordSets.count)
    element.wordCount = UInt32(words.count)
    wordSets.append(contentsOf: words)
    element.firstAlternative = UInt32(alternatives.count)
    element.alternativeCount = UInt32(others.count)
    alternatives.append(contentsOf: others)
    return (element, canAnchor ? anchors : [], minimum, maximum)
  }

  private mutating func note(_ token: Token, exact id: UInt32) {
    if token.joint > 0 {
      exactShapes[id] = .some(nil)
    } else if let known = exactShapes[id] {
      if known != token.shape { exactShapes[id] = .some(nil) }
    } else {
      exactShapes[id] = token.shape
    }
  }

  /// The ids that a word of copy may have: “Russia’s” goes by the id of “Russia” where that is a word of its own.
  private mutating func anchorIDs(_ part: (token: Token, text: String)) -> [UInt32] {
    guard part.token.joint > 0 else { return [id(of: part.text)] }
    let stems = part.text.split(whereSeparator: { $0 == "'" || $0 == "’" }).map(String.init)
    // Before the apostrophe in Russia’s, behind it in l’OTAN.
    return ([part.text] + stems).map { id(of: $0) }
  }

  private func members(_ wordClass: WordClass, _ anchors: inout [UInt32]) -> [UInt32] {
    let ids = classes.indices.filter { classes[$0].contains(wordClass) }.map { UInt32($0) }
    anchors += ids
    return ids
  }

  private func mark(_ scalar: UInt32) -> CompiledItem {
    switch scalar {
    case 0x2D, 0x2013, 0x2014: CompiledItem(kind: .dash)
    case 0x22: CompiledItem(kind: .doubleQuote)
    default: CompiledItem(kind: .mark, hash: FNV.combine(FNV.basis, scalar: scalar))
    }
  }

  // MARK: finishing

  /// Closes sets and classes over prefixes: a word that begins with a prefix belongs wherever the prefix does.
  mutating func finish() {
    var covered: [UInt32: [UInt32]] = [:]  // prefix id -> ids of the words and longer prefixes it covers
    for prefix in prefixIDs {
      let stem = folded[Int(prefix)]
      covered[prefix] = folded.indices.filter {
        UInt32($0) != prefix && folded[$0].count >= stem.count && folded[$0].starts(with: stem) && $0 != 0
      }.map { UInt32($0) }
      for id in covered[prefix]! {
        var union = classes[Int(id)]
        union.formUnion(classes[Int(prefix)])
        classes[Int(id)] = union
      }
    }
    var sets: [UInt32] = []
    for index in elements.indices {
      let range = Int(elements[index].firstWord)..<Int(elements[index].firstWord + elements[index].wordCount)
      var members = Set(wordSets[range])
      for id in wordSets[range] { members.formUnion(covered[id] ?? []) }
      elements[index].firstWord = UInt32(sets.count)
      elements[index].wordCount = UInt32(members.count)
      sets.append(contentsOf: members.sorted())
    }
    wordSets = sets
    for (id, pattern) in anchorPairs {
      for other in covered[id] ?? [] { anchorPairs.append((other, pattern)) }
    }
  }

  /// A bit for the hash of every beginning of every prefix, from two scalars on.
  func prefixTrail() -> [UInt64] {
    var hashes: Set<UInt64> = []
    for id in prefixIDs {
      var hash = FNV.basis
      for (position, scalar) in folded[Int(id)].enumerated() {
        hash = FNV.combine(hash, scalar: scalar)
        if position > 0 { hashes.insert(hash) }
      }
    }
    var size = 16
    while size * 64 < hashes.count * 12 { size *= 2 }
    var trail = [UInt64](repeating: 0, count: size)
    for hash in hashes {
      let (word, bit) = Language.trailPlace(hash, size)
      trail[word] |= bit
    }
    return trail
  }

  func anchorTable() -> (starts: [UInt32], patterns: [CompiledAnchor]) {
    var counts = [UInt32](repeating: 0, count: classes.count + 1)
    for pair in anchorPairs { counts[Int(pair.id) + 1] += 1 }
    for index in 1..<counts.count { counts[index] += counts[index - 1] }
    var next = counts
    let numberWords = classes.indices.reduce(UInt64(0)) {
      classes[$1].contains(.numberWords) ? $0 | Neighbour.id(UInt32($1)) : $0
    }
    let filters = patterns.map { neighbours(of: $0, numberWords) }
    var list = [CompiledAnchor](
      repeating: CompiledAnchor(before: 0, after: 0, pattern: 0, shapes: 0), count: anchorPairs.count)
    for pair in anchorPairs {
      var anchor = filters[Int(pair.pattern)]
      anchor.pattern = pair.pattern
      list[Int(next[Int(pair.id)])] = anchor
      next[Int(pair.id)] += 1
    }
    return (counts, list)
  }

  /// Filters over the tokens on both sides of a pattern’s anchor and over the anchor’s shape; every bit where anything may
  /// stand there.
  private func neighbours(of pattern: CompiledPattern, _ numberWords: UInt64) -> CompiledAnchor {
    let first = Int(pattern.firstElement)
    let last = first + Int(pattern.elementCount)
    let at = first + Int(pattern.anchorElement)
    var anchor = CompiledAnchor(before: .max, after: .max, pattern: 0, shapes: .max)
    guard at < last, elements[at].kind == .match else { return anchor }
    if at > first { anchor.before = edge(elements[at - 1], atEnd: true, numberWords) }
    let next = at + 1 < last ? edge(elements[at + 1], atEnd: false, numberWords) : .max
    anchor.after = elements[at].wordCount > 0 ? next : 0
    var shapes: UInt32 = elements[at].wordCount > 0 ? .max : 0
    for alternative in compiledAlternatives(elements[at]) {
      guard alternative.kind == .sequence else {
        anchor.after = .max
        shapes = .max
        break
      }
      let head = items[Int(alternative.firstItem)]
      anchor.after |= alternative.itemCount > 1 ? bits(items[Int(alternative.firstItem) + 1]) : next
      shapes |= head.kind == .exact ? exactShapes[head.id].flatMap { $0 }.map { 1 << UInt32($0.rawValue) } ?? .max : .max
    }
    anchor.shapes = shapes
    return anchor
  }

  /// What the first or last token of an element can be.
  private func edge(_ element: CompiledElement, atEnd: Bool, _ numberWords: UInt64) -> UInt64 {
    switch element.kind {
    case .match: break
    case .sentenceStart, .sentenceEnd: return Neighbour.mark | Neighbour.boundary
    default: return .max
    }
    var result: UInt64 = 0
    for word in wordSets[Int(element.firstWord)..<Int(element.firstWord + element.wordCount)] { result |= Neighbour.id(word) }
    for alternative in compiledAlternatives(element) {
      switch alternative.kind {
      case .sequence where alternative.itemCount > 0:
        result |= bits(items[Int(alternative.firstItem) + (atEnd ? Int(alternative.itemCount) - 1 : 0)])
      case .num: result |= Neighbour.number | numberWords
      case .year, .ordinal: result |= Neighbour.number
      case .capitalised, .name: result |= Neighbour.capital
      default: return .max
      }
    }
    return result
  }

  private func compiledAlternatives(_ element: CompiledElement) -> ArraySlice<CompiledAlternative> {
    alternatives[Int(element.firstAlternative)..<Int(element.firstAlternative + element.alternativeCount)]
  }

  private func bits(_ item: CompiledItem) -> UInt64 {
    switch item.kind {
    case .word, .exact: Neighbour.id(item.id)
    case .mark, .dash, .doubleQuote: Neighbour.mark
    case .prefix: .max
    }
  }
}

extension WordClassSet {
  mutating func formUnion(_ other: WordClassSet) {
    low |= other.low
    high |= other.high
  }
}
