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
    let story = HTMLStory(document, cards: options.cards, number: count)
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

  /// The headline, else the path.
  static func title(_ document: DocumentReport) -> String {
    document.parts.first { $0.field == .headline }?.text ?? document.path
  }
}
