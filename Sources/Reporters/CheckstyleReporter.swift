import Findings

/// Checkstyle's XML, which many CI systems read. Columns count UTF-16 code units from 1.
struct CheckstyleReporter: Reporter {
  mutating func begin(_ tool: ToolIdentity, into out: inout [UInt8]) {
    out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n")
  }

  mutating func document(_ document: DocumentReport, into out: inout [UInt8]) {
    out.write("<file")
    out.writeXMLAttribute("name", document.path)
    out.write(">\n")
    if document.status != .checked {
      error(1, 1, "error", "Not read: \(document.problem ?? "no reason is known")", "input/not-read", &out)
    }
    for finding in document.findings {
      let text = finding.advice.isEmpty ? finding.message : "\(finding.message) \(finding.advice)"
      error(finding.span.startLine, finding.span.startColumn, level(finding.severity), text, finding.rule, &out)
    }
    out.write("</file>\n")
  }

  mutating func end(_ summary: RunSummary, into out: inout [UInt8]) { out.write("</checkstyle>\n") }

  private func level(_ severity: Severity) -> String {
    switch severity {
    case .neutral: "info"
    case .minor: "warning"
    case .major, .critical: "error"
    }
  }

  private func error(
    _ line: Int, _ column: Int, _ severity: String, _ message: String, _ rule: String, _ out: inout [UInt8]
  ) {
    out.write("<error line=\"\(line)\" column=\"\(column)\" severity=\"\(severity)\"")
    out.writeXMLAttribute("message", message)
    out.writeXMLAttribute("source", "wirecheck.\(rule)")
    out.write("/>\n")
  }
}
