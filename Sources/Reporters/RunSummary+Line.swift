import Findings

extension RunSummary {
  /// "13 findings (2 major, 11 minor) in 1 story, 472 words".
  public var line: String {
    let counts: [(Severity, Int)] = [(.critical, critical), (.major, major), (.minor, minor), (.neutral, neutral)]
    let parts = counts.filter { $0.1 > 0 }.map { "\($0.1) \($0.0.rawValue)" }
    var text = findings == 0 ? "no findings" : counted(findings, "finding", "findings")
    if !parts.isEmpty { text += " (\(parts.joined(separator: ", ")))" }
    text += " in \(counted(documents - unreadable - failed, "story", "stories")), \(counted(words, "word", "words"))"
    if suppressed > 0 { text += ", \(suppressed) suppressed" }
    if baselined > 0 { text += ", \(baselined) in the baseline" }
    if inUnchangedLines > 0 { text += ", \(inUnchangedLines) in unchanged lines" }
    if gone > 0 { text += ", \(gone) gone" }
    if unreadable > 0 { text += ", \(unreadable) not read" }
    if failed > 0 { text += ", \(failed) failed" }
    return text
  }
}
