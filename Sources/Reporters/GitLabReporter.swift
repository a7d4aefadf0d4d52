import Findings
import TextBase

/// GitLab Code Quality: one array. GitLab merges equal fingerprints, so the path goes into each.
struct GitLabReporter: Reporter {
  private var isFirst = true

  mutating func begin(_ tool: ToolIdentity, into out: inout [UInt8]) { out.write("[") }

  mutating func document(_ document: DocumentReport, into out: inout [UInt8]) {
    let path = PathText.relative(document.path)
    if document.status != .checked {
      issue(
        path, "input/not-read", "major", "Not read: \(document.problem ?? "no reason is known")", 1, 1, "not-read", &out
      )
    }
    for finding in document.findings {
      let text = finding.advice.isEmpty ? finding.message : "\(finding.message) \(finding.advice)"
      issue(
        path, finding.rule, level(finding.severity), text, finding.span.startLine, finding.span.endLine,
        finding.fingerprint, &out)
    }
  }

  mutating func end(_ summary: RunSummary, into out: inout [UInt8]) { out.write("]\n") }

  private func level(_ severity: Severity) -> String {
    switch severity {
    case .neutral: "info"
    case .minor: "minor"
    case .major: "major"
    case .critical: "critical"
    }
  }

  private mutating func issue(
    _ path: String, _ rule: String, _ severity: String, _ text: String, _ first: Int, _ last: Int,
    _ fingerprint: String, _ out: inout [UInt8]
  ) {
    out.write(isFirst ? "\n" : ",\n")
    isFirst = false
    out.beginObject()
    out.member("description", text)
    out.member("check_name", rule)
    out.member("fingerprint", FNV.hex(FNV.hash("\(path)\n\(fingerprint)".utf8)))
    out.member("severity", severity)
    out.key("location")
    out.beginObject()
    out.member("path", path)
    out.key("lines")
    out.beginObject()
    out.member("begin", first)
    out.member("end", last)
    out.endObject()
    out.endObject()
    out.endObject()
  }
}
