import Findings
import Linting

/// Whether a run is to fail. Only findings that are shown and new count, and never those of low confidence.
struct Gates: Sendable {
  private let groups: [EffectiveSettings]
  private let groupOf: [Int32]
  /// By group: what its shown findings are counted with. A limit of the command line is for the run, one of a configuration
  /// for all its stories, whatever section they are in.
  private let counterOf: [String]
  private var shown: [String: Int] = [:]
  private(set) var crossed = false

  /// `groupOf` has the group of each input.
  init(_ groups: [Settings.Group], of groupOf: [Int32]) {
    self.groups = groups.map(\.settings)
    self.groupOf = groupOf
    counterOf = groups.map { $0.settings.isCommanded(.maxFindings) ? "" : $0.files.joined(separator: "\n") }
  }

  mutating func receive(_ result: Run.Result) {
    for report in result.reports { receive(report, Int(groupOf[result.index])) }
  }

  /// A report that belongs to no input is held to the first group's gates.
  mutating func receive(_ report: DocumentReport, _ group: Int = 0) {
    guard groups.indices.contains(group) else { return }
    let settings = groups[group]
    let new = report.findings.filter { $0.state != .unchanged }
    shown[counterOf[group], default: 0] += new.count
    let counting = new.filter { $0.confidence > .low }
    if let failOn = settings.failOn, counting.contains(where: { $0.severity >= failOn }) { crossed = true }
    if let limit = settings.maxPoints, Score(counting, words: report.words).perThousandWords > limit { crossed = true }
    if let limit = settings.maxFindings, shown[counterOf[group], default: 0] > limit { crossed = true }
  }
}
