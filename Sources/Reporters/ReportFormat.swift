import Findings

/// The formats that a run can be written in, by their names on the command line.
public enum ReportFormat: String, CaseIterable, Sendable {
  case text, json, ndjson, sarif, github, gitlab, junit, checkstyle, rdjsonl, markdown, html
  case itsXLIFF = "its-xliff"

  /// The formats that `makeReporter` can write.
  public static var available: [ReportFormat] { allCases }

  /// Whether the reporter draws on `DocumentReport.decoded`, `parts` and `decodedSpans`.
  public var showsCopy: Bool {
    switch self {
    case .text, .html, .itsXLIFF, .rdjsonl, .markdown, .sarif: true
    case .json, .ndjson, .github, .gitlab, .junit, .checkstyle: false
    }
  }
}

/// What the shell decides about a report.
public struct ReporterOptions: Sendable {
  /// Terminal colours in `text`.
  public var colour: Bool
  /// Columns of the terminal; kept within 60 and 200.
  public var width: Int
  /// One line a finding and nothing else, in `text`.
  public var quiet: Bool
  /// Cards by rule id: reports take the why from them.
  public var cards: [String: RuleCard]
  /// What was measured of each rule, for pages.
  public var measured: [String: MeasuredFigures]
  /// Templates by file name ("story.html", "style.css", "script.js", "index.html"). The shell reads the files.
  public var templates: [String: String]

  public init(
    colour: Bool = false, width: Int = 100, quiet: Bool = false, cards: [String: RuleCard] = [:],
    measured: [String: MeasuredFigures] = [:], templates: [String: String] = [:]
  ) {
    self.colour = colour
    self.width = max(60, min(200, width))
    self.quiet = quiet
    self.cards = cards
    self.measured = measured
    self.templates = templates
  }
}

/// Writes a run: `begin`, one `document` for each in order, `end`. Each call appends to `out`, which the caller may empty
/// between calls. The same values give the same bytes.
public protocol Reporter {
  mutating func begin(_ tool: ToolIdentity, into out: inout [UInt8])
  mutating func document(_ document: DocumentReport, into out: inout [UInt8])
  mutating func end(_ summary: RunSummary, into out: inout [UInt8])

  /// What a document comes to whatever stands before it, so that many can be written at once; nil where that matters.
  var renderer: DocumentRenderer? { get }
  /// As `document`, with what the renderer made of it.
  mutating func document(rendered: [UInt8], into out: inout [UInt8])
}

public typealias DocumentRenderer = @Sendable (DocumentReport) -> [UInt8]

extension Reporter {
  public var renderer: DocumentRenderer? { nil }
  public mutating func document(rendered: [UInt8], into out: inout [UInt8]) { out += rendered }
}

/// The reporter of a format in `ReportFormat.available`.
public func makeReporter(_ format: ReportFormat, _ options: ReporterOptions) -> any Reporter {
  switch format {
  case .text: TextReporter(options)
  case .json: JSONReporter()
  case .ndjson: NDJSONReporter()
  case .html: HTMLReporter(options)
  case .sarif: SARIFReporter(options)
  case .github: GitHubReporter()
  case .gitlab: GitLabReporter()
  case .junit: JUnitReporter(options)
  case .checkstyle: CheckstyleReporter()
  case .rdjsonl: RDJSONLReporter()
  case .markdown: MarkdownReporter()
  case .itsXLIFF: XLIFFReporter()
  }
}
