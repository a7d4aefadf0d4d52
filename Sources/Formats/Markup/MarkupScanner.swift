import TextBase

/// Cuts XML or HTML into tags and text, forgiving: what is no tag is text. Linear in its input.
struct MarkupScanner {
  enum Token {
    case text(ByteRange)
    case cdata(ByteRange)
    case start(String, ByteRange, isEmpty: Bool)
    case end(String)
    /// An entity with a plain value, from the file's own declarations.
    case entity(String, [UInt8])
  }

  private let bytes: [UInt8]
  private let end: Int
  private let isHTML: Bool
  private var at: Int
  /// The element whose content is no markup: a script.
  private var raw: String?
  /// Declarations that were read ahead.
  private var declared: [Token] = []
  /// Nothing from here on can be a tag.
  private var hasNoTags = false
  /// The next > at or behind `at`, kept so that a file of open tags is not searched for each of them.
  private var nextClose = -1

  /// A tag is hardly ever longer; beyond it a quotation mark was left open.
  private static let tagLimit = 1 << 16

  init(_ source: Source, isHTML: Bool) {
    bytes = source.bytes
    at = source.range.start
    end = source.range.end
    self.isHTML = isHTML
  }

  mutating func next() -> Token? {
    if !declared.isEmpty { return declared.removeLast() }
    while at < end {
      if let name = raw { return rawText(name) }
      if bytes[at] != UInt8(ascii: "<") || hasNoTags || at + 1 >= end { return text() }
      switch bytes[at + 1] {
      case UInt8(ascii: "!"):
        if starts("<!--") {
          skip(past: "-->", from: at + 4)
        } else if starts("<![CDATA[") {
          let start = at + 9
          skip(past: "]]>", from: start)
          let isClosed = at - 3 >= start && bytes[at - 1] == UInt8(ascii: ">") && bytes[at - 2] == UInt8(ascii: "]")
          return .cdata(ByteRange(start, isClosed ? at - 3 : at))
        } else {
          declaration()
          if !declared.isEmpty { return declared.removeLast() }
        }
      case UInt8(ascii: "?"): skip(past: isHTML ? ">" : "?>", from: at + 2)
      case UInt8(ascii: "/"):
        let start = at + 2
        let name = name(start)
        guard !name.isEmpty else { return text() }
        skip(past: ">", from: start)
        return .end(MarkupScanner.local(bytes, name))
      default:
        let name = name(at + 1)
        guard !name.isEmpty, let close = tagEnd(from: name.end) else { return text() }
        let range = ByteRange(at, close)
        at = close
        let local = MarkupScanner.local(bytes, name)
        let isEmpty = close - range.start > 2 && bytes[close - 2] == UInt8(ascii: "/")
        if isHTML, HTMLNames.raw.contains(local) { raw = local }
        return .start(local, range, isEmpty: isEmpty && !isHTML || isEmpty && HTMLNames.void.contains(local))
      }
    }
    return nil
  }

  /// Text up to the next `<`; the one at `at` is text itself.
  private mutating func text() -> Token {
    let start = at
    at += 1
    while at < end, bytes[at] != UInt8(ascii: "<") || hasNoTags { at += 1 }
    return .text(ByteRange(start, at))
  }

  /// The content of a script or title, up to its end tag.
  private mutating func rawText(_ name: String) -> Token {
    let start = at
    raw = nil
    let wanted = Array(name.utf8)
    while at < end {
      if bytes[at] == UInt8(ascii: "<"), at + 1 + wanted.count < end, bytes[at + 1] == UInt8(ascii: "/"),
        zip(wanted, bytes[(at + 2)...]).allSatisfy({ $0 == $1 | 0x20 })
      {
        break
      }
      at += 1
    }
    return .text(ByteRange(start, at))
  }

  private func starts(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { at + $0.count <= end && bytes[at..<(at + $0.count)].elementsEqual($0) }
  }

  private mutating func skip(past mark: StaticString, from start: Int) {
    at = mark.withUTF8Buffer { mark in
      var probe = start
      while probe + mark.count <= end {
        if bytes[probe] == mark[0], bytes[probe..<(probe + mark.count)].elementsEqual(mark) { return probe + mark.count }
        probe += 1
      }
      return end
    }
  }

  /// A doctype with its own declarations. Only entities that stand for plain text are kept; what they name outside of the
  /// file is never fetched.
  private mutating func declaration() {
    var depth = 0
    while at < end {
      let byte = bytes[at]
      if byte == UInt8(ascii: "[") { depth += 1 }
      if byte == UInt8(ascii: "]") { depth -= 1 }
      if byte == UInt8(ascii: ">"), depth <= 0 {
        at += 1
        return
      }
      if depth > 0, starts("<!ENTITY") {
        entity()
      } else if depth > 0, starts("<!--") {
        skip(past: "-->", from: at + 4)
      } else {
        at += 1
      }
    }
  }

  private mutating func entity() {
    let start = at
    skip(past: ">", from: at)
    let words = bytes[start..<at].split(maxSplits: 2) { $0 <= 0x20 }
    guard words.count == 3, let quote = words[2].first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
      let close = words[2].dropFirst().firstIndex(of: quote)
    else { return }
    let value = words[2][(words[2].startIndex + 1)..<close]
    guard value.count <= 256, !value.contains(UInt8(ascii: "&")), !value.contains(UInt8(ascii: "<")),
      !value.contains(UInt8(ascii: "%")), !value.isEmpty, declared.count < 100
    else { return }
    declared.append(.entity(String(decoding: words[1], as: UTF8.self), Array(value)))
  }

  /// A name as it stands, prefix included; empty where none begins.
  private func name(_ start: Int) -> ByteRange {
    var at = start
    while at < end, MarkupScanner.isName(bytes[at], first: at == start) { at += 1 }
    return ByteRange(start, at)
  }

  static func isName(_ byte: UInt8, first: Bool) -> Bool {
    switch byte {
    case 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), 0x80...: true
    case 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ":"): !first
    default: false
    }
  }

  /// Without prefix, in lower case.
  static func local(_ bytes: [UInt8], _ name: ByteRange) -> String {
    var start = name.start
    if let colon = bytes[name.start..<name.end].firstIndex(of: UInt8(ascii: ":")) { start = colon + 1 }
    return String(decoding: bytes[start..<name.end].map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
  }

  /// The byte behind the `>` that ends a tag, quoted values passed over.
  private mutating func tagEnd(from start: Int) -> Int? {
    // "a <b and c" is no tag: a name is followed by white space, a slash or the end.
    guard start < end, bytes[start] <= 0x20 || bytes[start] == UInt8(ascii: ">") || bytes[start] == UInt8(ascii: "/") else {
      return nil
    }
    if nextClose < start {
      guard let close = bytes[start..<end].firstIndex(of: UInt8(ascii: ">")) else {
        hasNoTags = true
        return nil
      }
      nextClose = close
    }
    let limit = min(end, start + MarkupScanner.tagLimit)
    guard nextClose < limit else { return nil }
    var quote: UInt8 = 0
    var last: UInt8 = 0
    var probe = start
    while probe < limit {
      let byte = bytes[probe]
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == UInt8(ascii: ">") {
        return probe + 1
      } else if (byte == 0x22 || byte == 0x27) && last == UInt8(ascii: "=") {
        quote = byte
      } else if byte == UInt8(ascii: "<"), !isHTML {
        return nil
      }
      if byte > 0x20 { last = byte }
      probe += 1
    }
    // A value that was never closed: the tag ends at the first > there is.
    return nextClose + 1
  }

  /// Names and values in a start tag; values without their quotation marks.
  static func attributes(_ bytes: [UInt8], _ tag: ByteRange) -> [(name: ByteRange, value: ByteRange)] {
    var list: [(name: ByteRange, value: ByteRange)] = []
    var at = tag.start + 1
    let end = tag.end - 1
    while at < end, isName(bytes[at], first: false) { at += 1 }
    while at < end {
      while at < end, bytes[at] <= 0x20 || bytes[at] == UInt8(ascii: "/") { at += 1 }
      let nameStart = at
      while at < end, bytes[at] > 0x20, bytes[at] != UInt8(ascii: "=") { at += 1 }
      let name = ByteRange(nameStart, at)
      while at < end, bytes[at] <= 0x20 { at += 1 }
      guard at < end, bytes[at] == UInt8(ascii: "=") else {
        if !name.isEmpty { list.append((name, ByteRange(at, at))) }
        if name.isEmpty { at += 1 }
        continue
      }
      at += 1
      while at < end, bytes[at] <= 0x20 { at += 1 }
      guard at < end else { break }
      let quote = bytes[at]
      let valueStart: Int
      if quote == 0x22 || quote == 0x27 {
        at += 1
        valueStart = at
        while at < end, bytes[at] != quote { at += 1 }
        list.append((name, ByteRange(valueStart, at)))
        at += 1
      } else {
        valueStart = at
        while at < end, bytes[at] > 0x20 { at += 1 }
        list.append((name, ByteRange(valueStart, at)))
      }
    }
    return list
  }
}
