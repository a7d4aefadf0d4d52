/// The way back from a text that was decoded or extracted to the bytes it came from. Pieces are either copied byte for
/// byte or atoms (a character of a legacy encoding, an entity) that stand for a whole range.
public struct SourceMap: Sendable {
  struct Piece: Sendable {
    /// First byte of the piece in the text.
    let text: Int
    /// First byte of the piece in the origin.
    let origin: Int
    /// Length in the origin of an atom, which may be none; -1 for bytes that were copied.
    let atomLength: Int
    var isCopied: Bool { atomLength < 0 }
  }

  private var pieces: [Piece] = []
  private var textLength = 0
  private var originEnd = 0

  /// Where text and origin are the same bytes from `origin` on.
  public static func identity(from origin: Int = 0) -> SourceMap {
    var map = SourceMap()
    map.pieces = [Piece(text: 0, origin: origin, atomLength: -1)]
    return map
  }

  public init() {}

  /// Adds `length` bytes that stand at `origin` as they are.
  public mutating func appendCopy(length: Int, origin: Int) {
    if let last = pieces.last, last.isCopied, last.origin + (textLength - last.text) == origin {
      textLength += length
    } else {
      pieces.append(Piece(text: textLength, origin: origin, atomLength: -1))
      textLength += length
    }
    originEnd = origin + length
  }

  /// Adds `length` bytes of text that stand for `originLength` bytes at `origin`.
  public mutating func appendAtom(length: Int, origin: Int, originLength: Int) {
    pieces.append(Piece(text: textLength, origin: origin, atomLength: originLength))
    textLength += length
    originEnd = origin + originLength
  }

  /// Adds the bytes of `range` of a text that `outer` leads back to the origin: a string inside a field inside a file.
  public mutating func appendCopy(_ range: ByteRange, through outer: SourceMap) {
    guard !outer.pieces.isEmpty else { return appendCopy(length: range.count, origin: range.start) }
    var index = outer.piece(at: range.start)
    var at = range.start
    while at < range.end {
      let piece = outer.pieces[index]
      let end = index + 1 < outer.pieces.count ? min(range.end, max(at, outer.pieces[index + 1].text)) : range.end
      if piece.isCopied {
        appendCopy(length: end - at, origin: piece.origin + at - piece.text)
      } else {
        appendAtom(length: end - at, origin: piece.origin, originLength: piece.atomLength)
      }
      at = end
      index += 1
    }
  }

  /// Adds `length` bytes of text that stand for `range` of a text that `outer` leads back to the origin.
  public mutating func appendAtom(length: Int, _ range: ByteRange, through outer: SourceMap) {
    let origin = outer.origin(of: range)
    appendAtom(length: length, origin: origin.start, originLength: origin.count)
  }

  /// A state to go back to.
  public struct Mark: Sendable {
    let pieces, textLength, originEnd: Int
  }

  public var mark: Mark { Mark(pieces: pieces.count, textLength: textLength, originEnd: originEnd) }

  /// Takes away what was added since `mark`.
  public mutating func remove(since mark: Mark) {
    pieces.removeSubrange(mark.pieces...)
    (textLength, originEnd) = (mark.textLength, mark.originEnd)
  }

  /// Whether a range of the text is one range of the origin, nothing between its pieces.
  public func isContiguous(_ range: ByteRange) -> Bool {
    guard !pieces.isEmpty, !range.isEmpty else { return true }
    var index = piece(at: range.start)
    while index + 1 < pieces.count, pieces[index + 1].text < range.end {
      let piece = pieces[index]
      let next = pieces[index + 1]
      let end = piece.isCopied ? piece.origin + next.text - piece.text : piece.origin + piece.atomLength
      if end != next.origin { return false }
      index += 1
    }
    return true
  }

  /// The range with the whole of every atom that it touches.
  public func widened(_ range: ByteRange) -> ByteRange {
    guard !pieces.isEmpty, !range.isEmpty else { return range }
    let first = pieces[piece(at: range.start)]
    let last = piece(at: range.end - 1)
    let end = last + 1 < pieces.count ? pieces[last + 1].text : textLength
    return ByteRange(
      first.isCopied ? range.start : first.text, pieces[last].isCopied ? range.end : max(range.end, end))
  }

  /// The piece that holds a byte of the text.
  private func piece(at offset: Int) -> Int {
    var low = 0
    var high = pieces.count
    while low < high {
      let middle = (low + high) / 2
      if pieces[middle].text <= offset { low = middle + 1 } else { high = middle }
    }
    return max(0, low - 1)
  }

  /// The bytes of the origin for a range of the text. A range that touches an atom takes all of it.
  public func origin(of range: ByteRange) -> ByteRange {
    // Plain text is one piece.
    if pieces.count == 1, pieces[0].isCopied {
      let start = pieces[0].origin + range.start - pieces[0].text
      return ByteRange(start, start + range.count)
    }
    let start = place(range.start, atEnd: false)
    let end = range.isEmpty ? start : place(range.end, atEnd: true)
    return ByteRange(start, max(start, end))
  }

  private func place(_ offset: Int, atEnd: Bool) -> Int {
    guard !pieces.isEmpty else { return offset }
    let piece = pieces[piece(at: atEnd ? offset - 1 : offset)]
    if piece.isCopied { return piece.origin + (offset - piece.text) }
    if !atEnd, textLength > 0, offset >= textLength { return originEnd }
    return atEnd ? piece.origin + piece.atomLength : piece.origin
  }
}
