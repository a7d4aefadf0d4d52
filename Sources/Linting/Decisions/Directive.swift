import Findings
import TextBase

/// A comment in a story that keeps findings silent:
/// `<!-- wirecheck-ignore RULE: reason (until 2027-01-31) -->`.
struct Directive {
  enum Scope {
    /// The copy beside it, or the paragraph behind it when it stands alone.
    case here
    case line, nextLine, file, start, end
  }

  /// Bytes of the decoded file.
  var range: ByteRange
  var scope: Scope
  var patterns: [String] = []
  var reason = ""
  var until: Day?
  /// What is wrong with it; then it does not hold.
  var problem: String?

  /// Every comment of a file that begins with “wirecheck-”.
  static func all(in bytes: [UInt8]) -> [Directive] {
    var result: [Directive] = []
    let open = Array("<!--".utf8)
    let close = Array("-->".utf8)
    var at = 0
    while let start = find(open, in: bytes, from: at) {
      guard let end = find(close, in: bytes, from: start + open.count) else { break }
      at = end + close.count
      let text = String(decoding: bytes[(start + open.count)..<end], as: UTF8.self)
      if let directive = Directive(text, ByteRange(start, at)) { result.append(directive) }
    }
    return result
  }

  static func find(_ needle: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    guard bytes.count >= needle.count else { return nil }
    return bytes.withUnsafeBufferPointer { bytes in
      var at = start
      let last = bytes.count - needle.count
      while at <= last {
        if bytes[at] == needle[0], needle.indices.allSatisfy({ bytes[at + $0] == needle[$0] }) { return at }
        at += 1
      }
      return nil
    }
  }

  /// Nil for a comment that is not meant for this program.
  init?(_ comment: String, _ range: ByteRange) {
    let words = comment.split { $0.isWhitespace }
    guard let first = words.first, first.hasPrefix("wirecheck-") else { return nil }
    self.range = range
    let text = words.dropFirst().joined(separator: " ")
    switch first {
    case "wirecheck-ignore": scope = .here
    case "wirecheck-ignore-line": scope = .line
    case "wirecheck-ignore-next-line": scope = .nextLine
    case "wirecheck-ignore-file": scope = .file
    case "wirecheck-ignore-start": scope = .start
    case "wirecheck-ignore-end":
      scope = .end
      patterns = text.isEmpty ? [] : text.prefix { $0 != ":" }.split { $0 == "," || $0 == " " }.map(String.init)
      return
    default:
      scope = .here
      let names = ["", "-line", "-next-line", "-file", "-start", "-end"].map { "wirecheck-ignore" + $0 }
      let near = suggestion(for: String(first), among: names).map { "; did you mean “\($0)”?" } ?? ""
      problem = "“\(first)” is no comment that wirecheck knows\(near)"
      return
    }
    guard let colon = text.firstIndex(of: ":") else {
      problem = text.isEmpty ? "It names no rule and gives no reason." : "It gives no reason: write RULE: reason."
      return
    }
    patterns = text[..<colon].split { $0 == "," || $0 == " " }.map(String.init)
    reason = String(text[text.index(after: colon)...]).trimmingSpaces
    if reason.hasSuffix(")"), let bracket = reason.lastIndex(of: "("), reason[bracket...].hasPrefix("(until ") {
      let date = reason[bracket...].dropFirst(7).dropLast()
      until = Day(date)
      if until == nil { problem = "“\(date)” is no day; write it as 2027-01-31." }
      reason = String(reason[..<bracket]).trimmingSpaces
    }
    if reason.isEmpty { problem = problem ?? "It gives no reason: write RULE: reason." }
    if patterns.isEmpty { problem = problem ?? "It names no rule." }
    for pattern in patterns {
      if let unknown = RuleSelection.problem(Directive.rule(pattern)) {
        problem = problem ?? unknown.prefix(1).uppercased() + unknown.dropFirst()
      }
    }
  }

  /// Without the lexicon entry: calque/phrase of calque/phrase#ru-en#logical-continuation.
  static func rule(_ pattern: String) -> String { String(pattern.prefix { $0 != "#" }) }

  func names(_ finding: Finding) -> Bool {
    patterns.contains { pattern in
      guard RuleSelection.matches(Directive.rule(pattern), finding.rule) else { return false }
      guard let hash = pattern.firstIndex(of: "#") else { return true }
      let entry = String(pattern[pattern.index(after: hash)...])
      return finding.entry == entry || finding.entry?.hasSuffix("#" + entry) == true
    }
  }
}

extension String {
  /// Without spaces at its ends.
  var trimmingSpaces: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
