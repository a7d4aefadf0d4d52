import Stories
import TextBase

/// How messages quote the copy.
public enum Wording {
  /// The text in quotation marks, cut in the middle beyond `limit` characters, line breaks as spaces.
  public static func quoted(_ text: String, limit: Int = 48) -> String {
    let flat = String(text.map { $0.isNewline ? " " : $0 })
    if flat.count <= limit { return "“\(flat)”" }
    return "“\(flat.prefix(limit / 2))…\(flat.suffix(limit / 2 - 1))”"
  }

  /// “Kyiv” (3) and “Kiev” (1).
  public static func counts(_ forms: [(text: String, count: Int)]) -> String {
    let parts = forms.map { "\(quoted($0.text)) (\($0.count))" }
    guard parts.count > 1 else { return parts.first ?? "" }
    return parts.dropLast().joined(separator: ", ") + " and " + parts.last!
  }
}

extension Analysis {
  /// The mark or marks of a quotation mark column.
  public func bytes(of mark: QuoteMarkColumn) -> ByteRange { mark.range }

  /// From the word before a mark to the word behind it, for a finding that shows where the mark stands.
  public func surroundings(of mark: QuoteMarkColumn) -> ByteRange {
    let paragraph = paragraphs[mark.paragraph].tokens
    var first = mark.token
    while first > paragraph.lowerBound, mark.token - first < 3, !tokens[first].isWord { first -= 1 }
    var last = mark.token + mark.width - 1
    while last + 1 < paragraph.upperBound, last - mark.token < 3, !tokens[last].isWord { last += 1 }
    return bytes(of: first..<last + 1)
  }

  /// The bytes that show a quotation: all of it, or its first mark when it runs on into another paragraph.
  public func shown(_ quotation: Quotation) -> ByteRange {
    let (open, close) = (quoteMarks[quotation.openMark], quoteMarks[quotation.closeMark])
    return open.paragraph == close.paragraph ? open.range.union(close.range) : open.range
  }
}
