import Findings
import Lexicons
import Linting
import Reporters
import RuleKit
import Rules
import TextBase

/// The command line program: reads arguments, calls the library, hands reports to reporters.
enum Shell {
  static func run(_ words: [String]) -> ExitCode {
    do throws(SetupProblems) {
      let arguments: Arguments
      do throws(SetupProblem) {
        arguments = try Arguments(words)
      } catch {
        throw SetupProblems([error])
      }
      if arguments.has("help") { return try print(Help.text(words.isEmpty ? nil : arguments.command, isTop: isTop(words))) }
      if arguments.has("version") { return try print("wirecheck \(version) (ICU \(icuVersion))\n") }
      switch arguments.command {
      case .check: return try CheckCommand(arguments).run()
      case .report: return try ReportCommand(arguments).run()
      case .rules: return try RulesCommand.run(arguments)
      case .explain: return try ExplainCommand.run(arguments)
      case .lexicon: return try LexiconCommand.run(arguments)
      case .evaluate: return try EvaluateCommand.run(arguments)
      case .config: return try ConfigCommand.run(arguments)
      case .initialise: return try InitCommand.run(arguments)
      case .stream: return try StreamCommand(arguments).run()
      case .watch: return try WatchCommand(arguments).run()
      case .completions: return try CompletionsCommand.run(arguments)
      case .manual: return try print(Manual.text())
      }
    } catch {
      for problem in error.problems { Terminal.note("wirecheck: \(problem)") }
      return .setup
    }
  }

  /// Whether help is wanted for the program as a whole.
  private static func isTop(_ words: [String]) -> Bool { words.first.map { Command(rawValue: $0) == nil } ?? true }

  static func print(_ text: String) throws(SetupProblems) -> ExitCode { try write(Array(text.utf8), to: nil) }

  /// To a file, whole or not at all, or to standard output.
  static func write(_ bytes: [UInt8], to path: String?) throws(SetupProblems) -> ExitCode {
    if let path, path != "-" {
      do throws(FileProblem) {
        try Files.write(bytes, to: path)
      } catch {
        throw SetupProblems([SetupProblem(path: error.path, "cannot be written: \(error.reason)")])
      }
    } else {
      var out = StandardOutput()
      out.write(bytes)
      try out.check()
    }
    return .clean
  }

  static func usage(_ message: String) -> SetupProblems { SetupProblems([SetupProblem(message)]) }

  /// With several sets of lexicons the digest is that of their digests.
  static func tool(_ stores: [LexiconStore]) -> ToolIdentity {
    let digests = Set(stores.map(\.index.digest)).sorted()
    if digests.count == 1 { return ToolIdentity(version: version, lexiconDigest: digests[0]) }
    var digest = Digest()
    for text in digests { digest.update(Array(text.utf8)) }
    return ToolIdentity(version: version, lexiconDigest: "sha256:" + digest.finish())
  }

  /// In the order of the families, those about suppressions last.
  static let allCards: [RuleCard] = allRules.map(\.card) + SuppressionRules.cards
  static let cards: [String: RuleCard] = Dictionary(uniqueKeysWithValues: allCards.map { ($0.id, $0) })

  /// What was measured of each rule; empty where the installation has no such file.
  static func measured() -> [String: MeasuredFigures] {
    guard let folder = Installation.templates(), let bytes = try? Files.read(folder + "/../measured.tsv") else { return [:] }
    return MeasuredFigures.parse(bytes)
  }

  /// The frames, the style sheet and the script of pages: the shipped ones, and a desk's own in their place.
  static func templates(_ own: String?) throws(SetupProblems) -> [String: String] {
    var result: [String: String] = [:]
    if let folder = Installation.templates(), let names = try? Files.names(in: folder) {
      for name in names {
        if let bytes = try? Files.read(folder + "/" + name) { result[name] = String(decoding: bytes, as: UTF8.self) }
      }
    }
    guard let own else { return result }
    let known = ["story.html", "index.html", "style.css", "script.js"]
    do throws(FileProblem) {
      var taken = 0
      for name in try Files.names(in: own) where known.contains(name) {
        result[name] = String(decoding: try Files.read(own + "/" + name), as: UTF8.self)
        taken += 1
      }
      guard taken > 0 else {
        throw FileProblem(own, "there is none of \(known.joined(separator: ", ")) in it")
      }
    } catch {
      throw SetupProblems([SetupProblem(path: error.path, "templates: \(error.reason)")])
    }
    for name in ["story.html", "index.html"] {
      for part in ["{{body}}", "{{csp}}"] where result[name].map({ !$0.contains(part) }) ?? false {
        throw SetupProblems([SetupProblem(path: own + "/" + name, "has no \(part), so the page would be empty or unguarded")])
      }
    }
    return result
  }
}
