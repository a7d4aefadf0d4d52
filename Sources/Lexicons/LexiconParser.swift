import Findings
import TextBase

/// Reads a lexicon file by its schema; gathers problems instead of stopping at the first.
struct LexiconParser {
  let path: String
  let reader: SchemaReader

  init(path: String) {
    self.path = path
    reader = SchemaReader(path: path)
  }

  private static let kinds = "language, words, phrases, entities, entity-forms, personas, units, credits"

  static let head = ["lexicon", "format", "owner", "source", "licence"]

  func parse(_ bytes: [UInt8]) -> LexiconSource? {
    let root: YAMLNode
    do throws(SetupProblem) {
      root = try YAMLNode.parse(bytes, path: path)
    } catch {
      reader.add(error)
      return nil
    }
    guard case .mapping(let pairs) = root.content, let kind = pairs.first(where: { $0.key.text == "lexicon" })?.value
    else {
      reader.report(
        root, "a lexicon begins with “lexicon:” and its kind (\(LexiconParser.kinds))")
      return nil
    }
    if let format = pairs.first(where: { $0.key.text == "format" })?.value, format.text != "1" {
      reader.report(format, "format \(format.text ?? "?") is not known to this version, which reads format 1")
      return nil
    }
    switch kind.text {
    case "language": return language(root).map { .language($0) }
    case "words": return words(root).map { .words($0) }
    case "phrases": return phrases(root).map { .phrases($0) }
    case "entities": return entities(root).map { .entities($0) }
    case "entity-forms": return entityForms(root).map { .entityForms($0) }
    case "personas": return personas(root).map { .personas($0) }
    case "units": return units(root).map { .units($0) }
    case "credits": return credits(root).map { .credits($0) }
    default:
      reader.report(
        kind,
        "there is no kind of lexicon “\(kind.text ?? "")”; use one of \(LexiconParser.kinds)")
      return nil
    }
  }

  func checkHead(_ map: SchemaReader.Mapping) {
    for key in LexiconParser.head { _ = map.required(key) }
  }

  private func placed(_ node: YAMLNode, _ what: String) -> PlacedText {
    let text = reader.text(node, what)
    if !NormalForm.nfc.isNormalized(text) { reader.report(node, "\(what) is not in Unicode normal form C; retype it") }
    // Persian, Urdu and the scripts of India need the zero-width joiners to spell.
    let joins = text.unicodeScalars.contains { (0x600...0x6FF).contains($0.value) || (0x900...0xDFF).contains($0.value) }
    let hidden = text.unicodeScalars.first {
      $0.properties.isDefaultIgnorableCodePoint && !(joins && (0x200C...0x200D).contains($0.value))
    }
    if let hidden {
      reader.report(
        node, "\(what) holds the invisible character U+\(String(hidden.value, radix: 16, uppercase: true)); remove it")
    }
    return PlacedText(text: text, path: path, line: node.line, column: node.column)
  }

  func placedList(_ node: YAMLNode?, _ what: String) -> [PlacedText] {
    node.map { reader.items($0, what).map { placed($0, "each of \(what)") } } ?? []
  }

  private func words(_ root: YAMLNode) -> WordsSource? {
    guard let map = reader.mapping(root, "the file", keys: LexiconParser.head + ["language", "classes"]) else { return nil }
    checkHead(map)
    let language = map.text("language")
    var classes: [(WordClass, [PlacedText])] = []
    for node in map.required("classes").map({ reader.items($0, "“classes”") }) ?? [] {
      guard let entry = reader.mapping(node, "a class", keys: ["id", "words", "note"]), let id = entry.required("id") else {
        continue
      }
      let words = placedList(entry.required("words"), "“words”")
      guard let wordClass = WordClass(rawValue: id.text ?? "") else {
        let near = suggestion(for: id.text ?? "", among: WordClass.allCases.map(\.rawValue))
        reader.report(id, "there is no word class “\(id.text ?? "")”" + (near.map { "; did you mean “\($0)”?" } ?? ""))
        continue
      }
      if classes.contains(where: { $0.0 == wordClass }) {
        reader.report(id, "the class “\(wordClass.rawValue)” stands twice; keep one")
      }
      classes.append((wordClass, words))
    }
    for (a, b) in WordClass.partners {
      let first = classes.first { $0.0 == a }?.1.count ?? 0
      let second = classes.first { $0.0 == b }?.1.count ?? 0
      if first != second {
        reader.report(
          root, "“\(a.rawValue)” has \(first) words and “\(b.rawValue)” \(second); the lists must go in step, pair by pair")
      }
    }
    return WordsSource(language: language, classes: classes)
  }

  private func phrases(_ root: YAMLNode) -> [PhraseSource]? {
    guard let map = reader.mapping(root, "the file", keys: LexiconParser.head + ["from", "language", "entries"]) else {
      return nil
    }
    checkHead(map)
    let language = map.text("language")
    let from = map.optionalText("from")
    let pack = from.map { "\($0)-\(language)" } ?? language
    var entries: [PhraseSource] = []
    for node in map.required("entries").map({ reader.items($0, "“entries”") }) ?? [] {
      let keys = [
        "id", "rule", "match", "unless", "confidence", "needs", "severity", "stance", "advice", "why", "original",
        "also-from", "measured", "bad", "good", "note",
      ]
      guard let entry = reader.mapping(node, "an entry", keys: keys) else { continue }
      var measured: (native: Int, reference: Int, machine: Int)?
      if let node = entry["measured"],
        let counts = reader.mapping(node, "“measured”", keys: ["native", "reference", "machine"])
      {
        func count(_ key: String) -> Int { counts[key].map { reader.integer($0, "“\(key)”") } ?? 0 }
        measured = (count("native"), count("reference"), count("machine"))
      }
      let bad = placedList(entry.required("bad"), "“bad”")
      for example in bad where !example.text.contains("[[") {
        reader.report(entry["bad"] ?? node, "“\(example.text)” marks nothing; put [[ ]] around what is to be reported")
      }
      let good = placedList(entry.required("good"), "“good”")
      if good.isEmpty { reader.report(entry["good"] ?? node, "give at least one near miss that must not be reported") }
      let advice = entry.text("advice")
      if advice.count > 140 {
        reader.report(entry["advice"] ?? node, "the advice has \(advice.count) characters; keep it under 140")
      }
      entries.append(
        PhraseSource(
          id: entry.text("id"), pack: pack, from: from, language: language, rule: entry.text("rule"),
          match: placedList(entry.required("match"), "“match”"), unless: placedList(entry["unless"], "“unless”"),
          confidence: entry.required("confidence").flatMap { reader.choice($0, "“confidence”", Confidence.self) } ?? .low,
          needs: entry.required("needs").flatMap { reader.choice($0, "“needs”", EvidenceNeed.self) } ?? .source,
          severity: entry.required("severity").flatMap { reader.choice($0, "“severity”", Severity.self) } ?? .minor,
          stance: entry["stance"].flatMap { reader.choice($0, "“stance”", Stance.self) } ?? .outside,
          advice: advice, why: entry.text("why"), original: entry.optionalTexts("original"),
          alsoFrom: entry.optionalTexts("also-from"), measured: measured, bad: bad, good: good,
          place: PlacedText(text: entry.text("id"), path: path, line: node.line, column: node.column)))
    }
    return entries
  }

  private func entities(_ root: YAMLNode) -> [EntitySource]? {
    guard let map = reader.mapping(root, "the file", keys: LexiconParser.head + ["entries"]) else { return nil }
    checkHead(map)
    var entries: [EntitySource] = []
    for node in map.required("entries").map({ reader.items($0, "“entries”") }) ?? [] {
      guard
        let entry = reader.mapping(
          node, "an entry", keys: ["id", "kind", "known", "origin", "forms", "unless", "note"])
      else { continue }
      var forms: [String: [EntitySource.Form]] = [:]
      let languages = entry.required("forms").map { reader.pairs($0, "“forms”") } ?? []
      for (tag, byClass) in languages {
        forms[tag.text ?? ""] = self.forms(reader.pairs(byClass, "the forms of one language"))
      }
      entries.append(
        EntitySource(
          id: entry.text("id"),
          kind: entry.required("kind").flatMap { reader.choice($0, "“kind”", EntityKind.self) } ?? .place,
          isKnown: entry["known"].map { reader.flag($0, "“known”") } ?? false, origin: entry.optionalText("origin"),
          forms: forms, unless: placedList(entry["unless"], "“unless”"),
          place: PlacedText(text: entry.text("id"), path: path, line: node.line, column: node.column)))
    }
    return entries
  }

  private func forms(_ classes: [(key: YAMLNode, value: YAMLNode)]) -> [EntitySource.Form] {
    var list: [EntitySource.Form] = []
    for (key, patterns) in classes {
      guard let formClass = reader.choice(key, "a class of forms", FormClass.self) else { continue }
      for (index, pattern) in placedList(patterns, "the forms").enumerated() {
        list.append(EntitySource.Form(formClass: formClass, pattern: pattern, rival: index))
      }
    }
    return list
  }

  private func entityForms(_ root: YAMLNode) -> EntityFormsSource? {
    guard let map = reader.mapping(root, "the file", keys: LexiconParser.head + ["language", "entries"]) else { return nil }
    checkHead(map)
    let classes = FormClass.allCases.map(\.rawValue)
    let entries = (map.required("entries").map { reader.items($0, "“entries”") } ?? []).compactMap { node in
      reader.mapping(node, "an entry", keys: ["id"] + classes).map { entry in
        let place = PlacedText(text: entry.text("id"), path: path, line: node.line, column: node.column)
        return (id: place, forms: forms(reader.pairs(node, "an entry").filter { classes.contains($0.key.text ?? "") }))
      }
    }
    return EntityFormsSource(language: map.text("language"), entries: entries)
  }

  private func personas(_ root: YAMLNode) -> [PersonaSource]? {
    guard let map = reader.mapping(root, "the file", keys: LexiconParser.head + ["entries"]) else { return nil }
    checkHead(map)
    return (map.required("entries").map { reader.items($0, "“entries”") } ?? []).compactMap { node in
      guard
        let entry = reader.mapping(
          node, "an entry", keys: ["id", "languages", "names", "phrases", "byline-only", "note"])
      else { return nil }
      return PersonaSource(
        id: entry.text("id"), languages: entry.texts("languages"), names: placedList(entry["names"], "“names”"),
        phrases: placedList(entry["phrases"], "“phrases”"),
        bylineOnly: entry["byline-only"].map { reader.flag($0, "“byline-only”") } ?? false,
        place: PlacedText(text: entry.text("id"), path: path, line: node.line, column: node.column))
    }
  }
}
