import Findings
import Linting

/// Whether a run is to fail. Only findings that are shown and new count, and never those of low confidence.
struct Gates: Sendable {
  private let groups: [EffectiveSettings]
  private let groupOf: [Int32]
  /// By group: which of `shown` its findings are counted in. A limit of the command line is for the run, one of a configuration
  /// for all its stories, whatever section they are in.
  private let counterOf: [Int]
  private var shown: [Int]
  private(set) var crossed = false

  /// `groupOf` has the group of each input.
  init(_ groups: [Settings.Group], of groupOf: [Int32]) {
    self.groups = groups.map(\.settings)
    self.groupOf = groupOf
    let names = groups.map { $0.settings.isCommanded(.maxFindings) ? "" : $0.files.joined(separator: "\n") }
    counterOf = names.map { names.firstIndex(of: $0)! }
    shown = Array(repeating: 0, count: names.count)
  }

  mutating func receive(_ result: Run.Result) {
    let group = Int(groupOf[result.index])
    result.reports.withUnsafeBufferPointer { reports in
      for index in reports.indices { receive(reports[index], group) }
    }
  }

  /// A report that belongs to no input is held to the first group's gates.
  mutating func receive(_ report: DocumentReport, _ group: Int = 0) {
    guard groups.indices.contains(group) else { return }
    let new = report.findings.filter { $0.state != .unchanged }
    guard !new.isEmpty else { return }
    let settings = groups[group]
    shown[counterOf[group]] += new.count
    let counting = new.filter { $0.confidence > .low }
    if let failOn = settings.failOn, counting.contains(where: { $0.severity >= failOn }) { crossed = true }
    if let limit = settings.maxPoints, Score(counting, words: report.words).perThousandWords > limit { crossed = true }
    if let limit = settings.maxFindings, shown[counterOf[group]] > limit { crossed = true }
  }
}
