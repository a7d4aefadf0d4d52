import Findings

/// JUnit's XML as Jenkins' schema has it: a suite a story, a failing case a finding, a passing case for each rule that found
/// nothing. Findings of no weight pass, with their text as output.
struct JUnitReporter: Reporter {
  private let rules: [String]

  init(_ options: ReporterOptions) { rules = options.cards.keys.sorted() }

  mutating func begin(_ tool: ToolIdentity, into out: inout [UInt8]) {
    out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"wirecheck\">\n")
  }

  mutating func document(_ document: DocumentReport, into out: inout [UInt8]) {
    let isRead = document.status == .checked
    let found = Set(document.findings.map(\.rule))
    var passing = isRead ? rules.filter { !found.contains($0) } : []
    if isRead, passing.isEmpty, found.isEmpty { passing = ["checked"] }
    let failures = document.findings.count { $0.severity > .neutral }
    let tests = document.findings.count + passing.count + (isRead ? 0 : 1)
    out.write("<testsuite")
    out.writeXMLAttribute("name", document.path)
    out.write(" tests=\"\(tests)\" failures=\"\(failures)\" errors=\"\(isRead ? 0 : 1)\">\n")
    if !isRead {
      open("read", document.path, &out)
      out.write("><error type=\"not-read\"")
      out.writeXMLAttribute("message", document.problem ?? "no reason is known")
      out.write("/></testcase>\n")
    }
    for finding in document.findings { testcase(finding, document.path, &out) }
    for rule in passing {
      open(rule, document.path, &out)
      out.write("/>\n")
    }
    out.write("</testsuite>\n")
  }

  mutating func end(_ summary: RunSummary, into out: inout [UInt8]) { out.write("</testsuites>\n") }

  private func open(_ name: String, _ path: String, _ out: inout [UInt8]) {
    out.write("<testcase")
    out.writeXMLAttribute("name", name)
    out.writeXMLAttribute("classname", path)
  }

  /// Scalars of the copy shown at each end: parsers refuse a text of ten megabytes.
  private static let ends = 1000

  private func testcase(_ finding: Finding, _ path: String, _ out: inout [UInt8]) {
    // The place makes the name unique: of equal names GitLab keeps one.
    open("\(finding.rule) \(finding.span.startLine):\(finding.span.startColumn)", path, &out)
    let element = finding.severity == .neutral ? "system-out" : "failure"
    out.write("><\(element)")
    if finding.severity > .neutral {
      out.writeXMLAttribute("type", finding.severity.rawValue)
      out.writeXMLAttribute("message", finding.message)
    }
    out.write(">")
    var text =
      "\(path):\(finding.span.startLine):\(finding.span.startColumn)\n\(finding.text.excerpt(ends: JUnitReporter.ends))\n\(finding.message)"
    if !finding.advice.isEmpty { text += "\n\(finding.advice)" }
    out.writeXML(text)
    out.write("</\(element)></testcase>\n")
  }
}
