// Any bytes, and every safe fix made in them: edits are in bounds and apart, nothing else changes, the result can be
// checked, and making fixes comes to an end.
import Findings
import TextBase

@_cdecl("LLVMFuzzerInitialize")
public func initialise(_ count: UnsafeMutableRawPointer?, _ arguments: UnsafeMutableRawPointer?) -> CInt {
  writeSeeds(storySeeds())
  return 0
}

/// More rounds than fixes that stand beside each other need.
private let rounds = 12

@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = bytes(data, count)
  guard let code = input.first else { return 0 }
  var file = Array(input.dropFirst())
  let invalid = file.withUnsafeBufferPointer { UTF8Text.invalidBytes($0, limit: 0).count }
  for round in 0..<rounds {
    let report = Desk.shared.check(file, code)
    guard report.status == .checked else {
      hold(round == 0, "no story any more after a fix")
      return 0
    }
    for fix in report.findings.flatMap(\.fixes) {
      hold(!fix.edits.isEmpty && !fix.title.isEmpty, "an empty fix")
      for (a, b) in zip(fix.edits, fix.edits.dropFirst()) { hold(a.range.end <= b.range.start, "edits overlap: \(a) \(b)") }
      for edit in fix.edits { hold(edit.range.start >= 0 && edit.range.end <= file.count, "\(edit) of \(file.count) bytes") }
    }
    // Round by round, as `--fix` does: single-choice fixes that are safe and do not touch each other.
    var edits: [Edit] = []
    for finding in report.findings where finding.fixes.count == 1 && finding.fixes[0].applicability == .safe {
      let isApart = finding.fixes[0].edits.allSatisfy { edit in
        edits.allSatisfy { edit.range.end < $0.range.start || $0.range.end < edit.range.start }
      }
      if isApart { edits += finding.fixes[0].edits }
    }
    if edits.isEmpty { return 0 }
    let fixed = apply(edits.sorted { $0.range < $1.range }, file)
    hold(fixed != file, "a safe fix that changes nothing")
    hold(fixed.withUnsafeBufferPointer { UTF8Text.invalidBytes($0, limit: 0).count } == invalid, "a fix cut a character")
    file = fixed
  }
  fail("safe fixes do not come to an end in \(rounds) rounds")
}

private func apply(_ edits: [Edit], _ file: [UInt8]) -> [UInt8] {
  var result: [UInt8] = []
  var at = 0
  for edit in edits {
    result += file[at..<edit.range.start]
    result += Array(edit.replacement.utf8)
    at = edit.range.end
  }
  return result + file[at...]
}
