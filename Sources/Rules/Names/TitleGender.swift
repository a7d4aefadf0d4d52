import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A gendered title or role beside a name of the other gender: spokeswoman Dmitry …, Dmitry Orlov, a spokeswoman for …
struct TitleGender: Rule {
  static let card = RuleCard(
    id: "names/title-gender-clash", title: "The title and the given name are of different gender",
    mqm: .mistranslation, severity: .major, confidence: .medium, languages: .withData("gendered-titles"),
    why: "Languages without gendered titles lose the gender in translation, and the machine guesses.",
    advice: "Check who the person is, and correct the title.",
    examples: [
      .flags("en", "The [[spokeswoman Dmitry]] Orlov told reporters that talks would go on."),
      .flags("en", "They met [[Mrs. Peter]] Novak on Monday."),
      .flags("en", "“The talks will go on,” said [[Dmitry Orlov, a spokeswoman]] for the ministry."),
      .flags("fr", "[[La ministre Pierre]] Morvan a parlé lundi."),
      .passes("en", "The spokesman Dmitry Orlov told reporters that talks would go on."),
      .passes("en", "They met Mr. James on Monday, and Mr. Rose."),
      .passes("en", "The spokeswoman Robin Smith told reporters that talks would go on."),
      .passes("en", "The businesswoman Peter hired left."),
      .passes("en", "The storm hurt Peter Novak, a spokeswoman for the mayor, and two guards."),
      .passes("fr", "Madame le ministre Sophie Morvan a parlé lundi. La ministre, Pierre Morvan et leurs invités sont partis."),
    ])

  static var needs: Needs { .any([.notableWords, .classPhrases]) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    let male = WordClassSet.of(.titleMale, .roleMale)
    let female = WordClassSet.of(.titleFemale, .roleFemale)
    var place = 0
    for sentence in story.sentences {
      while place < story.notable.count, story.notable[place] < sentence.tokens.upperBound {
        let token = story.notable[place]
        place += 1
        guard story.paragraphs[sentence.paragraph].isBody else { continue }
        let classes = story.language.classes(of: story.tokens[token].id)
        let isMale = classes.intersects(male)
        guard isMale != classes.intersects(female) else { continue }
        check(token..<token + 1, isMale, sentence.tokens, story, &out)
      }
    }
    // Of titles in several words, a man’s stands before a woman’s name in some styles: Madame le ministre. The reverse
    // stands in none.
    for hit in story.classHits where female.contains(bit: hit.index) && story.paragraphs[hit.paragraph].isBody {
      check(hit.tokens, false, story.sentences[hit.sentence].tokens, story, &out)
    }
    for person in story.people where person.gender == .male { checkApposition(person, story, &out) }
  }

  /// A title right before a name.
  private func check(
    _ title: Range<Int>, _ isMale: Bool, _ sentence: Range<Int>, _ story: borrowing Analysis, _ out: inout FindingSink
  ) {
    let name = title.upperBound + (story.isMark(title.upperBound, 0x2E) ? 1 : 0)
    // Two words of a name, or it may be a surname that looks like a given name.
    guard name + 1 < sentence.upperBound, story.tokens[name].shape == .capitalised,
      story.tokens[name + 1].shape == .capitalised, !story.tokens[name + 1].flags.contains(.lineStart),
      story.names.gender(story.tokens[name].hash) == (isMale ? .female : .male)
    else { return }
    report(title, isMale, name, story.bytes(of: title.lowerBound..<name + 1), story, &out)
  }

  /// “said Dmitry Orlov, a spokeswoman for …”. After other words the role may be another person’s, in a list of several.
  private func checkApposition(_ person: PersonName, _ story: borrowing Analysis, _ out: inout FindingSink) {
    guard story.isIn(person.given - 1, .speechVerbs), story.isMark(person.tokens.upperBound, 0x2C) else { return }
    var role = person.tokens.upperBound + 1
    if story.isIn(role, .articles) { role += 1 }
    guard story.isIn(role, .roleFemale), !story.isIn(role, .roleMale), story.isIn(role + 1, .prepositions) else { return }
    report(role..<role + 1, false, person.given, story.bytes(of: person.given..<role + 1), story, &out)
  }

  private func report(
    _ title: Range<Int>, _ isMale: Bool, _ name: Int, _ range: ByteRange, _ story: borrowing Analysis,
    _ out: inout FindingSink
  ) {
    out.report(
      range,
      "\(Wording.quoted(story.text(title))) is \(isMale ? "a man" : "a woman"), \(Wording.quoted(story.text(name))) a name of \(isMale ? "women" : "men")."
    )
  }
}
