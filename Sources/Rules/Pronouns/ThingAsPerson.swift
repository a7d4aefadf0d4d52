import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A treaty, company or place that is called he or she: “She entered into force in May.”
struct ThingAsPerson: Rule {
  static let card = RuleCard(
    id: "pronouns/thing-as-person", title: "A thing is called he or she",
    mqm: .grammar, severity: .major, confidence: .high, languages: .withData("not-for-bodies"),
    why: """
      Most languages give every noun a gender: the agreement is he, the ministry is she. Taken over, the pronoun makes a \
      person of it, or points at somebody else.
      """,
    advice: "Write the pronoun for things (“it”, “its” in English), or name the thing.",
    examples: [
      .flags("en", "The treaty was signed in Bern in 1998. [[She entered into force]] a year later."),
      .flags("en", "The fund is run by a board. [[He consists of]] nine members."),
      .flags("en", "The ministry said [[on her website]] that the bridge would be closed."),
      .flags("en", "The Bank of Norland announced [[in his statement]] that rates would stay."),
      .flags("en", "The company raised its prices in May. [[He]] expects to sell less this year."),
      .flags("en", "The ministry published new figures on Monday. [[She]] said that exports had grown by a tenth."),
      .flags("es", "La empresa subió los precios en mayo. [[Ella]] anunció nuevos recortes."),
      .flags("it", "La società ha aumentato i prezzi in maggio. [[Lei]] ha annunciato altri tagli."),
      .flags("fr", "Le ministère a publié de nouveaux chiffres lundi. [[Elle]] a ajouté que les prix baissent."),
      .passes("es", "La empresa nombró a una directora en mayo. Ella anunció nuevos recortes."),
      .passes("es", "El ministerio publicó nuevos datos el lunes. También anunció recortes."),
      .passes("it", "La società ha premiato la cantante. Lei ha annunciato un tour."),
      .passes("fr", "Le ministère a publié une étude lundi. Elle a confirmé de nouvelles baisses."),
      .passes("fr", "Le ministère a publié de nouveaux chiffres. Elle montre que les prix baissent."),
      .passes("fr", "La société a publié de nouveaux chiffres lundi. Elle a ajouté que les prix baissent."),
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
    BodyAsPerson.check(story, &out)
  }

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
    return story.holdsPerson(isMale: possessive.contains(.pronounsMale), before: channel.lowerBound)
  }
}

extension Analysis {
  /// Whether a man, or a woman, was named before, whom the pronoun may mean.
  func holdsPerson(isMale: Bool, before end: Int) -> Bool {
    if people.contains(where: { $0.tokens.lowerBound < end && $0.gender == (isMale ? .male : .female) }) { return true }
    let same = isMale ? WordClassSet.of(.pronounsMale, .titleMale, .roleMale) : .of(.pronounsFemale, .titleFemale, .roleFemale)
    return (0..<end).contains { language.classes(of: tokens[$0].id).intersects(same) }
  }
}
