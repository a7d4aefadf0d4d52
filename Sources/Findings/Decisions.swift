import TextBase

/// How a finding stands to an earlier take of the story, or to a baseline.
public enum FindingState: String, CaseIterable, Sendable {
  case new
  /// It was there before.
  case unchanged
  /// It was there before and is no more.
  case gone
}

/// A finding that somebody decided about: it is counted and no longer listed.
public struct SetAside: Sendable {
  public enum Reason: Sendable, Equatable {
    /// A comment in the story.
    case inSource(String)
    /// An entry of a file of suppressions.
    case sideFile(String)
    case baseline
    /// It stands in lines that did not change.
    case unchangedLines
  }
  public var finding: Finding
  public var reason: Reason
  public init(_ finding: Finding, _ reason: Reason) {
    self.finding = finding
    self.reason = reason
  }

  /// Suppressed by a person with a reason, in contrast to what a run leaves out.
  public var isSuppressed: Bool {
    switch reason {
    case .inSource, .sideFile: true
    case .baseline, .unchangedLines: false
    }
  }
}

extension DocumentReport {
  /// Puts aside the findings that `decide` gives a reason for.
  public mutating func setAside(_ decide: (Finding) -> SetAside.Reason?) {
    let count = findings.count
    var kept: [Int] = []
    for (index, finding) in findings.enumerated() {
      guard let reason = decide(finding) else {
        kept.append(index)
        continue
      }
      setAside.append(SetAside(finding, reason))
      switch reason {
      case .inSource, .sideFile: suppressed += 1
      case .baseline: baselined = (baselined ?? 0) + 1
      case .unchangedLines: inUnchangedLines = (inUnchangedLines ?? 0) + 1
      }
    }
    guard kept.count < count else { return }
    // What is kept for each finding is thinned with it.
    if decodedSpans.count == count { decodedSpans = kept.map { decodedSpans[$0] } }
    if decodedRelated.count == count { decodedRelated = kept.map { decodedRelated[$0] } }
    findings = kept.map { findings[$0] }
  }

  /// Adds a finding in its place.
  public mutating func insert(_ finding: Finding, decoded: ByteRange) {
    let index = findings.firstIndex { $0.span.bytes > finding.span.bytes } ?? findings.count
    let keepsCopy = !(findings.isEmpty && self.decoded.isEmpty)
    if keepsCopy, decodedSpans.count == findings.count { decodedSpans.insert(decoded, at: index) }
    if keepsCopy, decodedRelated.count == findings.count { decodedRelated.insert([], at: index) }
    findings.insert(finding, at: index)
  }
}
