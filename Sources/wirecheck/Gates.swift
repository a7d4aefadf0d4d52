import Findings
import Linting

/// Whether a run is to fail. Only findings that are shown and new count, and never those of low confidence.
struct Gates: Sendable {
  private let groups: [EffectiveSettings]
  private let groupOf: [Int]
  private var shown: [Int]
  private(set) var crossed = false

  init(_ groups: [Settings.Group], _ checks: [InputCheck]) {
    self.groups = groups.map(\.settings)
    groupOf = checks.map(\.group)
    shown = groups.map { _ in 0 }
  }

  mutating func receive(_ result: Run.Result) {
    for report in result.reports { receive(report, groupOf[result.index]) }
  }

  /// A report that belongs to no input is held to the first group's gates.
  mutating func receive(_ report: DocumentReport, _ group: Int = 0) {
    guard groups.indices.contains(group) else { return }
    let settings = groups[group]
    let new = report.findings.filter { $0.state != .unchanged }
    shown[group] += new.count
    let counting = new.filter { $0.confidence > .low }
    if let failOn = settings.failOn, counting.contains(where: { $0.severity >= failOn }) { crossed = true }
    if let limit = settings.maxPoints, Score(counting, words: report.words).perThousandWords > limit { crossed = true }
    if let limit = settings.maxFindings, shown[group] > limit { crossed = true }
  }
}
