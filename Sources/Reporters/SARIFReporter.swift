import Findings
import TextBase

/// SARIF 2.1.0 with what GitHub code scanning asks for. Results are written as they come; the rules, which the results
/// refer to by index, stand behind them.
struct SARIFReporter: Reporter {
  private let options: ReporterOptions
  private var tool: ToolIdentity?
  /// Ids in the order of the descriptors: the cards' first, then what came without a card.
  private var rules: [String]
  private var ruleIndex: [String: Int]
  private var isFirst = true
  private var notRead: [(path: String, problem: String)] = []
  private var hasFailed = false

  /// Longest text of a rule that GitHub takes, in characters.
  private static let helpLimit = 1024

  init(_ options: ReporterOptions) {
    self.options = options
    rules = options.cards.keys.sorted()
    ruleIndex = Dictionary(uniqueKeysWithValues: rules.enumerated().map { ($1, $0) })
  }

  mutating func begin(_ tool: ToolIdentity, into out: inout [UInt8]) {
    self.tool = tool
    out.write("{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\n\"version\":\"2.1.0\",\n\"runs\":[{")
    out.member("columnKind", "utf16CodeUnits")
    out.write(",\n\"results\":[")
  }

  mutating func document(_ document: DocumentReport, into out: inout [UInt8]) {
    if document.status != .checked {
      notRead.append((document.path, document.problem ?? "no reason is known"))
      hasFailed = hasFailed || document.status == .failed
    }
    let regions = document.findings.contains { $0.fixes.contains(where: \.isOffered) } ? EditRegions(document) : nil
    for (index, finding) in document.findings.enumerated() {
      result(finding, document, regions.map { ($0, index) }, nil, &out)
    }
    for item in document.setAside { result(item.finding, document, nil, item.reason, &out) }
    for finding in document.gone ?? [] { result(finding, document, nil, nil, &out) }
  }

  private static func level(_ severity: Severity) -> String {
    switch severity {
    case .neutral: "note"
    case .minor: "warning"
    case .major, .critical: "error"
    }
  }

  // MARK: results

  private mutating func result(
    _ finding: Finding, _ document: DocumentReport, _ regions: (all: EditRegions, index: Int)?, _ reason: SetAside.Reason?,
    _ out: inout [UInt8]
  ) {
    out.write(isFirst ? "\n" : ",\n")
    isFirst = false
    let rule = ruleIndex[finding.rule] ?? rules.count
    if rule == rules.count {
      rules.append(finding.rule)
      ruleIndex[finding.rule] = rule
    }
    let uri = PathText.uri(document.path)
    out.beginObject()
    out.member("ruleId", finding.rule)
    out.member("ruleIndex", rule)
    out.member("level", SARIFReporter.level(finding.severity))
    text("message", finding.message + (finding.advice.isEmpty ? "" : " \(finding.advice)"), &out)
    out.key("locations")
    out.beginArray()
    location(uri, finding.span, snippet: finding.text, field: finding.field, language: document.language, &out)
    out.endArray()
    if !finding.related.isEmpty {
      out.key("relatedLocations")
      out.beginArray()
      for (number, place) in finding.related.enumerated() {
        location(uri, place.span, id: number + 1, message: place.label, snippet: place.text, &out)
      }
      out.endArray()
    }
    if let regions { fixes(finding, regions.index, uri, regions.all, &out) }
    decisions(finding, document, reason, &out)
    out.write(",\"partialFingerprints\":{")
    out.member("wirecheck/v1", finding.fingerprint)
    out.endObject()
    out.key("properties")
    out.beginObject()
    if let entry = finding.entry { out.member("entry", entry) }
    out.member("severity", finding.severity.rawValue)
    out.member("confidence", finding.confidence.rawValue)
    out.member("mqm", finding.mqm.rawValue)
    out.member("its", finding.mqm.its.rawValue)
    out.endObject()
    out.endObject()
  }

  /// What was decided about a result, and how it stands to an earlier run.
  private func decisions(_ finding: Finding, _ document: DocumentReport, _ reason: SetAside.Reason?, _ out: inout [UInt8]) {
    if let state = finding.state {
      switch state {
      case .new: out.member("baselineState", "new")
      case .unchanged: out.member("baselineState", "unchanged")
      case .gone: out.member("baselineState", "absent")
      }
    } else if document.baselined != nil || document.inUnchangedLines != nil {
      switch reason {
      case .baseline, .unchangedLines: out.member("baselineState", "unchanged")
      case .inSource, .sideFile, nil: out.member("baselineState", "new")
      }
    }
    guard let reason else { return }
    out.key("suppressions")
    out.beginArray()
    out.beginObject()
    switch reason {
    case .inSource(let text):
      out.member("kind", "inSource")
      out.member("justification", text)
    case .sideFile(let text):
      out.member("kind", "external")
      out.member("justification", text)
    case .baseline:
      out.member("kind", "external")
      out.member("justification", "known from the baseline")
    case .unchangedLines:
      out.member("kind", "external")
      out.member("justification", "in lines that did not change")
    }
    out.endObject()
    out.endArray()
  }

  /// Bytes; GitHub takes files of ten megabytes, and a finding may cover as much.
  private static let snippetLimit = 4000

  private func location(
    _ uri: String, _ span: Span, id: Int? = nil, message: String? = nil, snippet: String, field: Field? = nil,
    language: String? = nil, _ out: inout [UInt8]
  ) {
    out.beginObject()
    if let id { out.member("id", id) }
    out.key("physicalLocation")
    out.beginObject()
    out.key("artifactLocation")
    out.beginObject()
    out.member("uri", uri)
    out.endObject()
    out.key("region")
    out.beginObject()
    out.member("startLine", span.startLine)
    out.member("startColumn", span.startColumn)
    out.member("endLine", span.endLine)
    out.member("endColumn", span.endColumn)
    out.member("charOffset", span.utf16.start)
    out.member("charLength", span.utf16.count)
    out.member("byteOffset", span.bytes.start)
    out.member("byteLength", span.bytes.count)
    // The region is the evidence; a snippet is whole or not there.
    if snippet.utf8.count <= SARIFReporter.snippetLimit { text("snippet", snippet, &out) }
    if let language { out.member("sourceLanguage", language) }
    out.endObject()
    out.endObject()
    if let field {
      out.key("logicalLocations")
      out.beginArray()
      out.beginObject()
      out.member("fullyQualifiedName", field.rawValue)
      out.endObject()
      out.endArray()
    }
    if let message { text("message", message, &out) }
    out.endObject()
  }

  private func fixes(_ finding: Finding, _ index: Int, _ uri: String, _ regions: EditRegions, _ out: inout [UInt8]) {
    let offered = finding.fixes.filter(\.isOffered).compactMap { fix -> (Fix, [EditRegions.Region])? in
      let places = fix.edits.compactMap { regions.region($0.range, of: index) }
      return places.count == fix.edits.count ? (fix, places) : nil
    }
    if offered.isEmpty { return }
    out.key("fixes")
    out.beginArray()
    for (fix, places) in offered {
      out.beginObject()
      text("description", fix.title, &out)
      out.write(",\"artifactChanges\":[{\"artifactLocation\":{")
      out.member("uri", uri)
      out.write("},\"replacements\":[")
      for (edit, place) in zip(fix.edits, places) {
        out.beginObject()
        out.key("deletedRegion")
        out.beginObject()
        out.member("startLine", place.start.line)
        out.member("startColumn", place.start.column)
        out.member("endLine", place.end.line)
        out.member("endColumn", place.end.column)
        out.endObject()
        text("insertedContent", edit.replacement, &out)
        out.endObject()
      }
      out.write("]}]")
      out.key("properties")
      out.beginObject()
      out.member("applicability", fix.applicability.rawValue)
      out.endObject()
      out.endObject()
    }
    out.endArray()
  }

  /// `"name":{"text":"…"}`.
  private func text(_ name: StaticString, _ text: String, _ out: inout [UInt8]) {
    out.key(name)
    out.beginObject()
    out.member("text", text)
    out.endObject()
  }

  // MARK: the run

  mutating func end(_ summary: RunSummary, into out: inout [UInt8]) {
    out.write("],\n\"tool\":{\"driver\":{")
    out.member("name", tool?.name ?? "wirecheck")
    out.member("version", tool?.version ?? "")
    out.write(",\n\"rules\":[")
    for id in rules {
      out.write(id == rules[0] ? "\n" : ",\n")
      descriptor(id, &out)
    }
    out.write("],\n\"properties\":{")
    out.member("lexiconDigest", tool?.lexiconDigest ?? "")
    out.write("}}},\n\"invocations\":[{")
    out.member("executionSuccessful", !hasFailed)
    out.key("toolExecutionNotifications")
    out.beginArray()
    for item in notRead {
      out.beginObject()
      out.member("level", "error")
      text("message", "not read: \(item.problem)", &out)
      out.write(",\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{")
      out.member("uri", PathText.uri(item.path))
      out.write("}}}]}")
    }
    out.endArray()
    out.write("}]}]}\n")
  }

  private func descriptor(_ id: String, _ out: inout [UInt8]) {
    let card = options.cards[id]
    let why = String((card?.why ?? id).prefix(SARIFReporter.helpLimit))
    let advice = String((card?.advice ?? id).prefix(SARIFReporter.helpLimit))
    out.beginObject()
    out.member("id", id)
    text("shortDescription", card?.title ?? id, &out)
    text("fullDescription", why.isEmpty ? id : why, &out)
    text("help", advice.isEmpty ? id : advice, &out)
    if let card {
      out.key("defaultConfiguration")
      out.beginObject()
      out.member("level", SARIFReporter.level(card.severity))
      out.endObject()
    }
    out.key("properties")
    out.beginObject()
    out.member(
      "tags", [HTMLStory.family(id)] + (card.map { ["mqm/\($0.mqm.rawValue)", "its/\($0.mqm.its.rawValue)"] } ?? []))
    if let card {
      out.member("precision", card.confidence.rawValue)
      out.member(
        "problem.severity", card.severity >= .major ? "error" : card.severity == .minor ? "warning" : "recommendation")
    }
    out.endObject()
    out.endObject()
  }
}
