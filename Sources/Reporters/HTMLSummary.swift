import Findings
import TextBase

extension HTMLStory {
  /// Words under which points per 1,000 words say little.
  static let fewWords = 500

  /// The state of the story in ten seconds, above it.
  func writeSummary(into out: inout [UInt8]) {
    let score = document.score
    // Every story has one heading of the first level: its headline, else its path.
    let name = document.parts.contains { $0.field == .headline } ? "p" : "h1"
    out.write("<section class=\"summary\" aria-label=\"Summary\">\n<div class=\"state\">\n")
    out.writeElement(name, class: "path", document.path)
    out.write("\n")
    guard document.status == .checked else {
      out.write(
        "<p class=\"verdict\">\(document.status == .failed ? "The check failed" : "This file could not be read")</p>\n")
      out.writeElement("p", class: "notice", document.problem ?? "No reason is known.")
      return out.write("\n</div>\n</section>\n")
    }
    let count = document.findings.count
    out.write("<p class=\"verdict\">")
    out.write(count == 0 ? "Nothing found" : counted(count, "place to look at", "places to look at"))
    out.write("</p>\n")
    writeCounts(score, &out)
    writeMap(&out)
    writeFamilies(&out)
    writeFacts(&out)
    var shown: Set<String> = []
    for note in document.notes + [document.problem].compactMap({ $0 }) where shown.insert(note).inserted {
      out.writeElement("p", class: "notice", note)
      out.write("\n")
    }
    out.write("</div>\n")
    writeFirst(&out)
    out.write("</section>\n")
    if count > 0 { writeToolbar(&out) }
  }

  func counts(_ score: Score) -> [(Severity, Int)] {
    [(.critical, score.critical), (.major, score.major), (.minor, score.minor), (.neutral, score.neutral)]
  }

  private func writeCounts(_ score: Score, _ out: inout [UInt8]) {
    let present = counts(score).filter { $0.1 > 0 }
    if present.isEmpty { return }
    out.write("<ul class=\"counts\">\n")
    for (severity, count) in present {
      out.write(
        "<li class=\"\(severity.rawValue)\"><b>\(count)</b> <span class=\"severity\">\(severity.rawValue)</span></li>\n"
      )
    }
    out.write("</ul>\n")
  }

  /// Where in the copy the findings stand, from its first byte to its last; the worse, the taller.
  private func writeMap(_ out: inout [UInt8]) {
    guard document.findings.count > 1, !document.decoded.isEmpty else { return }
    let ticks = zip(document.findings, document.decodedSpans).map { finding, span in
      (severity: finding.severity, at: min(996, span.start * 1000 / document.decoded.count))
    }
    // A story in the reader's hand has a beginning, a middle and an end.
    let thirds = (0..<3).map { third in ticks.count { $0.at * 3 / 1000 == third } }
    out.write("<svg class=\"map\" viewBox=\"0 0 1000 20\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"")
    out.write(
      "Where they stand: \(thirds[0]) in the first third of the file, \(thirds[1]) in the second, \(thirds[2]) in the last")
    out.write("\">\n<rect class=\"ground\" x=\"0\" y=\"19\" width=\"1000\" height=\"1\"/>")
    var drawn: Set<Int> = []
    for severity in Severity.allCases.reversed() {
      let height = HTMLStory.height(severity)
      for tick in ticks where tick.severity == severity && drawn.insert(tick.at).inserted {
        out.write(
          "<rect class=\"\(severity.rawValue)\" x=\"\(tick.at)\" y=\"\(19 - height)\" width=\"4\" height=\"\(height)\"/>")
      }
    }
    out.write("\n</svg>\n")
  }

  private static func height(_ severity: Severity) -> Int {
    switch severity {
    case .critical: 19
    case .major: 15
    case .minor: 9
    case .neutral: 5
    }
  }

  private func writeFamilies(_ out: inout [UInt8]) {
    if families.isEmpty { return }
    out.write("<ul class=\"facts\" aria-label=\"Families\">\n")
    for family in familyCounts {
      out.write("<li>")
      out.writeHTML(family.name)
      out.write(" <b>\(family.count)</b></li>\n")
    }
    out.write("</ul>\n")
  }

  /// Families with their counts, the most frequent first.
  var familyCounts: [(name: String, count: Int)] {
    Dictionary(grouping: document.findings) { HTMLStory.family($0.rule) }.map { ($0.key, $0.value.count) }
      .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
  }

  /// Findings that are named beside the summary.
  private static let firstLimit = 5

  /// What to read first: the worst, in the order of the story.
  private func writeFirst(_ out: inout [UInt8]) {
    let severe = document.findings.indices.filter { document.findings[$0].severity >= .major }
    guard !severe.isEmpty, document.findings.count > 3 else { return }
    let worst = severe.sorted { (document.findings[$1].severity, $0) < (document.findings[$0].severity, $1) }
      .prefix(HTMLStory.firstLimit).sorted()
    out.write(
      "<div class=\"first\">\n<h2 id=\"\(prefix)first\">Look here first</h2>\n<ol aria-labelledby=\"\(prefix)first\">\n")
    for index in worst {
      let finding = document.findings[index]
      let target = marks.elsewhere.contains(index) ? "f" : "m"
      out.write(
        "<li class=\"\(finding.severity.rawValue)\"><a href=\"#\(prefix)\(target)\(index + 1)\"><span class=\"number\">\(index + 1)</span> <span>"
      )
      out.writeHTML(finding.message)
      // The copy itself, where the message does not quote it.
      if !finding.message.contains(finding.text) {
        out.write(" <bdi class=\"form\"")
        writeLanguage(&out)
        out.write(">")
        out.writeHTML(finding.text.excerpt(ends: HTMLStory.ends))
        out.write("</bdi>")
      }
      out.write("</span></a></li>\n")
    }
    out.write("</ol>\n")
    if severe.count > worst.count {
      out.write("<p class=\"small\">and \(severe.count - worst.count) more of this weight</p>\n")
    }
    out.write("</div>\n")
  }

  private func writeFacts(_ out: inout [UInt8]) {
    var facts: [String] = []
    if let language = document.language {
      let how = document.languageFrom.map { " (\($0))" } ?? ""
      facts.append(LanguageNames.name(language) + how)
    } else {
      facts.append("language not known")
    }
    if let source = document.sourceLanguage {
      facts.append("translated from \(LanguageNames.name(source)) (\(document.sourceLanguageFrom))")
    }
    facts.append(counted(document.words, "word", "words"))
    if document.score.penaltyPoints > 0 {
      facts.append("\(document.score.perThousandWords.oneDecimal) penalty points per 1,000 words")
    }
    let safe = document.findings.count { $0.fixes.count == 1 && $0.fixes[0].applicability == .safe }
    if safe > 0 { facts.append(counted(safe, "safe fix", "safe fixes")) }
    if document.suppressed > 0 { facts.append("\(document.suppressed) suppressed") }
    facts += changes
    out.write("<ul class=\"facts\" aria-label=\"The story\">\n")
    for fact in facts {
      out.writeElement("li", fact)
      out.write("\n")
    }
    out.write("</ul>\n")
  }
}
