import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A gendered title or role before a name of the other gender: spokeswoman Dmitry …
struct TitleGender: Rule {
  static let card = RuleCard(
    id: "names/title-gender-clash", title: "The title and the given name are of different gender",
    mqm: .mistranslation, severity: .major, confidence: .medium, languages: .withData("role-male"),
    why: "Languages without gendered titles lose the gender in translation, and the machine guesses.",
    advice: "Check who the person is, and correct the title.",
    examples: [
      .flags("en", "The [[spokeswoman Dmitry]] Orlov told reporters that talks would go on."),
      .flags("en", "They met [[Mrs. Peter]] Novak on Monday."),
      .passes("en", "The spokesman Dmitry Orlov told reporters that talks would go on."),
      .passes("en", "They met Mr. James on Monday, and Mr. Rose."),
      .passes("en", "The spokeswoman Robin Smith told reporters that talks would go on."),
      .passes("en", "The businesswoman Peter hired left."),
    ])

  static var needs: Needs { .all(.notableWords) }

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
        var name = token + 1
        if story.isMark(name, 0x2E) { name += 1 }
        // Two words of a name, or it may be a surname that looks like a given name.
        guard name + 1 < sentence.tokens.upperBound, story.tokens[name].shape == .capitalised,
          story.tokens[name + 1].shape == .capitalised, !story.tokens[name + 1].flags.contains(.lineStart)
        else { continue }
        let gender = story.names.gender(story.tokens[name].hash)
        guard gender == (isMale ? .female : .male) else { continue }
        let range = story.bytes(of: token..<name + 1)
        out.report(
          range,
          "\(Wording.quoted(story.text(token))) is \(isMale ? "a man" : "a woman"), \(Wording.quoted(story.text(name))) a name of \(isMale ? "women" : "men")."
        )
      }
    }
  }
}
