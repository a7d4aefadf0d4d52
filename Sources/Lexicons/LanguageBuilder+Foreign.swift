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
    drop(lists, from: &labels)
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

  /// The scale words of other languages that are no word of this one: Milliarden, miljon. Short ones are names too: Mila, Mille.
  /// Where two languages count differently by one word, its power is not known.
  mutating func addForeignScales(_ languages: [String: LanguageSource], _ lists: [ForeignWordList]) {
    for use in foreignUses(languages, lists, letters: 6, { $0.scale.filter { $0.number >= 3 } }) {
      let power = use.numbers.count == 1 ? use.numbers.first! : 0
      for id in add(use.words[0], to: .scaleLeftovers) { scales[Int(id)] = UInt8(power) }
      if power > 0 { addFigureName(use.words[0].text, .scale, power) }
    }
  }

  /// The months of other languages that are no word of this one, by the capital or small letter that they have there.
  mutating func addForeignMonths(_ languages: [String: LanguageSource], _ lists: [ForeignWordList]) {
    for use in foreignUses(languages, lists, letters: 4, { $0.months }) {
      let number = use.numbers.count == 1 ? use.numbers.first! : 0
      for word in use.words {
        let isCapital = tokens(word.text)[0].token.shape == .capitalised
        for id in add(word, to: isCapital ? .foreignMonthsCapital : .foreignMonthsSmall) { months[Int(id)] = UInt8(number) }
      }
    }
  }

  /// A word as other languages write it, and the numbers that it has in them.
  private struct ForeignUse {
    var words: [PlacedText] = []
    var numbers: Set<Int> = []
  }

  /// The words of other languages that are no word of this one and have so many letters, in one order on every machine.
  private func foreignUses(
    _ languages: [String: LanguageSource], _ lists: [ForeignWordList], letters: Int,
    _ rows: (LanguageSource) -> [(number: Int, words: [PlacedText])]
  ) -> [ForeignUse] {
    var first: [UInt64: PlacedText] = [:]
    var uses: [UInt64: ForeignUse] = [:]
    for language in languages.values.sorted(by: { $0.profile.tag < $1.profile.tag }) where language.profile.tag != profile.tag {
      for (number, words) in rows(language) {
        for word in words {
          let parts = tokens(word.text)
          guard parts.count == 1, parts[0].token.kind == .word, parts[0].token.scalars >= letters,
            ids[parts[0].token.hash] == nil
          else { continue }
          first[parts[0].token.hash] = word
          uses[parts[0].token.hash, default: ForeignUse()].words.append(word)
          uses[parts[0].token.hash]?.numbers.insert(number)
        }
      }
    }
    drop(lists, from: &first)
    return first.keys.sorted().map { uses[$0]! }
  }

  /// Takes out what the list of this language’s own words has.
  private func drop(_ lists: [ForeignWordList], from words: inout [UInt64: PlacedText]) {
    for list in lists where list.tag == profile.tag { for hash in list.common(with: words) { words[hash] = nil } }
  }
}
