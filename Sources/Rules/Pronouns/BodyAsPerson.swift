import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// “The company raised prices. He expects…”: nobody but the body has been named, and the pronoun cannot stand for it.
enum BodyAsPerson {
  static func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    guard story.wordClasses.contains(.bodyNouns), story.wordClasses.contains(.notForBodies) else { return }
    for sentence in story.sentences.indices.dropFirst() {
      let pronoun = story.sentences[sentence].tokens.lowerBound
      guard story.isIn(pronoun, .notForBodies), !story.tokens[pronoun].flags.contains(.quoted) else { continue }
      let number = story.sentences[sentence].paragraph
      let before = story.sentences[sentence - 1]
      guard before.paragraph == number, story.paragraphs[number].isBody, let body = opening(before.tokens, story),
        !mayMean(pronoun, body, story)
      else { continue }
      out.report(
        story.bytes(of: pronoun..<pronoun + 1),
        "\(Wording.quoted(story.text(pronoun))) stands for \(Wording.quoted(story.text(body))), which is a thing.",
        confidence: .medium, related: [("the body", story.bytes(of: body))])
    }
  }

  /// “The company” at the start of a sentence, without an adjective or with one or two; l’azienda.
  private static func opening(_ sentence: Range<Int>, _ story: borrowing Analysis) -> Range<Int>? {
    let start = sentence.lowerBound
    let isElided = story.tokens[start].flags.contains(.elided)
    guard isElided || story.isIn(start, .articles) else { return nil }
    for head in (isElided ? start : start + 1)..<min(start + 4, sentence.upperBound) {
      let word = story.tokens[head]
      guard word.kind == .word, word.shape == .lower || head == start, !word.flags.contains(.possessive) else { return nil }
      if story.isIn(head, .bodyNouns) {
        return story.tokens[head + 1].kind == .word && story.tokens[head + 1].shape == .lower ? start..<head + 1 : nil
      }
    }
    return nil
  }

  /// Whether the pronoun may mean anybody or anything else that stands before it.
  private static func mayMean(_ pronoun: Int, _ body: Range<Int>, _ story: borrowing Analysis) -> Bool {
    let isMale = story.isIn(pronoun, .pronounsMale)
    let number = story.paragraph(at: Int(story.tokens[pronoun].start)) ?? 0
    let nearby = story.paragraphs[max(0, number - 1)].tokens.lowerBound..<pronoun
    let rest = body.upperBound..<pronoun
    if rest.contains(where: { mayBePerson($0, story) }) || holdsNames(nearby, story) { return true }
    if story.holdsPerson(isMale: isMale, before: pronoun) { return true }
    let determiners: WordClass = isMale ? .determinersMale : .determinersFemale
    guard story.language.has(determiners) else { return rest.contains { namesOne($0, rest, story) } }
    // Where things have a gender, any noun of the pronoun’s may be meant, unless what is said is said of people and bodies alone.
    let next = pronoun + 1..<min(pronoun + 4, story.tokens.count)
    return rest.contains { story.isIn($0, determiners) && !isDay($0 + 1, story) || story.tokens[$0].flags.contains(.elided) }
      || !next.contains { story.isIn($0, .speechVerbs) || story.isIn($0, .attributionWords) }
  }

  /// Any capital that is not the first of its sentence, a day or month, or of a listed body or place.
  private static func holdsNames(_ range: Range<Int>, _ story: borrowing Analysis) -> Bool {
    range.contains { token in
      let word = story.tokens[token]
      return word.isCapitalised && word.kind == .word && !word.flags.contains(.sentenceStart) && !isDay(token, story)
        && !story.isInEntity(token)
    }
  }

  private static func isDay(_ token: Int, _ story: borrowing Analysis) -> Bool {
    story.isIn(token, .weekday) || story.isIn(token, .month)
  }

  /// Nouns of persons by list, and by endings that too many other words have: what is in doubt is left alone.
  private static func mayBePerson(_ token: Int, _ story: borrowing Analysis) -> Bool {
    let word = story.tokens[token]
    guard word.kind == .word, word.scalars > 2 else { return false }
    if story.language.classes(of: word.id).intersects(persons) { return true }
    guard word.id == 0 || !story.isIn(token, .function) else { return false }
    return story.ends(token, in: .personEndings) || story.ends(token, in: .doubtfulEndings)
  }

  private static let persons = WordClassSet.of(
    .titleAny, .titleMale, .titleFemale, .roleMale, .roleFemale, .kin, .pronounsOther, .personNouns)

  /// An article and a noun that is no plural: no list has every pilot, chef and victim.
  private static func namesOne(_ article: Int, _ range: Range<Int>, _ story: borrowing Analysis) -> Bool {
    guard story.isIn(article, .articles) else { return false }
    var head = article
    while head + 1 < range.upperBound, story.tokens[head + 1].kind == .word, !story.isIn(head + 1, .function) { head += 1 }
    return head == article || story.bytes[Int(story.tokens[head].end) - 1] != UInt8(ascii: "s")
  }
}
