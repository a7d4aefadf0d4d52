import Findings
import TextBase

/// A way in which a format writes text. A story's bytes are free of it; what a fix puts into the file must follow it.
public enum Escaping: UInt8, Sendable {
  /// XML and HTML: `&amp;`, `&lt;`.
  case markup
  /// A CDATA section, which its end mark would close.
  case cdata
  /// A JSON string.
  case json
  /// Markdown: marks that would begin emphasis, a link or code get a backslash.
  case markdown
  /// ANPA 1312 and IPTC 7901: quotation marks are `` and '', a dash is _ between spaces, letters are ASCII.
  case wire
  /// No text may be put here: it is written in two ways at once.
  case sealed

  /// The text as it must stand in the file; nil where it cannot. `asASCII`: without a byte that is not ASCII.
  public func apply(_ text: [UInt8], asASCII: Bool = false) -> [UInt8]? {
    if asASCII, !text.allSatisfy({ $0 < 0x80 }) { return self == .markup ? Escaping.references(text) : nil }
    return switch self {
    case .markup: Escaping.replace(text) { Escaping.reference($0) }
    case .cdata: text.contains(UInt8(ascii: "]")) || text.contains(UInt8(ascii: ">")) ? nil : text
    case .json: Escaping.replace(text) { Escaping.jsonEscape($0) }
    case .markdown: Escaping.replace(text) { Escaping.markdownMarks.contains($0) ? "\\" + String(UnicodeScalar($0)) : nil }
    case .wire: Escaping.wire(text)
    case .sealed: nil
    }
  }

  private static let markdownMarks = Set("\\`*_[]<>#|~".utf8)

  private static func reference(_ byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    default: nil
    }
  }

  /// Characters beyond ASCII by their numbers, as only markup can say them: `&#8221;`.
  private static func references(_ text: [UInt8]) -> [UInt8] {
    String(decoding: text, as: UTF8.self).unicodeScalars.flatMap { scalar in
      scalar.isASCII
        ? Array((reference(UInt8(scalar.value)) ?? String(scalar)).utf8) : Array("&#\(scalar.value);".utf8)
    }
  }

  private static func jsonEscape(_ byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "\""): "\\\""
    case UInt8(ascii: "\\"): "\\\\"
    case 0x0A: "\\n"
    case 0x0D: "\\r"
    case 0x09: "\\t"
    case 0..<0x20: "\\u00" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16)
    default: nil
    }
  }

  private static func replace(_ text: [UInt8], _ substitute: (UInt8) -> String?) -> [UInt8] {
    var result: [UInt8] = []
    for byte in text {
      if let other = substitute(byte) { result.append(contentsOf: other.utf8) } else { result.append(byte) }
    }
    return result
  }

  private static func wire(_ text: [UInt8]) -> [UInt8]? {
    var result: [UInt8] = []
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "“": result.append(contentsOf: "``".utf8)
      case "”": result.append(contentsOf: "''".utf8)
      case "‘": result.append(UInt8(ascii: "`"))
      case "’": result.append(UInt8(ascii: "'"))
      case "—": result.append(UInt8(ascii: "_"))
      default:
        guard scalar.isASCII, scalar.value >= 0x20 else { return nil }
        result.append(UInt8(scalar.value))
      }
    }
    return result
  }
}

extension StoryText {
  /// An edit of the story's bytes as an edit of the decoded file; nil where the file cannot take it without harm to what
  /// stands around it, such as a tag between the words.
  public func fileEdit(_ edit: Edit, asASCII: Bool = false) -> Edit? {
    let escaping = escaping(at: edit.range.start)
    // Most stories are their own file.
    if escaping.isEmpty, !asASCII, map.isContiguous(edit.range) { return Edit(map.origin(of: edit.range), edit.replacement) }
    var range = map.widened(edit.range)
    var text = bytes[range.start..<edit.range.start] + Array(edit.replacement.utf8) + bytes[edit.range.end..<range.end]
    if !map.isContiguous(range) { trim(&range, &text) }
    guard map.isContiguous(range) else { return nil }
    var written: [UInt8]? = Array(text)
    for layer in escaping { written = written.flatMap { layer.apply($0, asASCII: asASCII) } }
    guard let written, !asASCII || written.allSatisfy({ $0 < 0x80 }) else { return nil }
    return Edit(map.origin(of: range), String(decoding: written, as: UTF8.self))
  }

  /// Takes off what an edit leaves as it is, at scalar boundaries.
  private func trim(_ range: inout ByteRange, _ text: inout ArraySlice<UInt8>) {
    var head = 0
    while head < text.count, range.start + head < range.end, text[text.startIndex + head] == bytes[range.start + head] {
      head += 1
    }
    while head > 0, isInside(bytes, range.start + head) || isInside(Array(text), head) { head -= 1 }
    range.start += head
    text = text.dropFirst(head)
    var tail = 0
    while tail < text.count, range.end - tail > range.start, text[text.endIndex - 1 - tail] == bytes[range.end - 1 - tail] {
      tail += 1
    }
    while tail > 0, isInside(bytes, range.end - tail) || isInside(Array(text), text.count - tail) { tail -= 1 }
    range.end -= tail
    text = text.dropLast(tail)
  }

  private func isInside(_ bytes: [UInt8], _ offset: Int) -> Bool {
    offset > 0 && offset < bytes.count && bytes[offset] & 0xC0 == 0x80
  }

  private func escaping(at offset: Int) -> [Escaping] {
    var low = 0
    var high = blocks.count
    while low < high {
      let middle = (low + high) / 2
      if blocks[middle].range.end < offset { low = middle + 1 } else { high = middle }
    }
    return low < blocks.count ? blocks[low].escaping : []
  }
}
