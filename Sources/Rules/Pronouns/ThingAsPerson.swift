import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A treaty, company or place that is called he or she: “She entered into force in May.”
struct ThingAsPerson: Rule {
  static let card = RuleCard(
    id: "pronouns/thing-as-person", title: "A thing is called he or she",
    mqm: .grammar, severity: .major, confidence: .high, languages: .withData("thing-predicates"),
    why: """
      Most languages give every noun a gender: the agreement is he, the ministry is she. Taken over into English, the \
      pronoun makes a person of it.
      """,
    advice: "Write “it” and “its”, or name the thing.",
    examples: [
      .flags("en", "The treaty was signed in Bern in 1998. [[She entered into force]] a year later."),
      .flags("en", "The fund is run by a board. [[He consists of]] nine members."),
      .flags("en", "The ministry said [[on her website]] that the bridge would be closed."),
      .flags("en", "The Bank of Norland announced [[in his statement]] that rates would stay."),
      .flags("en", "The company raised its prices in May. [[He]] expects to sell less this year."),
      .flags("en", "The ministry published new figures on Monday. [[She]] said that exports had grown by a tenth."),
      .passes("en", "The company raised its prices in May. It expects to sell less this year."),
      .passes("en", "The company has a new manager. He expects to sell less this year."),
      .passes("en", "Anna Holt founded the firm. The company raised its prices in May. She expects to sell less this year."),
      .passes("en", "The airline fired a pilot. He said the inquiry was unfair."),
      .passes("en", "The ministry praised the victim in May. He is recovering at home."),
      .passes("en", "The company named Ola Brunvoll on Monday. He expects to sell less this year."),
      .passes("en", "The treaty was signed in Bern in 1998. It entered into force a year later."),
      .passes("en", "She entered the race in May. He took office a year later and founded a party."),
      .passes("en", "Anna Holt has sung for years. The company said on her website that she would sing on."),
      .passes("en", "The minister said on her website that the bridge would be closed."),
      .passes("en", "The committee chairman said on his website that talks would go on."),
      .passes("en", "The ministry said in her case nothing would change, and on her website she agreed."),
      .passes("en", "Anna Holt joined the company in May. The company said in her place a man would be hired."),
    ])

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    for hit in story.classHits where story.paragraphs[hit.paragraph].isBody {
      switch hit.index {
      case WordClass.thingPredicates.bit: checkPredicate(hit, story, &out)
      case WordClass.ownChannels.bit where !hit.isQuoted: checkChannel(hit, story, &out)
      default: break
      }
    }
    guard story.wordClasses.contains(.bodyNouns) else { return }
    for sentence in story.sentences.indices.dropFirst() { checkSubject(sentence, story, &out) }
  }

  /// “The company raised prices. He expects…”: nobody but the body has been named.
  private func checkSubject(_ sentence: Int, _ story: borrowing Analysis, _ out: inout FindingSink) {
    let pronoun = story.sentences[sentence].tokens.lowerBound
    let isMale = story.isIn(pronoun, .subjectPronounsMale)
    guard isMale || story.isIn(pronoun, .subjectPronounsFemale), !story.tokens[pronoun].flags.contains(.quoted) else { return }
    let number = story.sentences[sentence].paragraph
    let before = story.sentences[sentence - 1]
    guard before.paragraph == number, story.paragraphs[number].isBody, let body = opening(before.tokens, story) else { return }
    let paragraphs = story.paragraphs[max(0, number - 1)].tokens.lowerBound..<pronoun
    let rest = body.upperBound..<pronoun
    guard !rest.contains(where: { mayBePerson($0, story) || namesOne($0, rest, story) }), !holdsNames(paragraphs, story),
      !isExplained(isMale: isMale, before: pronoun, story)
    else { return }
    out.report(
      story.bytes(of: pronoun..<pronoun + 1),
      "\(Wording.quoted(story.text(pronoun))) stands for \(Wording.quoted(story.text(body))), which is a thing.",
      confidence: .medium, related: [("the body", story.bytes(of: body))])
  }

  /// “The company” at the start of a sentence, without an adjective or with one or two.
  private func opening(_ sentence: Range<Int>, _ story: borrowing Analysis) -> Range<Int>? {
    let start = sentence.lowerBound
    guard story.isIn(start, .articles) else { return nil }
    for head in start + 1..<min(start + 4, sentence.upperBound) {
      let word = story.tokens[head]
      guard word.kind == .word, word.shape == .lower, !word.flags.contains(.possessive) else { return nil }
      if story.isIn(head, .bodyNouns) {
        return story.tokens[head + 1].kind == .word && story.tokens[head + 1].shape == .lower ? start..<head + 1 : nil
      }
    }
    return nil
  }

  /// Any capital that is not the first of its sentence, a day or month, or of a listed body or place.
  private func holdsNames(_ range: Range<Int>, _ story: borrowing Analysis) -> Bool {
    range.contains { token in
      let word = story.tokens[token]
      return word.isCapitalised && word.kind == .word && !word.flags.contains(.sentenceStart)
        && !story.isIn(token, .weekday) && !story.isIn(token, .month)
        && !story.isInEntity(token)
    }
  }

  /// Nouns of persons end so, and too many other words do; what is in doubt is left alone.
  private func mayBePerson(_ token: Int, _ story: borrowing Analysis) -> Bool {
    let word = story.tokens[token]
    guard word.kind == .word, word.scalars > 2 else { return false }
    if story.language.classes(of: word.id).intersects(ThingAsPerson.persons) { return true }
    guard word.id == 0 || !story.isIn(token, .function) else { return false }
    let text = story.text(token).lowercased()
    return ThingAsPerson.endings.contains { text.hasSuffix($0) }
  }

  /// An article and a noun that is no plural: no list has every pilot, chef and victim.
  private func namesOne(_ article: Int, _ range: Range<Int>, _ story: borrowing Analysis) -> Bool {
    guard story.isIn(article, .articles) else { return false }
    var head = article
    while head + 1 < range.upperBound, story.tokens[head + 1].kind == .word, !story.isIn(head + 1, .function) { head += 1 }
    return head == article || story.bytes[Int(story.tokens[head].end) - 1] != UInt8(ascii: "s")
  }

  private static let persons = WordClassSet.of(
    .titleAny, .titleMale, .titleFemale, .roleMale, .roleFemale, .kin, .pronounsOther)
  private static let endings = [
    "er", "or", "ist", "man", "woman", "ee", "ant", "ent", "ian", "ive", "ief", "ial", "boss", "head", "star", "ess", "eur",
    "ary", "one", "body", "boy", "girl", "child", "face", "ard", "ate", "ect", "aide", "spy", "judge", "king", "queen", "guide",
    "self", "who",
  ]

  private func checkPredicate(_ hit: PhraseHit, _ story: borrowing Analysis, _ out: inout FindingSink) {
    let pronoun = hit.tokens.lowerBound - 1
    guard pronoun >= story.sentences[hit.sentence].tokens.lowerBound,
      story.isIn(pronoun, .subjectPronounsMale) || story.isIn(pronoun, .subjectPronounsFemale),
      !story.isIn(pronoun - 1, .prepositions)
    else { return }
    let predicate = story.text(hit.tokens)
    out.report(
      story.bytes(of: pronoun..<hit.tokens.upperBound),
      "\(Wording.quoted(story.text(pronoun))) stands for a thing: nobody \(Wording.quoted(predicate)).")
  }

  /// “The ministry said on her website”: the body alone is the subject, and the website is its own.
  private func checkChannel(_ hit: PhraseHit, _ story: borrowing Analysis, _ out: inout FindingSink) {
    let start = story.sentences[hit.sentence].tokens.lowerBound
    guard let body = subject(start, before: hit.tokens.lowerBound, story), !isExplained(hit.tokens, story) else { return }
    out.report(
      story.bytes(of: hit.tokens),
      "\(Wording.quoted(story.text(hit.tokens))) makes a person of \(Wording.quoted(story.text(body))).",
      related: [("the body", story.bytes(of: body))])
  }

  /// “The ministry”, “The Ministry of Finance”, from the start of a sentence to the verb of speaking right before the hit.
  private func subject(_ start: Int, before hit: Int, _ story: borrowing Analysis) -> Range<Int>? {
    guard story.isIn(start, .articles) else { return nil }
    var head = start + 1
    while head < hit, head - start <= 3, !story.isIn(head, .organisationNouns) {
      guard story.tokens[head].kind == .word, !story.tokens[head].flags.contains(.possessive) else { return nil }
      head += 1
    }
    guard story.isIn(head, .organisationNouns), !story.tokens[head].flags.contains(.possessive) else { return nil }
    var end = head + 1
    if story.isIn(end, .genitiveLinks) {
      guard story.tokens[end + 1].isCapitalised else { return nil }
      end += 2
    }
    return end == hit - 1 && story.isIn(end, .speechVerbs) ? start..<end : nil
  }

  /// Somebody of the gender was named before: a label may speak on a singer’s website.
  private func isExplained(_ channel: Range<Int>, _ story: borrowing Analysis) -> Bool {
    let possessive = story.language.classes(of: story.tokens[channel.lowerBound + 1].id)
    return isExplained(isMale: possessive.contains(.pronounsMale), before: channel.lowerBound, story)
  }

  private func isExplained(isMale: Bool, before end: Int, _ story: borrowing Analysis) -> Bool {
    if story.people.contains(where: { $0.tokens.lowerBound < end && $0.gender == (isMale ? .male : .female) }) { return true }
    let same = isMale ? WordClassSet.of(.pronounsMale, .titleMale, .roleMale) : .of(.pronounsFemale, .titleFemale, .roleFemale)
    return (0..<end).contains { story.language.classes(of: story.tokens[$0].id).intersects(same) }
  }
}
