import Findings

/// GitHub workflow commands. A step shows ten errors and ten warnings, so the worst come first; a notice with the counts
/// ends the list.
struct GitHubReporter: Reporter {
  private let visible = VisibleText()
  private var commands: [(rank: Int, text: [UInt8])] = []

  mutating func begin(_ tool: ToolIdentity, into out: inout [UInt8]) {}

  mutating func document(_ document: DocumentReport, into out: inout [UInt8]) {
    let path = PathText.relative(document.path)
    if document.status != .checked {
      var text: [UInt8] = []
      text.write("::error file=")
      property(path, &text)
      text.write(",title=not read::")
      data(document.problem ?? "no reason is known", &text)
      commands.append((-1, text))
    }
    for finding in document.findings {
      var text: [UInt8] = []
      text.write("::\(level(finding.severity)) file=")
      property(path, &text)
      let span = finding.span
      text.write(",line=\(span.startLine),endLine=\(span.endLine)")
      // Columns go with one line only.
      if span.startLine == span.endLine { text.write(",col=\(span.startColumn),endColumn=\(span.endColumn)") }
      text.write(",title=")
      property("\(finding.severity.rawValue): \(finding.rule)", &text)
      text.write("::")
      data(finding.advice.isEmpty ? finding.message : "\(finding.message)\n\(finding.advice)", &text)
      commands.append((Severity.critical.penaltyPoints - finding.severity.penaltyPoints, text))
    }
  }

  mutating func end(_ summary: RunSummary, into out: inout [UInt8]) {
    // In equal rank the order of the run stays.
    for (_, command) in commands.enumerated().sorted(by: { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
    ) {
      out.append(contentsOf: command.text)
      out.append(0x0A)
    }
    out.write("::notice title=wirecheck::\(summary.line)\n")
  }

  private func level(_ severity: Severity) -> String {
    switch severity {
    case .neutral: "notice"
    case .minor: "warning"
    case .major, .critical: "error"
    }
  }

  private func data(_ text: String, _ out: inout [UInt8]) { escape(text, isProperty: false, &out) }
  private func property(_ text: String, _ out: inout [UInt8]) { escape(text, isProperty: true, &out) }

  private func escape(_ text: String, isProperty: Bool, _ out: inout [UInt8]) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": out.write("%25")
      case "\r": out.write("%0D")
      case "\n": out.write("%0A")
      case ":" where isProperty: out.write("%3A")
      case "," where isProperty: out.write("%2C")
      default: visible.append(scalar.value, byte: 0, into: &out)
      }
    }
  }
}
