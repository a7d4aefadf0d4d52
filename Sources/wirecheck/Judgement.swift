import Findings
import Linting
import TextBase

/// What is known of decisions once the run is over: the uses of suppressions, and the new baseline.
struct Judgement: Sendable {
  private let checks: Checks
  /// By path of the file of suppressions; several groups may share one.
  private var uses: [String: (uses: Judge.Uses, group: Int)] = [:]
  private var baseline: (path: String, value: Baseline)?
  private let groups: [Settings.Group]

  init(_ groups: [Settings.Group], _ checks: Checks, _ arguments: Arguments) {
    self.groups = groups
    self.checks = checks
    baseline = arguments.value("write-baseline").map { ($0, Baseline(at: $0)) }
  }

  /// Whoever writes a baseline accepts what there is.
  var isWriting: Bool { baseline != nil }

  mutating func receive(_ result: Run.Result) {
    let group = Int(checks.groups[result.index])
    if let file = checks.group(group)?.judge.suppressions {
      var known = uses[file.path] ?? (Judge.Uses(), group)
      known.uses.add(result.uses)
      uses[file.path] = known
    }
    guard baseline != nil else { return }
    for report in result.reports { baseline?.value.add(report, path: checks.path(of: result.index)) }
  }

  /// Reports on the files of suppressions themselves, with the groups whose gates they are held to.
  func reports() -> [(DocumentReport, Int)] {
    uses.sorted { $0.key < $1.key }.compactMap { _, known in
      guard let check = checks.group(known.group) else { return nil }
      return check.judge.report(known.uses, running: { check.options.runs($0) }).map { ($0, known.group) }
    }
  }

  func writeBaseline() throws(SetupProblems) {
    guard let baseline else { return }
    do throws(FileProblem) {
      try Files.write(baseline.value.bytes(), to: baseline.path)
    } catch {
      throw SetupProblems([SetupProblem(path: error.path, "the baseline cannot be written: \(error.reason)")])
    }
  }
}
