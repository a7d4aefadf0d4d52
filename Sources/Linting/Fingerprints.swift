import Stories
import TextBase

/// Fingerprints that survive moved lines: rule, entry, the text and its neighbouring words, and which of several equal
/// ones it is.
struct Fingerprints {
  private var seen: [UInt64: Int] = [:]

  mutating func next(_ rule: String, _ entry: String?, _ range: ByteRange, _ analysis: borrowing Analysis) -> String {
    var hash = FNV.basis
    for byte in rule.utf8 { hash = FNV.combine(hash, byte) }
    hash = FNV.combine(hash, UInt8(ascii: "\n"))
    for byte in (entry ?? "").utf8 { hash = FNV.combine(hash, byte) }
    hash = FNV.combine(hash, UInt8(ascii: "\n"))
    let bytes = UnsafeBufferPointer(rebasing: analysis.bytes[range.start..<range.end])
    if Fingerprints.isNormalLine(bytes, isValid: analysis.story.invalidCount == 0) {
      for byte in bytes { hash = FNV.combine(hash, byte) }
    } else {
      hash = Fingerprints.hash(hash, unwrapping: NormalForm.nfc.apply(analysis.text(range)).utf8)
    }
    hash = FNV.combine(hash, UInt8(ascii: "\n"))
    // Two words on each side, by their folded hashes: white space and marks may change.
    let tokens = analysis.tokens
    var low = 0
    var high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if Int(tokens[middle].end) <= range.start { low = middle + 1 } else { high = middle }
    }
    var before = 0
    // Neighbours are those of the paragraph: a moved paragraph keeps its fingerprints.
    let paragraph = analysis.paragraph(at: range.start).map { analysis.paragraphs[$0].tokens } ?? 0..<tokens.count
    var index = low
    while index > min(paragraph.lowerBound, low), before < 2 {
      index -= 1
      guard tokens[index].isWord else { continue }
      hash = FNV.combine(hash, scalar: UInt32(truncatingIfNeeded: tokens[index].hash))
      before += 1
    }
    var after = 0
    index = low
    while index < min(tokens.count, paragraph.upperBound), after < 2 {
      if Int(tokens[index].start) >= range.end, tokens[index].isWord {
        hash = FNV.combine(hash, scalar: UInt32(truncatingIfNeeded: tokens[index].hash))
        after += 1
      }
      index += 1
    }
    let ordinal = seen[hash, default: 0]
    seen[hash] = ordinal + 1
    return FNV.hex(FNV.combine(hash, scalar: UInt32(ordinal)))
  }

  /// Whether text of one line is its own normal form, as most is: ASCII, scalars below U+0300, from U+0400 to U+047F, and the
  /// marks from U+2010 to U+203F, which all are in form C.
  private static func isNormalLine(_ bytes: UnsafeBufferPointer<UInt8>, isValid: Bool) -> Bool {
    for (at, byte) in bytes.enumerated() {
      if byte == 0x0A || byte == 0x0D || byte >= 0x80 && !isValid { return false }
      // Continuations are told by what they follow.
      if byte < 0xCC || byte == 0xD0 || byte == 0xD1 { continue }
      guard byte == 0xE2, at + 2 < bytes.count, bytes[at + 1] == 0x80, bytes[at + 2] >= 0x90 else { return false }
    }
    return true
  }

  /// In text with a line end all spaces in a row are one: where the lines of a paragraph end says nothing of the finding.
  private static func hash(_ start: UInt64, unwrapping text: String.UTF8View) -> UInt64 {
    var hash = start
    guard text.contains(where: { $0 == 0x0A || $0 == 0x0D }) else {
      for byte in text { hash = FNV.combine(hash, byte) }
      return hash
    }
    var isBehindSpace = false
    for byte in text {
      if byte == 0x20 || 0x09...0x0D ~= byte {
        isBehindSpace = hash != start
        continue
      }
      if isBehindSpace { hash = FNV.combine(hash, UInt8(ascii: " ")) }
      isBehindSpace = false
      hash = FNV.combine(hash, byte)
    }
    return hash
  }
}
