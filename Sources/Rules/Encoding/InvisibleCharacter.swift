import Findings
import RuleKit
import Stories
import TextBase

/// Characters that nobody sees and that part words for every search: a zero-width space in “gov​ernment”.
struct InvisibleCharacter: Rule {
  static let card = RuleCard(
    id: "encoding/invisible-character", title: "An invisible character stands in the copy",
    mqm: .characterEncoding, severity: .minor, confidence: .high,
    why: """
      Pasted from a page or a chat, such characters part words that look whole: search, spelling checks and archives do not \
      find them, and line breaks fall where they should not.
      """,
    advice: "Take the invisible character out.",
    examples: [
      .flags("en", "The gov[[\u{200B}]]ernment met on Monday.", fixed: "The government met on Monday."),
      .flags("de", "Der Stadt[[\u{200D}]]rat tagte am Montag.", fixed: "Der Stadtrat tagte am Montag."),
      .flags("ru", "Совет горо[[\u{2060}]]да собрался в понедельник.", fixed: "Совет города собрался в понедельник."),
      .flags("en", "The council[[\u{FEFF}]] met on Monday.", fixed: "The council met on Monday."),
      .flags("en", "The council met[[\u{8}]] on Monday.", fixed: "The council met on Monday."),
      .flags("en", "The council[[\u{92}]]s vote is on Monday.", fixed: "The council’s vote is on Monday."),
      .flags("fr", "Lyon a gagné le match (4[[\u{2060}]]1 points) lundi.", fixed: "Lyon a gagné le match (41 points) lundi."),
      .passes("fa", "او می\u{200C}گوید که جلسه برگزار می\u{200C}شود."),
      .passes("hi", "यह क्\u{200D}ष और र्\u{200C}य का मामला है।"),
      .passes("en", "She posted 👩\u{200D}🚀 and ❤\u{FE0F} on Monday."),
      .passes("th", "อากาศสงบ\u{200B}ตลอดทั้งวัน"),
      .passes("en", "The range of 10\u{2060}–\u{2060}12 was named."),
    ])

  static var needs: Needs { .all(.oddCharacters) }

  init(_ style: HouseStyle) {}

  /// More soft hyphens than this are hyphenation that a system has set throughout.
  private static let strayHyphens = 3

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    let hyphens = story.specials.count { $0.scalar == 0xAD }
    var end = 0
    for special in story.specials where special.scalar >= 0x7F || special.scalar < 0x20 {
      let start = Int(special.offset)
      // A run of one character is one place.
      guard start >= end else { continue }
      var range = ByteRange(start, start + UTF8Text.decode(story.bytes, start).length)
      let length = range.count
      // Within the story: behind its end there is none, which reads like U+0000.
      while range.end < story.bytes.count, story.scalar(at: range.end) == special.scalar { range.end += length }
      end = range.end
      guard let name = InvisibleCharacter.name(special.scalar), !story.isDamaged(range) else { continue }
      // A control beside misread letters is what is left of another one.
      if (0x80...0x9F).contains(special.scalar), story.isDamaged(ByteRange(range.start - 3, range.end + 3)) { continue }
      let before = story.scalar(before: range.start)
      let after = story.scalar(at: range.end)
      guard !belongs(special.scalar, before, after) else { continue }
      if special.scalar == 0xAD, hyphens > InvisibleCharacter.strayHyphens, !isSpace(after) { continue }
      if let mark = InvisibleCharacter.windowsMark(special.scalar) {
        out.report(
          range,
          "U+00\(String(special.scalar, radix: 16, uppercase: true)) is the Windows-1252 byte of “\(mark)”, read as Latin-1.",
          fixes: [.replace(range, with: mark, "Write “\(mark)”", .safe)])
        continue
      }
      let isInWord = isLetter(before) && isLetter(after)
      let word = word(around: range, story)
      out.report(
        range, isInWord ? "\(name) parts the word \(Wording.quoted(word, limit: 40))." : "\(name) stands here; nobody sees it.",
        confidence: special.scalar == 0xAD || special.scalar == 0x34F ? .medium : nil,
        fixes: [.replace(range, with: "", "Take it out", special.scalar == 0xAD ? .review : .safe)])
    }
  }

  /// Nil for a character that other rules judge.
  private static func name(_ scalar: UInt32) -> String? {
    switch scalar {
    case 0xAD: "A soft hyphen"
    case 0x34F: "A grapheme joiner"
    case 0x180E: "A Mongolian vowel separator"
    case 0x200B: "A zero-width space"
    case 0x200C: "A zero-width non-joiner"
    case 0x200D: "A zero-width joiner"
    case 0x2060: "A word joiner"
    case 0x2061...0x2064: "An invisible operator"
    case 0x206A...0x206F: "A deprecated control"
    case 0xFE00...0xFE0F: "A variation selector"
    case 0xFEFF: "A byte order mark"
    case 0xFFF9...0xFFFB: "An annotation control"
    case 0xE0000...0xE007F: "A tag character"
    case 0...0x1F, 0x7F, 0x80...0x9F:
      "A control character (U+00\(scalar < 16 ? "0" : "")\(String(scalar, radix: 16, uppercase: true)))"
    default: nil
    }
  }

  /// Marks that Windows-1252 keeps where Latin-1 has controls.
  private static func windowsMark(_ scalar: UInt32) -> String? {
    switch scalar {
    case 0x80: "€"
    case 0x82: "‚"
    case 0x84: "„"
    case 0x85: "…"
    case 0x91: "‘"
    case 0x92: "’"
    case 0x93: "“"
    case 0x94: "”"
    case 0x95: "•"
    case 0x96: "–"
    case 0x97: "—"
    case 0x99: "™"
    default: nil
    }
  }

  /// Whether the character does its work here.
  private func belongs(_ scalar: UInt32, _ before: UInt32, _ after: UInt32) -> Bool {
    switch scalar {
    case 0x200C: joins(before) || joins(after)
    case 0x200D: joins(before) || isPictograph(before) || isPictograph(after) && before == 0xFE0F || joins(after)
    // Scripts without spaces between words break lines there.
    case 0x200B: isUnspaced(before) || isUnspaced(after)
    // It keeps a line from breaking beside a dash or a slash; letters, figures and spaces need no such help.
    case 0x2060: !(isPlain(before) && isPlain(after))
    case 0xFE00...0xFE0F: !isLetter(before) && before > 0x20 && before != 0xA0 || (0x3400...0x9FFF).contains(before)
    case 0xE0020...0xE007F: before >= 0x1F3F4
    case 0x34F: !isLetter(before) || before >= 0x5D0
    default: false
    }
  }

  /// Letters of scripts whose shapes the joiners steer: Arabic, Syriac, Indic, Khmer, Mongolian.
  private func joins(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x600...0x8FF, 0x900...0xDFF, 0xE00...0x109F, 0x1780...0x18AF, 0xFB50...0xFDFF, 0xFE70...0xFEFC: scalar != 0x60C
    default: false
    }
  }

  private func isUnspaced(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xE00...0x109F, 0x1780...0x17FF: true
    default: false
    }
  }

  private func isPictograph(_ scalar: UInt32) -> Bool {
    scalar == 0xFE0F || (0x2190...0x2BFF).contains(scalar) || scalar >= 0x1F000 && scalar < 0x1FB00
  }

  private func isSpace(_ scalar: UInt32) -> Bool { scalar <= 0x20 || scalar == 0xA0 || scalar == 0x202F }

  private func isPlain(_ scalar: UInt32) -> Bool {
    isLetter(scalar) || isSpace(scalar) || (0x30...0x39).contains(scalar)
  }

  private func isLetter(_ scalar: UInt32) -> Bool {
    Unicode.Scalar(scalar).map { $0.properties.isAlphabetic } ?? false
  }

  private func word(around range: ByteRange, _ story: borrowing Analysis) -> String {
    var start = range.start
    var end = range.end
    while let (scalar, length) = UTF8Text.decodeLast(story.bytes, before: start), isLetter(scalar), range.start - start < 40 {
      start -= length
    }
    while end < story.bytes.count, end - range.end < 40 {
      let (scalar, length) = UTF8Text.decode(story.bytes, end)
      guard isLetter(scalar) else { break }
      end += length
    }
    return story.text(ByteRange(start, range.start)) + "·" + story.text(ByteRange(range.end, end))
  }
}
