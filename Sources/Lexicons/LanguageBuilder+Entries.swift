import Findings
import TextBase

/// Phrases, entities and personas.
extension LanguageBuilder {
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

  func code<T: CaseIterable & Equatable>(_ value: T) -> UInt8 {
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
    for form in sourceForms + foreignForms(source) {
      let index = UInt32(forms.count)
      forms.append(
        EntityForm(
          entity: entity, classCode: code(form.formClass), rival: UInt8(min(form.rival, 255)),
          romanisedFrom: form.formClass == .rival ? romanised(firstSpelling(form.pattern.text), source) : 0,
          displayText: strings.add(firstSpelling(form.pattern.text))))
      add(form.pattern, owner: .entityForm, index: index)
      for part in form.pattern.text.split(separator: "|") where !part.contains(" ") && !"=!".contains(part.first ?? "=") {
        addParted(String(part), owner: .entityForm, index: index)
      }
    }
    for phrase in source.unless { add(phrase, owner: .entityUnless, index: entity) }
  }

  /// The languages whose name of the entity, in Latin letters, is this spelling.
  func romanised(_ spelling: String, _ source: EntitySource) -> UInt8 {
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
  func romanisationKey(_ text: String) -> String {
    let letters = NormalForm.nfd.apply(text.lowercased()).unicodeScalars.filter {
      $0.properties.isAlphabetic && $0.properties.generalCategory != .nonspacingMark && $0.value != 0x2BC && $0.value != 0x2B9
    }
    var key = ""
    for letter in letters where !(letter == "y" || letter == "i" && key.last == "i") { key.unicodeScalars.append(letter) }
    return key
  }

  /// The first alternative of each word: "Россия|России" gives "Россия".
  func firstSpelling(_ pattern: String) -> String {
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

  mutating func add(_ source: PlacedText, owner: PatternOwner, index: UInt32) {
    do throws(SetupProblem) {
      addPattern(try Pattern(source).elements, owner: owner, index: index)
    } catch {
      problems.append(error)
    }
  }
}
