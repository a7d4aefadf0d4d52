import Stories
import TextBase

/// The word around a damaged place, as it stands and as it stood, for messages.
struct DamagedWord {
  let found: String
  let repaired: String

  /// Letters and signs beyond this many bytes on a side are left out.
  private static let reach = 24

  init(_ story: borrowing Analysis, _ damage: Int) {
    let range = story.damages[damage].range
    var whole = range
    let paragraph = story.paragraph(at: range.start).map { story.paragraphs[$0].range } ?? range
    while whole.start > paragraph.start, range.start - whole.start < DamagedWord.reach,
      let (scalar, length) = UTF8Text.decodeLast(story.bytes, before: whole.start), DamagedWord.joins(scalar)
    { whole.start -= length }
    while whole.end < paragraph.end, whole.end - range.end < DamagedWord.reach {
      let (scalar, length) = UTF8Text.decode(story.bytes, whole.end)
      guard DamagedWord.joins(scalar) else { break }
      whole.end += length
    }
    // A cut must not fall into another damaged place.
    for other in story.damages where other.range.start < whole.end && other.range.end > whole.start {
      if other.range.start < whole.start { whole.start = other.range.start }
      if other.range.end > whole.end { whole.end = other.range.end }
    }
    found = story.text(whole)
    var text = ""
    var at = whole.start
    for other in story.damages where other.range.start >= whole.start && other.range.end <= whole.end {
      text += story.text(ByteRange(at, other.range.start)) + other.repaired
      at = other.range.end
    }
    repaired = text + story.text(ByteRange(at, whole.end))
  }

  private static func joins(_ scalar: UInt32) -> Bool {
    switch scalar {
    case UTF8Text.invalid, 0...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7F, 0xA0, 0x2000...0x206F, 0x3000...0x303F: false
    default: true
    }
  }
}
