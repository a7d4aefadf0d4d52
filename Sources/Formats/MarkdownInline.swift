import TextBase

/// The text of a paragraph without the marks of emphasis, links and code.
struct MarkdownInline {
  private let source: Source
  private let bytes: [UInt8]
  private let lines: [ByteRange]
  /// Bytes that may still be looked ahead at, so that a text made of marks takes no longer than others.
  private var budget: Int

  init(_ source: Source, _ lines: [ByteRange]) {
    var source = source
    source.escaping = [.markdown]
    self.source = source
    bytes = source.bytes
    self.lines = lines
    budget = 10_000 + 64 * ((lines.last?.end ?? 0) - (lines.first?.start ?? 0))
  }

  mutating func write(into builder: inout StoryBuilder) {
    for (index, line) in lines.enumerated() {
      var line = line
      while line.end > line.start, bytes[line.end - 1] <= 0x20 { line.end -= 1 }
      // A backslash or two blanks at its end break the line.
      let isBroken = line.end > line.start && bytes[line.end - 1] == UInt8(ascii: "\\") && index + 1 < lines.count
      if isBroken { line.end -= 1 }
      write(line, &builder)
      guard index + 1 < lines.count else { break }
      let gap = ByteRange(line.end, lines[index + 1].start)
      if isBroken || lines[index].end >= line.end + 2 {
        builder.lineBreak(gap, of: source)
      } else {
        // A line that continues a quotation has its mark between the words; no fix may take that away.
        let isPlain = bytes[gap.start..<max(gap.start, gap.end)].allSatisfy { $0 <= 0x20 }
        if isPlain { builder.blank(gap, of: source) } else { builder.lineBreak(gap, of: source) }
      }
    }
  }

  private mutating func write(_ line: ByteRange, _ builder: inout StoryBuilder) {
    var at = line.start
    var plain = at
    // Links whose text is open.
    var open = 0
    let partners = bytes[line.start..<line.end].contains(UInt8(ascii: "[")) ? findPartners(line) : [:]

    func flush(_ length: Int, _ builder: inout StoryBuilder) {
      builder.collapsed(ByteRange(plain, at), of: source)
      at += length
      plain = at
    }

    while at < line.end {
      let next = at + 1 < line.end ? bytes[at + 1] : 0
      switch bytes[at] {
      case UInt8(ascii: "\\"):
        guard MarkdownInline.isPunctuation(next) else { break }
        builder.collapsed(ByteRange(plain, at), of: source)
        builder.put([next], for: ByteRange(at, at + 2), of: source)
        at += 2
        plain = at
        continue
      case UInt8(ascii: "&"):
        guard let (value, length) = Entities.decode(bytes, at, end: line.end, own: [:], isHTML: true) else { break }
        builder.collapsed(ByteRange(plain, at), of: source)
        builder.put(value, for: ByteRange(at, at + length), of: source)
        at += length
        plain = at
        continue
      case UInt8(ascii: "`"):
        guard let code = code(at, line.end) else {
          at += run(at, line.end)
          continue
        }
        let marks = code.start - at
        flush(marks, &builder)
        builder.protection += 1
        builder.copy(code, of: source)
        builder.protection -= 1
        at = code.end + marks
        plain = at
        continue
      case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"):
        let length = delimiter(at, line)
        guard length > 0 else {
          at += run(at, line.end)
          continue
        }
        flush(length, &builder)
        continue
      case UInt8(ascii: "!"):
        guard next == UInt8(ascii: "["), let close = partners[at + 1], tail(close + 1, line.end) != nil else { break }
        open += 1
        flush(2, &builder)
        continue
      case UInt8(ascii: "["):
        if next == UInt8(ascii: "^"), let close = bytes[at..<line.end].firstIndex(of: UInt8(ascii: "]")) {
          flush(close + 1 - at, &builder)
          continue
        }
        guard let close = partners[at], tail(close + 1, line.end) != nil else { break }
        open += 1
        flush(1, &builder)
        continue
      case UInt8(ascii: "]"):
        guard open > 0, let length = tail(at + 1, line.end) else { break }
        open -= 1
        flush(1 + length, &builder)
        continue
      case UInt8(ascii: "<"):
        guard let length = tag(at, line.end) else { break }
        flush(length, &builder)
        continue
      default: break
      }
      at += 1
    }
    builder.collapsed(ByteRange(plain, line.end), of: source)
  }

  static func isPunctuation(_ byte: UInt8) -> Bool {
    (0x21...0x2F).contains(byte) || (0x3A...0x40).contains(byte) || (0x5B...0x60).contains(byte) || (0x7B...0x7E).contains(byte)
  }

  private func run(_ at: Int, _ end: Int) -> Int {
    var stop = at
    while stop < end, bytes[stop] == bytes[at] { stop += 1 }
    return stop - at
  }

  // MARK: code

  /// The content of the code that begins at `at`; nil where it does not end on this line.
  private mutating func code(_ at: Int, _ end: Int) -> ByteRange? {
    let marks = run(at, end)
    var probe = at + marks
    defer { budget -= probe - at }
    while probe < end, budget > 0 {
      guard bytes[probe] == UInt8(ascii: "`") else {
        probe += 1
        continue
      }
      let count = run(probe, end)
      if count == marks { return ByteRange(at + marks, probe) }
      probe += count
    }
    return nil
  }

  // MARK: emphasis

  /// The length of the run of marks at `at` if it is emphasis: text stands on one side of it, and for _ no letter on the
  /// other. A mark between blanks or a lone one is text.
  private mutating func delimiter(_ at: Int, _ line: ByteRange) -> Int {
    let length = run(at, line.end)
    let before = at > line.start ? bytes[at - 1] : 0x20
    let after = at + length < line.end ? bytes[at + length] : 0x20
    if bytes[at] == UInt8(ascii: "~"), length != 2 { return 0 }
    if length > 3 { return 0 }
    let opens = after > 0x20
    let closes = before > 0x20
    if !opens && !closes { return 0 }
    if bytes[at] == UInt8(ascii: "_"), isWord(before), isWord(after) { return 0 }
    // It has a partner somewhere in the paragraph.
    return hasPartner(at, length) ? length : 0
  }

  private func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  /// Looks at most 4,000 bytes to each side, so that a file of marks costs no more than that for each.
  private mutating func hasPartner(_ at: Int, _ length: Int) -> Bool {
    guard budget > 0, let first = lines.first, let last = lines.last else { return false }
    let byte = bytes[at]
    let range = max(first.start, at - 4000)..<min(last.end, at + 4000)
    var probe = range.lowerBound
    defer { budget -= probe - range.lowerBound }
    while probe < range.upperBound {
      if bytes[probe] == byte, probe < at || probe >= at + length, probe == 0 || bytes[probe - 1] != UInt8(ascii: "\\") {
        return true
      }
      probe += 1
    }
    return false
  }

  // MARK: links

  /// Brackets that belong together, in one pass over the line.
  private func findPartners(_ line: ByteRange) -> [Int: Int] {
    var partners: [Int: Int] = [:]
    var open: [Int] = []
    var at = line.start
    while at < line.end {
      if bytes[at] == UInt8(ascii: "\\") {
        at += 1
      } else if bytes[at] == UInt8(ascii: "[") {
        open.append(at)
      } else if bytes[at] == UInt8(ascii: "]"), let start = open.popLast() {
        partners[start] = at
      }
      at += 1
    }
    return partners
  }

  /// The length of what follows the text of a link: (address "title") or [name]; nil where there is neither.
  private mutating func tail(_ at: Int, _ end: Int) -> Int? {
    guard at < end, budget > 0 else { return nil }
    if bytes[at] == UInt8(ascii: "[") {
      budget -= 1000
      return bytes[at..<min(end, at + 1000)].firstIndex(of: UInt8(ascii: "]")).map { $0 + 1 - at }
    }
    guard bytes[at] == UInt8(ascii: "(") else { return nil }
    var depth = 0
    var quote: UInt8 = 0
    var probe = at
    defer { budget -= probe - at }
    while probe < min(end, at + 4000) {
      let byte = bytes[probe]
      if byte == UInt8(ascii: "\\") {
        probe += 1
      } else if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == 0x22 || byte == 0x27, bytes[probe - 1] == 0x20 {
        quote = byte
      } else if byte == UInt8(ascii: "(") {
        depth += 1
      } else if byte == UInt8(ascii: ")") {
        depth -= 1
        if depth == 0 { return probe + 1 - at }
      }
      probe += 1
    }
    return nil
  }

  /// The length of a tag or of an address in < >.
  private mutating func tag(_ at: Int, _ end: Int) -> Int? {
    guard at + 2 < end, budget > 0 else { return nil }
    budget -= 2000
    guard let close = bytes[at..<min(end, at + 2000)].firstIndex(of: UInt8(ascii: ">")) else { return nil }
    let next = bytes[at + 1]
    guard next | 0x20 >= 0x61 && next | 0x20 <= 0x7A || next == UInt8(ascii: "/") || next == UInt8(ascii: "!") else {
      return nil
    }
    return close + 1 - at
  }
}
