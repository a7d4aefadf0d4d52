import Findings
import TextBase

/// The page over many stories: what to read first, and what the stories have in common. It keeps a line of numbers a story,
/// so ten thousand stories fit.
public struct IndexPage: Sendable {
  struct Story {
    let title: String
    let path: String
    /// Relative address of the story's own page, percent-encoded by the caller; nil if it has none.
    let href: String?
    let language: String?
    let source: String?
    /// The date that the story gives itself, as ISO.
    let date: String?
    let isRightToLeft: Bool
    let score: Score
    let worst: Severity?
    let families: [String]
    let problem: String?
    var isRead: Bool { problem == nil }
  }
  struct RuleCount {
    var count = 0
    var stories = 0
    var message = ""
    var href: String?
  }

  private(set) var stories: [Story] = []
  private var hasDates = false
  private var hasSources = false
  private(set) var families: [String: Int] = [:]
  private(set) var rules: [String: RuleCount] = [:]

  public init() {}

  /// Adds a story in the order of the run. `href` is the address of its page from the index page, already percent-encoded.
  public mutating func add(_ document: DocumentReport, href: String?) {
    var seen: Set<String> = []
    var ordered: [String] = []
    var seenRules: Set<String> = []
    for (index, finding) in document.findings.enumerated() {
      let family = HTMLStory.family(finding.rule)
      families[family, default: 0] += 1
      if seen.insert(family).inserted { ordered.append(family) }
      var rule = rules[finding.rule] ?? RuleCount(message: finding.message, href: href.map { "\($0)#f\(index + 1)" })
      rule.count += 1
      if seenRules.insert(finding.rule).inserted { rule.stories += 1 }
      rules[finding.rule] = rule
    }
    hasDates = hasDates || document.facts.storyDate != nil
    hasSources = hasSources || document.sourceLanguage != nil
    let problem = document.status == .checked ? nil : document.problem ?? "no reason is known"
    stories.append(
      Story(
        title: HTMLReporter.title(document), path: document.path, href: href, language: document.language,
        source: document.sourceLanguage, date: document.facts.storyDate, isRightToLeft: document.isRightToLeft,
        score: document.score,
        worst: document.findings.map(\.severity).max(), families: ordered, problem: problem))
  }

  /// Writes the page. Templates: `index.html`, `style.css`, `script.js`.
  public func write(_ tool: ToolIdentity, _ summary: RunSummary, _ options: ReporterOptions, into out: inout [UInt8]) {
    let template = HTMLTemplate("index.html", options.templates)
    let name = "\(tool.name) \(tool.version), lexicons \(tool.lexiconDigest.prefix(19))"
    template.write(beforeBody: true, title: counted(stories.count, "story", "stories"), tool: name, into: &out)
    out.write("<div class=\"index\">\n")
    writeSummary(summary, &out)
    writeUnread(&out)
    writeTable(&out)
    writeCharts(&out)
    writeRules(options.cards, &out)
    out.write("</div>\n")
    template.write(beforeBody: false, title: "", tool: name, into: &out)
  }

  private func writeSummary(_ summary: RunSummary, _ out: inout [UInt8]) {
    out.write("<section class=\"summary\" aria-label=\"Summary\">\n<div class=\"state\">\n<h1 class=\"verdict\">")
    out.write(counted(stories.count, "story", "stories"))
    out.write(", \(counted(summary.findings, "place to look at", "places to look at"))</h1>\n<ul class=\"counts\">\n")
    for (severity, count) in [
      (Severity.critical, summary.critical), (.major, summary.major), (.minor, summary.minor),
      (.neutral, summary.neutral),
    ] where count > 0 {
      out.write(
        "<li class=\"\(severity.rawValue)\"><b>\(count)</b> <span class=\"severity\">\(severity.rawValue)</span></li>\n"
      )
    }
    out.write("</ul>\n")
    writeWorst(&out)
    out.write("<ul class=\"facts\">\n<li>\(counted(summary.words, "word", "words"))</li>\n")
    let unread = stories.count { !$0.isRead }
    if unread > 0 { out.write("<li><a href=\"#unread\">\(unread) not read</a></li>\n") }
    if hasCharts { out.write("<li><a href=\"#charts\">charts</a></li>\n") }
    if !rules.isEmpty { out.write("<li><a href=\"#rules\">most frequent rules</a></li>\n") }
    out.write("<li><a href=\"report.json\">report.json</a></li>\n</ul>\n</div>\n</section>\n")
  }

  // MARK: stories

  private func writeTable(_ out: inout [UInt8]) {
    // The worst first; equal ones in the order of the run.
    let order = stories.indices.filter { stories[$0].isRead }.sorted {
      let (a, b) = (stories[$0].score, stories[$1].score)
      return (b.penaltyPoints, b.perThousandWords, $0) < (a.penaltyPoints, a.perThousandWords, $1)
    }
    out.write("<section class=\"panel stories\" aria-labelledby=\"stories\">\n<h2 id=\"stories\">Stories</h2>\n")
    out.write(
      "<p class=\"find\" hidden><label>Show stories with <input type=\"search\" class=\"search\" placeholder=\"words, a path, a family, a language\"></label>"
    )
    out.write(" <span role=\"status\" class=\"position\"></span></p>\n")
    out.write(
      "<div class=\"scroll\" role=\"region\" aria-label=\"Table of stories\" tabindex=\"0\"><table class=\"list\">\n<thead><tr>"
    )
    for (name, kind, choice) in [
      ("Story", "text", nil), ("Date", "text", nil), ("Language", "text", "language"), ("From", "text", "from"),
      ("Worst", "number", "worst"), ("Findings", "number", nil), ("Points", "number", nil), ("Per 1,000 words", "number", nil),
      ("Words", "number", nil), ("Families", "text", "family"),
    ] as [(String, String, String?)] where shows(name) {
      let style = kind == "number" && choice == nil ? " class=\"num\(wide(name))\"" : " class=\"text\(wide(name))\""
      out.write("<th scope=\"col\"\(style) data-sort=\"\(kind)\"\(choice.map { " data-choose=\"\($0)\"" } ?? "")>\(name)</th>")
    }
    out.write("</tr></thead>\n<tbody>\n")
    for index in order { writeRow(stories[index], &out) }
    out.write("</tbody>\n</table></div>\n</section>\n")
  }

  /// Columns that would be empty are left out.
  private func shows(_ column: String) -> Bool {
    switch column {
    case "Date": hasDates
    case "From": hasSources
    default: true
    }
  }

  /// Columns that a phone has no room for.
  private func wide(_ column: String) -> String {
    ["Date", "Language", "From", "Points", "Words", "Families"].contains(column) ? " wide" : ""
  }

  private func writeRow(_ story: Story, _ out: inout [UInt8]) {
    out.write("<tr><th scope=\"row\">")
    writeLink(story, &out)
    out.write("</th>")
    if shows("Date") { out.write("<td class=\"wide\">\(story.date ?? "")</td>") }
    out.write("<td class=\"wide\">")
    out.writeHTML(story.language.map(LanguageNames.name) ?? "not known")
    out.write("</td>")
    if shows("From") {
      out.write("<td class=\"wide\">")
      out.writeHTML(story.source.map(LanguageNames.name) ?? "")
      out.write("</td>")
    }
    out.write("<td data-value=\"\(story.worst?.penaltyPoints ?? -1)\">")
    if let worst = story.worst { out.write("<span class=\"key \(worst.rawValue)\">\(worst.rawValue)</span>") }
    let score = story.score
    out.write(
      "</td><td class=\"num\">\(score.critical + score.major + score.minor + score.neutral)</td><td class=\"num wide\">\(score.penaltyPoints)</td>"
    )
    out.write(
      "<td class=\"num\">\(score.perThousandWords.oneDecimal)</td><td class=\"num wide\">\(score.words)</td><td class=\"kind wide\">"
    )
    out.writeHTML(story.families.joined(separator: ", "))
    out.write("</td></tr>\n")
  }

  private func writeLink(_ story: Story, _ out: inout [UInt8]) {
    if let href = story.href {
      out.write("<a")
      out.writeAttribute("href", href)
      out.write(">")
    }
    out.write("<bdi class=\"form\"")
    if let language = story.language { out.writeAttribute("lang", language) }
    out.write(">")
    out.writeHTML(story.title)
    out.write("</bdi>")
    if story.href != nil { out.write("</a>") }
    if story.title != story.path {
      out.write("<span class=\"path\">")
      out.writeHTML(story.path)
      out.write("</span>")
    }
  }

  private func writeUnread(_ out: inout [UInt8]) {
    let unread = stories.filter { !$0.isRead }
    if unread.isEmpty { return }
    out.write("<section class=\"panel\" aria-labelledby=\"unread\">\n<h2 id=\"unread\">Not read</h2>\n<dl>\n")
    for story in unread {
      out.writeElement("dt", story.path)
      out.writeElement("dd", story.problem ?? "")
      out.write("\n")
    }
    out.write("</dl>\n</section>\n")
  }
}
