import Findings
import TextBase

extension EvaluationResult {
  /// Rows for `adjudications.tsv` with the verdict left empty, for findings that nobody has read: a reader fills in `real`
  /// or `false` and a reason and appends the rows. The reason cell holds the place in its copy, to be overwritten.
  /// `limit` rows of each rule and confidence are given, spread evenly over the corpora.
  public func readingSheet(_ places: Set<Alarm.Place>, limit: Int = .max) -> [UInt8] {
    let unread = alarms.filter { places.contains($0.place) && $0.verdict == .unread }.sorted { $0.order < $1.order }
    var groups: [String: [Alarm]] = [:]
    for alarm in unread { groups["\(alarm.finding.rule) \(alarm.finding.confidence.rawValue)", default: []].append(alarm) }
    var text = Adjudications.header + "\n"
    for (_, alarms) in groups.sorted(by: { $0.key < $1.key }) {
      let count = min(limit, alarms.count)
      for index in 0..<count { text += alarms[index * alarms.count / count].row + "\n" }
    }
    return Array(text.utf8)
  }
}

extension Alarm {
  fileprivate var row: String {
    // The copy as it is at the place, which the excerpt shortens where it is long.
    let text = TabbedRows.escape(finding.text)
    let cells = [corpus, file, finding.rule, String(finding.range.start), text, "", TabbedRows.escape(finding.excerpt.text)]
    return cells.joined(separator: "\t")
  }
}
