import Findings
import TextBase

/// The article as the reader sees it, each part with its findings beside it.
struct HTMLStory {
  let document: DocumentReport
  let marks: StoryMarks
  let cards: [String: RuleCard]
  let measured: [String: MeasuredFigures]
  /// Before every id of this story: "", "d2-", …
  let prefix: String
  /// Families in the order of their first finding; the first six have a tint.
  let families: [String]

  static let tintCount = 6

  init(_ document: DocumentReport, _ options: ReporterOptions, number: Int) {
    self.document = document
    cards = options.cards
    measured = options.measured
    marks = StoryMarks(document)
    prefix = number == 1 ? "" : "d\(number)-"
    var seen: Set<String> = []
    families = document.findings.map { HTMLStory.family($0.rule) }.filter { seen.insert($0).inserted }
  }

  static func family(_ rule: String) -> String { String(rule.prefix { $0 != "/" }) }

  func tint(_ rule: String) -> Int { (families.firstIndex(of: HTMLStory.family(rule)) ?? 0) % HTMLStory.tintCount }

  /// `lang="…" dir="…"` of the copy.
  func writeLanguage(_ out: inout [UInt8]) {
    if let language = document.language { out.writeAttribute("lang", language) } else { out.write(" lang=\"\"") }
    out.write(document.isRightToLeft ? " dir=\"rtl\"" : document.language == nil ? " dir=\"auto\"" : " dir=\"ltr\"")
  }

  func write(into out: inout [UInt8]) {
    // The notes are ours and run from left to right; the sheet they stand on runs as the story does.
    out.write("<div class=\"desk\" dir=\"\(document.isRightToLeft ? "rtl" : "ltr")\">\n")
    var hasHeadline = false
    for part in marks.parts {
      out.write("<div class=\"row\">\n")
      if part.line > 0 { out.write("<span class=\"line\" aria-hidden=\"true\">\(part.line)</span>\n") }
      let (name, style) = element(part.field, hasHeadline)
      hasHeadline = hasHeadline || part.field == .headline
      out.write("<\(name) class=\"copy \(style)\"")
      writeLanguage(&out)
      if let fixed = fixed(part) { out.writeAttribute("data-fixed", fixed) }
      out.write(">")
      write(part, &out)
      out.write("</\(name)>\n")
      notes(part.findings, part.line, &out)
      out.write("</div>\n")
    }
    if !marks.elsewhere.isEmpty {
      out.write("<div class=\"row elsewhere\">\n<p class=\"copy aside\">Elsewhere in the file, outside the copy:</p>\n")
      notes(marks.elsewhere, 0, &out)
      out.write("</div>\n")
    }
    writeGone(into: &out)
    writePanels(into: &out)
    out.write("</div>\n")
  }

  private func notes(_ findings: [Int], _ line: Int, _ out: inout [UInt8]) {
    guard !findings.isEmpty else { return }
    out.write("<ol class=\"notes\" dir=\"ltr\" aria-label=\"\(line > 0 ? "Findings on line \(line)" : "Findings")\">\n")
    for index in findings { note(index, &out) }
    out.write("</ol>\n")
  }

  private func element(_ field: Field, _ hasHeadline: Bool) -> (String, String) {
    switch field {
    case .headline: hasHeadline ? ("p", "headline second") : ("h1", "headline")
    case .byline: ("p", "byline")
    case .dateline: ("p", "dateline")
    case .body: ("p", "body")
    case .authorBox: ("p", "author-box")
    case .credit: ("p", "credit")
    case .link: ("p", "link")
    case .subheading: ("h2", "subheading")
    case .summary, .caption, .note: ("p", field.rawValue)
    }
  }

  /// The text of a part, cut where a mark begins or ends.
  private func write(_ part: StoryMarks.Part, _ out: inout [UInt8]) {
    var cuts: Set<Int> = [0, part.text.count]
    for mark in part.marks {
      cuts.insert(mark.range.start)
      cuts.insert(mark.range.end)
    }
    let edges = cuts.sorted()
    // Marks are sorted by start; `open` holds those that cover the place.
    var open: [StoryMarks.Mark] = []
    var next = 0
    for (index, edge) in edges.enumerated() {
      close(open.filter { $0.range.end == edge }, &out)
      open.removeAll { $0.range.end == edge }
      var points: [StoryMarks.Mark] = []
      while next < part.marks.count, part.marks[next].range.start == edge {
        anchor(part.marks[next].kind, &out)
        if part.marks[next].range.isEmpty { points.append(part.marks[next]) } else { open.append(part.marks[next]) }
        next += 1
      }
      for point in points {
        segment([], [point], &out)
        close([point], &out)
      }
      guard index + 1 < edges.count else { break }
      segment(part.text[edge..<edges[index + 1]], open, &out)
    }
  }

  /// A place to jump to. Findings carry theirs on the number.
  private func anchor(_ kind: StoryMarks.Kind, _ out: inout [UInt8]) {
    switch kind {
    case .finding: break
    case .twin(let finding, let place):
      out.write("<span class=\"at\" id=\"\(prefix)t\(finding + 1)-\(place + 1)\"></span>")
    case .mention(let entity, let mention):
      out.write("<span class=\"at\" id=\"\(prefix)e\(entity + 1)-\(mention + 1)\"></span>")
    case .quotation(let index): out.write("<span class=\"at\" id=\"\(prefix)q\(index + 1)\"></span>")
    case .figure(let index): out.write("<span class=\"at\" id=\"\(prefix)n\(index + 1)\"></span>")
    case .day(let index): out.write("<span class=\"at\" id=\"\(prefix)d\(index + 1)\"></span>")
    }
  }

  /// The numbers of findings that end here.
  private func close(_ marks: [StoryMarks.Mark], _ out: inout [UInt8]) {
    for mark in marks where mark.isLast {
      guard case .finding(let index) = mark.kind else { continue }
      let finding = document.findings[index]
      out.write(
        "<a class=\"n \(finding.severity.rawValue)\" id=\"\(prefix)m\(index + 1)\" href=\"#\(prefix)f\(index + 1)\"")
      out.write(
        " aria-label=\"Finding \(index + 1), \(finding.severity.rawValue), \(HTMLStory.family(finding.rule))\">\(index + 1)</a>"
      )
    }
  }

  private func segment(_ text: ArraySlice<UInt8>, _ open: [StoryMarks.Mark], _ out: inout [UInt8]) {
    let findings = open.compactMap { mark -> Int? in if case .finding(let index) = mark.kind { index } else { nil } }
    // The worst of them gives the look; of equals the first.
    guard let worst = findings.max(by: { (document.findings[$0].severity, $1) < (document.findings[$1].severity, $0) })
    else {
      if open.isEmpty { return text.withUnsafeBufferPointer { out.writeHTML($0) } }
      out.write("<span class=\"place\">")
      text.withUnsafeBufferPointer { out.writeHTML($0) }
      return out.write("</span>")
    }
    let finding = document.findings[worst]
    let overlap = findings.count > 1 ? " overlap" : ""
    let point = text.isEmpty ? " point" : ""
    let blanks = HTMLStory.hasBlanks(text) ? " blanks" : ""
    out.write("<mark class=\"\(finding.severity.rawValue) t\(tint(finding.rule))\(overlap)\(point)\(blanks)\" data-f=\"")
    out.write(findings.map { String($0 + 1) }.joined(separator: " "))
    out.write("\"")
    out.writeAttribute("title", findings.map { "\($0 + 1): \(document.findings[$0].message)" }.joined(separator: " · "))
    out.write(">")
    let isUnseen = String(decoding: text, as: UTF8.self).unicodeScalars.allSatisfy { HTMLText.isUnseen($0.value) }
    text.withUnsafeBufferPointer { out.writeHTML($0, spellingOut: isUnseen) }
    out.write("</mark>")
  }
  /// Whether blanks would be lost where a browser draws one for many: two together, or nothing else.
  private static func hasBlanks(_ text: ArraySlice<UInt8>) -> Bool {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    return text.allSatisfy(isBlank) || zip(text, text.dropFirst()).contains { isBlank($0) && isBlank($1) }
  }
}
