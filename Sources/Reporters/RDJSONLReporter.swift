import Findings
import TextBase

/// reviewdog's diagnostics, one a line. Columns count UTF-8 bytes from 1; without the file's text only lines are given.
struct RDJSONLReporter: Reporter {
  private var name = "wirecheck"

  mutating func begin(_ tool: ToolIdentity, into out: inout [UInt8]) { name = tool.name }

  mutating func document(_ document: DocumentReport, into out: inout [UInt8]) {
    if document.status != .checked {
      out.beginObject()
      out.member("message", "not read: \(document.problem ?? "no reason is known")")
      out.key("location")
      out.beginObject()
      out.member("path", document.path)
      out.endObject()
      out.member("severity", "ERROR")
      out.write("}\n")
    }
    let regions = document.decoded.isEmpty || document.findings.isEmpty ? nil : EditRegions(document)
    for index in document.findings.indices { diagnostic(index, document, regions, &out) }
  }

  mutating func end(_ summary: RunSummary, into out: inout [UInt8]) {}

  private func diagnostic(_ index: Int, _ document: DocumentReport, _ regions: EditRegions?, _ out: inout [UInt8]) {
    let finding = document.findings[index]
    out.beginObject()
    out.member("message", finding.advice.isEmpty ? finding.message : "\(finding.message)\n\(finding.advice)")
    location(document.path, finding.span, regions?.region(finding.span.bytes, of: index), &out)
    out.member("severity", level(finding.severity))
    out.key("source")
    out.beginObject()
    out.member("name", name)
    out.endObject()
    out.key("code")
    out.beginObject()
    out.member("value", finding.rule)
    out.endObject()
    let suggestions = finding.fixes.filter(\.isOffered).compactMap { suggestion($0, index, document, regions) }
    if !suggestions.isEmpty {
      out.key("suggestions")
      out.beginArray()
      for (region, text) in suggestions {
        out.beginObject()
        range(region, &out)
        out.member("text", text)
        out.endObject()
      }
      out.endArray()
    }
    if !finding.related.isEmpty {
      out.key("related_locations")
      out.beginArray()
      for place in finding.related {
        out.beginObject()
        out.member("message", place.label)
        location(document.path, place.span, regions?.region(place.span.bytes, of: index), &out)
        out.endObject()
      }
      out.endArray()
    }
    out.write("}\n")
  }

  /// A suggestion holds one text: several edits become one, with what stands between them.
  private func suggestion(
    _ fix: Fix, _ index: Int, _ document: DocumentReport, _ regions: EditRegions?
  ) -> (EditRegions.Region, String)? {
    guard let regions else { return nil }
    let places = fix.edits.compactMap { regions.region($0.range, of: index) }
    guard places.count == fix.edits.count, let first = places.first, let last = places.last else { return nil }
    var text = ""
    var at = first.range.start
    for (edit, place) in zip(fix.edits, places) {
      guard place.range.start >= at else { return nil }
      text += document.decoded.text(ByteRange(at, place.range.start)) + edit.replacement
      at = place.range.end
    }
    return (regions.region(decoded: ByteRange(first.range.start, last.range.end), of: index), text)
  }

  private func level(_ severity: Severity) -> String {
    switch severity {
    case .neutral: "INFO"
    case .minor: "WARNING"
    case .major, .critical: "ERROR"
    }
  }

  private func location(_ path: String, _ span: Span, _ region: EditRegions.Region?, _ out: inout [UInt8]) {
    out.key("location")
    out.beginObject()
    out.member("path", path)
    if let region {
      range(region, &out)
    } else {
      out.write(",\"range\":{\"start\":{\"line\":\(span.startLine)},\"end\":{\"line\":\(span.endLine)}}")
    }
    out.endObject()
  }

  private func range(_ region: EditRegions.Region, _ out: inout [UInt8]) {
    out.key("range")
    out.beginObject()
    out.write("\"start\":{\"line\":\(region.start.line),\"column\":\(region.start.byteColumn)}")
    out.write(",\"end\":{\"line\":\(region.end.line),\"column\":\(region.end.byteColumn)}")
    out.endObject()
  }
}
