import Findings
import Lexicons
import Linting
import Synchronization
import TextBase

/// The lexicons of the package, opened once a run. Without a cache: an image that an older compiler wrote must not decide a
/// test.
public enum Shared {
  public static let store: LexiconStore = {
    do {
      return try LexiconStore(roots: [Package.lexicons], cache: nil)
    } catch {
      fatalError("the lexicons of the package do not load:\n\(error)")
    }
  }()
}

/// Checks a text as the program would.
///
/// - Parameters:
///   - language: BCP 47; nil to find out.
///   - sourceLanguage: declared; nil to infer it.
///   - rules: ids or families; empty for all.
///   - showsLow: findings of low confidence too.
public func check(
  _ text: String, language: String?, sourceLanguage: String? = nil, rules: [String] = [], showsLow: Bool = true
) throws -> [Finding] {
  try report(Array(text.utf8), language: language, sourceLanguage: sourceLanguage, rules: rules, showsLow: showsLow).findings
}

/// Checks a file's bytes as the program would and gives all that is known of it.
public func report(
  _ file: [UInt8], language: String?, sourceLanguage: String? = nil, rules: [String] = [], showsLow: Bool = true,
  style: HouseStyle? = nil, store: LexiconStore = Shared.store
) throws -> DocumentReport {
  var options = LintOptions()
  if let style { options.style = style }
  options.languages.language = language
  if let sourceLanguage { options.languages.source = .tag(sourceLanguage) }
  options.selection.select = rules
  options.showsLow = showsLow
  return try LinterPool.check(file, options, store)
}

/// Linters that rest: making one costs more than checking a sentence.
enum LinterPool {
  private struct Box: @unchecked Sendable {
    let linter: Linter
  }
  private static let idle = Mutex<[String: [Box]]>([:])
  /// Languages that do not compile, so that each is tried once and not once a test.
  private static let broken = Mutex<[String: SetupProblems]>([:])

  static func check(_ file: [UInt8], _ options: LintOptions, _ store: LexiconStore) throws(SetupProblems) -> DocumentReport {
    let language = "\(store.roots) \(options.languages.language ?? "auto")"
    if let problems = broken.withLock({ $0[language] }) { throw problems }
    let key = "\(language) \(options.languages.source) \(options.selection.select) \(options.showsLow) \(options.style)"
    let box = idle.withLock { $0[key]?.popLast() } ?? Box(linter: Linter(options, store))
    defer { idle.withLock { $0[key, default: []].append(box) } }
    do throws(SetupProblems) {
      return try box.linter.check(file, path: "test.txt")[0]
    } catch {
      if options.languages.language != nil { broken.withLock { $0[language] = error } }
      throw error
    }
  }
}

extension Finding {
  /// For failures: what was reported, where and why.
  public var summary: String {
    "“\(text)” at \(span.bytes.start)..<\(span.bytes.end) (\(rule)\(entry.map { " \($0)" } ?? ""), \(confidence)): \(message)"
  }
}

/// Compares what was reported with the marked places; nil when they are the same.
public func mismatch(_ findings: [Finding], _ expected: [ByteRange], in text: String) -> String? {
  mismatch(findings, expected, in: Array(text.utf8))
}

public func mismatch(_ findings: [Finding], _ expected: [ByteRange], in bytes: [UInt8]) -> String? {
  let found = findings.map(\.span.bytes)
  if found.sorted() == expected.sorted() { return nil }
  let missing = expected.filter { !found.contains($0) }.map { "“\(bytes.text($0))” at \($0.start)..<\($0.end)" }
  let unexpected = findings.filter { !expected.contains($0.span.bytes) }.map(\.summary)
  var parts: [String] = []
  if !missing.isEmpty { parts.append("not reported: " + missing.joined(separator: "; ")) }
  if !unexpected.isEmpty { parts.append("reported, but not marked: " + unexpected.joined(separator: "; ")) }
  if parts.isEmpty { parts.append("reported \(found.count) times, marked \(expected.count) times") }
  return parts.joined(separator: "\n") + "\nin: \(bytes.text(ByteRange(0, bytes.count)))"
}
