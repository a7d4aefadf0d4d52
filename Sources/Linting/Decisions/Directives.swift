import Findings
import TextBase

/// The suppressions within one file, and what they do to its findings.
struct Directives {
  private let list: [Directive]
  /// Lines that each covers, from 1.
  private let lines: [ClosedRange<Int>?]
  private let file: FileLines
  private let today: Day?

  /// Formats whose files can hold a comment.
  private static let formats: Set<String> = ["markdown", "html", "nitf", "newsml-g2", "newsml1", "rss", "atom"]

  /// Nil for a file without any.
  init?(_ file: FileLines, format: String, today: Day?) {
    guard Directives.formats.contains(format) else { return nil }
    var list = Directive.all(in: file.file.bytes)
    guard !list.isEmpty else { return nil }
    self.file = file
    self.today = today
    var lines: [ClosedRange<Int>?] = []
    var open: [Int] = []
    let text = Lines(file.file.bytes, file.index)
    for index in list.indices {
      let first = file.index.position(list[index].range.start).line
      let last = file.index.position(list[index].range.end).line
      switch list[index].scope {
      case .here:
        lines.append(text.isAlone(list[index].range) ? text.behind(last, wholeParagraph: format == "markdown") : first...last)
      case .line: lines.append(first...last)
      case .nextLine: lines.append((last + 1)...(last + 1))
      case .file: lines.append(1...Int.max)
      case .start:
        open.append(index)
        lines.append(first...Int.max)
      case .end:
        lines.append(nil)
        let match = open.lastIndex { list[index].patterns.isEmpty || list[$0].patterns == list[index].patterns }
        if let match {
          lines[open[match]] = lines[open[match]]!.lowerBound...last
          open.remove(at: match)
        } else {
          list[index].problem = "It ends what never began: there is no wirecheck-ignore-start before it."
        }
      }
    }
    for index in open {
      list[index].problem = list[index].problem ?? "It never ends: set <!-- wirecheck-ignore-end --> behind the block."
    }
    self.list = list
    self.lines = lines
  }

  /// Sets aside what is suppressed and reports what is wrong with the suppressions. All stories of a file together.
  func apply(to reports: inout [DocumentReport], running: (String) -> Bool) {
    guard !reports.isEmpty else { return }
    var used = Set<Int>()
    for index in reports.indices {
      reports[index].setAside { finding in
        guard let hit = list.indices.first(where: { holds($0, finding) }) else { return nil }
        used.insert(hit)
        return .inSource(list[hit].reason)
      }
    }
    for (index, directive) in list.enumerated() {
      if let problem = directive.problem {
        report(SuppressionRules.malformed, problem, directive, &reports[0], running)
      } else if let until = directive.until, isExpired(until) {
        report(SuppressionRules.expired, "It held until \(until): \(directive.reason)", directive, &reports[0], running)
      } else if directive.scope != .end, !used.contains(index), directive.patterns.allSatisfy({ running(Directive.rule($0)) }) {
        let rules = directive.patterns.joined(separator: ", ")
        report(SuppressionRules.unused, "Nothing here is reported by \(rules).", directive, &reports[0], running)
      }
    }
  }

  private func isExpired(_ until: Day) -> Bool { today.map { until < $0 } ?? false }

  private func holds(_ index: Int, _ finding: Finding) -> Bool {
    let directive = list[index]
    guard directive.problem == nil, let lines = lines[index], lines.contains(finding.span.startLine), directive.names(finding)
    else { return false }
    return directive.until.map { !isExpired($0) } ?? true
  }

  private func report(
    _ card: RuleCard, _ message: String, _ directive: Directive, _ report: inout DocumentReport, _ running: (String) -> Bool
  ) {
    guard running(card.id) else { return }
    let start = file.index.position(directive.range.start)
    let end = file.index.position(directive.range.end)
    let text = String(decoding: file.file.bytes[directive.range.start..<directive.range.end], as: UTF8.self)
    let span = Span(
      bytes: file.file.disk.origin(of: directive.range), utf16: ByteRange(start.utf16, end.utf16), startLine: start.line,
      startColumn: start.column, endLine: end.line, endColumn: end.column)
    report.insert(SuppressionRules.finding(card, message, text, span), decoded: directive.range)
  }
}

extension SuppressionRules {
  static func finding(_ card: RuleCard, _ message: String, _ text: String, _ span: Span) -> Finding {
    Finding(
      rule: card.id, entry: nil, severity: card.severity, confidence: card.confidence, mqm: card.mqm,
      message: message.count > 110 ? String(message.prefix(109)) + "…" : message, advice: card.advice, text: text, span: span,
      field: .note, related: [], fixes: [], fingerprint: FNV.hex(FNV.hash("\(card.id)\n\(text)".utf8)))
  }
}

/// What stands beside and behind a comment.
private struct Lines {
  private let bytes: [UInt8]
  private var starts = [0]

  init(_ bytes: [UInt8], _ index: LineIndex) {
    self.bytes = bytes
    var at = 0
    while at < bytes.count {
      if bytes[at] == 0x0D, at + 1 < bytes.count, bytes[at + 1] == 0x0A { at += 1 }
      if bytes[at] == 0x0A || bytes[at] == 0x0D { starts.append(at + 1) }
      at += 1
    }
  }

  private func text(_ line: Int) -> ArraySlice<UInt8> {
    let start = starts[line - 1]
    return bytes[start..<(line < starts.count ? starts[line] : bytes.count)]
  }

  private func isBlank(_ line: Int) -> Bool { text(line).allSatisfy { $0 <= 0x20 } }

  /// Whether nothing but comments stands in the lines of a comment.
  func isAlone(_ range: ByteRange) -> Bool {
    var start = range.start
    while start > 0, bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0D { start -= 1 }
    var end = range.end
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    return Lines.withoutComments(bytes[start..<end]).allSatisfy { $0 <= 0x20 }
  }

  private static func withoutComments(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var rest = Array(bytes)
    while let open = Directive.find(Array("<!--".utf8), in: rest, from: 0),
      let close = Directive.find(Array("-->".utf8), in: rest, from: open)
    {
      rest.removeSubrange(open..<(close + 3))
    }
    return rest
  }

  /// The next line with copy behind `line`, with those up to the next blank one if the paragraph is meant.
  func behind(_ line: Int, wholeParagraph: Bool) -> ClosedRange<Int>? {
    var first = line + 1
    // Comments that follow each other are all about the same copy.
    while first <= starts.count, isBlank(first) || Lines.withoutComments(text(first)).allSatisfy({ $0 <= 0x20 }) { first += 1 }
    guard first <= starts.count else { return nil }
    var last = first
    if wholeParagraph { while last < starts.count, !isBlank(last + 1) { last += 1 } }
    return first...last
  }
}
