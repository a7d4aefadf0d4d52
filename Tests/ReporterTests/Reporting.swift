import Findings
import Foundation
import Linting
import Rules
import TestKit
import TextBase

@testable import Reporters

/// Stories to reports, as the program makes them.
enum Reporting {
  static let options: ReporterOptions = {
    var templates: [String: String] = [:]
    let folder = Package.root + "/Reports/templates"
    for name in (try? Files.names(in: folder)) ?? [] { templates[name] = Package.text(folder + "/" + name) }
    return ReporterOptions(
      width: 100,
      cards: Dictionary(
        uniqueKeysWithValues: (allRules.map(\.card) + SuppressionRules.cards).map { ($0.id, $0) }),
      measured: MeasuredFigures.parse((try? Files.read(Package.root + "/Reports/measured.tsv")) ?? []), templates: templates)
  }()

  static func check(_ bytes: [UInt8], path: String = "a.txt", language: String? = nil) throws -> [DocumentReport] {
    var options = LintOptions()
    options.keepsText = true
    options.languages.language = language
    return try Linter(options, Shared.store).check(bytes, path: path)
  }

  static func write(_ documents: [DocumentReport], _ format: ReportFormat, _ options: ReporterOptions = options) -> [UInt8] {
    var out: [UInt8] = []
    var summary = RunSummary()
    var reporter = makeReporter(format, options)
    reporter.begin(ToolIdentity(version: version, lexiconDigest: digest), into: &out)
    for document in documents {
      summary.add(document)
      reporter.document(document, into: &out)
    }
    reporter.end(summary, into: &out)
    return out
  }

  static func text(_ documents: [DocumentReport], _ format: ReportFormat, _ options: ReporterOptions = options) -> String {
    String(decoding: write(documents, format, options), as: UTF8.self)
  }

  private static let version: String = {
    let source = Package.text(Package.root + "/Sources/wirecheck/Version.swift")
    return source.split(separator: "\"").dropFirst().first.map(String.init) ?? ""
  }()
  private static let digest = Shared.store.index.digest

  /// One finding on a text, made up: for what no story of ours contains.
  static func document(_ text: String, _ range: ByteRange, message: String = "m", path: String = "a.txt") -> DocumentReport {
    var report = DocumentReport(path: path, format: "text", status: .checked)
    let bytes = Array(text.utf8)
    let index = LineIndex(bytes, isValid: true)
    let (start, end) = (index.position(range.start), index.position(range.end))
    report.findings = [
      Finding(
        rule: "quotes/stray-space", entry: nil, severity: .minor, confidence: .high, mqm: .punctuation, message: message,
        advice: "", text: bytes.text(range),
        span: Span(
          bytes: range, utf16: ByteRange(start.utf16, end.utf16), startLine: start.line, startColumn: start.column,
          endLine: end.line, endColumn: end.column), field: .body, related: [], fixes: [], fingerprint: "0123456789abcdef")
    ]
    report.decoded = bytes
    report.decodedSpans = [range]
    report.decodedRelated = [[]]
    report.parts = [StoryPart(field: .body, text: text, decoded: ByteRange(0, bytes.count))]
    report.words = 1
    return report
  }
}
