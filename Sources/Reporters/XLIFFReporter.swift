import Findings
import TextBase

/// XLIFF 2.1 with the issues as ITS 2.0 localization quality annotations: a file a story, a unit a part of it, the copy as
/// the source, each finding between `sm` and `em`, which may overlap.
struct XLIFFReporter: Reporter {
  private var body: [UInt8] = []
  private var languages: Set<String> = []
  private var count = 0

  mutating func begin(_ tool: ToolIdentity, into out: inout [UInt8]) {}

  mutating func document(_ document: DocumentReport, into out: inout [UInt8]) {
    guard document.status == .checked else { return }
    let marks = StoryMarks(document)
    guard !marks.parts.isEmpty else { return }
    count += 1
    languages.insert(document.language ?? "und")
    body.write("<file id=\"f\(count)\"")
    body.writeXMLAttribute("original", document.path)
    body.write(">\n")
    for (index, part) in marks.parts.enumerated() {
      body.write("<unit id=\"u\(index + 1)\"")
      body.writeXMLAttribute("name", part.field.rawValue)
      body.write("><segment><source")
      // Spaces are copy: a finding may be about them.
      body.write(" xml:space=\"preserve\">")
      write(part, document)
      body.write("</source></segment></unit>\n")
    }
    body.write("</file>\n")
  }

  mutating func end(_ summary: RunSummary, into out: inout [UInt8]) {
    out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\"")
    out.write(" xmlns:its=\"http://www.w3.org/2005/11/its\" its:version=\"2.0\" version=\"2.1\"")
    // One document has one source language; a run over several says so.
    out.writeXMLAttribute("srcLang", languages.count == 1 ? languages.first! : languages.isEmpty ? "und" : "mul")
    out.write(">\n")
    // The schema wants a file; a run without copy has an empty one.
    if body.isEmpty { body.write("<file id=\"f1\"><unit id=\"u1\"><segment><source/></segment></unit></file>\n") }
    out.append(contentsOf: body)
    out.write("</xliff>\n")
  }

  /// Text cut where a finding begins or ends.
  private mutating func write(_ part: StoryMarks.Part, _ document: DocumentReport) {
    var events: [(at: Int, order: Int, finding: Int, isStart: Bool)] = []
    for mark in part.marks {
      guard case .finding(let index) = mark.kind else { continue }
      // At one place ends come first, but those of empty ranges.
      events.append((mark.range.start, 1, index, true))
      events.append((mark.range.end, mark.range.isEmpty ? 2 : 0, index, false))
    }
    events.sort { ($0.at, $0.order, $0.finding) < ($1.at, $1.order, $1.finding) }
    var at = 0
    for event in events {
      text(part.text[at..<event.at])
      at = event.at
      if event.isStart {
        start(document.findings[event.finding], event.finding)
      } else {
        body.write("<em startRef=\"m\(event.finding + 1)\"/>")
      }
    }
    text(part.text[at...])
  }

  private mutating func start(_ finding: Finding, _ index: Int) {
    body.write("<sm id=\"m\(index + 1)\" type=\"its:generic\"")
    body.writeXMLAttribute("its:locQualityIssueType", finding.mqm.its.rawValue)
    let advice = finding.advice.isEmpty ? "" : " \(finding.advice)"
    body.writeXMLAttribute("its:locQualityIssueComment", "\(finding.rule): \(finding.message)\(advice)")
    body.writeXMLAttribute("its:locQualityIssueSeverity", severity(finding.severity))
    body.write("/>")
  }

  /// ITS counts from 0 to 100. MQM's multipliers on that scale would leave nothing between minor and none, so the steps are even.
  private func severity(_ severity: Severity) -> String {
    switch severity {
    case .neutral: "0"
    case .minor: "33"
    case .major: "67"
    case .critical: "100"
    }
  }

  /// XLIFF has an element for what XML cannot hold.
  private mutating func text(_ text: ArraySlice<UInt8>) {
    text.withUnsafeBufferPointer { bytes in
      var copied = 0
      var at = 0
      while at < bytes.count {
        let byte = bytes[at]
        let isNonCharacter = byte == 0xEF && at + 2 < bytes.count && bytes[at + 1] == 0xBF && bytes[at + 2] >= 0xBE
        if isNonCharacter || (byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D) {
          body.writeXML(UnsafeBufferPointer(rebasing: bytes[copied..<at]))
          let scalar = isNonCharacter ? 0xFF40 | UInt32(bytes[at + 2]) : UInt32(byte)
          body.write("<cp hex=\"\(hexadecimal(scalar, digits: 4))\"/>")
          at += isNonCharacter ? 3 : 1
          copied = at
        } else {
          at += 1
        }
      }
      body.writeXML(UnsafeBufferPointer(rebasing: bytes[copied...]))
    }
  }
}
