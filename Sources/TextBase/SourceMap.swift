/// The way back from a text that was decoded or extracted to the bytes it came from. Pieces are either copied byte for
/// byte or atoms (a character of a legacy encoding, an entity) that stand for a whole range.
public struct SourceMap: Sendable {
  struct Piece: Sendable {
    /// First byte of the piece in the text.
    let text: Int
    /// First byte of the piece in the origin.
    let origin: Int
    /// Length in the origin of an atom; 0 for bytes that were copied.
    let atomLength: Int
  }

  private var pieces: [Piece] = []
  private var textLength = 0
  private var originEnd = 0

  /// Where text and origin are the same bytes from `origin` on.
  public static func identity(from origin: Int = 0) -> SourceMap {
    var map = SourceMap()
    map.pieces = [Piece(text: 0, origin: origin, atomLength: 0)]
    return map
  }

  public init() {}

  /// Adds `length` bytes that stand at `origin` as they are.
  public mutating func appendCopy(length: Int, origin: Int) {
    if let last = pieces.last, last.atomLength == 0, last.origin + (textLength - last.text) == origin {
      textLength += length
    } else {
      pieces.append(Piece(text: textLength, origin: origin, atomLength: 0))
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

  /// The bytes of the origin for a range of the text. A range that touches an atom takes all of it.
  public func origin(of range: ByteRange) -> ByteRange {
    let start = place(range.start, atEnd: false)
    let end = range.isEmpty ? start : place(range.end, atEnd: true)
    return ByteRange(start, max(start, end))
  }

  private func place(_ offset: Int, atEnd: Bool) -> Int {
    guard !pieces.isEmpty else { return offset }
    let probe = atEnd ? offset - 1 : offset
    var low = 0
    var high = pieces.count
    while low < high {
      let middle = (low + high) / 2
      if pieces[middle].text <= probe { low = middle + 1 } else { high = middle }
    }
    let piece = pieces[max(0, low - 1)]
    if piece.atomLength == 0 { return piece.origin + (offset - piece.text) }
    if !atEnd, textLength > 0, offset >= textLength { return originEnd }
    return atEnd ? piece.origin + piece.atomLength : piece.origin
  }
}
