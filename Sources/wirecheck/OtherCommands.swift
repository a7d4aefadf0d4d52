import Findings
import Lexicons
import Linting
import Reporters
import RuleKit
import Rules
import TextBase

enum RulesCommand {
  static func run(_ arguments: Arguments) throws(SetupProblems) -> ExitCode {
    switch arguments.value("format") ?? "table" {
    case "json": return try Shell.print(json())
    case "markdown": return try Shell.print(markdown())
    default: return try Shell.print(table())
    }
  }

  static func languages(_ card: RuleCard) -> String {
    switch card.languages {
    case .all: "all"
    case .only(let tags): tags.joined(separator: " ")
    case .withData(let data): "where the lexicons have \(data)"
    }
  }

  private static func table() -> String {
    let width = Shell.allCards.map(\.id.count).max() ?? 0
    return Shell.allCards.map { card in
      let id = card.id + String(repeating: " ", count: width - card.id.count)
      let severity = card.severity.rawValue + String(repeating: " ", count: 8 - card.severity.rawValue.count)
      let confidence = card.confidence.rawValue + String(repeating: " ", count: 6 - card.confidence.rawValue.count)
      return "\(id)  \(severity)  \(confidence)  \(card.title) [\(languages(card))]\n"
    }.joined()
  }

  private static func markdown() -> String {
    "| rule | severity | confidence | languages | what it finds |\n| --- | --- | --- | --- | --- |\n"
      + Shell.allCards.map {
        "| `\($0.id)` | \($0.severity.rawValue) | \($0.confidence.rawValue) | \(languages($0)) | \($0.title) |\n"
      }.joined()
  }

  private static func json() -> String {
    let rows = Shell.allCards.map { card in
      let pairs = [
        ("id", card.id), ("title", card.title), ("severity", card.severity.rawValue), ("confidence", card.confidence.rawValue),
        ("mqm", card.mqm.rawValue), ("its", card.mqm.its.rawValue), ("languages", languages(card)), ("why", card.why),
        ("advice", card.advice),
      ]
      return "  {" + pairs.map { "\"\($0.0)\": \(quoted($0.1))" }.joined(separator: ", ") + "}"
    }
    return "[\n" + rows.joined(separator: ",\n") + "\n]\n"
  }

  static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n") + "\""
  }
}

enum ExplainCommand {
  static func run(_ arguments: Arguments) throws(SetupProblems) -> ExitCode {
    guard let name = arguments.positional.first, arguments.positional.count == 1 else {
      throw Shell.usage("wirecheck explain needs one rule or entry: wirecheck explain quotes/misplaced-space")
    }
    if let card = Shell.cards[name] { return try Shell.print(text(card)) }
    // RULE#ENTRY, PACK#ENTRY or the entry's id alone.
    if name.contains("#") {
      let settings = try Settings(arguments)
      let sources = try settings.lexicons(settings.general()).allSources()
      // RULE#PACK#ENTRY is how a report prints them side by side.
      let parts = name.split(separator: "#").map(String.init)
      let id = parts.last ?? ""
      let pack = parts.count > 1 ? parts[parts.count - 2] : ""
      if let entry = sources.phrases.first(where: { $0.id == id && ($0.pack == pack || $0.rule == pack) }) {
        return try Shell.print(text(entry))
      }
      let near = suggestion(for: id, among: sources.phrases.map(\.id)).map { "; did you mean #\($0)?" } ?? ""
      throw Shell.usage("no entry is called “\(name)”\(near)")
    }
    let near =
      suggestion(for: name, among: Shell.cards.keys.sorted()).map { "; did you mean “\($0)”?" } ?? "; see wirecheck rules"
    throw Shell.usage("no rule is called “\(name)”\(near)")
  }

  private static func text(_ card: RuleCard) -> String {
    var out = "\(card.id)\n\(card.title)\n\n\(card.why)\n\nWhat to do: \(card.advice)\n\n"
    out +=
      "Severity \(card.severity.rawValue), confidence \(card.confidence.rawValue). MQM \(card.mqm.rawValue), ITS \(card.mqm.its.rawValue).\n"
    out += "Languages: \(RulesCommand.languages(card)).\n"
    if !card.options.isEmpty { out += "\nOptions, under “rules” in .wirecheck.yml:\n" }
    for option in card.options {
      out +=
        "  \(option.name) (\(option.range.lowerBound) to \(option.range.upperBound), default \(option.standard)): \(option.help)\n"
    }
    if let figures = Shell.measured()[card.id] {
      out += "\nMeasured with version \(version):\n" + figures.sentences.map { "  \($0)\n" }.joined()
    }
    let flagged = card.examples.filter(\.isFlagged)
    if !flagged.isEmpty { out += "\nReported ([[…]] marks the place):\n" }
    for example in flagged {
      out += "  \(example.language): \(indented(example.marked))\n"
      if let fixed = example.fixed { out += "      → \(indented(fixed))\n" }
    }
    let passing = card.examples.filter { !$0.isFlagged }
    if !passing.isEmpty { out += "\nNot reported:\n" }
    for example in passing { out += "  \(example.language): \(indented(example.marked))\n" }
    return out + "\nSwitch it off: --ignore \(card.id), or in .wirecheck.yml\n  ignore: [\(card.id)]\n"
  }

  private static func indented(_ text: String) -> String { text.replacing("\n", with: "\n      ") }

  private static func text(_ entry: PhraseSource) -> String {
    var out = "\(entry.rule) \(entry.pack)#\(entry.id)\n\n\(entry.why)\n\nWhat to do: \(entry.advice)\n\n"
    if !entry.original.isEmpty { out += "Renders: \(entry.original.map { "«\($0)»" }.joined(separator: ", "))\n" }
    out += "Patterns: \(entry.match.map(\.text).joined(separator: "  ·  "))\n"
    out += "Severity \(entry.severity.rawValue), confidence \(entry.confidence.rawValue), needs \(entry.needs.rawValue).\n"
    if let measured = entry.measured {
      out += "Measured in segments: \(measured.native) native, \(measured.reference) reference, \(measured.machine) machine.\n"
    }
    out +=
      "\nReported: \(entry.bad.map(\.text).joined(separator: "\n          "))\nNot reported: \(entry.good.map(\.text).joined(separator: "\n              "))\n"
    return out + "\nIt stands in \(entry.place.path):\(entry.place.line).\n"
  }
}

enum TimingTable {
  /// Nanoseconds per byte of copy, dearest first.
  static func text(_ timings: Timings) -> String {
    func nanoseconds(_ duration: Duration) -> Double {
      Double(duration.components.seconds) * 1e9 + Double(duration.components.attoseconds) / 1e9
    }
    let bytes = Double(max(1, timings.bytes))
    let rows = [("analysis", nanoseconds(timings.analysis))] + timings.rules.map { ($0.id, nanoseconds($0.duration)) }
    let total = rows.reduce(0) { $0 + $1.1 }
    func fixed(_ value: Double, _ digits: Int) -> String {
      let scale = digits == 3 ? 1000.0 : 10.0
      let scaled = Int((value * scale).rounded())
      let fraction = String(scaled % Int(scale))
      return "\(scaled / Int(scale)).\(String(repeating: "0", count: digits - fraction.count))\(fraction)"
    }
    return "rule ns/byte share\n"
      + rows.sorted { ($1.1, $0.0) < ($0.1, $1.0) }.map {
        "\($0.0) \(fixed($0.1 / bytes, 3)) \(fixed($0.1 / max(1, total) * 100, 1))%\n"
      }
      .joined() + "total \(fixed(total / bytes, 3)) 100.0%"
  }
}
