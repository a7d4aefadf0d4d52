// The safe fixes of one finding at a time: valid UTF-8 stays valid, and the result can be checked.
import Findings
import Stories
import TextBase

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>, _ size: Int) -> Int32 {
  guard size > 1 else { return 0 }
  let input = Input(data, size)
  let isValid = validates(input.file)
  for report in reports(input.file, linter(input.choices)) {
    // A story full of one fault is no better a test than its first twenty places.
    for finding in report.findings.prefix(20) {
      let fixes = finding.fixes.filter { $0.applicability == .safe }
      for fix in fixes {
        let what = "\(finding.rule) “\(finding.text)”"
        let fixed = apply(fix.edits, to: input.file, what)
        if isValid { require(validates(fixed), "\(what): the fixed file is no longer UTF-8") }
        require(fixed != input.file, "\(what): the fix changes nothing")
        _ = reports(fixed, linter(input.choices))
      }
    }
  }
  comesToAnEnd(input)
  return 0
}

/// Making every safe fix that stands apart from the others, round by round, ends: no fix undoes another.
private func comesToAnEnd(_ input: Input) {
  var file = input.file
  let rounds = 12
  for _ in 0..<rounds {
    var edits: [Edit] = []
    for finding in reports(file, linter(input.choices)).flatMap(\.findings) {
      guard finding.fixes.count == 1, finding.fixes[0].applicability == .safe else { continue }
      let isApart = finding.fixes[0].edits.allSatisfy { edit in
        edits.allSatisfy { edit.range.end < $0.range.start || $0.range.end < edit.range.start }
      }
      if isApart { edits += finding.fixes[0].edits }
    }
    if edits.isEmpty { return }
    file = apply(edits.sorted { $0.range < $1.range }, to: file, "all safe fixes")
  }
  fail("safe fixes do not come to an end in \(rounds) rounds")
}

private func validates(_ bytes: [UInt8]) -> Bool {
  bytes.withUnsafeBufferPointer { UTF8Text.invalidBytes($0, limit: 1).count } == 0
}

private func apply(_ edits: [Edit], to file: [UInt8], _ what: String) -> [UInt8] {
  var result: [UInt8] = []
  var at = 0
  for edit in edits {
    require(
      edit.range.start >= at && edit.range.end >= edit.range.start && edit.range.end <= file.count,
      "\(what): edit \(edit.range) after \(at) of \(file.count)")
    result += file[at..<edit.range.start]
    result += Array(edit.replacement.utf8)
    at = edit.range.end
  }
  return result + file[at...]
}
