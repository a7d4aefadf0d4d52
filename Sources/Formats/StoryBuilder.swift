import Findings
import Stories
import TextBase

/// Puts a story together from the pieces that a format keeps it in. White space that a browser would show as one blank
/// becomes one; each byte keeps its way back to the file.
struct StoryBuilder {
  private(set) var bytes: [UInt8] = []
  private var map = SourceMap()
  private(set) var blocks: [StoryText.Block] = []
  private var protected: [ByteRange] = []
  var language: String?
  var sourceLanguage: String?
  var identifier: String?
  var notes: [String] = []

  /// What the next block is.
  var field: Field?
  var blockLanguage: String?
  /// Text is not to be judged while this is positive.
  var protection = 0 {
    didSet {
      if protection == 1, oldValue == 0 { protectionStart = bytes.count }
      if protection == 0, oldValue == 1, bytes.count > protectionStart {
        protected.append(ByteRange(protectionStart, bytes.count))
      }
    }
  }
  private var protectionStart = 0

  private struct Open {
    let start: Int
    let mark: SourceMap.Mark
    let field: Field?
    let language: String?
    var escaping: [Escaping]
  }
  private var open: Open?
  /// Bytes of the open block that are links.
  var linked = 0
  /// Blocks whose text is known already are left out.
  var leavesOutKnown = false
  /// White space that is written once something follows it.
  private var space: (range: ByteRange, source: SourceMap)?
  /// Hashes of the blocks, so that a headline that stands in two places of the file is read once.
  private var seen: Set<UInt64> = []

  var isOpen: Bool { open != nil }

  // MARK: blocks

  private mutating func begin(_ escaping: [Escaping]) {
    if open == nil {
      space = nil
      linked = 0
      open = Open(start: bytes.count, mark: map.mark, field: field, language: blockLanguage, escaping: escaping)
    } else if let space {
      map.appendAtom(length: 1, space.range, through: space.source)
      bytes.append(0x20)
      self.space = nil
    }
    if open!.escaping != escaping { open!.escaping = [.sealed] }
  }

  /// Ends the block. `once`: it is left out where the same text is a block already.
  mutating func end(once: Bool = false) {
    space = nil
    guard let block = open else { return }
    open = nil
    var end = bytes.count
    while end > block.start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x20 { end -= 1 }
    let hash = FNV.hash(bytes[block.start..<end])
    if end == block.start || (!seen.insert(hash).inserted && (once || leavesOutKnown)) {
      bytes.removeSubrange(block.start...)
      map.remove(since: block.mark)
      protected.removeAll { $0.end > bytes.count }
      protectionStart = min(protectionStart, bytes.count)
      return
    }
    let own = LanguageTag.isSame(block.language, language) ? nil : block.language
    // A paragraph that is one link leads to another story.
    let field = block.field ?? (linked * 10 >= (end - block.start) * 9 ? .link : nil)
    blocks.append(
      StoryText.Block(
        range: ByteRange(block.start, end), field: field, language: own, escaping: block.escaping))
    // A line end that stands nowhere in the file keeps the words of two blocks apart.
    map.appendAtom(length: 1, origin: map.origin(of: ByteRange(end - 1, end)).end, originLength: 0)
    bytes.append(0x0A)
  }

  // MARK: text

  /// Bytes as they are.
  mutating func copy(_ range: ByteRange, of source: Source) {
    guard !range.isEmpty else { return }
    begin(source.escaping)
    map.appendCopy(range, through: source.map)
    bytes.append(contentsOf: source.bytes[range.start..<range.end])
  }

  /// One character for what stands at `range`.
  mutating func put(_ text: [UInt8], for range: ByteRange, of source: Source) {
    begin(source.escaping)
    map.appendAtom(length: text.count, range, through: source.map)
    bytes.append(contentsOf: text)
  }

  /// White space of the markup.
  mutating func blank(_ range: ByteRange, of source: Source) {
    guard open != nil, space == nil, bytes.last != 0x0A || bytes.count == open!.start else { return }
    space = (range, source.map)
  }

  /// A line break inside a block.
  mutating func lineBreak(_ range: ByteRange, of source: Source) {
    guard open != nil else { return }
    space = nil
    // The tag itself is no part of the text, so no fix takes it away.
    map.appendAtom(length: 1, origin: source.map.origin(of: range).start, originLength: 0)
    bytes.append(0x0A)
  }

  /// Running text whose white space a reader would not see as it stands.
  mutating func collapsed(_ range: ByteRange, of source: Source) {
    var at = range.start
    while at < range.end {
      var end = at
      if isBlank(source.bytes[at]) {
        while end < range.end, isBlank(source.bytes[end]) { end += 1 }
        blank(ByteRange(at, end), of: source)
      } else {
        while end < range.end, !isBlank(source.bytes[end]) { end += 1 }
        // A plain blank between two words is part of the copy.
        while end + 1 < range.end, source.bytes[end] == 0x20, !isBlank(source.bytes[end + 1]) {
          end += 1
          while end < range.end, !isBlank(source.bytes[end]) { end += 1 }
        }
        copy(ByteRange(at, end), of: source)
      }
      at = end
    }
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

  /// Plain text: a block a line, or a paragraph of wrapped lines.
  mutating func lines(_ source: Source, field: Field? = nil, once: Bool = false) {
    let part = Array(source.bytes[source.range.start..<source.range.end])
    let lines = part.withUnsafeBufferPointer { PlainTextReader.lines($0, from: 0) }
    let isWrapped = PlainTextReader.isWrapped(lines, part)
    let shift = source.range.start
    self.field = field
    for line in lines {
      if line.isEmpty || !isWrapped { end(once: once) }
      guard !line.isEmpty else { continue }
      if isOpen { blank(ByteRange(line.start - 1 + shift, line.start + shift), of: source) }
      copy(ByteRange(line.start + shift, line.end + shift), of: source)
    }
    end(once: once)
    self.field = nil
  }

  /// A field of one line.
  mutating func line(_ source: Source, field: Field?, once: Bool = true) {
    end()
    self.field = field
    collapsed(source.trimmed.range, of: source)
    end(once: once)
    self.field = nil
  }

  var hasHeadline: Bool { blocks.contains { $0.field == .headline } }

  var isEmpty: Bool { blocks.isEmpty && open == nil }

  mutating func story() -> StoryText {
    end()
    var story = StoryText(
      bytes: bytes, map: map, blocks: blocks, language: language, sourceLanguage: sourceLanguage)
    let (invalid, count) = bytes.withUnsafeBufferPointer { UTF8Text.invalidBytes($0, limit: 1000) }
    story.invalid = invalid
    story.invalidCount = count
    story.identifier = identifier
    story.notes = notes
    story.protected = protected
    return story
  }
}
