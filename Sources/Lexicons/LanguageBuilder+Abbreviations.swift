import TextBase

// By which abbreviations and names other languages call a body: EZB beside the French BCE, World Bank beside Weltbank.
extension LanguageBuilder {
  /// Notes what the letters of this language stand for, so that no body is called by those of another.
  mutating func noteAbbreviations(_ sources: [EntitySource]) {
    for source in sources {
      for form in source.forms[profile.tag] ?? [] { ownLetters.formUnion(LanguageBuilder.letters(form.pattern.text)) }
    }
  }

  /// What other languages abbreviate an entity to and this one, which has letters or names of its own for it, does not. English
  /// letters are everybody’s where Latin ones only stand for names.
  func foreignForms(_ source: EntitySource) -> [EntitySource.Form] {
    guard hasLexicon, let own = source.forms[profile.tag] else { return [] }
    return foreignAbbreviations(source, own) + englishNames(source, own)
  }

  private func foreignAbbreviations(_ source: EntitySource, _ own: [EntitySource.Form]) -> [EntitySource.Form] {
    let isBody = source.kind == .organisation && own.contains { $0.formClass == .abbreviation }
    guard isBody || source.kind == .country else { return [] }
    let script = profile.scripts.first ?? "Latn"
    let takesEnglish = ["Latn", "Cyrl", "Grek"].contains(script)
    var seen = ownLetters
    if !takesEnglish { for form in source.forms["en"] ?? [] { seen.formUnion(LanguageBuilder.letters(form.pattern.text)) } }
    var found: [EntitySource.Form] = []
    for (tag, forms) in source.forms.sorted(by: { $0.key < $1.key })
    where tag != profile.tag {
      for form in forms where [.usual, .formal, .abbreviation].contains(form.formClass) {
        for letters in LanguageBuilder.letters(form.pattern.text) {
          // Two letters are too often other things; of the Union and the United Nations everybody speaks. A country’s letters are
          // its own in one language and a firm’s elsewhere.
          guard letters.count > 2 || LanguageBuilder.shortLetters.contains(letters),
            !LanguageBuilder.lettersOfOthers.contains(letters), isBody || users(of: letters, source) > 1,
            isLatin(letters) || script == "Cyrl" && isCyrillic(letters),
            seen.insert(letters).inserted
          else { continue }
          let place = form.pattern
          let pattern = PlacedText(text: "=" + letters, path: place.path, line: place.line, column: place.column)
          found.append(EntitySource.Form(formClass: .foreign, pattern: pattern, rival: 0))
        }
      }
    }
    return found
  }

  /// The English name of a body where the language has one of its own: World Bank beside Weltbank.
  private func englishNames(_ source: EntitySource, _ own: [EntitySource.Form]) -> [EntitySource.Form] {
    guard profile.tag != "en", profile.scripts.first == "Latn", source.kind == .organisation, source.isKnown,
      own.contains(where: { [.full, .usual].contains($0.formClass) })
    else { return [] }
    let known = Set(own.map { $0.pattern.text.lowercased() })
    return (source.forms["en"] ?? []).compactMap { form in
      let text = form.pattern.text
      guard [.full, .usual].contains(form.formClass), text.contains(" "), !known.contains(text.lowercased()) else { return nil }
      return EntitySource.Form(formClass: .foreign, pattern: form.pattern, rival: 0)
    }
  }

  private static let shortLetters: Set<String> = ["EU", "UE", "UN"]

  /// Letters by which copy everywhere knows something else: parties, firms, indices, words.
  private static let lettersOfOthers: Set<String> = [
    "AQUA", "BAD", "BAE", "BAG", "BIRD", "BIRF", "BIT", "BNP", "BRD", "CAR", "CIO", "CPI", "DLR", "DPR", "DRC", "EPL", "EVA",
    "FN", "IBRD", "KNR", "MIT", "PLA", "SAP", "UAE", "UNO",
  ]

  /// How many languages abbreviate the entity so.
  private func users(of letters: String, _ source: EntitySource) -> Int {
    source.forms.values.count { forms in forms.contains { LanguageBuilder.letters($0.pattern.text).contains(letters) } }
  }

  /// The abbreviations of a pattern that is nothing else: "=RPC|=RPCh".
  private static func letters(_ pattern: String) -> [String] {
    guard !pattern.contains(" ") else { return [] }
    return pattern.split(separator: "|").compactMap { part in
      let letters = String(part.dropFirst())
      return part.hasPrefix("=") && letters == letters.uppercased() && letters.allSatisfy(\.isLetter) ? letters : nil
    }
  }

  private func isLatin(_ letters: String) -> Bool { letters.unicodeScalars.allSatisfy { $0.value < 0x250 } }

  private func isCyrillic(_ letters: String) -> Bool {
    letters.unicodeScalars.allSatisfy { (0x400..<0x530).contains($0.value) }
  }
}
