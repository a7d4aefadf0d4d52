import Findings
import Formats

/// A setting of `.wirecheck.yml`. The reader, its JSON Schema and `wirecheck config` are made from this one table.
public enum SettingKey: String, CaseIterable, Sendable {
  case extends
  case inputFormat = "input-format"
  case lang
  case sourceLang = "source-lang"
  case sourceLanguageNames = "source-language-names"
  case select, ignore
  case extendSelect = "extend-select"
  case rules
  case confidence, all
  case failOn = "fail-on"
  case maxFindings = "max-findings"
  case maxPoints = "max-points"
  case style, lexicons, baseline, suppressions, sections

  public enum Form: Sendable {
    case text
    case texts
    case choice([String])
    case count
    case number
    case flag
    /// Read by a reader of its own.
    case mapping
  }

  public var form: Form {
    switch self {
    case .inputFormat: .choice(["auto"] + StoryFormats.names)
    case .lang, .sourceLang, .baseline, .suppressions: .text
    case .extends, .sourceLanguageNames, .select, .ignore, .extendSelect, .lexicons: .texts
    case .confidence: .choice(["low", "medium", "high"])
    case .failOn: .choice(["minor", "major", "critical", "never"])
    case .all: .flag
    case .maxFindings: .count
    case .maxPoints: .number
    case .rules, .style, .sections: .mapping
    }
  }

  /// What holds for the whole run or names further files has no place in a section.
  public var isForSections: Bool {
    switch self {
    case .extends, .sections, .lexicons, .baseline, .suppressions, .maxFindings: false
    default: true
    }
  }

  /// Whether a layer adds to what those below it say, or takes its place.
  var addsUp: Bool {
    switch self {
    case .ignore, .extendSelect, .lexicons, .sourceLanguageNames: true
    default: false
    }
  }

  /// Value that holds when nobody says anything.
  public var standard: String {
    switch self {
    case .inputFormat, .lang, .sourceLang: "auto"
    case .sourceLanguageNames: ReadingOptions().sourceLanguageNames.joined(separator: ", ")
    case .select: "all rules"
    case .confidence: "medium"
    case .all: "false"
    case .failOn: "major"
    default: "none"
    }
  }

  public var help: String {
    switch self {
    case .extends: "Further configurations that this one builds on, relative to it; what stands here wins."
    case .inputFormat: "Format of the stories; auto finds it out by what stands in the file."
    case .lang: "Language of the copy, BCP 47; auto takes what the file declares, else detects it."
    case .sourceLang: "Language the copy was translated from; auto takes what the file declares, else infers it; or none."
    case .sourceLanguageNames: "Further names of fields that hold the language a story was translated from."
    case .select: "Only these rules or families; globs allowed."
    case .ignore: "Not these rules or families."
    case .extendSelect: "These rules or families too."
    case .rules:
      "By rule, family or glob: on, off, a severity, or a mapping with severity, confidence and the rule's own options."
    case .confidence: "Findings of less confidence are not shown."
    case .all: "Show findings of low confidence too: short for confidence: low."
    case .failOn: "Exit 1 from this severity on."
    case .maxFindings: "Exit 1 beyond this number of shown findings."
    case .maxPoints: "Exit 1 when a story has more penalty points per 1,000 words."
    case .style: "What the desk prefers where good copy differs. Nothing is preferred by default."
    case .lexicons: "Folders of the desk's own lexicons, relative to this file; added to the shipped ones."
    case .baseline: "Known findings, relative to this file; only new ones are reported."
    case .suppressions: "Suppressions by fingerprint, relative to this file."
    case .sections: "Settings for some files only. Later sections win."
    }
  }
}

/// Where a setting came from.
public enum SettingOrigin: Sendable, Equatable, CustomStringConvertible {
  case standard
  case file(String, line: Int)
  case environment(String)
  case commandLine

  public var description: String {
    switch self {
    case .standard: "default"
    case .file(let path, let line): "\(path):\(line)"
    case .environment(let name): "environment \(name)"
    case .commandLine: "command line"
    }
  }
}
