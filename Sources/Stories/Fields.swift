import Findings
import Lexicons
import TextBase

extension Analysis {
  /// Says of each paragraph what part of the story it is, where the format does not.
  mutating func findFields() {
    for (paragraph, field) in openingFields() { paragraphs[paragraph].field = field }
    let byline = paragraphs.firstIndex { $0.isGiven && $0.field == .byline } ?? paragraphs.firstIndex { $0.field == .byline }
    for index in paragraphs.indices.suffix(4) where index > 0 && paragraphs[index].isBody && !paragraphs[index].isGiven {
      if isAuthorBox(index, byline) { paragraphs[index].field = .authorBox }
    }
    dateline = findDateline()
  }

  /// The fields that paragraphs show by how they begin, where the format names none.
  private func openingFields() -> [(paragraph: Int, field: Field)] {
    var fields: [(paragraph: Int, field: Field)] = []
    // A format that tells the parts apart has named its headline, if there is one.
    let isNamed = paragraphs.contains { $0.isGiven }
    for index in paragraphs.indices where !paragraphs[index].isGiven {
      let opener = opener(index)
      if isCredit(index, opener) {
        fields.append((index, .credit))
      } else if isLink(index, opener) {
        fields.append((index, .link))
      } else if index < 4, isByline(index, opener) {
        fields.append((index, .byline))
      } else if index == 0, !isNamed, isHeadline() {
        fields.append((index, .headline))
      }
    }
    return fields
  }

  /// Characters of Chinese and Japanese count each.
  private func words(_ paragraph: Int) -> Int { paragraphs[paragraph].wordTokens }

  private func endsSentence(_ paragraph: Int) -> Bool {
    guard let last = paragraphs[paragraph].tokens.last(where: { tokens[$0].kind != .quote && !isMark($0, 0x29) }) else {
      return false
    }
    return isMark(last, 0x2E) || isMark(last, 0x3002) || isMark(last, 0x964) || isMark(last, 0x6D4)
  }

  private func isHeadline() -> Bool {
    paragraphs.count > 1 && words(0) <= 25 && words(0) > 0 && !endsSentence(0)
      && paragraphs[0].range.count <= 250
  }

  /// The first word, if it is one of the first three tokens, with its classes; the token behind it tells a colon.
  private typealias Opener = (classes: WordClassSet, next: Int)

  private func opener(_ paragraph: Int) -> Opener? {
    let range = paragraphs[paragraph].tokens
    for first in range.lowerBound..<min(range.upperBound, range.lowerBound + 3) where tokens[first].isWord {
      let id = tokens[first].id
      return id == 0 ? nil : (language.classes(of: id), first + 1)
    }
    return nil
  }

  private func isCredit(_ paragraph: Int, _ opener: Opener?) -> Bool {
    guard let opener, opener.classes.contains(.sourceOpeners) else { return false }
    let (next, words) = (opener.next, words(paragraph))
    return words <= 14 && isMark(next, 0x3A) || words <= 24 && isMark(next, 0xFF1A)
  }

  private func isLink(_ paragraph: Int, _ opener: Opener?) -> Bool {
    // Classes of several words are matched later; the first word with a colon or a short line is enough here.
    guard let opener, opener.classes.contains(.readAlso) else { return false }
    return words(paragraph) <= 25 && (isMark(opener.next, 0x3A) || isMark(opener.next + 1, 0x3A))
  }

  private func isByline(_ paragraph: Int, _ opener: Opener?) -> Bool {
    let range = paragraphs[paragraph].tokens
    guard words(paragraph) <= 10, words(paragraph) >= 2, !endsSentence(paragraph) else { return false }
    if let opener, opener.classes.contains(.bylineOpeners) {
      let next = opener.next
      let name = isMark(next, 0x3A) ? next + 1 : next
      return name < range.upperBound && tokens[name].isCapitalised && words(paragraph) <= 8
    }
    // A line of two or three capitalised words, under the headline.
    return paragraph > 0 && (2...3).contains(range.count)
      && range.allSatisfy { tokens[$0].isCapitalised && tokens[$0].shape != .upper }
      && !range.contains { tokens[$0].id != 0 && language.isIn(tokens[$0].id, .function) }
  }

  /// The two or three capitalised words that a paragraph begins with.
  public func leadingName(_ paragraph: Int) -> Range<Int>? {
    let range = paragraphs[paragraph].tokens
    var end = range.lowerBound
    while end < range.upperBound, end - range.lowerBound < 4, tokens[end].isCapitalised { end += 1 }
    return end - range.lowerBound >= 2 ? range.lowerBound..<end : nil
  }

  /// The name that an author box begins with, or that stands behind its label: “About the author: Anna Holt …”.
  public func authorName(_ paragraph: Int) -> Range<Int>? {
    let range = paragraphs[paragraph].tokens
    // “Zur Person: …” begins with two capitals of its own.
    var colon = range.lowerBound
    while colon < range.upperBound, colon - range.lowerBound < 6, tokens[colon].kind == .word { colon += 1 }
    guard colon > range.lowerBound, colon < min(range.upperBound, range.lowerBound + 6),
      isMark(colon, 0x3A) || isMark(colon, 0xFF1A) || isMark(colon, 0x2E) && isLabel(range.lowerBound..<colon)
    else { return leadingName(paragraph) }
    var end = colon + 1
    while end < range.upperBound, end - colon <= 4, tokens[end].isCapitalised { end += 1 }
    return end - colon - 1 >= 2 ? colon + 1..<end : leadingName(paragraph)
  }

  /// About the author, with a full stop behind.
  private func isLabel(_ words: Range<Int>) -> Bool {
    words.count <= 4 && isIn(words.lowerBound, .prepositions) && words.contains { isIn($0, .biographyJobs) }
      && words.dropFirst().allSatisfy { !tokens[$0].isCapitalised }
  }

  /// A paragraph about the author: a name, then a verb of biographies, and a journalist's job or the byline's name.
  private func isAuthorBox(_ paragraph: Int, _ byline: Int?) -> Bool {
    let range = paragraphs[paragraph].tokens
    guard let name = authorName(paragraph) else { return false }
    let after = name.upperBound
    // “Anna Holt, a freelance journalist, has written …”; Russian and its sisters set a dash for the verb.
    let isParted = after < range.upperBound && (isMark(after, 0x2C) || isDash(after))
    let near = after..<min(range.upperBound, after + (isParted ? 14 : 4))
    let hasDash = after < range.upperBound && isDash(after)
    guard hasDash || near.contains(where: { isIn($0, .biographyVerbs) || isIn($0, .authorVerbs) }) else { return false }
    let surname = tokens[name.upperBound - 1].hash
    if let byline, holds(byline, surname) { return true }
    let start = name.upperBound..<min(range.upperBound, name.upperBound + 14)
    // “About the author:” says it all.
    let isAuthor =
      name.lowerBound > range.lowerBound || start.contains { isIn($0, .biographyJobs) || endsInJob($0) }
      || near.prefix(3).contains { isIn($0, .authorVerbs) } && paragraph + 2 >= paragraphs.count
    // Somebody whom the story is about is no author.
    return isAuthor
      && !paragraphs.indices.contains {
        $0 != paragraph && paragraphs[$0].isBody && holds($0, surname) && !isLineUnderHeadline($0)
      }
  }

  /// “Words by Anna Holt”, “Anna Holt in Oslo”: a byline, whatever its words.
  private func isLineUnderHeadline(_ paragraph: Int) -> Bool {
    (1..<4).contains(paragraph) && words(paragraph) <= 8 && !endsSentence(paragraph)
  }

  /// Whether a word of the paragraph has this hash.
  private func holds(_ paragraph: Int, _ hash: UInt64) -> Bool {
    paragraphs[paragraph].tokens.contains { tokens[$0].hash == hash }
  }

  /// Whether a compound ends in the name of a job: Technologieautor.
  private func endsInJob(_ token: Int) -> Bool {
    let word = tokens[token]
    guard language.habits.contains(.compounds), word.kind == .word, word.scalars >= 10 else { return false }
    let letters = text(token).lowercased().unicodeScalars
    return (4...letters.count - 5).contains { skipped in
      let id = language.id(of: letters.dropFirst(skipped).reduce(FNV.basis) { FNV.combine($0, scalar: $1.value) })
      return id != 0 && language.isIn(id, .biographyJobs)
    }
  }

  /// A line of its own between headline and text with the place and the whole date: “Almaty, 19 May 2026”.
  mutating func findDatelineLine() {
    guard let date = dates.first(where: { $0.isWhole && (1...3).contains($0.paragraph) }) else { return }
    let index = date.paragraph
    let range = paragraphs[index].tokens
    guard paragraphs[index].isBody, !paragraphs[index].isGiven, range.count <= 16, index + 1 < paragraphs.count else { return }
    var others = 0
    for token in range where !date.tokens.contains(token) && tokens[token].isWord {
      // The word for the year, and what goes with a time of day, may stand beside the date.
      if isIn(token, .yearWords) || isIn(token, .clockWords) || tokens[token].scalars == 1 { continue }
      others += 1
      let isFirst = token == range.lowerBound
      let mayBeName = tokens[token].isCapitalised || tokens[token].shape == .none || isIn(token, .function)
      guard others <= 5, isFirst || mayBeName else { return }
    }
    paragraphs[index].field = .dateline
  }

  /// The place, day and agency before the dash that opens the first body paragraph, short lines above it left out.
  private func findDateline() -> ByteRange? {
    guard let first = paragraphs.indices.first(where: { paragraphs[$0].isBody && words($0) > 6 }) else { return nil }
    let range = paragraphs[first].tokens
    guard range.count > 8, tokens[range.lowerBound].kind == .word else { return nil }
    let opensUpper = tokens[range.lowerBound].shape == .upper && tokens[range.lowerBound].scalars >= 3
    for index in range.prefix(16).dropFirst() {
      if tokens[index].kind == .word { continue }
      let isSpaced =
        tokens[index].flags.contains(.spaceBefore) && index + 1 < range.upperBound
        && tokens[index + 1].flags.contains(.spaceBefore)
      if isSpaced, isDash(index) {
        let isBracketed = isMark(index - 1, 0x29)
        guard opensUpper || isBracketed else { return nil }
        return ByteRange(Int(tokens[range.lowerBound].start), Int(tokens[index].end))
      }
      // Spanish agencies: “Madrid, 4 mar (EFP).- …”
      if isDash(index), isMark(index - 1, 0x2E), isMark(index - 2, 0x29), !tokens[index].flags.contains(.spaceBefore) {
        return ByteRange(Int(tokens[range.lowerBound].start), Int(tokens[index].end))
      }
      if tokens[index].kind == .quote { return nil }
    }
    return nil
  }
}
