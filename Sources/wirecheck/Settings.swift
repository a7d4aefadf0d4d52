import Findings
import Formats
import Lexicons
import Linting
import RuleKit
import Stories
import TextBase

/// What holds for a run, and where each setting came from.
struct Settings {
  enum Origin: CustomStringConvertible {
    case standard
    case file(String, line: Int)
    case environment(String)
    case commandLine

    var description: String {
      switch self {
      case .standard: "default"
      case .file(let path, let line): "\(path):\(line)"
      case .environment(let name): "environment \(name)"
      case .commandLine: "command line"
      }
    }
  }

  var lint = LintOptions()
  var failOn: Severity? = .major
  var maxFindings: Int?
  var maxPoints: Double?
  var lexicons: [String] = []
  /// By name, as `wirecheck config` prints them.
  private(set) var shown: [(name: String, value: String, origin: Origin)] = []

  static let keys = [
    "input-format", "lang", "source-lang", "source-language-names", "select", "ignore", "extend-select", "fail-on",
    "max-findings", "max-points", "all", "lexicons",
    "style",
  ]

  init(_ arguments: Arguments) throws(SetupProblems) {
    for name in Settings.keys { shown.append((name, Settings.standard(name), .standard)) }
    if let path = try Settings.configuration(arguments) { try read(path) }
    if let path = Files.environment("WIRECHECK_LEXICONS"), !path.isEmpty {
      lexicons.append(path)
      note("lexicons", lexicons.joined(separator: ", "), .environment("WIRECHECK_LEXICONS"))
    }
    do throws(SetupProblem) {
      try read(arguments)
    } catch {
      throw SetupProblems([error])
    }
    let problems = lint.selection.problems()
    if !problems.isEmpty { throw SetupProblems(problems) }
  }

  private static func standard(_ name: String) -> String {
    switch name {
    case "input-format", "lang", "source-lang": "auto"
    case "source-language-names": ReadingOptions().sourceLanguageNames.joined(separator: ", ")
    case "fail-on": "major"
    case "all": "false"
    case "select": "all rules"
    default: "none"
    }
  }

  private mutating func note(_ name: String, _ value: String, _ origin: Origin) {
    if let index = shown.firstIndex(where: { $0.name == name }) { shown[index] = (name, value, origin) }
  }

  // MARK: configuration file

  /// The configuration to read: named, from the environment, nearest upward of the first input, or the user's.
  private static func configuration(_ arguments: Arguments) throws(SetupProblems) -> String? {
    if arguments.has("no-config") { return nil }
    if let path = arguments.value("config") ?? Files.environment("WIRECHECK_CONFIG").flatMap({ $0.isEmpty ? nil : $0 }) {
      guard Files.status(path)?.kind == .file else {
        throw SetupProblems([SetupProblem(path: path, "there is no such configuration file")])
      }
      return path
    }
    var directory = arguments.positional.first { $0 != "-" } ?? "."
    if Files.status(directory)?.kind != .directory {
      directory = directory.contains("/") ? String(directory[..<directory.lastIndex(of: "/")!]) : "."
    }
    var probe = directory.isEmpty ? "/" : directory
    for _ in 0..<40 {
      let candidate = probe == "." ? ".wirecheck.yml" : probe + "/.wirecheck.yml"
      if Files.status(candidate)?.kind == .file { return candidate }
      if Files.realPath(probe) == "/" { break }
      probe = probe == "." ? ".." : probe + "/.."
    }
    let home = Files.environment("XDG_CONFIG_HOME") ?? Files.environment("HOME").map { $0 + "/.config" }
    if let user = home.map({ $0 + "/wirecheck/config.yml" }), Files.status(user)?.kind == .file { return user }
    return nil
  }

  private mutating func read(_ path: String) throws(SetupProblems) {
    let root: YAMLNode
    do {
      root = try YAMLNode.parse(try Files.read(path), path: path)
    } catch let problem as SetupProblem {
      throw SetupProblems([problem])
    } catch {
      throw SetupProblems([SetupProblem(path: path, "it cannot be read: \(error)")])
    }
    let reader = SchemaReader(path: path)
    guard let map = reader.mapping(root, "the configuration", keys: Settings.keys) else { throw SetupProblems(reader.problems) }
    for name in Settings.keys {
      guard let node = map[name] else { continue }
      if name == "style" {
        readStyle(node, reader)
        note(name, "preferred: \(lint.style.preferred.count) names", .file(path, line: node.line))
        continue
      }
      let texts: [String]
      if case .sequence = node.content {
        texts = reader.texts(node, "“\(name)”")
      } else {
        texts = [reader.text(node, "“\(name)”")]
      }
      do throws(SetupProblem) {
        for text in texts { try set(name, text) }
        note(name, texts.joined(separator: ", "), .file(path, line: node.line))
      } catch {
        reader.report(node, error.message)
      }
    }
    if !reader.problems.isEmpty { throw SetupProblems(reader.problems) }
  }

  private mutating func readStyle(_ node: YAMLNode, _ reader: SchemaReader) {
    guard let style = reader.mapping(node, "“style”", keys: ["preferred"]), let preferred = style["preferred"] else { return }
    for (key, value) in reader.pairs(preferred, "“preferred”") {
      lint.style.preferred[key.text ?? ""] = reader.text(value, "a preferred form")
    }
  }

  // MARK: command line

  private mutating func read(_ arguments: Arguments) throws(SetupProblem) {
    for name in Settings.keys where name != "style" {
      let values = arguments.all(name)
      guard !values.isEmpty else { continue }
      // A list on the command line takes the place of the configured one.
      switch name {
      case "select": lint.selection.select = []
      case "ignore": lint.selection.ignore = []
      case "extend-select": lint.selection.extend = []
      default: break
      }
      for value in values { try set(name, value) }
      note(name, values.joined(separator: ", "), .commandLine)
    }
  }

  private mutating func set(_ name: String, _ value: String) throws(SetupProblem) {
    switch name {
    case "input-format":
      guard value == "auto" || StoryFormats.names.contains(value) else {
        let near = suggestion(for: value, among: StoryFormats.names).map { "; did you mean “\($0)”?" } ?? ""
        throw SetupProblem("“input-format” must be auto or one of \(StoryFormats.names.joined(separator: ", "))\(near)")
      }
      lint.inputFormat = value == "auto" ? nil : value
    case "source-language-names": lint.reading.sourceLanguageNames.append(value)
    case "lang": lint.languages.language = value == "auto" ? nil : try Settings.tag(value, name)
    case "source-lang":
      switch value {
      case "auto": lint.languages.source = .auto
      case "none": lint.languages.source = .none
      default: lint.languages.source = .tag(try Settings.tag(value, name))
      }
    case "select": lint.selection.select.append(value)
    case "ignore": lint.selection.ignore.append(value)
    case "extend-select": lint.selection.extend.append(value)
    case "fail-on":
      guard value == "never" || ["minor", "major", "critical"].contains(value) else {
        throw SetupProblem("“fail-on” must be minor, major, critical or never, not “\(value)”")
      }
      failOn = Severity(rawValue: value)
    case "max-findings":
      guard let number = Int(value), number >= 0 else { throw SetupProblem("“\(name)” must be a whole number, not “\(value)”") }
      maxFindings = number
    case "max-points":
      guard let number = Double(value), number >= 0 else { throw SetupProblem("“\(name)” must be a number, not “\(value)”") }
      maxPoints = number
    case "all":
      guard value == "true" || value == "false" else { throw SetupProblem("“all” must be true or false, not “\(value)”") }
      lint.showsLow = value == "true"
    case "lexicons": lexicons.append(value)
    default: break
    }
  }

  /// A BCP 47 tag by its form: language, then script, region and variants.
  private static func tag(_ text: String, _ name: String) throws(SetupProblem) -> String {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let isTag =
      (2...3).contains(parts[0].count)
      && parts.allSatisfy {
        !$0.isEmpty && $0.count <= 8
          && $0.utf8.allSatisfy { ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) }
      }
    guard isTag else { throw SetupProblem("--\(name) must be a language tag such as en or pt-BR, not “\(text)”") }
    return ([parts[0].lowercased()] + parts.dropFirst().map(String.init)).joined(separator: "-")
  }

  /// Opens the shipped lexicons and the desk's own.
  func openLexicons() throws(SetupProblems) -> LexiconStore {
    guard let shipped = Installation.lexicons() else {
      throw SetupProblems([
        SetupProblem("the shipped lexicons are not beside the program; reinstall wirecheck, or run it from its own checkout")
      ])
    }
    for path in lexicons where Files.status(path)?.kind != .directory {
      throw SetupProblems([SetupProblem(path: path, "there is no such lexicon folder")])
    }
    return try LexiconStore(roots: [shipped] + lexicons, cache: Installation.cache())
  }
}

/// Where the program finds what came with it.
enum Installation {
  /// The folder `name` of an installation (../share/wirecheck) or of a checkout (some directory above the program).
  private static func folder(_ name: String, proof: String) -> String? {
    guard var directory = Files.programDirectory() else { return nil }
    let installed = directory + "/../share/wirecheck/" + name
    if Files.status(installed + "/" + proof)?.kind == .file { return installed }
    for _ in 0..<8 {
      if Files.status(directory + "/" + name + "/" + proof)?.kind == .file { return directory + "/" + name }
      guard let slash = directory.lastIndex(of: "/"), slash != directory.startIndex else { return nil }
      directory = String(directory[..<slash])
    }
    return nil
  }

  static func lexicons() -> String? { folder("Lexicons", proof: "README.md") }
  static func templates() -> String? { folder("Reports/templates", proof: "story.html") }

  /// Compiled lexicons are kept here; losing them costs a tenth of a second.
  static func cache() -> String? {
    let base =
      Files.environment("XDG_CACHE_HOME").flatMap { $0.isEmpty ? nil : $0 } ?? Files.environment("HOME").map { $0 + "/.cache" }
    return base.map { $0 + "/wirecheck" }
  }
}
