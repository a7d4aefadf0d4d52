import Findings

/// What a desk says of one rule, a family or a glob.
public struct RuleSetting: Sendable {
  public var pattern: String
  /// On or off; nil where only the details change.
  public var isOn: Bool?
  public var severity: Severity?
  /// Findings of less confidence are not shown.
  public var floor: Confidence?
  public var options: [String: Int] = [:]
  public var origin: SettingOrigin

  /// As `wirecheck config` prints it.
  public var text: String {
    var parts: [String] = []
    if let isOn { parts.append(isOn ? "on" : "off") }
    if let severity { parts.append("severity \(severity.rawValue)") }
    if let floor { parts.append("confidence \(floor.rawValue)") }
    for (name, value) in options.sorted(by: { $0.key < $1.key }) { parts.append("\(name) \(value)") }
    return parts.joined(separator: ", ")
  }
}

/// All that holds for one rule.
struct RuleOverride: Sendable {
  var severity: Severity?
  var floor: Confidence?
  var options: [String: Int] = [:]

  /// Later settings win.
  init(_ id: String, _ settings: [RuleSetting]) {
    for setting in settings where RuleSelection.matches(setting.pattern, id) {
      severity = setting.severity ?? severity
      floor = setting.floor ?? floor
      options.merge(setting.options) { $1 }
    }
  }
}
