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
    out.write("<section class=\"summary\" aria-label=\"Summary\">\n")
    out.writeElement(name, class: "path", document.path)
    out.write("\n")
    guard document.status == .checked else {
      out.write(
        "<p class=\"verdict\">\(document.status == .failed ? "The check failed" : "This file could not be read")</p>\n")
      out.writeElement("p", class: "notice", document.problem ?? "No reason is known.")
      return out.write("\n</section>\n")
    }
    let count = document.findings.count
    out.write("<p class=\"verdict\">")
    out.write(count == 0 ? "Nothing found" : counted(count, "place to look at", "places to look at"))
    out.write("</p>\n")
    writeCounts(score, &out)
    writeFacts(&out)
    var shown: Set<String> = []
    for note in document.notes + [document.problem].compactMap({ $0 }) where shown.insert(note).inserted {
      out.writeElement("p", class: "notice", note)
      out.write("\n")
    }
    out.write("</section>\n")
    if count > 0 { writeToolbar(&out) }
  }

  private func counts(_ score: Score) -> [(Severity, Int)] {
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
    if document.suppressed > 0 { facts.append("\(document.suppressed) suppressed") }
    out.write("<p class=\"facts\">")
    for (index, fact) in facts.enumerated() {
      if index > 0 { out.write(" <span class=\"dot\" aria-hidden=\"true\">·</span> ") }
      out.writeElement("span", fact)
    }
    out.write("</p>\n")
  }

  /// Filters and jumps; hidden until the script can serve them.
  private func writeToolbar(_ out: inout [UInt8]) {
    out.write("<div class=\"toolbar\" role=\"group\" aria-label=\"Steps and filters\" hidden>\n")
    out.write(
      "<span class=\"steps\"><button type=\"button\" class=\"step\" data-step=\"-1\" aria-label=\"Previous finding (k)\">↑</button>"
    )
    out.write("<span class=\"position\" role=\"status\"></span>")
    out.write(
      "<button type=\"button\" class=\"step\" data-step=\"1\" aria-label=\"Next finding (j)\">↓</button></span>\n")
    out.write("<details class=\"filters\"><summary>Filter</summary>\n<div class=\"groups\">\n")
    let severities = counts(document.score).filter { $0.1 > 0 }
    group("severity", severities.map { ($0.0.rawValue, $0.1, $0.0.rawValue) }, &out)
    let byFamily = Dictionary(grouping: document.findings) { HTMLStory.family($0.rule) }
    let sorted = families.sorted { (byFamily[$1]!.count, $0) < (byFamily[$0]!.count, $1) }
    group("family", sorted.map { ($0, byFamily[$0]!.count, "t\(tint($0))") }, &out)
    let byConfidence = Dictionary(grouping: document.findings, by: \.confidence)
    group(
      "confidence", byConfidence.sorted { $1.key < $0.key }.map { ($0.key.rawValue, $0.value.count, "plain") }, &out)
    out.write("</div>\n</details>\n")
    out.write("<button type=\"button\" class=\"copy-all\">Copy all notes</button>\n")
    if document.findings.contains(where: { $0.fixes.count == 1 && $0.fixes[0].applicability == .safe }) {
      out.write("<button type=\"button\" class=\"copy-fixed\">Copy the text with safe fixes</button>\n")
    }
    out.write("<span class=\"keys\"><kbd>j</kbd> next <kbd>k</kbd> previous</span>\n</div>\n")
  }

  private func group(_ name: String, _ values: [(value: String, count: Int, style: String)], _ out: inout [UInt8]) {
    out.write("<fieldset><legend>\(name)</legend>")
    for item in values {
      out.write("<label class=\"chip \(item.style)\"><input type=\"checkbox\" checked data-filter=\"\(name)\"")
      out.writeAttribute("value", item.value)
      out.write("> <span>")
      out.writeHTML(item.value)
      out.write("</span> <b>\(item.count)</b></label>\n")
    }
    out.write("</fieldset>\n")
  }
}
