import Findings

/// Markdown for a comment on a pull request: the counts, then a table a story, the worst first. GitHub takes 65,536
/// characters; what does not fit is counted at the end.
struct MarkdownReporter: Reporter {
  /// Bytes, which are never fewer than characters.
  static let limit = 60_000

  private let visible = VisibleText()
  private var body: [UInt8] = []
  private var leftOut = (findings: 0, stories: 0)
  private var tool = ""

  mutating func begin(_ tool: ToolIdentity, into out: inout [UInt8]) { self.tool = "\(tool.name) \(tool.version)" }

  mutating func document(_ document: DocumentReport, into out: inout [UInt8]) {
    let gone = document.gone ?? []
    if document.status == .checked, document.findings.isEmpty, gone.isEmpty { return }
    var head: [UInt8] = []
    head.write("\n#### ")
    code(document.path, &head)
    head.write("\n\n")
    if document.status != .checked {
      head.write("Not read: ")
      text(document.problem ?? "no reason is known", &head)
      head.write("\n")
    } else if !document.findings.isEmpty {
      head.write("| line | severity | finding | rule |\n| ---: | --- | --- | --- |\n")
    }
    let worst = document.findings.enumerated().sorted {
      ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset)
    }
    // A heading goes with its first row, or not at all.
    var pending = head
    var isCut = false
    for (index, finding) in worst {
      if !isCut { row(finding, index, document, &pending) }
      if !isCut, body.count + pending.count < MarkdownReporter.limit {
        body.append(contentsOf: pending)
        pending = []
      } else {
        isCut = true
        leftOut.findings += 1
      }
    }
    if worst.isEmpty {
      if body.count + pending.count < MarkdownReporter.limit { body.append(contentsOf: pending) } else { isCut = true }
    }
    if isCut { leftOut.stories += 1 }
    for finding in isCut ? [] : gone where body.count < MarkdownReporter.limit {
      body.write("\nGone: ")
      text(finding.message, &body)
      body.write(" ")
      code(finding.rule, &body)
      body.write("\n")
    }
  }

  mutating func end(_ summary: RunSummary, into out: inout [UInt8]) {
    out.write(
      "### \(summary.findings == 0 ? "Nothing found" : counted(summary.findings, "place to look at", "places to look at"))\n\n"
    )
    out.write(summary.line)
    out.write("\n")
    out.append(contentsOf: body)
    if leftOut.stories > 0 {
      out.write("\nLeft out for length: \(counted(leftOut.findings, "finding", "findings")) in ")
      out.write("\(counted(leftOut.stories, "story", "stories")). The full report holds them.\n")
    }
    out.write("\n<sub>Penalty points and counts by rule-based checks, in MQM terms; ")
    text(tool, &out)
    out.write("</sub>\n")
  }

  private func row(_ finding: Finding, _ index: Int, _ document: DocumentReport, _ out: inout [UInt8]) {
    out.write("| \(finding.span.startLine) | \(mark(finding.severity)) \(finding.severity.rawValue)")
    if let state = finding.state { out.write(", \(state.words)") }
    out.write(" | ")
    text(finding.message, &out)
    if !finding.advice.isEmpty {
      out.write(" ")
      text(finding.advice, &out)
    }
    let span = index < document.decodedSpans.count ? document.decodedSpans[index] : nil
    if let fix = finding.fixes.first, let change = ChangePreview(fix, of: document, span: span, finding: finding) {
      out.write("<br>")
      code(change.before.map(\.text).joined(), &out)
      out.write(" → ")
      code(change.after.map(\.text).joined(), &out)
    }
    out.write(" | ")
    code(finding.rule, &out)
    out.write(" |\n")
  }

  /// A shape a severity: comments show no colours of ours.
  private func mark(_ severity: Severity) -> String {
    switch severity {
    case .critical: "■"
    case .major: "▲"
    case .minor: "●"
    case .neutral: "○"
    }
  }

  /// Plain text: no character of it is Markdown or HTML, calls a user or links an issue.
  private func text(_ text: String, _ out: inout [UInt8]) {
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "\n", "\r": out.write(" ")
      case "&": out.write("&amp;")
      case "<": out.write("&lt;")
      case ">": out.write("&gt;")
      case "@", "#": out.write("\(scalar)<!-- -->")
      case "\\", "`", "*", "_", "[", "]", "|", "~", "$":
        out.write("\\\(scalar)")
      // No address and no :name: of a picture.
      case ":" where index + 1 < scalars.count && scalars[index + 1] != " ": out.write("&#58;")
      default: visible.append(scalar.value, byte: 0, into: &out)
      }
    }
  }

  /// A code span in HTML: backticks and bars of the text end nothing.
  private func code(_ code: String, _ out: inout [UInt8]) {
    out.write("<code>")
    text(code, &out)
    out.write("</code>")
  }
}
