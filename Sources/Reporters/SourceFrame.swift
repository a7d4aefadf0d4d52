import TextBase

/// One line of copy, cut to a width around a span, and where to put the carets.
///
/// Right-to-left text: some terminals reorder it and some do not, and a program cannot ask which. Carets stand in the order
/// of the file, which is right where nothing is reordered; the span is put in ⟦ ⟧ as well, which move with the text where it
/// is. Bidirectional controls of the copy are spelled out, so the line holds none.
struct SourceFrame {
  private(set) var before: [UInt8] = []
  private(set) var marked: [UInt8] = []
  private(set) var after: [UInt8] = []
  /// Columns before the first caret, and carets.
  private(set) var indent = 0
  private(set) var carets = 1
  /// The span goes on behind the line or the window.
  private(set) var isCut = false

  /// How far a line is looked at on each side, in bytes: marks without width must not make a frame slow.
  private static let reach = 2000

  private struct Cell {
    let offset: Int
    let length: Int
    let scalar: UInt32
    var width: Int
  }

  /// `width`: columns for the copy. `span`: bytes of `bytes`.
  init(_ bytes: [UInt8], _ span: ByteRange, width: Int, _ visible: VisibleText) {
    let start = max(0, min(span.start, bytes.count))
    let end = max(start, min(span.end, bytes.count))
    bytes.withUnsafeBufferPointer { bytes in
      var middle = SourceFrame.cells(bytes, from: start, to: end, visible)
      let spanLength = middle.last.map { $0.offset + $0.length - start } ?? 0
      isCut = start + spanLength < end
      var left = SourceFrame.cellsBackwards(bytes, from: start, columns: width, visible)
      var right =
        isCut ? [] : SourceFrame.cells(bytes, from: end, to: min(bytes.count, end + SourceFrame.reach), visible)
      SourceFrame.prune(&middle, to: width - 12, &isCut)
      if isCut { right = [] }
      let rest = width - SourceFrame.width(middle) - (isCut ? 1 : 0)
      let cutLeft = SourceFrame.fit(&left, &right, rest: rest, bytes)
      render(bytes, left, middle, right, cutLeft, visible)
    }
  }

  private static func width(_ cells: [Cell]) -> Int { cells.reduce(0) { $0 + $1.width } }

  /// Scalars up to the end of the line.
  private static func cells(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int, _ visible: VisibleText
  ) -> [Cell] {
    var cells: [Cell] = []
    var at = start
    while at < end, at - start < reach, bytes[at] != 0x0A, bytes[at] != 0x0D {
      let (scalar, length) = UTF8Text.decode(bytes, at)
      cells.append(Cell(offset: at, length: length, scalar: scalar, width: visible.width(scalar)))
      at += length
    }
    return cells
  }

  /// Scalars back to the start of the line, in the order of the text; a few more than `columns` wide if the line goes on.
  private static func cellsBackwards(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, columns: Int, _ visible: VisibleText
  ) -> [Cell] {
    var cells: [Cell] = []
    var at = start
    var width = 0
    while width <= columns + 2, start - at < reach, let (scalar, length) = UTF8Text.decodeLast(bytes, before: at) {
      if scalar == 0x0A || scalar == 0x0D || (scalar == 0xFEFF && at == 3) { break }
      at -= length
      cells.append(Cell(offset: at, length: length, scalar: scalar, width: visible.width(scalar)))
      width += visible.width(scalar)
    }
    return cells.reversed()
  }

  /// Shortens the span itself if it is wider than the window.
  private static func prune(_ cells: inout [Cell], to limit: Int, _ isCut: inout Bool) {
    var width = 0
    for index in cells.indices {
      width += cells[index].width
      if width > limit {
        cells.removeSubrange(index...)
        isCut = true
        return
      }
    }
  }

  /// Shares the columns that the span leaves between its two sides. Returns whether the left side was cut.
  private static func fit(
    _ left: inout [Cell], _ right: inout [Cell], rest: Int, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let leftWidth = width(left)
    let rightWidth = width(right)
    if leftWidth + rightWidth <= rest { return false }
    let leftShare = min(leftWidth, max(rest / 2, rest - rightWidth))
    var cutLeft = false
    if leftShare < leftWidth {
      cutLeft = true
      // Within 16 columns of the edge the cut moves to a word's start.
      var taken = leftWidth
      var index = 0
      while index < left.count, taken > leftShare - 1 || left[index].width == 0 {
        taken -= left[index].width
        index += 1
      }
      if let space = left[index...].prefix(16).firstIndex(where: { $0.scalar == 0x20 }), space > 0,
        left[index - 1 < 0 ? 0 : index - 1].scalar != 0x20
      {
        index = space + 1
      }
      left.removeSubrange(..<index)
    }
    let rightShare = rest - width(left) - (cutLeft ? 1 : 0)
    guard rightWidth > rightShare else { return cutLeft }
    var taken = 0
    var count = 0
    while count < right.count, taken + right[count].width <= rightShare - 1 {
      taken += right[count].width
      count += 1
    }
    if let space = right[..<count].suffix(16).lastIndex(where: { $0.scalar == 0x20 }) { count = space }
    // The … stands in for the rest; a cell that does not exist marks the cut.
    right.removeSubrange(count...)
    right.append(Cell(offset: -1, length: 0, scalar: 0x2026, width: 1))
    return cutLeft
  }

  private mutating func render(
    _ bytes: UnsafeBufferPointer<UInt8>, _ left: [Cell], _ middle: [Cell], _ right: [Cell], _ cutLeft: Bool,
    _ visible: VisibleText
  ) {
    func write(_ cells: [Cell], _ out: inout [UInt8]) {
      for cell in cells { visible.append(cell.scalar, byte: cell.offset < 0 ? 0 : bytes[cell.offset], into: &out) }
    }
    let isReordered = (left + middle + right).contains {
      $0.scalar >= 0x590 && $0.scalar < 0x110000 && visible.properties($0.scalar).isRightToLeft
    }
    if cutLeft { before.write("…") }
    write(left, &before)
    indent = SourceFrame.width(left) + (cutLeft ? 1 : 0)
    let width = SourceFrame.width(middle)
    if isReordered { before.write("⟦") }
    if width == 0, let first = middle.first, !visible.properties(first.scalar).isMark {
      // Nothing of the span can be seen: joiners and the like.
      for cell in middle { marked.write(VisibleText.name(cell.scalar)) }
      carets = marked.count
    } else {
      write(middle, &marked)
      carets = max(1, width)
      // A mark stands on the character before it.
      if width == 0, !middle.isEmpty { indent = max(0, indent - 1) }
    }
    if isReordered {
      after.write("⟧")
      indent += 1
    }
    if isCut { after.write("…") }
    write(right, &after)
  }
}
