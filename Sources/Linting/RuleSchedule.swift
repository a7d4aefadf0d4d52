import Findings
import Lexicons
import RuleKit

/// The rules of a run that serve one language, in the order of the catalogue.
struct RuleSchedule {
  struct Step {
    /// Index of the rule in the run.
    let rule: Int
    let gate: Gate
    let severity: Severity
    let confidence: Confidence
    /// The least confidence that matters.
    let floor: Confidence
  }

  let steps: [Step]

  /// `step` makes the step of a rule.
  init(_ cards: [RuleCard], for language: Language, _ step: (Int) -> Step) {
    steps = cards.indices.filter { cards[$0].languages.serve(language) }.map(step)
  }
}

extension RuleCard.Languages {
  /// Whether rules are asked about copy in a language.
  func serve(_ language: Language) -> Bool {
    switch self {
    case .all: true
    case .only(let tags): tags.contains { $0 == language.tag.prefix { $0 != "-" } }
    case .withData(let data):
      switch language.supply(of: data) {
      case .held, nil: true
      case .missing, .notNeeded: false
      }
    }
  }
}
