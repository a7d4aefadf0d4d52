// Any bytes through decoding, reading, analysis and every rule: no crash, places in bounds and on scalar boundaries, in
// order, and the same when asked twice.
import Findings
import TextBase

@_cdecl("LLVMFuzzerInitialize")
public func initialise(_ count: UnsafeMutableRawPointer?, _ arguments: UnsafeMutableRawPointer?) -> CInt {
  writeSeeds(storySeeds())
  return 0
}

@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = bytes(data, count)
  guard let code = input.first else { return 0 }
  let file = Array(input.dropFirst())
  let report = Desk.shared.check(file, code)
  guard report.status == .checked else {
    hold(report.problem?.isEmpty == false, "no reason for \(report.status)")
    return 0
  }
  // Decoded from another encoding: every byte of it may be a boundary.
  let isOwn = !report.notes.contains { $0.hasPrefix("decoded as") }
  var last = ByteRange(0, 0)
  for finding in report.findings {
    let places = [finding.span.bytes] + finding.related.map(\.span.bytes) + finding.fixes.flatMap(\.edits).map(\.range)
    for place in places { check(place, file, isOwn, finding.rule) }
    hold(last <= finding.span.bytes, "\(finding.rule): \(finding.span.bytes) comes after \(last)")
    last = finding.span.bytes
    hold(finding.span.startLine >= 1 && finding.span.startColumn >= 1, "\(finding.rule): line or column below 1")
    hold(
      (finding.span.startLine, finding.span.startColumn) <= (finding.span.endLine, finding.span.endColumn),
      "\(finding.rule): ends before it starts")
    hold(!finding.message.isEmpty && !finding.text.isEmpty, "\(finding.rule): says nothing")
  }
  for entity in report.entities { for mention in entity.mentions { check(mention.span.bytes, file, isOwn, entity.name) } }
  let again = Desk.shared.check(file, code)
  hold(again.findings == report.findings, "checked twice, found otherwise")
  hold(
    again.words == report.words && again.sentences == report.sentences && again.language == report.language, "counted otherwise"
  )
  return 0
}

private func check(_ place: ByteRange, _ file: [UInt8], _ isOwn: Bool, _ name: String) {
  hold(place.start >= 0 && place.start <= place.end && place.end <= file.count, "\(name): \(place) of \(file.count) bytes")
  guard isOwn else { return }
  file.withUnsafeBufferPointer { bytes in
    hold(
      UTF8Text.isBoundary(bytes, place.start) && UTF8Text.isBoundary(bytes, place.end), "\(name): \(place) cuts a character")
  }
}
