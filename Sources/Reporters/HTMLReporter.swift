import Findings
import TextBase

/// The editor report: a self-contained page with the story, its marks and its notes. Several documents follow each other on
/// one page; `wirecheck report` asks for a page each.
struct HTMLReporter: Reporter {
  private let options: ReporterOptions
  private let template: HTMLTemplate
  private var tool = ""
  private var count = 0

  init(_ options: ReporterOptions) {
    self.options = options
    template = HTMLTemplate("story.html", options.templates)
  }

  mutating func begin(_ tool: ToolIdentity, into out: inout [UInt8]) {
    self.tool = "\(tool.name) \(tool.version), lexicons \(tool.lexiconDigest.prefix(19))"
  }

  mutating func document(_ document: DocumentReport, into out: inout [UInt8]) {
    count += 1
    if count == 1 {
      template.write(beforeBody: true, title: HTMLReporter.title(document), tool: tool, into: &out)
    }
    let story = HTMLStory(document, options, number: count)
    out.write("<article class=\"report\" id=\"story-\(count)\"")
    out.writeAttribute("aria-label", HTMLReporter.title(document))
    out.write(">\n")
    story.writeSummary(into: &out)
    story.write(into: &out)
    out.write("</article>\n")
  }

  mutating func end(_ summary: RunSummary, into out: inout [UInt8]) {
    if count == 0 {
      template.write(beforeBody: true, title: "No stories", tool: tool, into: &out)
      out.write("<p class=\"verdict\">No stories were checked.</p>\n")
    }
    template.write(beforeBody: false, title: "", tool: tool, into: &out)
  }

  /// Scalars of a first paragraph that stand for a headline.
  private static let titleLimit = 80

  /// The headline, else how the story begins, else the path.
  static func title(_ document: DocumentReport) -> String {
    if let headline = document.parts.first(where: { $0.field == .headline }) { return headline.text }
    guard let body = document.parts.first(where: { $0.field == .body }) else { return document.path }
    let scalars = body.text.unicodeScalars
    if scalars.count <= titleLimit { return body.text }
    var head = scalars.prefix(titleLimit)
    // At a word's end, where words have one.
    if let space = head.lastIndex(of: " "), head.distance(from: head.startIndex, to: space) > titleLimit / 2 {
      head = head[..<space]
    }
    return "\(String.UnicodeScalarView(head))…"
  }
}

/// One story on a page of its own, for a run that writes thousands: the frame is read and its digests are made once.
public struct StoryPage: Sendable {
  private let reporter: HTMLReporter

  public init(_ options: ReporterOptions) { reporter = HTMLReporter(options) }

  public func write(_ document: DocumentReport, _ tool: ToolIdentity, _ summary: RunSummary) -> [UInt8] {
    var out: [UInt8] = []
    var reporter = reporter
    reporter.begin(tool, into: &out)
    reporter.document(document, into: &out)
    reporter.end(summary, into: &out)
    return out
  }
}
