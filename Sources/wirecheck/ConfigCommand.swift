import Findings
import Linting
import TextBase

/// `wirecheck config`: what holds for a path, and why.
enum ConfigCommand {
  static func run(_ arguments: Arguments) throws(SetupProblems) -> ExitCode {
    let target = arguments.value("output")
    if arguments.has("schema") { return try Shell.write(Array(ConfigurationSchema.json().utf8), to: target) }
    let settings = try Settings(arguments)
    let paths = arguments.positional.isEmpty ? [""] : arguments.positional
    var out = ""
    let isJSON = arguments.value("format") == "json"
    var objects: [String] = []
    for path in paths {
      let group = try settings.general(path.isEmpty ? nil : path)
      _ = try settings.lexicons(group)
      if isJSON { objects.append(json(path, group)) } else { out += text(paths.count > 1 ? path : "", group) }
    }
    if isJSON { out = "[\n" + objects.joined(separator: ",\n") + "\n]\n" }
    return try Shell.write(Array(out.utf8), to: target)
  }

  private static func text(_ heading: String, _ group: Settings.Group) -> String {
    let shown = group.settings.shown
    let width = shown.map(\.name.count).max() ?? 0
    var out = heading.isEmpty ? "" : "\(heading):\n"
    for item in shown {
      out += "\(item.name)\(String(repeating: " ", count: width - item.name.count))  \(item.value)  (\(item.from))\n"
    }
    out += "configuration: \(group.files.isEmpty ? "none" : group.files.joined(separator: ", "))\n"
    if let file = group.suppressions { out += "suppressions: \(file.path)\n" }
    return out
  }

  private static func json(_ path: String, _ group: Settings.Group) -> String {
    let settings = group.settings.shown.map {
      "    {\"name\": \(quoted($0.name)), \"value\": \(quoted($0.value)), \"from\": \(quoted($0.from))}"
    }
    let files = group.files.map(quoted).joined(separator: ", ")
    return "  {\"path\": \(quoted(path.isEmpty ? "." : path)), \"configurations\": [\(files)], \"settings\": [\n"
      + settings.joined(separator: ",\n") + "\n  ]}"
  }

  private static func quoted(_ text: String) -> String { RulesCommand.quoted(text) }
}

/// `wirecheck init`: a configuration to begin with, every line of it a comment.
enum InitCommand {
  static func run(_ arguments: Arguments) throws(SetupProblems) -> ExitCode {
    guard arguments.positional.count <= 1 else { throw Shell.usage("wirecheck init takes one folder") }
    let folder = arguments.positional.first ?? "."
    guard Files.status(folder)?.kind == .directory else {
      throw SetupProblems([SetupProblem(path: folder, "there is no such folder")])
    }
    let path = folder == "." ? ".wirecheck.yml" : Paths.join(folder, ".wirecheck.yml")
    guard Files.status(path) == nil else {
      throw SetupProblems([SetupProblem(path: path, "it exists already; wirecheck config shows what it says")])
    }
    do throws(FileProblem) {
      try Files.write(Array(ConfigurationTemplate.text.utf8), to: path)
    } catch {
      throw SetupProblems([SetupProblem(path: path, "cannot be written: \(error.reason)")])
    }
    return try Shell.print("wrote \(path)\n")
  }
}

extension EffectiveSettings.Shown {
  /// Where it came from, for people.
  fileprivate var from: String { origins.map(\.description).joined(separator: ", ") }
}
