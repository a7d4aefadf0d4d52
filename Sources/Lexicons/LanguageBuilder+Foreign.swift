import TextBase

// What stays behind from other languages: it is known by the lexicons of those.
extension LanguageBuilder {
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

  /// The eras of other languages, where this one has its own: v. Chr., до н. э.
  mutating func addForeignEras(_ sources: [WordsSource]) {
    let kinds: Set<WordClass> = [.erasChristian, .erasCommon]
    func eras(_ isWanted: (String) -> Bool) -> [PlacedText] {
      sources.filter { isWanted($0.language) }.flatMap { $0.classes.filter { kinds.contains($0.0) }.flatMap { $0.1 } }
    }
    func key(_ era: PlacedText) -> String { era.text.lowercased().filter { $0 != " " && $0 != "=" } }
    let own = Set(eras { $0 == profile.tag }.map(key))
    guard !own.isEmpty else { return }
    var added: Set<String> = []
    for era in eras({ $0 != profile.tag }) where !own.contains(key(era)) && added.insert(era.text).inserted {
      add(era, to: .foreignEras)
    }
  }

  /// What pages in other languages set around copy and none in this one does: Lesen Sie mehr, Reporting by.
  mutating func addForeignFurniture(_ sources: [WordsSource]) {
    let kinds: Set<WordClass> = [.furniture, .agencyTail]
    func key(_ phrase: PlacedText) -> UInt64 { WordHash.of(phrase.text.filter { $0 != " " }, scalarTable) }
    var known: Set<UInt64> = []
    for source in sources where source.language == profile.tag {
      for (wordClass, words) in source.classes where kinds.contains(wordClass) || wordClass == .readAlso {
        known.formUnion(words.map(key))
      }
    }
    for source in sources.sorted(by: { $0.language < $1.language }) where source.language != profile.tag {
      for (wordClass, words) in source.classes where kinds.contains(wordClass) {
        for phrase in words where known.insert(key(phrase)).inserted { add(phrase, to: .foreignFurniture) }
      }
    }
  }

  /// The scale words of other languages that are no word of this one: Milliarden, tusen. Where two languages count
  /// differently by one word, its power is not known.
  mutating func addForeignScales(_ languages: [String: LanguageSource], _ lists: [ForeignWordList]) {
    var words: [UInt64: PlacedText] = [:]
    var powers: [UInt64: Set<Int>] = [:]
    for (power, word) in others(languages).flatMap({ language in
      language.scale.flatMap { row in row.words.map { (row.number, $0) } }
    }) where power >= 3 {
      let hash = WordHash.of(word.text, scalarTable)
      guard isForeign(word, hash) else { continue }
      words[hash] = word
      powers[hash, default: []].insert(power)
    }
    drop(lists, from: &words)
    for (hash, word) in words.sorted(by: { $0.key < $1.key }) {
      let power = powers[hash]!.count == 1 ? powers[hash]!.first! : 0
      for id in add(word, to: .scaleLeftovers) { scales[Int(id)] = UInt8(power) }
      if power > 0 { addFigureName(word.text, .scale, power) }
    }
  }

  /// The months of other languages that are no word of this one, by the capital or small letter that they have there.
  mutating func addForeignMonths(_ languages: [String: LanguageSource], _ lists: [ForeignWordList]) {
    var words: [UInt64: PlacedText] = [:]
    var uses: [UInt64: (numbers: Set<Int>, classes: Set<WordClass>)] = [:]
    for (month, word) in others(languages).flatMap({ language in
      language.months.flatMap { row in row.words.map { (row.number, $0) } }
    }) {
      let hash = WordHash.of(word.text, scalarTable)
      guard isForeign(word, hash) else { continue }
      words[hash] = word
      uses[hash, default: ([], [])].numbers.insert(month)
      uses[hash]?.classes.insert(
        tokens(word.text)[0].token.shape == .capitalised ? .foreignMonthsCapital : .foreignMonthsSmall)
    }
    drop(lists, from: &words)
    for (hash, word) in words.sorted(by: { $0.key < $1.key }) {
      let use = uses[hash]!
      for wordClass in WordClass.allCases where use.classes.contains(wordClass) {
        for id in add(word, to: wordClass) { months[Int(id)] = use.numbers.count == 1 ? UInt8(use.numbers.first!) : 0 }
      }
    }
  }

  /// The other languages, in one order on every machine.
  private func others(_ languages: [String: LanguageSource]) -> [LanguageSource] {
    languages.values.filter { $0.profile.tag != profile.tag }.sorted { $0.profile.tag < $1.profile.tag }
  }

  /// Whether a word is one word that can be told from those of this language: not known here, and long enough not to be
  /// one by chance.
  private func isForeign(_ word: PlacedText, _ hash: UInt64) -> Bool {
    let parts = tokens(word.text)
    return parts.count == 1 && parts[0].token.kind == .word && parts[0].token.scalars >= 4 && ids[hash] == nil
  }

  /// Takes out what the list of this language’s own words has.
  private func drop(_ lists: [ForeignWordList], from words: inout [UInt64: PlacedText]) {
    for list in lists where list.tag == profile.tag { for hash in list.common(with: words) { words[hash] = nil } }
  }
}
