import Findings
import TextBase

/// Puts right what can be put right without changing the meaning: fixes that are safe and the only choice.
public struct Fixer {
  /// Bytes of the file, put right.
  public private(set) var bytes: [UInt8]
  /// What is left.
  public private(set) var reports: [DocumentReport]
  public private(set) var fixed = 0

  /// One fix may bring a place within reach of another; copy that goes on changing after this many rounds is left alone.
  private static let rounds = 20

  /// Checks and mends in turn until nothing changes. `check` is what the run does with the file.
  public init(
    _ file: [UInt8], _ check: ([UInt8]) throws(SetupProblems) -> [DocumentReport]
  ) throws(SetupProblems) {
    bytes = file
    reports = try check(file)
    var states: [(bytes: [UInt8], reports: [DocumentReport], fixed: Int)] = [(bytes, reports, 0)]
    while states.count <= Fixer.rounds {
      let (edits, count) = Fixer.edits(reports, size: bytes.count)
      if edits.isEmpty { return }
      let next = Fixer.apply(edits, to: bytes)
      // Two rules that undo each other's work get neither: back to where the circle begins.
      if let known = states.firstIndex(where: { $0.bytes == next }) {
        (bytes, reports, fixed) = states[known]
        return
      }
      let after = try check(next)
      // A fix that makes a story unreadable is none.
      guard after.map(\.status) == reports.map(\.status) else { return }
      bytes = next
      reports = after
      fixed += count
      states.append((bytes, reports, fixed))
    }
    (bytes, reports, fixed) = states[0]
  }

  /// Edits of safe and single fixes in order, none touching another, and the number of fixes.
  static func edits(_ reports: [DocumentReport], size: Int) -> (edits: [Edit], fixes: Int) {
    let fixes = reports.flatMap(\.findings).compactMap { finding -> Fix? in
      finding.fixes.count == 1 && finding.fixes[0].applicability == .safe ? finding.fixes[0] : nil
    }.filter { !$0.edits.isEmpty }.sorted { $0.edits[0].range < $1.edits[0].range }
    var taken: [Edit] = []
    var count = 0
    for fix in fixes {
      let edits = fix.edits.sorted { $0.range < $1.range }
      let isSound = edits.allSatisfy { $0.range.start >= 0 && $0.range.start <= $0.range.end && $0.range.end <= size }
      let isFree = !edits.contains { edit in
        taken.contains { $0.range.start <= edit.range.end && edit.range.start <= $0.range.end }
      }
      guard isSound, isFree else { continue }
      taken += edits
      count += 1
    }
    return (taken.sorted { $0.range < $1.range }, count)
  }

  static func apply(_ edits: [Edit], to file: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(file.count + 64)
    var at = 0
    for edit in edits {
      result += file[at..<edit.range.start]
      result += Array(edit.replacement.utf8)
      at = edit.range.end
    }
    return result + file[at...]
  }
}
