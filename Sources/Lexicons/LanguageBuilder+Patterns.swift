import Findings
import TextBase

/// Patterns, and the words that anchor them.
extension LanguageBuilder {
  mutating func addPattern(_ source: [Pattern.Element], owner: PatternOwner, index: UInt32) {
    let first = UInt32(elements.count)
    let number = UInt32(patterns.count)
    // Where the pattern could be anchored, and how dear each place is.
    var best: (cost: Int, element: Int, words: [UInt32])?
    var widths: [(minimum: Int, maximum: Int)] = []
    // Compiled apart, so that one element's sequences stay together.
    var compiled: [CompiledElement] = []
    for (position, element) in source.flatMap({ words(of: $0) }).enumerated() {
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
    for word in Set(best.words).sorted() {
      anchorPairs.append((word, number))
      anchorCounts[word, default: 0] += 1
    }
  }

  /// “in addition” as two elements, so that the pattern can hang on the rarer word.
  private func words(of element: Pattern.Element) -> [Pattern.Element] {
    guard case .match(let alternatives, false) = element, alternatives.count == 1,
      case .words(let text, let exact, let prefix) = alternatives[0]
    else { return [element] }
    let parts = tokens(text)
    guard parts.count > 1 else { return [element] }
    return parts.indices.map { index in
      let isPrefix = prefix && index == parts.count - 1
      return .match([.words(parts[index].text, exact: exact, prefix: isPrefix)], optional: false)
    }
  }

  /// How often the word will stand in copy for nothing, in rough proportion. Function words are listed by frequency and have
  /// the first ids: “the” is every sixteenth word of English. A word that many patterns hang on is common too.
  func anchorCost(_ id: UInt32) -> Int {
    if classes[Int(id)].contains(.function) { return max(60, 4_000 / Int(id)) }
    return (folded[Int(id)].count < 4 ? 8 : 1) + anchorCounts[id, default: 0] / 8
  }

  mutating func compile(
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
    element.alternativeCount = UInt16(others.count)
    alternatives.append(contentsOf: others)
    return (element, canAnchor ? anchors : [], minimum, maximum)
  }

  mutating func note(_ token: Token, exact id: UInt32) {
    if token.joint > 0 {
      exactShapes[id] = .some(nil)
    } else if let known = exactShapes[id] {
      if known != token.shape { exactShapes[id] = .some(nil) }
    } else {
      exactShapes[id] = token.shape
    }
  }

  /// The ids that a word of copy may have: “Russia’s” goes by the id of “Russia” where that is a word of its own.
  mutating func anchorIDs(_ part: (token: Token, text: String)) -> [UInt32] {
    guard part.token.joint > 0 else { return [id(of: part.text)] }
    let stems = part.text.split(whereSeparator: { $0 == "'" || $0 == "’" }).map(String.init)
    // Before the apostrophe in Russia’s; behind it in l’OTAN, where words elide.
    return ([part.text] + (!profile.elisions.isEmpty ? stems : stems.dropLast())).map { id(of: $0) }
  }

  func members(_ wordClass: WordClass, _ anchors: inout [UInt32]) -> [UInt32] {
    let ids = classes.indices.filter { classes[$0].contains(wordClass) }.map { UInt32($0) }
    anchors += ids
    return ids
  }

  func mark(_ scalar: UInt32) -> CompiledItem {
    switch scalar {
    case 0x2D, 0x2013, 0x2014: CompiledItem(kind: .dash)
    case 0x22: CompiledItem(kind: .doubleQuote)
    default: CompiledItem(kind: .mark, hash: FNV.combine(FNV.basis, scalar: scalar))
    }
  }
}
