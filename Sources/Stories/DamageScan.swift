import TextBase

/// Walks the bytes of a paragraph and stops where damage could begin. Nearly every byte of good copy is passed by.
struct DamageScan {
  var damages: [Damage] = []
  var specials: [SpecialCharacter] = []
  private let misread: Misreading
  // Taken once a story: to ask for a static value costs a call.
  private let interesting = DamageScan.interesting
  private let rows: ByteTable<UInt64>

  init(_ misread: Misreading) {
    self.misread = misread
    rows = misread.isLatin ? DamageScan.rowsOfLatin : DamageScan.rows
  }

  private static let interesting = ByteTable<Bool> { byte in
    switch byte {
    case 0x09, 0x0A, 0x0D: false
    case 0..<0x20, 0x7F: true
    case 0x23, 0x24, 0x25, 0x26, 0x3C, 0x40, 0x5B, 0x5C, 0x5F, 0x7B: true
    case 0xC2...0xC6, 0xCD, 0xCE, 0xD0, 0xD1, 0xD7, 0xD8, 0xE0, 0xE1, 0xE2, 0xE4...0xE9, 0xEC, 0xEE, 0xEF, 0xF3, 0xF4: true
    default: false
    }
  }

  /// By first byte, a bit for every second one behind which there could be something: most characters of copy in any
  /// alphabet end here. `DamageTests` hold it to `mayBegin` and `isSpecial`.
  static let rows = ByteTable { seconds[Int($0)] }

  private static let seconds: [UInt64] = {
    var rows = [UInt64](repeating: 0, count: 256)
    func set(_ first: Int, _ seconds: ClosedRange<UInt64>...) {
      for range in seconds { for second in range { rows[first] |= 1 << (second & 0x3F) } }
    }
    set(0xC2, 0x80...0x9F, 0xAC...0xAD, 0xB7...0xB7)
    set(0xC3, 0x82...0xBF)
    set(0xC4, 0x82...0x82, 0x8C...0x8C, 0x8E...0x8E, 0x90...0x90, 0x9F...0x9F, 0xB9...0xB9)
    set(0xC5, 0x83...0x83, 0x98...0x98, 0xAE...0xAE, 0xB9...0xB9)
    set(0xC6, 0x92...0x92)
    set(0xCD, 0x8F...0x8F)
    set(0xCE, 0x93...0x93, 0x9E...0x9F)
    set(0xD0, 0x92...0x95, 0xA0...0xA1, 0xB2...0xB2, 0xBF...0xBF)
    set(0xD1, 0x80...0x80, 0x8F...0x8F)
    set(0xD7, 0xB3...0xB3)
    set(0xD8, 0x9C...0x9C, 0xB7...0xBA)
    set(0xE0, 0xB9...0xB9)
    set(0xE1, 0xA0...0xA0)
    set(0xE2, 0x80...0x81, 0x88...0x89, 0x94...0x96)
    set(0xE7, 0xB8...0xB9)
    set(0xE9, 0x88...0x88, 0x8A...0x8A, 0x94...0x94)
    set(0xEC, 0x8F...0x8F)
    set(0xEE, 0x80...0xBF)
    set(0xEF, 0x80...0xA3, 0xB8...0xB8, 0xBB...0xBB, 0xBF...0xBF)
    set(0xF3, 0xA0...0xA0, 0xB0...0xBF)
    set(0xF4, 0x80...0xBF)
    return rows
  }()

  /// The same for copy in Latin letters, in which every Han character is looked at.
  private static let rowsOfLatin = ByteTable<UInt64> { 0xE4...0xE9 ~= $0 ? .max : seconds[Int($0)] }

  mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>, _ range: ByteRange) {
    let (rows, interesting) = (rows, interesting)
    guard let base = bytes.baseAddress else { return }
    precondition(range.end <= bytes.count, "beyond the story")
    var at = range.start
    while at < range.end {
      let next = UTF8Text.plain(bytes, from: at, to: range.end)
      // Misread Cyrillic is told by what comes behind the letter with which it begins.
      at = next &- 2 >= at && base[next &- 2] & 0xFE == 0xD0 ? next &- 2 : next
      guard at < range.end else { break }
      let first = base[at]
      if first >= 0x80, at &+ 1 < range.end, base[at &+ 1] & 0xC0 == 0x80,
        rows[first] >> UInt64(base[at &+ 1] & 0x3F) & 1 == 0
      {
        at &+= 2
        continue
      }
      guard interesting[first] else {
        at &+= 1
        continue
      }
      if first < 0x80 {
        if first == 0x26 || first == 0x3C || first == 0x5C || first == 0x25, let damage = Markup.damage(bytes, at, range) {
          damages.append(damage)
          at = damage.range.end
        } else {
          if first != 0x26, first != 0x5C { specials.append(SpecialCharacter(offset: UInt32(at), scalar: UInt32(first))) }
          at &+= 1
        }
        continue
      }
      guard at + 1 < range.end else { return }
      let second = bytes[at + 1]
      let third = at + 2 < range.end ? bytes[at + 2] : 0
      let fourth = at + 3 < range.end ? bytes[at + 3] : 0
      let before = at > range.start ? bytes[at - 1] : 0
      if third != 0,
        DamageScan.mayBegin(first, second, third, fourth)
          || first >= 0xE4 && first <= 0xE9 && misread.isLatin
            && (DamageScan.isLetter(before) || DamageScan.isLetter(fourth)),
        let damage = misread.damage(bytes, at, range)
      {
        damages.append(damage)
        at = damage.range.end
      } else {
        if DamageScan.isSpecial(first, second, third) {
          let (scalar, length) = UTF8Text.decode(bytes, at)
          if scalar != UTF8Text.invalid { specials.append(SpecialCharacter(offset: UInt32(at), scalar: scalar)) }
          at &+= length
        } else {
          at &+= 2
        }
      }
    }
  }

  @inline(__always)
  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  @inline(__always)
  static func isSpecial(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    switch first {
    case 0xC2: second < 0xA0 || second == 0xAD
    case 0xCD: second == 0x8F
    case 0xD8: second == 0x9C
    case 0xE1: second == 0xA0 && third == 0x8E
    case 0xE2:
      // U+200B to 200F, 202A to 202E; 2047 and 2060 to 206F; ▁ and □.
      second == 0x80
        ? (0x8B...0x8F).contains(third) || (0xAA...0xAE).contains(third)
        : second == 0x81 ? third == 0x87 || third >= 0xA0 && third < 0xB0 : second == 0x96 && (third == 0x81 || third == 0xA1)
    case 0xEE: true
    case 0xEF:
      second < 0xA4 || second == 0xB8 && third < 0x90 || second == 0xBB && third == 0xBF
        || second == 0xBF && (third >= 0xB9 && third <= 0xBD)
    case 0xF3: second == 0xA0 || second >= 0xB0
    case 0xF4: true
    default: false
    }
  }

  /// Whether a misreading could begin with these bytes: a character that stands for the first byte of a UTF-8 sequence,
  /// and behind it what cannot be a letter of the same script.
  static func mayBegin(_ first: UInt8, _ second: UInt8, _ third: UInt8, _ fourth: UInt8) -> Bool {
    // Of all that get here in Cyrillic copy nearly all are this.
    if first == 0xD0 { return mayBeginCyrillic(second, third, fourth) }
    return switch first {
    // ¬, and · before ∫ or ª
    case 0xC2: second == 0xAC && third >= 0xC2 || second == 0xB7 && (third == 0xE2 || third == 0xC2 && fourth == 0xAA)
    // Â to ÿ; Â and à before a space, which may have been a no-break space. Every word of French in é ends before one.
    case 0xC3: second >= 0x82 && (third >= 0xC2 || third == 0x20 && second <= 0x83)
    case 0xC4:
      (second == 0x82 || second == 0x8C || second == 0x8E || second == 0x90 || second == 0x9F || second == 0xB9)
        && third >= 0xC2
    case 0xC5: (second == 0x83 || second == 0x98 || second == 0xAE || second == 0xB9) && third >= 0xC2
    case 0xC6: second == 0x92 && third >= 0xC2  // ƒ
    case 0xCE: (second == 0x93 || second == 0x9E || second == 0x9F) && third >= 0xC2
    case 0xD1: second == 0x80 && third == 0xD1 && fourth == 0x9F || second == 0x8F && (third == 0xC2 || third == 0xE2)
    case 0xD7: second == 0xB3 && third >= 0xC2
    // ط ظ ع غ before what is no Arabic letter
    case 0xD8: (0xB7...0xBA).contains(second) && third >= 0xC2 && !(0xD8...0xDB).contains(third)
    case 0xE0: second == 0xB9 && third == 0x80  // Thai เ
    // ├ ╨ √ ≈ ∆; ‚; a dash glued to a letter
    case 0xE2:
      second == 0x94 || second == 0x95 || second == 0x88 || second == 0x89
        || second == 0x80 && (third == 0x9A || (third == 0x93 || third == 0x94) && fourth >= 0xC2)
    // 銆 锛 锟 鈥 鐨, 縺 繧 繝, 쏙
    case 0xE7: second == 0xB8 && third == 0xBA || second == 0xB9 && (third == 0xA7 || third == 0x9D)
    case 0xE9:
      second == 0x88 && third == 0xA5 || second == 0x8A && third == 0x86 || second == 0x94 && (third == 0x9B || third == 0x9F)
    case 0xEC: second == 0x8F && third == 0x99
    default: false
    }
  }

  /// В Г Д Е Р С, and в before Ђ or a mark, п before a mark.
  @inline(__always)
  private static func mayBeginCyrillic(_ second: UInt8, _ third: UInt8, _ fourth: UInt8) -> Bool {
    if (0x92...0x95).contains(second) || second == 0xA0 || second == 0xA1 {
      third == 0xC2 || third == 0xE2 || third == 0xD0 && fourth < 0x90
        || third == 0xD1 && (0x91...0x9F).contains(fourth) || third == 0xD2 && fourth < 0x92
    } else if second == 0xB2 {
      third == 0xE2 || third == 0xD0 && fourth == 0x82
    } else {
      second == 0xBF
        && (third == 0xC2 || third == 0xE2 || third == 0xD0 && fourth == 0x81 || third == 0xD1 && fourth == 0x91)
    }
  }
}
