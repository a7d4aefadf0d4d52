import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A measure of the system that the house style does not use, with no conversion.
struct MeasureSystem: Rule {
  static let card = RuleCard(
    id: "style/measure-system", title: "A measure is not in the system of the house style",
    mqm: .measurementFormat, severity: .minor, confidence: .medium, languages: .withData("units"),
    why: """
      The configuration says whether the desk’s readers know metric or imperial measures. Without such a setting the rule \
      is silent.
      """,
    advice: "Convert the measure, or put the other one behind it in brackets.",
    examples: [
      .flags("en", "The trail runs [[12 kilometers]] along the lake.", style: .measuring(.imperial)),
      .flags("en", "The trail runs [[12 miles]] along the lake.", style: .measuring(.metric)),
      .flags("en", "It was [[30 degrees Celsius]] in the shade.", style: .measuring(.imperial)),
      .passes("en", "The trail runs 12 kilometers along the lake."),
      .passes("en", "The trail runs 12 kilometers (7 miles) along the lake.", style: .measuring(.imperial)),
      .passes("en", "The trail runs 12 miles along the lake; 40 tons of stone lie on it.", style: .measuring(.imperial)),
      .passes("en", "“We walked 12 kilometers,” the guide said.", style: .measuring(.imperial)),
      .passes("de", "Öl kostete 80 Dollar je Barrel, der Pfad ist 12 Kilometer lang.", style: .measuring(.metric)),
    ])

  static var needs: Needs { .all(.measures) }

  private let style: HouseStyle
  init(_ style: HouseStyle) { self.style = style }

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    guard let wanted = style.measures(for: story.language.tag) else { return }
    ForeignMeasures.report(story, known: wanted == .metric ? .metric : .imperial, &out)
  }
}
