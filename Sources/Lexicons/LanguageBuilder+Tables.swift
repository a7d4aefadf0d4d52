import Findings
import TextBase

/// The tables that walks over tokens read.
extension LanguageBuilder {
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

  /// An element as the matcher reads it.
  func stored(_ element: CompiledElement) -> CompiledElement {
    var stored = element
    if element.wordCount == 1 { stored.firstWord = wordSets[Int(element.firstWord)] }
    return stored
  }

  /// The facts of every word, and every set of classes that any of them has.
  func facts(_ lists: [AnchorList]) -> (facts: [WordFacts], classSets: [WordClassSet]) {
    var classSets = [WordClassSet()]
    var numbers = [WordClassSet(): UInt16(0)]
    var facts: [WordFacts] = []
    for (set, list) in zip(classes, lists) {
      if numbers[set] == nil {
        numbers[set] = UInt16(classSets.count)
        classSets.append(set)
      }
      facts.append(WordFacts(classSet: numbers[set]!, isAnchor: list.anchorCount > 0))
    }
    return (facts, classSets)
  }

  /// The patterns of every word that anchors any.
  func anchors() -> (lists: [AnchorList], anchors: [CompiledAnchor]) {
    var lists = [AnchorList](repeating: AnchorList(), count: classes.count)
    for pair in anchorPairs { lists[Int(pair.id)].anchorCount += 1 }
    for index in lists.indices.dropFirst() {
      lists[index].firstAnchor = lists[index - 1].firstAnchor + lists[index - 1].anchorCount
    }
    var next = lists.map { Int($0.firstAnchor) }
    let numberWords = classes.indices.reduce(UInt64(0)) {
      classes[$1].contains(.numberWords) ? $0 | Neighbour.id(UInt32($1)) : $0
    }
    let filters = patterns.map { neighbours(of: $0, numberWords) }
    var anchors = [CompiledAnchor](
      repeating: CompiledAnchor(before: 0, after: 0, pattern: 0, shapes: 0), count: anchorPairs.count)
    for pair in anchorPairs {
      var anchor = filters[Int(pair.pattern)]
      anchor.pattern = pair.pattern
      lists[Int(pair.id)].before |= anchor.before
      lists[Int(pair.id)].after |= anchor.after
      anchors[next[Int(pair.id)]] = anchor
      next[Int(pair.id)] += 1
    }
    return (lists, anchors)
  }

  /// Filters over the tokens on both sides of a pattern’s anchor and over the anchor’s shape; every bit where anything may
  /// stand there.
  func neighbours(of pattern: CompiledPattern, _ numberWords: UInt64) -> CompiledAnchor {
    let first = Int(pattern.firstElement)
    let last = first + Int(pattern.elementCount)
    let at = first + Int(pattern.anchorElement)
    var anchor = CompiledAnchor(before: .max, after: .max, pattern: 0, shapes: .max)
    guard at < last, elements[at].kind == .match else { return anchor }
    anchor.before = beside(elements[first..<at].reversed(), atEnd: true, numberWords)
    let next = beside(Array(elements[at + 1..<last]), atEnd: false, numberWords)
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

  /// What can stand beside an anchor that `elements` follow, or precede: any of them that may be left out, and the first that
  /// may not.
  private func beside(_ elements: [CompiledElement], atEnd: Bool, _ numberWords: UInt64) -> UInt64 {
    var result: UInt64 = 0
    for element in elements {
      switch element.kind {
      case .optional:
        var content = element
        content.kind = .match
        result |= edge(content, atEnd: atEnd, numberWords)
      // They take no token, so what stands there is the next one's business.
      case .not, .notBefore: continue
      default: return result | edge(element, atEnd: atEnd, numberWords)
      }
    }
    return .max
  }

  /// What the first or last token of an element can be.
  func edge(_ element: CompiledElement, atEnd: Bool, _ numberWords: UInt64) -> UInt64 {
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

  func compiledAlternatives(_ element: CompiledElement) -> ArraySlice<CompiledAlternative> {
    alternatives[Int(element.firstAlternative)..<Int(element.firstAlternative) + Int(element.alternativeCount)]
  }

  func bits(_ item: CompiledItem) -> UInt64 {
    switch item.kind {
    case .word, .exact: Neighbour.id(item.id)
    case .mark, .dash, .doubleQuote: Neighbour.mark
    case .prefix: .max
    }
  }
}
