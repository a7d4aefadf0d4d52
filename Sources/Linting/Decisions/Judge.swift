import Findings
import TextBase

/// Everything that was decided about the findings of one file before the run. Made once a run and shared by its workers.
public struct Judge: Sendable {
  public var suppressions: SuppressionFile?
  public var baseline: Baseline?
  public var changes: ChangedLines?
  public var today: Day?

  public init() {}

  /// What became of the entries of a file of suppressions.
  public struct Uses: Sendable {
    public internal(set) var used: Set<Int> = []
    /// Entries about a file that was checked.
    public internal(set) var met: Set<Int> = []
    public init() {}
    public mutating func add(_ other: Uses) {
      used.formUnion(other.used)
      met.formUnion(other.met)
    }
  }

  /// Thins the findings of a file. `path` is absolute.
  public func apply(to reports: inout [DocumentReport], path: String, file: [UInt8]) -> Uses {
    var uses = Uses()
    if let suppressions { suppress(suppressions, &reports, path, &uses) }
    baseline?.apply(to: &reports, path: path)
    changes?.apply(to: &reports, path: path, file: file)
    return uses
  }

  private func suppress(_ file: SuppressionFile, _ reports: inout [DocumentReport], _ path: String, _ uses: inout Uses) {
    let entries = file.entries.indices.filter { file.isAbout($0, path) }
    guard !entries.isEmpty, reports.contains(where: { $0.status == .checked }) else { return }
    uses.met.formUnion(entries)
    for index in reports.indices {
      reports[index].setAside { finding in
        let hit = entries.first {
          file.entries[$0].fingerprint == finding.fingerprint
            && (file.entries[$0].rule.map { RuleSelection.matches($0, finding.rule) } ?? true)
        }
        guard let hit else { return nil }
        uses.used.insert(hit)
        return isExpired(file.entries[hit]) ? nil : .sideFile(file.entries[hit].reason)
      }
    }
  }

  private func isExpired(_ entry: SuppressionFile.Entry) -> Bool {
    if let until = entry.until, let today { return until < today }
    return false
  }

  /// What is wrong with the entries of the file of suppressions, after the run.
  public func report(_ uses: Uses, running: (String) -> Bool) -> DocumentReport? {
    guard let suppressions else { return nil }
    var problems: [(card: RuleCard, message: String, entry: Int)] = []
    for index in uses.met.sorted() {
      let entry = suppressions.entries[index]
      if isExpired(entry), let until = entry.until {
        problems.append((SuppressionRules.expired, "It held until \(until): \(entry.reason)", index))
      } else if !uses.used.contains(index), entry.rule.map(running) ?? true {
        problems.append((SuppressionRules.unused, "No finding has this fingerprint: \(entry.reason)", index))
      }
    }
    return suppressions.report(problems.filter { running($0.card.id) })
  }
}
