import Findings
import TextBase

/// A finding as the evaluation counts it, with enough of the copy to be read.
public struct ObservedFinding: Sendable {
  public var rule: String
  public var entry: String?
  public var severity: Severity
  public var confidence: Confidence
  public var message: String
  /// Bytes of the story.
  public var range: ByteRange
  public var related: [ByteRange]
  /// The copy itself.
  public var text: String
  public var excerpt: Excerpt

  /// Whether it shows without `--all`.
  public var isShown: Bool { confidence > .low }

  init(_ finding: Finding, in text: [UInt8]) {
    rule = finding.rule
    entry = finding.entry
    severity = finding.severity
    confidence = finding.confidence
    message = finding.message
    range = finding.span.bytes
    related = finding.related.map(\.span.bytes)
    self.text = finding.text
    excerpt = Excerpt(text, range)
  }
}

/// A place in copy with its neighbourhood, on one line.
public struct Excerpt: Hashable, Sendable {
  public var before: String
  public var marked: String
  public var after: String

  /// Bytes shown on each side.
  static let reach = 90
  /// Longer places are shown by their two ends.
  static let longest = 240

  init(_ text: [UInt8], _ range: ByteRange) {
    let start = min(max(0, range.start), text.count)
    let end = min(max(start, range.end), text.count)
    let from = Excerpt.boundary(text, max(0, start - Excerpt.reach))
    let to = Excerpt.boundary(text, min(text.count, end + Excerpt.reach))
    before = (from > 0 ? "…" : "") + Excerpt.line(text[min(from, start)..<start])
    after = Excerpt.line(text[end..<max(to, end)]) + (to < text.count ? "…" : "")
    if end - start <= Excerpt.longest {
      marked = Excerpt.line(text[start..<end])
    } else {
      let head = Excerpt.boundary(text, start + Excerpt.longest / 2)
      let tail = Excerpt.boundary(text, end - Excerpt.longest / 2)
      marked = Excerpt.line(text[start..<head]) + " […] " + Excerpt.line(text[tail..<end])
    }
  }

  /// With `[[…]]` round the place.
  public var text: String { "\(before)[[\(marked)]]\(after)" }

  private static func boundary(_ text: [UInt8], _ offset: Int) -> Int {
    var offset = offset
    while offset < text.count, text[offset] & 0xC0 == 0x80 { offset += 1 }
    return offset
  }

  /// Line breaks become “¶”, and what cannot be seen becomes its code point.
  static func line(_ bytes: ArraySlice<UInt8>) -> String {
    var line = ""
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar.value {
      case 0x0A: line += " ¶ "
      case 0x0D: break
      case 0x09: line += " "
      case 0..<0x20, 0x7F..<0xA0, 0xAD, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        line += "<U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ">"
      default: line.unicodeScalars.append(scalar)
      }
    }
    return line
  }
}

/// Sizes by which rates are made comparable.
enum WordCount {
  /// Languages written without spaces between words: 1,500 characters stand for 1,000 words there.
  static let unspaced: Set<String> = ["zh", "ja", "th"]

  /// `counted` words, or for unspaced languages the number of characters that are no white space, divided by 1.5.
  static func of(_ text: [UInt8], language: String, counted: Int) -> Double {
    guard unspaced.contains(primary(language)) else { return Double(counted) }
    var characters = 0
    for byte in text where byte & 0xC0 != 0x80 && byte > 0x20 { characters += 1 }
    return Double(characters) / 1.5
  }

  /// The part of a tag before the first hyphen.
  static func primary(_ tag: String) -> String { String(tag.prefix { $0 != "-" && $0 != "_" }) }
}
