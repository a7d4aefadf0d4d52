// Any bytes can be checked: places lie within the file and on scalars, findings are in order, a second check gives the same.
import Findings
import Stories
import TextBase

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>, _ size: Int) -> Int32 {
  guard size > 1 else { return 0 }
  let input = Input(data, size)
  let checked = reports(input.file, linter(input.choices))
  for report in checked where report.status == .checked { examine(report, input.file) }
  // The first check began in the state that the last input left; this one begins in its own.
  let again = reports(input.file, linter(input.choices))
  require(checked.count == again.count, "\(checked.count) stories, then \(again.count)")
  for (a, b) in zip(checked, again) {
    require(a.status == b.status && a.notes == b.notes, "status or notes differ the second time")
    require(a.words == b.words && a.sentences == b.sentences, "words or sentences differ the second time")
    require(a.decodedSpans == b.decodedSpans, "places differ the second time")
    require(a.findings == b.findings, "findings differ the second time: \(a.findings) and \(b.findings)")
  }
  return 0
}

private func examine(_ report: DocumentReport, _ file: [UInt8]) {
  let isFile = (try? DecodedFile(file))?.isFile ?? false
  let units = unitOffsets(report.decoded)

  func span(_ span: Span, _ what: String) {
    let bytes = span.bytes
    require(bytes.start >= 0 && bytes.start <= bytes.end && bytes.end <= file.count, "\(what): bytes \(bytes) of \(file.count)")
    require(
      span.utf16.start >= 0 && span.utf16.start <= span.utf16.end && span.utf16.end <= units.last!,
      "\(what): utf16 \(span.utf16)")
    require(span.startLine >= 1 && span.startColumn >= 1 && span.endColumn >= 1, "\(what): line or column below 1")
    require(
      (span.startLine, span.startColumn) <= (span.endLine, span.endColumn),
      "\(what): \(span.startLine):\(span.startColumn) to \(span.endLine):\(span.endColumn)")
    if isFile { require(isBoundary(file, bytes.start) && isBoundary(file, bytes.end), "\(what): \(bytes) splits a scalar") }
  }

  require(report.decodedSpans.count == report.findings.count, "decodedSpans are not in step with findings")
  for (finding, decoded) in zip(report.findings, report.decodedSpans) {
    let what = "\(finding.rule) “\(finding.text)”"
    span(finding.span, what)
    require(
      finding.span.utf16.start == units[decoded.start] && finding.span.utf16.end == units[decoded.end],
      "\(what): utf16 \(finding.span.utf16), but counted \(units[decoded.start])..<\(units[decoded.end])")
    require(
      decoded.start >= 0 && decoded.start <= decoded.end && decoded.end <= report.decoded.count, "\(what): decoded \(decoded)")
    require(
      isBoundary(report.decoded, decoded.start) && isBoundary(report.decoded, decoded.end),
      "\(what): decoded \(decoded) splits a scalar")
    for related in finding.related { span(related.span, "\(what), related “\(related.text)”") }
    for fix in finding.fixes {
      var end = 0
      for edit in fix.edits {
        require(
          edit.range.start >= end && edit.range.start <= edit.range.end && edit.range.end <= file.count,
          "\(what): edit \(edit.range) after \(end) of \(file.count)")
        if isFile {
          require(
            isBoundary(file, edit.range.start) && isBoundary(file, edit.range.end),
            "\(what): edit \(edit.range) splits a scalar")
        }
        end = edit.range.end
      }
    }
  }
  for (a, b) in zip(report.decodedSpans, report.decodedSpans.dropFirst()) {
    require((a.start, a.end) <= (b.start, b.end), "findings out of order: \(a) before \(b)")
  }
  for part in report.parts {
    require(part.decoded.start <= part.decoded.end && part.decoded.end <= report.decoded.count, "part \(part.decoded)")
    require(
      isBoundary(report.decoded, part.decoded.start) && isBoundary(report.decoded, part.decoded.end),
      "part \(part.decoded) splits a scalar")
  }
  for entity in report.entities {
    for mention in entity.mentions { span(mention.span, "\(entity.name) “\(mention.text)”") }
  }
}

/// UTF-16 units before each byte, behind the byte order mark; counted one scalar after another.
private func unitOffsets(_ bytes: [UInt8]) -> [Int] {
  var offsets = [Int](repeating: 0, count: bytes.count + 1)
  var units = 0
  var at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  bytes.withUnsafeBufferPointer { bytes in
    while at < bytes.count {
      let (scalar, length) = UTF8Text.decode(bytes, at)
      for offset in at..<at + length { offsets[offset] = units }
      units += scalar >= 0x10000 && scalar != UTF8Text.invalid ? 2 : 1
      at += length
    }
  }
  offsets[bytes.count] = units
  return offsets
}
