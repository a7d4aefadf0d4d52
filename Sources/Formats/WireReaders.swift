import Findings
import Stories
import TextBase

/// IPTC 7901: a header line behind SOH, the story between STX and ETX; a transmission may hold several.
struct IPTC7901Reader: StoryReader {
  static let format = "iptc7901"

  func read(_ file: DecodedFile) throws(DecodedFile.Unreadable) -> [StoryText] {
    try WireText.stories(file) { message, source in
      var builder = StoryBuilder()
      // SRCnnnn priority category words …
      let header = source.bytes[message.header.start..<message.header.end].split(separator: 0x20, maxSplits: 1)
      builder.identifier = header.first.map { String(decoding: $0, as: UTF8.self).trimmedASCII }?.nonEmpty
      var isHead = true
      var lines = WireText.lines(message.text, source)
      // What follows is addresses and telephone numbers for the desk.
      if let tail = lines.firstIndex(where: { WireText.isTail(source.bytes[$0.start..<$0.end]) }) {
        lines.removeSubrange(tail...)
      }
      var isFirst = true
      var body: [ByteRange] = []
      for line in lines {
        if isHead, let core = WireText.headLine(line, source) {
          WireText.add(core, field: isFirst ? .headline : nil, source, &builder)
          isFirst = isFirst && core.isEmpty
        } else if isFirst, !line.isEmpty {
          WireText.add(line, field: .headline, source, &builder)
          (isFirst, isHead) = (false, false)
        } else {
          isHead = isHead && line.isEmpty
          body.append(line)
        }
      }
      WireText.paragraphs(body, source, &builder)
      return builder.story()
    }
  }
}

/// ANPA 1312: two header lines, the story between STX and ETX; paragraphs begin with a tab, header lines with ^.
struct ANPAReader: StoryReader {
  static let format = "anpa1312"

  func read(_ file: DecodedFile) throws(DecodedFile.Unreadable) -> [StoryText] {
    try WireText.stories(file) { message, source in
      var builder = StoryBuilder()
      let header = source.bytes[message.header.start..<message.header.end].prefix { $0 > 0x20 }
      builder.identifier = String(decoding: header, as: UTF8.self).nonEmpty
      var fields: [Field] = [.headline]
      var body: [ByteRange] = []
      for line in WireText.lines(message.text, source) {
        var core = line
        guard !line.isEmpty, source.bytes[line.start] == UInt8(ascii: "^") else {
          body.append(line)
          continue
        }
        core.start += 1
        while core.end > core.start, [0x3C, 0x3D, 0x5E, 0x20].contains(source.bytes[core.end - 1]) { core.end -= 1 }
        // The slug, with the number of words.
        if WireText.isSlug(source.bytes[core.start..<core.end]) { continue }
        let words = String(decoding: source.bytes[core.start..<core.end], as: UTF8.self)
        let isNote = words.hasPrefix("Eds") || words.hasPrefix("EDS") || words.hasPrefix("Editors")
        WireText.add(core, field: isNote ? .note : fields.popLast() ?? .byline, source, &builder)
      }
      WireText.paragraphs(body, source, &builder)
      return builder.story()
    }
  }
}

/// What the two old transmission formats share.
enum WireText {
  struct Message {
    var header: ByteRange
    var text: ByteRange
  }

  /// Cuts a file at its control bytes.
  static func stories(
    _ file: DecodedFile, _ read: (Message, Source) -> StoryText
  ) throws(DecodedFile.Unreadable) -> [StoryText] {
    var source = Source(file)
    source.escaping = [.wire]
    let bytes = source.bytes
    var stories: [StoryText] = []
    var at = source.range.start
    while let start = bytes[at...].firstIndex(of: 0x01) {
      let limit = bytes[(start + 1)...].firstIndex(of: 0x01) ?? bytes.count
      at = limit
      let text = bytes[start..<limit].firstIndex(of: 0x02).map { $0 + 1 } ?? limit
      let end = bytes[text..<limit].firstIndex(of: 0x03) ?? limit
      guard text < end else { continue }
      var story = read(Message(header: ByteRange(start + 1, text - 1), text: ByteRange(text, end)), source)
      if end == limit { story.notes.append("the transmission ends without its end mark: it was read as far as it goes") }
      if !story.blocks.isEmpty { stories.append(story) }
    }
    if stories.isEmpty { throw DecodedFile.Unreadable(reason: "no story stands between its start and end marks") }
    return stories
  }

  /// Lines without their ends; white space at their start is kept, since it opens paragraphs.
  static func lines(_ range: ByteRange, _ source: Source) -> [ByteRange] {
    var lines: [ByteRange] = []
    var at = range.start
    while at < range.end {
      var end = at
      while end < range.end, source.bytes[end] != 0x0A, source.bytes[end] != 0x0D { end += 1 }
      var last = end
      while last > at, source.bytes[last - 1] <= 0x20 { last -= 1 }
      lines.append(ByteRange(at, last))
      at = end + 1
      if end < range.end, source.bytes[end] == 0x0D, at < range.end, source.bytes[at] == 0x0A { at += 1 }
    }
    return lines
  }

  /// A headline or byline as dpa writes it, ending in " =", without that; nil for another line.
  static func headLine(_ line: ByteRange, _ source: Source) -> ByteRange? {
    guard line.count > 2, source.bytes[line.end - 1] == UInt8(ascii: "="), source.bytes[line.end - 2] == 0x20 else {
      return nil
    }
    return ByteRange(line.start, line.end - 2)
  }

  /// `BC-Council-Bridge,1st Ld,0120`
  static func isSlug(_ line: ArraySlice<UInt8>) -> Bool {
    guard let comma = line.lastIndex(of: UInt8(ascii: ",")) else { return false }
    let digits = line[(comma + 1)...]
    return (3...5).contains(digits.count) && digits.allSatisfy { (0x30...0x39).contains($0) }
  }

  private static let tails = [
    "The following information is not", "Die folgenden Informationen sind nicht", "Les informations suivantes ne sont pas",
    "La siguiente información no",
  ].map { Array($0.utf8) }

  static func isTail(_ line: ArraySlice<UInt8>) -> Bool {
    let line = line.drop { [0x20, 0x09, UInt8(ascii: "#"), UInt8(ascii: "*")].contains($0) }
    return tails.contains { line.starts(with: $0) }
  }

  /// A line as a block of its own.
  static func add(_ line: ByteRange, field: Field?, _ source: Source, _ builder: inout StoryBuilder) {
    builder.end()
    builder.field = field
    text(line, source, &builder)
    builder.end()
    builder.field = nil
  }

  /// Lines are joined to paragraphs: by their indents, by blank lines where they are wrapped, else each is one.
  static func paragraphs(_ lines: [ByteRange], _ source: Source, _ builder: inout StoryBuilder) {
    let isIndented = lines.filter { !$0.isEmpty && source.bytes[$0.start] <= 0x20 }.count
    let filled = lines.filter { !$0.isEmpty }.count
    let byIndent = isIndented >= 1 && isIndented < filled
    let isWrapped = byIndent || PlainTextReader.isWrapped(lines, source.bytes)
    for line in lines {
      let opens = line.isEmpty || !isWrapped || (byIndent && source.bytes[line.start] <= 0x20)
      if opens { builder.end() }
      guard !line.isEmpty else { continue }
      if builder.isOpen { builder.blank(ByteRange(line.start - 1, line.start), of: source) }
      text(line, source, &builder)
    }
    builder.end()
  }

  /// Words of a line. Typewriter quotation marks and dashes, which the format prescribes, become what they stand for;
  /// control bytes are the format's own.
  private static func text(_ line: ByteRange, _ source: Source, _ builder: inout StoryBuilder) {
    var at = line.start
    var plain = at

    func put(_ text: StaticString, _ length: Int) {
      builder.collapsed(ByteRange(plain, at), of: source)
      builder.put(text.withUTF8Buffer { Array($0) }, for: ByteRange(at, at + length), of: source)
      at += length
      plain = at
    }

    while at < line.end {
      let byte = source.bytes[at]
      let next = at + 1 < line.end ? source.bytes[at + 1] : 0
      if byte == UInt8(ascii: "`"), next == byte {
        put("“", 2)
      } else if byte == UInt8(ascii: "'"), next == byte {
        put("”", 2)
      } else if byte == UInt8(ascii: "`") {
        put("‘", 1)
      } else if byte == UInt8(ascii: "_"), at > line.start, source.bytes[at - 1] == 0x20, next == 0x20 {
        put("—", 1)
      } else if byte < 0x20, byte != 0x09 {
        builder.collapsed(ByteRange(plain, at), of: source)
        at += 1
        plain = at
      } else {
        at += 1
      }
    }
    builder.collapsed(ByteRange(plain, at), of: source)
  }
}
