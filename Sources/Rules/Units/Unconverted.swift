import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A measure that readers of the language do not know, with no conversion: 60 Meilen.
struct Unconverted: Rule {
  static let card = RuleCard(
    id: "units/unconverted", title: "A measure that readers do not know is not converted", mqm: .inconsistentStyle,
    severity: .minor, confidence: .low, languages: .withData("measures"),
    why: """
      Miles, acres and degrees Fahrenheit come over with the source. Readers who grew up with the metric system cannot tell \
      how far, how much or how hot.
      """,
    advice: "Convert the measure, or put the metric one behind it in brackets.",
    examples: [
      .flags("de", "Der Sturm zog [[60 Meilen]] weiter nach Norden."),
      .flags("fr", "Le feu a détruit [[3 000 acres]] de forêt en une nuit."),
      .flags("ru", "Температура в тени достигла [[104 градусов по Фаренгейту]]."),
      .flags("es", "El tren circulaba a [[80 millas por hora]] cuando frenó."),
      .flags("pl", "Rurociąg ma [[300 mil]] długości i biegnie przez góry."),
      .passes("de", "Der Sturm zog 60 Meilen (97 Kilometer) weiter nach Norden."),
      .passes("de", "Der Sturm zog 60 Meilen weiter. Später waren es 90 Meilen, rund 145 Kilometer."),
      .passes("en", "The storm moved 60 miles further north."),
      .passes("de", "Die Brücke misst 449 Fuß (137m) von Ufer zu Ufer."),
      .passes("cs", "Nakazilo se 4,17 mil. lidí."),
      .passes("ru", "Нефть подорожала до 80 долларов за баррель, ветер усилился до 40 узлов."),
      .passes("fr", "L’écran mesure 15 pouces et le navire croise à 12 milles nautiques."),
      .passes("es", "«Caminamos 60 millas sin parar», contó la guía."),
      .passes("it", "Il film 8 Mile compie vent’anni; la pista misura 400 metri, non 437 iarde."),
    ])

  static var needs: Needs { .all(.measures) }

  private let style: HouseStyle
  init(_ style: HouseStyle) { self.style = style }

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    // Where the desk says which measures its readers know, `style/measure-system` speaks.
    guard let measures = story.language.profile.measures, style.measures(for: story.language.tag) == nil else { return }
    ForeignMeasures.report(story, known: measures, &out)
  }
}
