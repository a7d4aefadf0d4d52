import CMarkdown
import TextBase

/// The running text of a paragraph, heading or cell. cmark-gfm says what each piece is; where it stands is found by going
/// through the content beside it, since marks, escapes and references are all that may stand between two pieces.
struct MarkdownText {
  private let source: Source
  private let bytes: [UInt8]
  private var at = 0
  /// Where the line of the content that cmark-gfm is on begins; its columns count from there.
  private var line = 0
  /// Links that are open: their columns lead to their ends.
  private var links: [(shift: Int, isAddress: Bool)] = []
  /// ~~ that waits for its partner.
  private var isStruck = false
  /// The content cannot be followed: places are those of all that is left.
  private(set) var isLost = false

  init(_ source: Source) {
    self.source = source
    bytes = source.bytes
  }

  private func next(_ offset: Int = 0) -> UInt8 { at + offset < bytes.count ? bytes[at + offset] : 0 }

  mutating func take(_ event: cmarkdown_event, _ builder: inout StoryBuilder) {
    let text = event.text.map { Array(UnsafeRawBufferPointer(start: $0, count: event.length)) } ?? []
    switch event.kind {
    case CMARKDOWN_TEXT: write(text, &builder)
    case CMARKDOWN_SOFT_BREAK: lineEnd(isHard: false, &builder)
    case CMARKDOWN_HARD_BREAK: lineEnd(isHard: true, &builder)
    case CMARKDOWN_CODE: code(text, &builder)
    case CMARKDOWN_TAG: tag(text, &builder)
    case CMARKDOWN_EMPHASIS: skip("*_", 1)
    case CMARKDOWN_STRONG: skip("*_", 2)
    case CMARKDOWN_LINK, CMARKDOWN_IMAGE:
      if event.enters { openLink(event) } else { closeLink(event) }
    case CMARKDOWN_FOOTNOTE where event.enters:
      while at < bytes.count, next() != UInt8(ascii: "]") { at += 1 }
      skip("]", 1)
    default: break
    }
  }

  private mutating func skip(_ marks: String, _ count: Int) {
    for _ in 0..<count {
      guard !isLost, marks.utf8.contains(next()) else { return isLost = true }
      at += 1
    }
  }

  // MARK: text

  private mutating func write(_ text: [UInt8], _ builder: inout StoryBuilder) {
    var done = 0
    var plain = at
    func flush(_ builder: inout StoryBuilder) {
      builder.collapsed(ByteRange(plain, at), of: source)
    }
    while done < text.count, !isLost {
      let byte = next()
      if byte == UInt8(ascii: "\\"), MarkdownText.isPunctuation(next(1)), text[done] == next(1) {
        flush(&builder)
        builder.put([text[done]], for: ByteRange(at, at + 2), of: source)
        at += 2
        done += 1
        plain = at
      } else if byte == UInt8(ascii: "&"), let (value, length) = reference(text[done...]) {
        flush(&builder)
        builder.put(value, for: ByteRange(at, at + length), of: source)
        at += length
        done += value.count
        plain = at
      } else if byte == UInt8(ascii: "~"), next(1) == byte, isStruck || strikes() {
        flush(&builder)
        isStruck.toggle()
        at += 2
        done += 2
        plain = at
      } else if at < bytes.count, byte == text[done] {
        at += 1
        done += 1
      } else {
        isLost = true
      }
    }
    flush(&builder)
    if isLost {
      var all = source
      all.escaping = [.sealed]
      builder.put(Array(text[done...]), for: ByteRange(min(at, bytes.count), bytes.count), of: all)
    }
  }

  /// What the reference at hand stands for, where the text goes on with that.
  private func reference(_ text: ArraySlice<UInt8>) -> (value: [UInt8], length: Int)? {
    if let (value, length) = Entities.decode(bytes, at, end: bytes.count, own: [:], isHTML: true), text.starts(with: value) {
      return (value, length)
    }
    // One that only cmark-gfm knows, of a character or two: the text goes on behind it.
    guard text.first != UInt8(ascii: "&"),
      let semicolon = bytes[at...].prefix(34).firstIndex(of: UInt8(ascii: ";"))
    else { return nil }
    var end = text.startIndex
    for _ in 0..<2 where end < text.endIndex {
      end += 1
      while end < text.endIndex, text[end] & 0xC0 == 0x80 { end += 1 }
      if goesOn(text[end...], at: semicolon + 1) { return (Array(text[..<end]), semicolon + 1 - at) }
    }
    return nil
  }

  /// Whether text may be what stands at a place of the content.
  private func goesOn(_ text: ArraySlice<UInt8>, at place: Int) -> Bool {
    guard let first = text.first else { return true }
    guard place < bytes.count else { return false }
    if bytes[place] == UInt8(ascii: "&") { return text.first.map { $0 >= 0x80 || $0 == UInt8(ascii: "&") } ?? true }
    if bytes[place] == UInt8(ascii: "\\"), place + 1 < bytes.count, bytes[place + 1] == first { return true }
    return bytes[place] == first
  }

  /// Whether the ~~ at hand has a partner.
  private func strikes() -> Bool {
    let mark = UInt8(ascii: "~")
    var probe = at + 3
    while probe + 1 < bytes.count {
      if bytes[probe] == mark, bytes[probe + 1] == mark, bytes[probe - 1] > 0x20 { return next(2) > 0x20 }
      probe += 1
    }
    return false
  }

  static func isPunctuation(_ byte: UInt8) -> Bool {
    (0x21...0x2F).contains(byte) || (0x3A...0x40).contains(byte) || (0x5B...0x60).contains(byte) || (0x7B...0x7E).contains(byte)
  }

  // MARK: breaks, code, tags

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private mutating func lineEnd(isHard: Bool, _ builder: inout StoryBuilder) {
    guard !isLost else { return builder.blank(ByteRange(min(at, bytes.count), bytes.count), of: source) }
    let start = at
    while isBlank(next()) || (isHard && next() == UInt8(ascii: "\\")) { at += 1 }
    guard at < bytes.count, next() == 0x0A || next() == 0x0D else { return isLost = true }
    at += next() == 0x0D && next(1) == 0x0A ? 2 : 1
    line = at
    while isBlank(next()) { at += 1 }
    if isHard {
      builder.lineBreak(ByteRange(start, at), of: source)
    } else {
      builder.blank(ByteRange(start, at), of: source)
    }
  }

  /// Code is part of the copy and is not judged.
  private mutating func code(_ text: [UInt8], _ builder: inout StoryBuilder) {
    let mark = UInt8(ascii: "`")
    func run(_ start: Int) -> Int { bytes[start...].prefix { $0 == mark }.count }
    guard !isLost, next() == mark else { return isLost = true }
    let marks = run(at)
    let start = at + marks
    var probe = start
    while probe < bytes.count {
      let count = bytes[probe] == mark ? run(probe) : 0
      if count == marks {
        builder.protection += 1
        builder.collapsed(ByteRange(start, probe), of: source)
        builder.protection -= 1
        advance(to: probe + marks)
        return
      }
      probe += max(1, count)
    }
    isLost = true
  }

  private mutating func tag(_ text: [UInt8], _ builder: inout StoryBuilder) {
    guard !isLost, bytes[at...].starts(with: text) else { return isLost = true }
    let range = ByteRange(at, at + text.count)
    let isBreak = text.count > 3 && text[1...].prefix(2).map { $0 | 0x20 } == Array("br".utf8) && !isLetter(text[3])
    if isBreak { builder.lineBreak(range, of: source) }
    advance(to: range.end)
  }

  private func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  /// Goes on; code and tags may hold line ends, which cmark-gfm counts.
  private mutating func advance(to end: Int) {
    for offset in at..<end where bytes[offset] == 0x0A { line = offset + 1 }
    at = end
  }

  // MARK: links

  private mutating func openLink(_ event: cmarkdown_event) {
    // Column 1 stands at this place of the content, as far as this line goes.
    links.append((at - line - Int(event.column), next() == UInt8(ascii: "<")))
    if links.last!.isAddress { return skip("<", 1) }
    if event.kind == CMARKDOWN_IMAGE { skip("!", 1) }
    skip("[", 1)
  }

  private mutating func closeLink(_ event: cmarkdown_event) {
    guard let link = links.popLast(), !isLost else { return isLost = true }
    if link.isAddress { return skip(">", 1) }
    guard next() == UInt8(ascii: "]") else { return isLost = true }
    // The column of the end is right where the line is that of the start; else what follows tells.
    let end = line + link.shift + Int(event.end_column) + 1
    if end > at, end <= bytes.count, [UInt8(ascii: "]"), UInt8(ascii: ")")].contains(bytes[end - 1]) {
      at = end
    } else {
      at = tail(at + 1) ?? at + 1
    }
  }

  /// The end of what follows the text of a link: (address "title") or [name]; nil where there is neither.
  private func tail(_ start: Int) -> Int? {
    guard start < bytes.count else { return nil }
    if bytes[start] == UInt8(ascii: "[") { return bytes[start...].firstIndex(of: UInt8(ascii: "]")).map { $0 + 1 } }
    guard bytes[start] == UInt8(ascii: "(") else { return nil }
    var depth = 0
    var quote: UInt8 = 0
    var probe = start
    while probe < bytes.count {
      let byte = bytes[probe]
      if byte == UInt8(ascii: "\\") {
        probe += 1
      } else if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == 0x22 || byte == 0x27, bytes[probe - 1] <= 0x20 {
        quote = byte
      } else if byte == UInt8(ascii: "(") {
        depth += 1
      } else if byte == UInt8(ascii: ")") {
        depth -= 1
        if depth == 0 { return probe + 1 }
      }
      probe += 1
    }
    return nil
  }
}
