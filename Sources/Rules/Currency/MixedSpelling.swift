import Findings
import RuleKit
import Stories
import TextBase

/// One currency under two spellings: rubles here, roubles there.
struct MixedSpelling: Rule {
  static let card = RuleCard(
    id: "currency/mixed-spelling", title: "One currency is spelled in two ways", mqm: .inconsistentUse, severity: .minor,
    confidence: .high, languages: .withData("entities"),
    why: """
      Several spellings of ruble, hryvnia or dirham are in use, and a machine takes now one, now the other. Readers ask \
      whether two currencies are meant.
      """,
    advice: "Use the spelling of your house style throughout.",
    examples: [
      .flags("en", "The bridge cost 40 million rubles. The town paid 3 million [[roubles]] of it."),
      .flags("en", "Bread rose to 30 hryvnias. A year ago it cost 20 [[grivnas]]."),
      .flags("de", "Das Brot kostet 30 Hrywnja. Vor einem Jahr waren es 20 [[Griwna]]."),
      .flags("fr", "Le pain coûte 30 hryvnias. Il y a un an, c’était 20 [[grivnas]]."),
      .passes("en", "The bridge cost 40 million rubles. The town paid 3 million rubles of it, a ruble for each brick."),
      .passes("en", "The ruble, or rouble, fell on Monday."),
      .passes("de", "Das Brot kostet 30 Hrywnja. Vor einem Jahr waren es 20 Hrywnjas."),
    ])

  static var needs: Needs { .all(.rivalForms) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    RivalForms.report("One currency", .currency, story, &out)
  }
}
