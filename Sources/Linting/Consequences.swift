import Findings
import RuleKit
import Stories
import TextBase

/// Findings that only follow from damage in the same place: a letter that was misread breaks the word, the mark or the name
/// that it belongs to. The damage alone is reported.
struct Consequences {
  private var places: [ByteRange]
  /// A finding this much longer than the damage in it is about more than that.
  private static let margin = 60

  static func reportsDamage(_ card: RuleCard) -> Bool {
    card.family == "encoding" || card.family == "script" || card.id == "residue/machine-token"
  }

  init(_ analysis: borrowing Analysis, _ sink: FindingSink, _ reportsDamage: [Bool]) {
    places = analysis.damages.map(\.range)
    for finding in sink.findings
    where finding.confidence > .low && finding.severity > .neutral && reportsDamage[finding.rule] {
      places.append(finding.range)
    }
    if places.count > 1 { places.sort { $0.start < $1.start } }
  }

  func include(_ finding: RawFinding, _ reportsDamage: [Bool]) -> Bool {
    guard !places.isEmpty, !reportsDamage[finding.rule] else { return false }
    for place in places {
      if place.start > finding.range.end { break }
      if place.end >= finding.range.start, finding.range.count <= place.count + Consequences.margin { return true }
    }
    return false
  }
}
