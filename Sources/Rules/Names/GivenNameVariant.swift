import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// One given name romanised in two ways, for two people: Sergei Lomov, Sergey Ivin.
struct GivenNameVariant: Rule {
  static let card = RuleCard(
    id: "names/given-name-variant", title: "A given name is romanised in two ways",
    mqm: .inconsistentStyle, severity: .minor, confidence: .low,
    why: "House styles spell a foreign given name in one way, whoever bears it; people who write it otherwise are exceptions.",
    advice: "Spell the name in one way, unless one of the two is known to write it otherwise.",
    examples: [
      .flags("en", "The envoy Sergei Lomov met the press. The union’s [[Sergey]] Ivin stayed away."),
      .flags("de", "Der Gesandte Dmitri Lomow kam. Der Gewerkschafter [[Dmitry]] Iwin blieb weg."),
      .passes("en", "The envoy Sergei Lomov met the press. The union’s Sergei Ivin stayed away."),
      .passes("en", "The envoy Daniel Lomov met the press. The union’s Danielle Ivin stayed away."),
      .passes("en", "Street names are Lomov Street and Lomoff Square."),
    ])

  static var needs: Needs { .all(.spellingPairs) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    for pair in story.spellingPairs where pair.hasOtherNeighbours && pair.likeness == .sameSound {
      guard let a = story.names.gender(pair.a.hash), let b = story.names.gender(pair.b.hash), a == b else { continue }
      let (wrong, right) = pair.a.count < pair.b.count ? (pair.a, pair.b) : (pair.b, pair.a)
      out.report(
        wrong.first, "The story also has \(Wording.quoted(story.text(right.first))), another spelling of this name.",
        related: [(right.first < wrong.first ? "first written here" : "written so here", right.first)])
    }
  }
}
