import Findings
import Rules

/// Which rules run: by id, by family, by glob.
public struct RuleSelection: Sendable, Equatable {
  /// Empty for all.
  public var select: [String] = []
  public var extend: [String] = []
  public var ignore: [String] = []
  /// Rules that a configuration turns on or off one by one; the last that matches decides.
  public var switches: [Switch] = []
  /// What the command line asks for goes before every switch.
  private var commanded: [Switch] = []
  public init() {}

  public struct Switch: Sendable, Equatable {
    public var pattern: String
    public var isOn: Bool
    public init(_ pattern: String, _ isOn: Bool) {
      self.pattern = pattern
      self.isOn = isOn
    }
  }

  mutating func hasLastWord(_ key: SettingKey, _ patterns: [String]) {
    guard [.select, .extendSelect, .ignore].contains(key) else { return }
    commanded += patterns.map { Switch($0, key != .ignore) }
  }

  public func contains(_ id: String) -> Bool {
    if ignore.contains(where: { RuleSelection.matches($0, id) }) {
      // A configuration may ignore a family and turn one rule of it on again; the command line has the last word.
      return lastSwitch(id) == true && !commanded.contains { !$0.isOn && RuleSelection.matches($0.pattern, id) }
    }
    let isSelected = select.isEmpty || (select + extend).contains { RuleSelection.matches($0, id) }
    if commanded.contains(where: { $0.isOn && RuleSelection.matches($0.pattern, id) }) { return isSelected }
    // Who selects on the command line wants nothing else.
    let isExclusive = commanded.contains { $0.isOn && select.contains($0.pattern) }
    return isExclusive ? isSelected : lastSwitch(id) ?? isSelected
  }

  /// Whether a rule that belongs to no selection, such as those about suppressions, was not turned off.
  func isKept(_ id: String) -> Bool {
    !ignore.contains { RuleSelection.matches($0, id) } && lastSwitch(id) != false
  }

  private func lastSwitch(_ id: String) -> Bool? {
    switches.last { RuleSelection.matches($0.pattern, id) }?.isOn
  }

  /// `quotes`, `quotes/*`, `*/misplaced-*`, `quotes/misplaced-space`.
  public static func matches(_ pattern: String, _ id: String) -> Bool {
    if !pattern.contains("/"), !pattern.contains("*"), !pattern.contains("?") { return id.hasPrefix(pattern + "/") }
    return glob(Array(pattern.utf8)[...], Array(id.utf8)[...])
  }

  private static func glob(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
    guard let first = pattern.first else { return text.isEmpty }
    switch first {
    case UInt8(ascii: "*"):
      return glob(pattern.dropFirst(), text) || (!text.isEmpty && glob(pattern, text.dropFirst()))
    case UInt8(ascii: "?"): return !text.isEmpty && glob(pattern.dropFirst(), text.dropFirst())
    default: return text.first == first && glob(pattern.dropFirst(), text.dropFirst())
    }
  }

  /// What is wrong with a pattern that no rule answers to, with what may have been meant.
  public static func problem(_ pattern: String) -> String? {
    let cards = allRules.map(\.card) + SuppressionRules.cards
    if cards.contains(where: { matches(pattern, $0.id) }) { return nil }
    let known = cards.map(\.id) + Set(cards.map(\.family)).sorted()
    let near = suggestion(for: pattern, among: known).map { "; did you mean “\($0)”?" } ?? "; see `wirecheck rules`"
    return "no rule is called “\(pattern)”\(near)"
  }

  public func problems() -> [SetupProblem] {
    (select + extend + ignore).compactMap { RuleSelection.problem($0).map { SetupProblem($0) } }
  }

  /// The options that every rule of a pattern has.
  static func options(of pattern: String) -> [RuleOption] {
    let cards = allRules.map(\.card).filter { matches(pattern, $0.id) }
    guard let first = cards.first else { return [] }
    return first.options.filter { option in cards.allSatisfy { $0.options.contains { $0.name == option.name } } }
  }
}
