import Findings

/// What is wrong with a suppression is a finding too. These cards stand beside those of the rules.
public enum SuppressionRules {
  public static let cards = [expired, malformed, unused]
  public static let family = "suppressions"

  static let expired = RuleCard(
    id: "suppressions/expired", title: "A suppression has run out", mqm: .markup, severity: .major, confidence: .high,
    why: "Whoever suppressed a finding wanted it looked at again by that day. What it kept silent is reported again.",
    advice: "Look at the place again: put it right, or set a later date with its reason.", examples: [])

  static let malformed = RuleCard(
    id: "suppressions/malformed", title: "A suppression cannot be read and does not hold", mqm: .markup, severity: .major,
    confidence: .high,
    why: "A suppression names its rules and gives a reason, so that the next editor knows why the place is right.",
    advice: "Write <!-- wirecheck-ignore RULE: reason -->, with (until 2027-01-31) behind the reason if it is to end.",
    examples: [])

  static let unused = RuleCard(
    id: "suppressions/unused", title: "A suppression keeps nothing silent", mqm: .markup, severity: .minor, confidence: .high,
    why: "The place was put right, or moved. A suppression that is left behind would hide the next fault of its kind.",
    advice: "Remove it.", examples: [])
}
