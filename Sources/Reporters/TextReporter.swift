import Findings
import TextBase

/// The terminal: each finding with its line in a frame, carets under the exact text, what to do, and a closing line of
/// counts. `quiet` leaves one line a finding.
struct TextReporter: Reporter {
  let options: ReporterOptions
  let style: TerminalStyle
  let visible = VisibleText()
  private var families: [String: Int] = [:]
  private var notChecked: [(text: String, stories: Int)] = []

  /// Related places shown with their lines.
  private static let relatedLimit = 3
  private static let notCheckedLimit = 6

  init(_ options: ReporterOptions) {
    self.options = options
    style = TerminalStyle(colour: options.colour)
  }

  mutating func begin(_ tool: ToolIdentity, into out: inout [UInt8]) {}

  mutating func document(_ document: DocumentReport, into out: inout [UInt8]) {
    let path = visible.line(document.path).bytes
    if document.status != .checked {
      style.write(path, .bold, &out)
      out.write(": ")
      style.write(document.status == .failed ? "failed" : "not read", .major, &out)
      out.write(": ")
      out.append(contentsOf: visible.line(document.problem ?? "no reason is known").bytes)
      out.write(options.quiet ? "\n" : "\n\n")
    }
    if options.quiet {
      for finding in document.findings { line(finding, path, &out) }
      for finding in document.gone ?? [] { gone(finding, path, &out) }
      return
    }
    notes(document, path, &out)
    for (index, finding) in document.findings.enumerated() {
      families[family(of: finding.rule), default: 0] += 1
      let span = index < document.decodedSpans.count ? document.decodedSpans[index] : nil
      block(finding, index, span, document, path, &out)
      out.write("\n")
    }
    for finding in document.gone ?? [] { gone(finding, path, &out) }
    if document.gone?.isEmpty == false { out.write("\n") }
    for item in document.notChecked {
      let text = "\(item.family): \(item.reason)"
      if let known = notChecked.firstIndex(where: { $0.text == text }) {
        notChecked[known].stories += 1
      } else if notChecked.count < 1000 {
        notChecked.append((text, 1))
      }
    }
  }

  mutating func end(_ summary: RunSummary, into out: inout [UInt8]) {
    if options.quiet { return }
    for item in notChecked.prefix(TextReporter.notCheckedLimit) {
      let stories = summary.documents > 1 ? " (\(counted(item.stories, "story", "stories")))" : ""
      out.write("not checked: ")
      out.append(contentsOf: visible.line(item.text).bytes)
      out.write("\(stories)\n")
    }
    if notChecked.count > TextReporter.notCheckedLimit {
      out.write(
        "not checked: \(notChecked.count - TextReporter.notCheckedLimit) more reasons; --format json lists them\n")
    }
    if families.count > 1 {
      let sorted = families.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      style.write("by family: " + sorted.map { "\($0.key) \($0.value)" }.joined(separator: ", "), .dim, &out)
      out.write("\n")
    }
    closing(summary, &out)
  }

  private func closing(_ summary: RunSummary, _ out: inout [UInt8]) {
    style.write(summary.line, .bold, &out)
    out.write("\n")
  }

  private func family(of rule: String) -> String { String(rule.prefix { $0 != "/" }) }

  /// How the file was read, where an editor should know: "read as windows-1251".
  private func notes(_ document: DocumentReport, _ path: [UInt8], _ out: inout [UInt8]) {
    for note in document.notes {
      out.append(contentsOf: path)
      out.write(": ")
      style.write("note", .help, &out)
      out.write(": ")
      out.append(contentsOf: visible.line(note).bytes)
      out.write("\n")
    }
    if !document.notes.isEmpty { out.write("\n") }
  }

  // MARK: one finding

  private func line(_ finding: Finding, _ path: [UInt8], _ out: inout [UInt8]) {
    out.append(contentsOf: path)
    out.write(":\(finding.span.startLine):\(finding.span.startColumn): ")
    style.write(finding.severity.rawValue, style.role(finding.severity), &out)
    if options.quiet, let state = finding.state { out.write(" \(state.words)") }
    out.write(" \(finding.rule) ")
    out.append(contentsOf: visible.line(finding.message).bytes)
    out.write("\n")
  }

  /// Its place is one of the earlier take, where nobody can go any more.
  private func gone(_ finding: Finding, _ path: [UInt8], _ out: inout [UInt8]) {
    out.append(contentsOf: path)
    out.write(": ")
    style.write("gone", .dim, &out)
    out.write(" \(finding.severity.rawValue) \(finding.rule) ")
    out.append(contentsOf: visible.line(finding.message).bytes)
    out.write("\n")
  }

  private func block(
    _ finding: Finding, _ index: Int, _ span: ByteRange?, _ document: DocumentReport, _ path: [UInt8], _ out: inout [UInt8]
  ) {
    let related = finding.related.prefix(TextReporter.relatedLimit)
    let gutter = related.reduce(String(finding.span.startLine).count) { max($0, String($1.span.startLine).count) }
    style.write(finding.rule, .bold, &out)
    out.write("  ")
    style.write(finding.severity.rawValue, style.role(finding.severity), &out)
    out.write("  \(finding.confidence.rawValue) confidence")
    if let state = finding.state { out.write("  \(state.words)") }
    if let entry = finding.entry { out.write("  \(entry)") }
    out.write("\n")
    out.write(spaces: gutter + 1)
    style.write("-->", .frame, &out)
    out.write(" ")
    out.append(contentsOf: path)
    out.write(":\(finding.span.startLine):\(finding.span.startColumn)\n")
    bar(gutter, &out)
    out.write("\n")
    frame(finding.text, finding.span, span, document, gutter, "^", style.role(finding.severity), nil, &out)
    let ranges = index < document.decodedRelated.count ? document.decodedRelated[index] : []
    for (number, place) in related.enumerated() {
      let range = number < ranges.count ? ranges[number] : nil
      bar(gutter, &out)
      out.write(" ...\n")
      frame(place.text, place.span, range, document, gutter, "-", .frame, place.label, &out)
    }
    if finding.related.count > related.count {
      note(nil, "and \(counted(finding.related.count - related.count, "more place", "more places"))", gutter, &out)
    }
    bar(gutter, &out)
    out.write("\n")
    note(nil, finding.message, gutter, &out)
    if !finding.advice.isEmpty { note("help", finding.advice, gutter, &out) }
    for fix in finding.fixes { self.fix(fix, finding, span, document, gutter, &out) }
  }

  private func bar(_ gutter: Int, _ out: inout [UInt8]) {
    out.write(spaces: gutter + 1)
    style.write("|", .frame, &out)
  }

  /// The line and its marks. Without the file's text the finding's own text stands in for the line.
  private func frame(
    _ text: String, _ place: Span, _ range: ByteRange?, _ document: DocumentReport, _ gutter: Int, _ mark: String,
    _ role: TerminalStyle.Role, _ label: String?, _ out: inout [UInt8]
  ) {
    let room = options.width - gutter - 3
    let frame: SourceFrame
    if let range, !document.decoded.isEmpty {
      frame = SourceFrame(document.decoded, range, width: room, visible)
    } else {
      let bytes = Array(text.utf8)
      frame = SourceFrame(bytes, ByteRange(0, bytes.count), width: room, visible)
    }
    let number = String(place.startLine)
    out.write(spaces: gutter - number.count)
    style.write(number, .frame, &out)
    out.write(" ")
    style.write("|", .frame, &out)
    out.write(" ")
    out.append(contentsOf: frame.before)
    style.write(frame.marked, role, &out)
    out.append(contentsOf: frame.after)
    out.write("\n")
    bar(gutter, &out)
    out.write(spaces: 1 + frame.indent)
    style.write(String(repeating: mark, count: frame.carets), role, &out)
    if place.endLine > place.startLine { out.write(" … to \(place.endLine):\(place.endColumn)") }
    if let label {
      let text = " \(place.startLine):\(place.startColumn) \(label)"
      // A label that does not fit behind its marks goes below them.
      if frame.indent + frame.carets + visible.line(text).width > room {
        out.write("\n")
        bar(gutter, &out)
      }
      style.write(visible.line(text).bytes, role, &out)
    }
    out.write("\n")
  }

  /// `= label: text`, wrapped at the width of the terminal.
  private func note(_ label: String?, _ text: String, _ gutter: Int, _ out: inout [UInt8]) {
    out.write(spaces: gutter + 1)
    style.write("=", .frame, &out)
    out.write(" ")
    let hang = gutter + 3
    var column = hang
    if let label {
      style.write(label + ":", .help, &out)
      out.write(" ")
      column += label.count + 2
    }
    var isFirst = true
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      let (bytes, width) = visible.line(String(word))
      if !isFirst {
        if column + 1 + width > options.width {
          out.write("\n")
          out.write(spaces: hang)
          column = hang
        } else {
          out.write(" ")
          column += 1
        }
      }
      isFirst = false
      out.append(contentsOf: bytes)
      column += width
    }
    out.write("\n")
  }
}
