import Findings
import Lexicons
import TextBase

/// Suppressions by fingerprint, for stories that can hold no comment: `.wirecheck-suppressions.yml`.
public struct SuppressionFile: Sendable {
  struct Entry: Sendable {
    let fingerprint: String
    let rule: String?
    let files: [GitPattern]
    let reason: String
    let until: Day?
    let line: Int
  }

  public static let name = ".wirecheck-suppressions.yml"
  public let path: String
  let folder: String
  let entries: [Entry]
  private let bytes: [UInt8]

  public init(path: String) throws(SetupProblems) {
    self.path = path
    folder = Paths.absolute(Paths.folder(of: path))
    do throws(FileProblem) {
      bytes = try Files.read(path)
    } catch {
      throw SetupProblems([SetupProblem(path: path, "the suppressions cannot be read: \(error.reason)")])
    }
    let root: YAMLNode
    do throws(SetupProblem) {
      root = try YAMLNode.parse(bytes, path: path)
    } catch {
      throw SetupProblems([error])
    }
    let reader = SchemaReader(path: path)
    var entries: [Entry] = []
    if let map = reader.mapping(root, "the file", keys: ["suppressions"]) {
      for node in map.required("suppressions").map({ reader.items($0, "“suppressions”") }) ?? [] {
        if let entry = SuppressionFile.entry(node, reader) { entries.append(entry) }
      }
    }
    if !reader.problems.isEmpty { throw SetupProblems(reader.problems) }
    self.entries = entries
  }

  private static func entry(_ node: YAMLNode, _ reader: SchemaReader) -> Entry? {
    let keys = ["fingerprint", "file", "rule", "reason", "until"]
    guard let map = reader.mapping(node, "a suppression", keys: keys), let fingerprint = map.required("fingerprint"),
      let file = map.required("file"), let reason = map.required("reason")
    else { return nil }
    let print = reader.text(fingerprint, "“fingerprint”")
    if print.isEmpty || !print.utf8.allSatisfy({ $0 &- 0x30 < 10 || $0 &- 0x61 < 6 }) {
      reader.report(fingerprint, "“\(print)” is no fingerprint; --format json shows that of each finding")
    }
    let because = reader.text(reason, "“reason”").trimmingSpaces
    if because.isEmpty { reader.report(reason, "the reason is empty; say why the place is right") }
    if let rule = map["rule"], let problem = RuleSelection.problem(reader.text(rule, "“rule”")) { reader.report(rule, problem) }
    var until: Day?
    if let date = map["until"] {
      until = Day(reader.text(date, "“until”"))
      if until == nil { reader.report(date, "“\(date.text ?? "")” is no day; write it as 2027-01-31") }
    }
    let globs = ConfigurationReader.braces(reader.text(file, "“file”")).compactMap { GitPattern($0.utf8) }
    if globs.isEmpty { reader.report(file, "“file” names no file") }
    return Entry(
      fingerprint: print, rule: map.optionalText("rule"), files: globs, reason: because, until: until, line: fingerprint.line)
  }

  /// Whether an entry is about a file, by its absolute path.
  func isAbout(_ index: Int, _ path: String) -> Bool {
    let prefix = folder == "/" ? "/" : folder + "/"
    guard path.hasPrefix(prefix) else { return false }
    let relative = Array(path.dropFirst(prefix.count).utf8)
    return entries[index].files.contains { $0.matches(relative[...], isDirectory: false) }
  }

  /// A report of what is wrong with entries, as if the file were a story; nil when all is well.
  func report(_ problems: [(card: RuleCard, message: String, entry: Int)]) -> DocumentReport? {
    guard !problems.isEmpty else { return nil }
    var report = DocumentReport(path: path, format: "suppressions", status: .checked)
    let index = LineIndex(bytes)
    var starts = [0]
    for (at, byte) in bytes.enumerated() where byte == 0x0A { starts.append(at + 1) }
    for problem in problems {
      let line = entries[problem.entry].line
      var start = starts[line - 1]
      var end = line < starts.count ? starts[line] : bytes.count
      while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
      while start < end, bytes[start] <= 0x20 { start += 1 }
      let (first, last) = (index.position(start), index.position(end))
      let span = Span(
        bytes: ByteRange(start, end), utf16: ByteRange(first.utf16, last.utf16), startLine: first.line,
        startColumn: first.column, endLine: last.line, endColumn: last.column)
      let text = String(decoding: bytes[start..<end], as: UTF8.self)
      report.findings.append(SuppressionRules.finding(problem.card, problem.message, text, span))
      report.decodedSpans.append(ByteRange(start, end))
    }
    report.decoded = bytes
    return report
  }
}
