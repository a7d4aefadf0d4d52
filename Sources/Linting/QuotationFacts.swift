import Findings
import Stories
import TextBase

/// Who is quoted: each quotation with the words of saying beside it. Somebody is named only where a name or a pronoun stands
/// by the verb; otherwise the clause speaks for itself.
extension Resolver {
  /// Words looked at on either side of a quotation.
  private static let reach = 16
  /// How far from the marks the word of saying may stand: behind the quotation, and before it without a colon. Further off
  /// it rather belongs to another statement.
  private static let behind = 6
  private static let before = 4
  /// So few words may be a term that the copy only sets apart.
  private static let term = 3

  func quotations(_ story: borrowing Analysis) -> [StoryFacts.Quotation] {
    var list: [(start: Int, fact: StoryFacts.Quotation)] = []
    for quotation in story.quotations.prefix(Resolver.factLimit) {
      let (open, close) = (story.quoteMarks[quotation.openMark], story.quoteMarks[quotation.closeMark])
      let range = ByteRange(open.range.start, close.range.end)
      var words = 0
      for index in quotation.tokens where story.tokens[index].isWord { words += 1 }
      let said = quotation.isInner ? nil : saying(before: open, after: close, isTerm: words <= Resolver.term, story)
      list.append(
        (
          range.start,
          StoryFacts.Quotation(
            place: place(range, excerpt(range, story)), state: .paired, isInner: quotation.isInner, words: words,
            speaker: said?.speaker, attribution: said?.clause)
        ))
    }
    for mark in story.quoteMarks.prefix(Resolver.factLimit)
    where mark.partner == nil && (mark.role == .open || mark.role == .close) {
      let paragraph = story.paragraphs[mark.paragraph].range
      // What the reader sees of it: to the end of the paragraph, or from its start.
      let range =
        mark.role == .open ? ByteRange(mark.range.start, paragraph.end) : ByteRange(paragraph.start, mark.range.end)
      let said =
        mark.role == .open
        ? saying(before: mark, after: nil, isTerm: false, story) : saying(before: nil, after: mark, isTerm: false, story)
      list.append(
        (
          mark.range.start,
          StoryFacts.Quotation(
            place: CopyPlace(
              text: excerpt(range, story), line: place(mark.range, "").line, decoded: decoded(mark.range)),
            state: mark.role == .open ? .unclosed : .unopened, speaker: said?.speaker, attribution: said?.clause)
        ))
    }
    return list.sorted { $0.start < $1.start }.map(\.fact)
  }

  /// Bytes of a quotation that are kept whole. A mark without a partner may have a chapter behind it.
  private static let whole = 600

  private func excerpt(_ range: ByteRange, _ story: borrowing Analysis) -> String {
    guard range.count > Resolver.whole else { return story.text(range) }
    func boundary(_ offset: Int) -> Int {
      var at = offset
      while at > range.start, story.bytes[at] & 0xC0 == 0x80 { at -= 1 }
      return at
    }
    let half = Resolver.whole / 2
    return story.text(ByteRange(range.start, boundary(range.start + half))) + " … "
      + story.text(ByteRange(boundary(range.end - half), range.end))
  }

  /// The nearest clause that says who speaks: behind the quotation or before it.
  private func saying(
    before open: QuoteMarkColumn?, after close: QuoteMarkColumn?, isTerm: Bool, _ story: borrowing Analysis
  ) -> (clause: String, speaker: CopyPlace?)? {
    var best: (verb: Int, clause: Range<Int>, distance: Int)?
    if let close {
      let range = story.paragraphs[close.paragraph].tokens
      let start = close.token + close.width
      let end = stop(start, by: 1, in: range, story)
      let reach = isTerm ? 2 : Resolver.behind
      if let verb = (start..<max(start, end)).first(where: { isSaying($0, story) }), verb - start <= reach {
        best = (verb, start..<end, verb - start)
      }
    }
    if let open {
      let range = story.paragraphs[open.paragraph].tokens
      let end = open.token
      let start = stop(end - 1, by: -1, in: range, story) + 1
      if start < end, let verb = (start..<end).last(where: { isSaying($0, story) }) {
        // A colon before the mark says that the words belong together.
        let isColon = story.isMark(end - 1, 0x3A) || story.isMark(end - 1, 0xFF1A)
        let distance = isColon ? -1 : end - 1 - verb
        if distance <= Resolver.before, best.map({ distance < $0.distance }) ?? true { best = (verb, start..<end, distance) }
      }
    }
    guard let best else { return nil }
    let clause = trimmed(clause(best.verb, in: best.clause, story), story)
    guard !clause.isEmpty else { return nil }
    let name = name(best.verb, in: best.clause, story)
    return (
      story.text(story.bytes(of: clause)), name.map { place(story.coreBytes(of: $0), story.text(story.coreBytes(of: $0))) }
    )
  }

  private func isSaying(_ token: Int, _ story: borrowing Analysis) -> Bool {
    story.isIn(token, .speechVerbs) || story.isIn(token, .speechVerbsMale) || story.isIn(token, .speechVerbsFemale)
      || story.isIn(token, .attributionWords)
  }

  /// The first token in one direction that ends the sentence or belongs to another quotation.
  private func stop(_ start: Int, by step: Int, in range: Range<Int>, _ story: borrowing Analysis) -> Int {
    var at = start
    while range.contains(at), (at - start).magnitude < Resolver.reach {
      if story.tokens[at].flags.contains(.quoted) || story.tokens[at].kind == .quote { break }
      if [0x21, 0x3F, 0x3B, 0x3002, 0xFF01, 0xFF1F, 0x61F, 0x6D4, 0x964].contains(where: { story.isMark(at, $0) }) { break }
      if story.isMark(at, 0x2E), at > range.lowerBound, !isAbbreviated(at - 1, story) { break }
      at += step
    }
    return at
  }

  private func isAbbreviated(_ token: Int, _ story: borrowing Analysis) -> Bool {
    story.tokens[token].shape == .singleUpper || story.isIn(token, .abbreviation)
      || story.isIn(token, .abbreviationCapitalised) || story.isIn(token, .titleMale) || story.isIn(token, .titleFemale)
      || story.isIn(token, .titleAny)
  }

  /// The part between commas or dashes that holds the verb.
  private func clause(_ verb: Int, in range: Range<Int>, _ story: borrowing Analysis) -> Range<Int> {
    func isEdge(_ token: Int) -> Bool {
      story.isMark(token, 0x2C) || story.isMark(token, 0xFF0C) || story.isMark(token, 0x60C) || story.isMark(token, 0x3001)
        || story.isMark(token, 0x3A) || story.isMark(token, 0xFF1A)
        || story.isDash(token) && story.tokens[token].flags.contains(.spaceBefore)
    }
    var (start, end) = (verb, verb + 1)
    while start > range.lowerBound, !isEdge(start - 1), verb - start < 10 { start -= 1 }
    while end < range.upperBound, !isEdge(end), end - verb < 10 { end += 1 }
    return start..<end
  }

  private func trimmed(_ range: Range<Int>, _ story: borrowing Analysis) -> Range<Int> {
    var range = range
    while let first = range.first, !story.tokens[first].isWord { range = range.dropFirst() }
    while let last = range.last, !story.tokens[last].isWord { range = range.dropLast() }
    return range
  }

  /// A name or pronoun beside the verb. Writing without capitals shows no names this way.
  private func name(_ verb: Int, in range: Range<Int>, _ story: borrowing Analysis) -> Range<Int>? {
    let left = stride(from: verb - 1, through: max(range.lowerBound, verb - 8), by: -1)
    let right = (verb + 1)..<max(verb + 1, min(range.upperBound, verb + 5))
    if verb > range.lowerBound, isWho(verb - 1, story) { return run(verb - 1, in: range, story) }
    if let next = right.first, isWho(next, story) { return run(next, in: range, story) }
    if let found = left.first(where: { isWho($0, story) }) { return run(found, in: range, story) }
    for token in right {
      if story.tokens[token].kind == .mark, !story.isMark(token, 0x2E) { return nil }
      if isWho(token, story) { return run(token, in: range, story) }
    }
    return nil
  }

  private func isPronoun(_ token: Int, _ story: borrowing Analysis) -> Bool {
    story.isIn(token, .pronounsMale) || story.isIn(token, .pronounsFemale) || story.isIn(token, .pronounsOther)
  }

  private func isWho(_ token: Int, _ story: borrowing Analysis) -> Bool {
    if isPronoun(token, story) { return true }
    let word = story.tokens[token]
    guard word.kind == .word, word.shape == .capitalised || word.shape == .mixed || word.shape == .upper else { return false }
    guard word.id != 0 else { return true }
    return !story.isIn(token, .month) && !story.isIn(token, .weekday) && !story.isIn(token, .function)
      && !story.isIn(token, .prepositions) && !story.isIn(token, .articles) && !story.isIn(token, .abbreviation)
      && !isSaying(token, story)
  }

  /// The capitalised words in a row around one, with the titles before them.
  private func run(_ token: Int, in range: Range<Int>, _ story: borrowing Analysis) -> Range<Int> {
    if isPronoun(token, story) { return token..<token + 1 }
    var (start, end) = (token, token + 1)
    func joins(_ index: Int) -> Bool { isWho(index, story) && !isPronoun(index, story) }
    while start > range.lowerBound,
      joins(start - 1) || (story.isMark(start - 1, 0x2E) && start - 2 >= range.lowerBound && isAbbreviated(start - 2, story))
    { start -= 1 }
    while end < range.upperBound {
      if joins(end) || story.tokens[end].shape == .singleUpper {
        end += 1
      } else if story.isMark(end, 0x2E), isAbbreviated(end - 1, story), end + 1 < range.upperBound, joins(end + 1) {
        end += 2
      } else {
        break
      }
    }
    return start..<end
  }
}
