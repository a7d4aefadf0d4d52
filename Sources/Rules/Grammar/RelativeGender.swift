import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A relative pronoun of the other gender behind a person: Мария Орлова, который …
struct RelativeGender: Rule {
  static let card = RuleCard(
    id: "grammar/relative-gender", title: "The relative pronoun and the person before it are of different gender",
    mqm: .grammar, severity: .major, confidence: .high, languages: .withData("relative-male"),
    why: """
      “Who” has no gender in English. In Slavic languages it agrees with the person, and a machine that does not know who \
      that is takes the masculine, or that of another noun.
      """,
    advice: "Let the pronoun agree with the person, or check who is meant.",
    examples: [
      .flags(
        "ru", "Мария Орлова, [[который]] ждала гостей, уехала в мае.",
        fixed: "Мария Орлова, которая ждала гостей, уехала в мае."),
      .flags("ru", "Актриса, [[который]] снялась в фильме, приехала в Москву."),
      .flags("uk", "Сергій Ковалюк, [[яка]] очолює раду, приїхав у травні."),
      .flags("pl", "Anna Kowalska, [[który]] prowadzi rozmowy, przyjechała w maju."),
      .flags("cs", "Hana Dvořáková, [[který]] vede jednání, přijela v květnu."),
      .passes("ru", "Мария Орлова, которая ведёт переговоры, приехала в мае. Сергей Ковров, который её ждал, уехал."),
      .passes("ru", "Встреча президента, которая прошла в мае, была короткой. Сын Александра Коврова, который был там, уехал."),
      .passes("ru", "Мария Орлова, которой дали слово, молчала. Теплоход Мария Орлова, который вышел в море, вернулся."),
      .passes("ru", "Мария Орлова, который год ведущая переговоры, устала."),
      .passes("uk", "Зустріч Сергія Ковалюка, яка відбулася в травні, була короткою."),
      .passes("pl", "Burmistrz zapytała Annę Kowalską, który most jest zamknięty. Który most, zapytała Anna Kowalska, który?"),
      .passes("cs", "Jednání Petra Nováka, které začalo v květnu, vedla Hana Dvořáková, která přijela v pondělí."),
    ])

  static var needs: Needs { .any([.people, .notableWords]) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    for person in story.people where person.isSubjectCase(story) && NamePhrase.of(person, story) == .opensSentence {
      check(person.tokens, person.gender, story, &out)
    }
    // A noun of women that opens the sentence can be the head of nothing but its own clause.
    for sentence in story.sentences where story.paragraphs[sentence.paragraph].isBody {
      let first = sentence.tokens.lowerBound..<sentence.tokens.lowerBound + 1
      if story.isIn(first.lowerBound, .roleFemale), !story.isIn(first.lowerBound, .roleMale) {
        check(first, .female, story, &out)
      }
    }
  }

  private func check(
    _ person: Range<Int>, _ gender: NameGender, _ story: borrowing Analysis, _ out: inout FindingSink
  ) {
    let pronoun = person.upperBound + 1
    let (own, other): (WordClass, WordClass) =
      gender == .male ? (.relativeMale, .relativeFemale) : (.relativeFemale, .relativeMale)
    guard story.isMark(person.upperBound, 0x2C), story.isIn(pronoun, other), !story.isIn(pronoun, own),
      story.tokens[pronoun].shape == .lower, !isIdiom(pronoun, story)
    else { return }
    let range = story.bytes(of: pronoun..<pronoun + 1)
    let name = story.bytes(of: person)
    out.report(
      range,
      "\(Wording.quoted(story.text(range))) is \(gender == .male ? "feminine" : "masculine"); \(Wording.quoted(story.text(name))) names a \(gender == .male ? "man" : "woman").",
      related: [("the person", name)],
      fixes: story.language.partner(story.tokens[pronoun].id).map {
        [.replace(range, with: $0, "Write \(Wording.quoted($0))", .review)]
      } ?? [])
  }

  private func isIdiom(_ pronoun: Int, _ story: borrowing Analysis) -> Bool {
    story.classHits(beginningIn: pronoun..<pronoun + 1).contains { $0.index == WordClass.relativeIdioms.bit }
  }
}
