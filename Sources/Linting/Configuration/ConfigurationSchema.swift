import Findings

/// The JSON Schema of `.wirecheck.yml`, for editors that complete and check it. Made from the table of keys.
public enum ConfigurationSchema {
  public static func json() -> String {
    var root = SettingKey.allCases.map { member($0.rawValue, property($0)) }
    root.append(member("sections", sections()))
    root.removeAll { $0.hasPrefix("\"sections\": {}") }
    return """
      {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "wirecheck configuration",
        "type": "object",
        "additionalProperties": false,
        "properties": {
          \(root.joined(separator: ",\n    "))
        },
        "$defs": {
          "texts": {"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
          "byLanguage": {"oneOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"type": "string"}}]},
          "rule": \(rule()),
          "rules": \(rules()),
          "style": \(style())
        }
      }

      """
  }

  private static func property(_ key: SettingKey) -> String {
    let help = "\"description\": \(quoted(key.help))"
    switch key.form {
    case .text: return "{\(help), \"type\": \"string\"}"
    case .texts: return "{\(help), \"$ref\": \"#/$defs/texts\"}"
    case .choice(let choices): return "{\(help), \"enum\": [\(choices.map(quoted).joined(separator: ", "))]}"
    case .count: return "{\(help), \"type\": \"integer\", \"minimum\": 0}"
    case .number: return "{\(help), \"type\": \"number\", \"minimum\": 0}"
    case .flag: return "{\(help), \"type\": \"boolean\"}"
    case .mapping:
      switch key {
      case .rules: return "{\(help), \"$ref\": \"#/$defs/rules\"}"
      case .style: return "{\(help), \"$ref\": \"#/$defs/style\"}"
      default: return "{}"
      }
    }
  }

  private static func sections() -> String {
    let keys = SettingKey.allCases.filter(\.isForSections)
    let properties =
      [member("files", "{\"description\": \"Patterns of files, as in a .gitignore.\", \"$ref\": \"#/$defs/texts\"}")]
      + keys.map { member($0.rawValue, property($0)) }
    return """
      {"description": \(quoted(SettingKey.sections.help)), "type": "array", "items": {
            "type": "object", "additionalProperties": false, "required": ["files"], "properties": {
            \(properties.joined(separator: ",\n      "))
          }}}
      """
  }

  /// Rules are not named one by one: the program knows them, and the file in the repository need not change with each.
  private static func rule() -> String {
    let words = (["on", "off"] + Severity.allCases.map(\.rawValue)).map(quoted).joined(separator: ", ")
    let severities = Severity.allCases.map { quoted($0.rawValue) }.joined(separator: ", ")
    let confidences = Confidence.allCases.map { quoted($0.rawValue) }.joined(separator: ", ")
    let members = "\"severity\": {\"enum\": [\(severities)]}, \"confidence\": {\"enum\": [\(confidences)]}"
    return
      "{\"oneOf\": [{\"enum\": [\(words), true, false]}, {\"type\": \"object\", \"additionalProperties\": {\"type\": \"integer\"}, \"properties\": {\(members)}}]}"
  }

  private static func rules() -> String {
    "{\"type\": \"object\", \"additionalProperties\": false, \"patternProperties\": {\"^[a-z*?][a-z0-9*?/-]*$\": {\"$ref\": \"#/$defs/rule\"}}}"
  }

  private static func style() -> String {
    let profiles = StyleProfile.all.map { quoted($0.name) }.joined(separator: ", ")
    let profile = "{\"enum\": [\(profiles)]}"
    let members = [
      member("profile", "{\"oneOf\": [\(profile), {\"type\": \"array\", \"items\": \(profile)}]}"),
      member(
        "preferred",
        "{\"description\": \"By entity id, the form to use.\", \"type\": \"object\", \"additionalProperties\": {\"$ref\": \"#/$defs/byLanguage\"}}"
      ),
      member("quotes", "{\"description\": \"Outer marks, such as “ ”.\", \"$ref\": \"#/$defs/byLanguage\"}"),
      member("numbers", "{\"description\": \"How the desk writes 1,234.5.\", \"$ref\": \"#/$defs/byLanguage\"}"),
      member("currency", choice(HouseStyle.CurrencyForm.self)), member("commas", choice(HouseStyle.CommaSide.self)),
      member("measures", choice(HouseStyle.MeasureSystem.self)),
      member("units", choice(HouseStyle.UnitForm.self)), member("percent", choice(HouseStyle.PercentForm.self)),
    ]
    return "{\"type\": \"object\", \"additionalProperties\": false, \"properties\": {\n      "
      + members.joined(separator: ",\n      ") + "\n    }}"
  }

  /// One of a few forms, for all languages or by language tag.
  private static func choice<Form: RawRepresentable & CaseIterable>(_ form: Form.Type) -> String
  where Form.RawValue == String {
    let forms = "{\"enum\": [\(form.allCases.map { quoted($0.rawValue) }.joined(separator: ", "))]}"
    return "{\"oneOf\": [\(forms), {\"type\": \"object\", \"additionalProperties\": \(forms)}]}"
  }

  private static func member(_ name: String, _ value: String) -> String { "\(quoted(name)): \(value)" }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
