import Findings
import Lexicons
import Linting
import TextBase

/// `wirecheck evaluate`: how good the rules are, on gold data, clean text and machine output.
enum EvaluateCommand {
  static func run(_ arguments: Arguments) throws(SetupProblems) -> ExitCode {
    guard !arguments.positional.isEmpty else {
      throw Shell.usage("wirecheck evaluate needs gold files or folders of clean text")
    }
    let settings = try Settings(arguments)
    let general = try settings.general(arguments.positional.first)
    let jobs: Int
    do throws(SetupProblem) {
      jobs = try arguments.integer("jobs", 1...512) ?? Terminal.processors
    } catch {
      throw SetupProblems([error])
    }
    var adjudications = Adjudications()
    for path in arguments.all("adjudications") { try adjudications.add(try read(path), path: path) }
    let budgets = try read(arguments, "budgets").map { (bytes, path) throws(SetupProblems) in try Budgets(bytes, path: path) }
    let store = try settings.lexicons(general)
    let result = try Evaluation.run(
      paths: arguments.positional, store: store, options: general.settings.lint, jobs: jobs,
      adjudications: adjudications)
    let bytes: [UInt8]
    switch arguments.value("format") ?? "text" {
    case "json": bytes = result.render(.json)
    case "markdown": bytes = AccuracyReport(result, budgets: budgets).render()
    default: bytes = result.render(.text)
    }
    _ = try Shell.write(bytes, to: arguments.value("output"))
    if let path = arguments.value("tighten") {
      let tightened = budgets.map { $0.tightened(to: result) } ?? Budgets.measured(result)
      _ = try Shell.write(tightened.tsv(), to: path)
    }
    if let path = arguments.value("figures") {
      let note = "what was measured of each rule; made by make accuracy, shown by explain and the reports"
      _ = try Shell.write(MeasuredFigures.tsv(result.figures(Shell.cards.keys.sorted()), note: note), to: path)
    }
    if let path = arguments.value("reading-sheet") {
      _ = try Shell.write(result.readingSheet(Set(Alarm.Place.allCases).subtracting([.stray])), to: path)
    }
    let breaches = budgets?.breaches(result) ?? []
    for breach in breaches { Terminal.note("\(breach)") }
    return breaches.isEmpty ? .clean : .findings
  }

  private static func read(_ arguments: Arguments, _ name: String) throws(SetupProblems) -> (bytes: [UInt8], path: String)? {
    guard let path = arguments.value(name) else { return nil }
    return (try read(path), path)
  }

  private static func read(_ path: String) throws(SetupProblems) -> [UInt8] {
    do throws(FileProblem) {
      return try Files.read(path)
    } catch {
      throw SetupProblems([SetupProblem(path: path, error.reason)])
    }
  }
}
