import Findings
import TextBase

/// The file with the given fixes made. Overlapping edits and edits out of bounds are a fault of the rule: nil.
public func apply(_ fixes: [Fix], to file: [UInt8]) -> [UInt8]? {
  let edits = fixes.flatMap(\.edits).sorted { $0.range < $1.range }
  var result: [UInt8] = []
  var at = 0
  for edit in edits {
    guard edit.range.start >= at, edit.range.end >= edit.range.start, edit.range.end <= file.count else { return nil }
    result += file[at..<edit.range.start]
    result += Array(edit.replacement.utf8)
    at = edit.range.end
  }
  return result + file[at...]
}

extension Finding {
  /// The fix that a single-choice run would make, whatever its safety; nil for none or several.
  public var onlyFix: Fix? { fixes.count == 1 && fixes[0].applicability != .displayOnly ? fixes[0] : nil }
}
