import Findings
import Formats
import RuleKit
import TextBase

/// What holds for one file, and where each setting came from.
public struct EffectiveSettings: Sendable {
  public struct Shown: Sendable {
    public let name: String
    public var value: String
    /// Several where the layers add up, the strongest last.
    public var origins: [SettingOrigin]
  }

  public var lint = LintOptions()
  public var failOn: Severity? = .major
  public var maxFindings: Int?
  public var maxPoints: Double?
  public var lexicons: [String] = []
  public var baseline: String?
  public var suppressions: String?
  public private(set) var style: [StyleSetting] = []
  /// By name, as `wirecheck config` prints them.
  public private(set) var shown: [Shown]

  private static let listed = SettingKey.allCases.filter { ![.extends, .sections, .rules, .style, .all].contains($0) }

  public init() {
    shown = EffectiveSettings.listed.map { Shown(name: $0.rawValue, value: $0.standard, origins: [.standard]) }
  }

  mutating func apply(_ layer: SettingsLayer, isCommand: Bool = false) throws(SetupProblems) {
    do throws(SetupProblem) {
      for value in layer.values {
        if isCommand {
          // A list on the command line takes the place of the configured one.
          switch value.key {
          case .select: lint.selection.select = []
          case .ignore: lint.selection.ignore = []
          case .extendSelect: lint.selection.extend = []
          default: break
          }
        } else if value.key == .select {
          lint.selection.select = []
        }
        for text in value.texts { try set(value.key, text) }
        note(value, isCommand)
        if isCommand { lint.selection.hasLastWord(value.key, value.texts) }
      }
    } catch {
      throw SetupProblems([error])
    }
    for rule in layer.rules {
      lint.rules.append(rule)
      if let isOn = rule.isOn { lint.selection.switches.append(RuleSelection.Switch(rule.pattern, isOn)) }
      show("rules.\(rule.pattern)", rule.text, rule.origin)
    }
    style += layer.style
    for setting in layer.style {
      setting.apply(to: &lint.style)
      show("style.\(setting.name)", setting.value, setting.origin)
    }
  }

  private mutating func note(_ value: SettingsLayer.Value, _ isCommand: Bool) {
    let key = value.key == .all ? SettingKey.confidence : value.key
    let text: String
    switch key {
    case .confidence: text = lint.confidence.rawValue
    // These add up over the layers.
    case .lexicons: text = lexicons.joined(separator: ", ")
    case .ignore: text = lint.selection.ignore.joined(separator: ", ")
    case .extendSelect: text = lint.selection.extend.joined(separator: ", ")
    case .sourceLanguageNames: text = lint.reading.sourceLanguageNames.joined(separator: ", ")
    default: text = value.texts.joined(separator: ", ")
    }
    show(key.rawValue, text, value.origin, addsUp: key.addsUp && !(isCommand && key != .lexicons))
  }

  private mutating func show(_ name: String, _ value: String, _ origin: SettingOrigin, addsUp: Bool = false) {
    guard let index = shown.firstIndex(where: { $0.name == name }) else {
      shown.append(Shown(name: name, value: value, origins: [origin]))
      return
    }
    shown[index].value = value
    let former = addsUp ? shown[index].origins.filter { $0 != .standard && $0 != origin } : []
    shown[index].origins = former + [origin]
  }

  /// Whether the command line says it, and so for every file of the run.
  public func isCommanded(_ key: SettingKey) -> Bool {
    shown.contains { $0.name == key.rawValue && $0.origins == [.commandLine] }
  }

  /// Takes over one value; says what is wrong with it.
  mutating func set(_ key: SettingKey, _ value: String) throws(SetupProblem) {
    let name = key.rawValue
    if case .choice(let choices) = key.form, !choices.contains(value) {
      let near = suggestion(for: value, among: choices).map { "; did you mean “\($0)”?" } ?? ""
      throw SetupProblem("“\(name)” must be \(EffectiveSettings.alternatives(choices)), not “\(value)”\(near)")
    }
    switch key {
    case .inputFormat: lint.inputFormat = value == "auto" ? nil : value
    case .sourceLanguageNames: lint.reading.sourceLanguageNames.append(value)
    case .lang: lint.languages.language = value == "auto" ? nil : try EffectiveSettings.tag(value, name)
    case .sourceLang:
      switch value {
      case "auto": lint.languages.source = .auto
      case "none": lint.languages.source = .none
      default: lint.languages.source = .tag(try EffectiveSettings.tag(value, name))
      }
    case .select: lint.selection.select.append(value)
    case .ignore: lint.selection.ignore.append(value)
    case .extendSelect: lint.selection.extend.append(value)
    case .confidence: lint.confidence = Confidence(rawValue: value) ?? .medium
    case .all:
      guard value == "true" || value == "false" else { throw SetupProblem("“all” must be true or false, not “\(value)”") }
      if value == "true" { lint.confidence = .low } else if lint.confidence == .low { lint.confidence = .medium }
    case .failOn: failOn = Severity(rawValue: value)
    case .maxFindings:
      guard let number = Int(value), number >= 0 else {
        throw SetupProblem("“\(name)” must be a whole number from 0, not “\(value)”")
      }
      maxFindings = number
    case .maxPoints:
      guard let number = Double(value), number >= 0, number.isFinite else {
        throw SetupProblem("“\(name)” must be a number from 0, not “\(value)”")
      }
      maxPoints = number
    case .lexicons: if !lexicons.contains(value) { lexicons.append(value) }
    case .baseline: baseline = value == "none" ? nil : value
    case .suppressions: suppressions = value
    case .extends, .sections, .rules, .style: break
    }
  }

  private static func alternatives(_ words: [String]) -> String {
    words.count < 2 ? words.joined() : words.dropLast().joined(separator: ", ") + " or " + words[words.count - 1]
  }

  /// A BCP 47 tag by its form: language, then script, region and variants.
  private static func tag(_ text: String, _ name: String) throws(SetupProblem) -> String {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let isTag =
      (2...3).contains(parts[0].count) && parts[0].utf8.allSatisfy { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
      && parts.allSatisfy {
        !$0.isEmpty && $0.count <= 8
          && $0.utf8.allSatisfy { ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) }
      }
    guard isTag else { throw SetupProblem("“\(name)” must be a language tag such as en or pt-BR, not “\(text)”") }
    return ([parts[0].lowercased()] + parts.dropFirst().map(String.init)).joined(separator: "-")
  }
}
