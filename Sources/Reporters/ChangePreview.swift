import Findings
import TextBase

/// A fix as an editor reads it: the words around it before and after, with what changes set apart.
struct ChangePreview {
  struct Piece: Equatable {
    var text: String
    var isChanged: Bool
  }
  private(set) var before: [Piece] = []
  private(set) var after: [Piece] = []

  /// Longest unchanged text between two edits that is shown whole, in bytes.
  private static let gapLimit = 60
  /// How far a word reaches on either side, in bytes.
  private static let wordLimit = 40

  /// Nil when the edits cannot be placed in the decoded text. `span` is the finding's range in it.
  init?(_ fix: Fix, of document: DocumentReport, span: ByteRange?, finding: Finding) {
    guard !fix.edits.isEmpty, !document.decoded.isEmpty else { return nil }
    var edits: [(range: ByteRange, text: [UInt8])] = []
    let bytes = document.decoded
    for edit in fix.edits {
      guard var range = document.decodedRange(edit.range, near: finding, at: span),
        range.start >= (edits.last?.range.end ?? 0), range.end <= document.decoded.count
      else { return nil }
      var text = Array(edit.replacement.utf8)
      ChangePreview.trim(&range, &text, bytes)
      edits.append((range, text))
    }
    let start = ChangePreview.wordStart(bytes, edits[0].range.start)
    let end = ChangePreview.wordEnd(bytes, edits[edits.count - 1].range.end)
    var at = start
    for edit in edits {
      keep(bytes, ByteRange(at, edit.range.start), isGap: at != start)
      if !edit.range.isEmpty { before.append(Piece(text: bytes.text(edit.range), isChanged: true)) }
      if !edit.text.isEmpty { after.append(Piece(text: String(decoding: edit.text, as: UTF8.self), isChanged: true)) }
      at = edit.range.end
    }
    keep(bytes, ByteRange(at, end), isGap: false)
  }

  private mutating func keep(_ bytes: [UInt8], _ range: ByteRange, isGap: Bool) {
    guard !range.isEmpty else { return }
    var text = bytes.text(range)
    if isGap, range.count > ChangePreview.gapLimit {
      let half = ChangePreview.gapLimit / 2
      let head = ByteRange(range.start, ChangePreview.boundary(bytes, range.start + half))
      let tail = ByteRange(ChangePreview.boundary(bytes, range.end - half), range.end)
      text = bytes.text(head) + " … " + bytes.text(tail)
    }
    before.append(Piece(text: text, isChanged: false))
    after.append(Piece(text: text, isChanged: false))
  }

  /// The scalar boundary at or after `offset`.
  private static func boundary(_ bytes: [UInt8], _ offset: Int) -> Int {
    var at = offset
    while at < bytes.count, bytes[at] & 0xC0 == 0x80 { at += 1 }
    return at
  }

  /// Takes off what an edit leaves as it is at both ends, whole words only: "service" for "office" reads better than
  /// "serv" for "off".
  private static func trim(_ range: inout ByteRange, _ text: inout [UInt8], _ bytes: [UInt8]) {
    var head = 0
    while head < text.count, range.start + head < range.end, text[head] == bytes[range.start + head] { head += 1 }
    while head > 0, joins(text, head) || joins(bytes, range.start + head) { head -= 1 }
    range.start += head
    text.removeFirst(head)
    var tail = 0
    while tail < text.count, range.end - tail > range.start, text[text.count - 1 - tail] == bytes[range.end - 1 - tail] {
      tail += 1
    }
    while tail > 0, joins(text, text.count - tail) || joins(bytes, range.end - tail) { tail -= 1 }
    range.end -= tail
    text.removeLast(tail)
  }

  /// Whether a cut at `offset` would split a scalar or a word.
  private static func joins(_ bytes: [UInt8], _ offset: Int) -> Bool {
    guard offset > 0, offset < bytes.count else { return false }
    if bytes[offset] & 0xC0 == 0x80 { return true }
    return bytes.withUnsafeBufferPointer { bytes in
      isWord(UTF8Text.decodeLast(bytes, before: offset)!.scalar) && isWord(UTF8Text.decode(bytes, offset).scalar)
    }
  }

  /// Letters, digits and marks of scripts that put spaces between words, roughly.
  private static func isWord(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0xC0...0x1FFF, 0xAC00...0xD7A3: true
    default: false
    }
  }

  private static func wordStart(_ bytes: [UInt8], _ offset: Int) -> Int {
    var at = offset
    // From a blank one goes on to the word before it, so that a moved space is seen between its words.
    while at > 0, offset - at < 3, bytes[at - 1] == 0x20 { at -= 1 }
    while at > 0, offset - at < wordLimit, bytes[at - 1] > 0x20 { at -= 1 }
    return boundary(bytes, at)
  }

  private static func wordEnd(_ bytes: [UInt8], _ offset: Int) -> Int {
    var at = offset
    while at < bytes.count, at - offset < 3, bytes[at] == 0x20 { at += 1 }
    while at < bytes.count, at - offset < wordLimit, bytes[at] > 0x20 { at += 1 }
    return boundary(bytes, at)
  }
}

extension DocumentReport {
  /// Whether offsets of the file on disk are offsets of `decoded`, but for `decodedOrigin`. The findings tell: each has its
  /// range in both.
  var isInStep: Bool {
    decodedIsFile && !decoded.isEmpty
      && zip(findings, decodedSpans).allSatisfy {
        $0.span.bytes.start - decodedOrigin == $1.start && $0.span.bytes.count == $1.count
      }
  }

  /// The range of `decoded` for bytes of the file on disk, where it can be known.
  func decodedRange(_ range: ByteRange, near finding: Finding, at span: ByteRange?) -> ByteRange? {
    if let span {
      if finding.span.bytes == range { return span }
      let shift = finding.span.bytes.start - span.start
      // Copied as it stands: the finding has the same length in both, so its neighbourhood has too.
      guard finding.span.bytes.count == span.count, decodedIsFile || finding.span.bytes.contains(range) else {
        return nil
      }
      let moved = ByteRange(range.start - shift, range.end - shift)
      return moved.start >= 0 && moved.end <= decoded.count ? moved : nil
    }
    guard decodedIsFile, range.start >= decodedOrigin, range.end - decodedOrigin <= decoded.count else { return nil }
    return ByteRange(range.start - decodedOrigin, range.end - decodedOrigin)
  }
}
