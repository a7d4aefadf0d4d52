import Findings
import Lexicons
import Linting
import TextBase

/// What is to be done with one input.
struct InputCheck: Sendable {
  /// Inputs of one group share a linter.
  var group: Int
  var options: LintOptions
  var store: LexiconStore
  var judge: Judge
  /// The input as an absolute path, for what is looked up by path.
  var path: String
  /// An earlier take of it.
  var previous: [UInt8]?

  func run(_ input: Input, _ index: Int, _ bytes: [UInt8], _ linter: Linter) throws(SetupProblems) -> Run.Result {
    var reports = try linter.check(bytes, path: input.name)
    let uses = judge.apply(to: &reports, path: path, file: bytes)
    if let previous { try compare(previous, &reports, linter) }
    return Run.Result(index: index, reports: reports, uses: uses)
  }

  private func compare(_ previous: [UInt8], _ reports: inout [DocumentReport], _ linter: Linter) throws(SetupProblems) {
    var former = try linter.check(previous, path: "previous")
    guard reports.contains(where: { $0.status == .checked }) else { return }
    var judge = judge
    judge.changes = nil
    _ = judge.apply(to: &former, path: path, file: previous)
    PreviousTake(former).apply(to: &reports)
  }
}

extension Settings {
  /// What to do with each of the inputs, in their order.
  func checks(_ inputs: [Input], prepare: (inout LintOptions) -> Void) throws(SetupProblems) -> [InputCheck] {
    var checks: [InputCheck] = []
    var judges: [Int: Judge] = [:]
    var stores: [Int: LexiconStore] = [:]
    // Inputs of one folder follow each other, and asking the system about every part of a path is dear.
    var last: (folder: String, real: String)?
    for input in inputs {
      let folder = Paths.folder(of: input.name)
      if last?.folder != folder { last = (folder, Paths.absolute(folder)) }
      let path = Paths.join(last!.real, Paths.name(of: input.name))
      let number = try group(ofAbsolute: path)
      let group = groups[number]
      if judges[number] == nil {
        var judge = Judge()
        judge.suppressions = group.suppressions
        judge.today = group.settings.lint.today
        judges[number] = judge
        stores[number] = try lexicons(group)
      }
      var options = group.settings.lint
      prepare(&options)
      checks.append(
        InputCheck(
          group: number, options: options, store: stores[number]!, judge: judges[number]!,
          path: path))
    }
    return checks
  }
}
