import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A form of a name that the house style does not use, where the style names the one to use.
struct NameForm: Rule {
  static let card = RuleCard(
    id: "style/name-form", title: "A name has not the form of the house style",
    mqm: .inconsistentStyle, severity: .minor, confidence: .high, languages: .withData("entities"),
    why:
      "The configuration names one of several forms of this name as the house style. Without such a setting the rule is silent.",
    advice: "Use the form of the house style.",
    examples: [
      .flags(
        "en", "Trains from [[Kiev]] were late on Monday.", fixed: "Trains from Kyiv were late on Monday.",
        style: .preferring("kyiv", "Kyiv")),
      .flags("en", "Trains from [[Kyiv]] were late on Monday.", style: .preferring("kyiv", "Kiev")),
      .flags("en", "“Trains from [[Kiev]] were late,” she said.", style: .preferring("kyiv", "Kyiv")),
      .passes("en", "Trains from Kyiv were late on Monday.", style: .preferring("kyiv", "Kyiv")),
      .passes("en", "Trains from Kiev were late on Monday."),
      .passes("en", "The cook served chicken Kiev on Monday.", style: .preferring("kyiv", "Kyiv")),
      .passes("en", "Trains from Kiev were late on Monday.", style: .preferring("kyiv", "Kijów")),
    ])

  static var needs: Needs { .all(.entities) }

  private let style: HouseStyle
  init(_ style: HouseStyle) { self.style = style }

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    if style.preferred.isEmpty { return }
    let language = story.language
    for mentions in story.entityMentions {
      guard let preferred = style.preferred(language.id(language.entities[mentions.entity]), language.tag) else { continue }
      // A form that this language does not have is that of another.
      guard let wanted = language.forms.first(where: { Int($0.entity) == mentions.entity && language.display($0) == preferred })
      else { continue }
      for mention in mentions.list {
        let form = language.forms[mention.form]
        guard NameForm.isRival(form, of: wanted) else { continue }
        let written = story.text(mention.range)
        // A case ending shows that more than the name would have to change.
        let isPlain = written == language.display(form)
        out.report(
          mention.range, "House style writes \(Wording.quoted(preferred)), not \(Wording.quoted(written)).",
          fixes: isPlain ? [.replace(mention.range, with: preferred, "Use the form of the house style", .review)] : [])
      }
    }
  }

  /// Forms that compete: two spellings, or one of them and the everyday name.
  private static func isRival(_ form: EntityForm, of wanted: EntityForm) -> Bool {
    func key(_ form: EntityForm) -> Int? {
      switch form.formClass {
      case .rival: Int(form.rival)
      case .usual: -1
      default: nil
      }
    }
    guard let a = key(form), let b = key(wanted) else { return false }
    return a != b
  }
}
