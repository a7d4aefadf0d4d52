import TextBase

/// A place where characters were lost or changed on the way, with what stood there. What else looks wrong inside it is a
/// consequence: the other columns and rules look past it.
public struct Damage: Sendable {
  public enum Kind: UInt8, Sendable {
    /// UTF-8 that was read in another character set: Ã© for é.
    case misread
    /// &eacute; &#39; &amp;quot;
    case reference
    /// \u00e9 %C3%A9 \n
    case escape
    /// <br> </strong>
    case tag
  }

  public var range: ByteRange
  public var kind: Kind
  /// What stood there. With U+FFFD where that is lost.
  public var repaired: String
  /// Whether nothing of it is lost.
  public var isExact = true
  /// For text that was misread: as what.
  public var charset = ""
  /// For text that was misread: how often.
  public var times = 1
}

/// A character that good copy hardly holds: an invisible one, a control, a private one, U+FFFD, or an ASCII sign that
/// begins what programs write (< @ # { [ % $ _). What it does here is the rules' to say.
public struct SpecialCharacter: Sendable, BitwiseCopyable {
  public var offset: UInt32
  public var scalar: UInt32
}

extension Analysis {
  /// Whether any of the bytes of `range` is damaged.
  public func isDamaged(_ range: ByteRange) -> Bool {
    var low = 0
    var high = damages.count
    while low < high {
      let middle = (low + high) / 2
      if damages[middle].range.end <= range.start { low = middle + 1 } else { high = middle }
    }
    return low < damages.count && damages[low].range.start < range.end
  }

  /// Finds what is damaged, paragraph by paragraph.
  mutating func findDamages(_ scalars: ScalarTable) {
    let misread = Misreading(traits.misread, scalars, bytes)
    var found: [Damage] = []
    var scan = DamageScan()
    swap(&scan.specials, &specials)
    for paragraph in paragraphs {
      scan.scan(bytes, paragraph.range, misread)
      if !scan.damages.isEmpty {
        found += misread.joined(scan.damages, bytes)
        scan.damages.removeAll()
      }
    }
    swap(&scan.specials, &specials)
    guard !found.isEmpty else { return }
    // An address may hold anything.
    damages = found.filter { damage in
      damage.kind == .misread || !isInAddress(damage.range)
    }
  }

  /// The double quotation mark that stood where a token is damaged. `next` is the first damage that was not yet passed by.
  func damagedMark(at token: Int, _ next: inout Int) -> (range: ByteRange, scalar: UInt32)? {
    while next < damages.count, damages[next].range.end <= Int(tokens[token].start) { next += 1 }
    guard next < damages.count, damages[next].range.start < Int(tokens[token].end) else { return nil }
    var marks = damages[next].repaired.unicodeScalars.filter { QuoteMark.isQuote($0.value) && !QuoteMark.isSingle($0.value) }[
      ...]
    guard let scalar = marks.popFirst()?.value, marks.isEmpty else { return nil }
    next += 1
    return (damages[next - 1].range, scalar)
  }

  private func isInAddress(_ range: ByteRange) -> Bool {
    var low = 0
    var high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if Int(tokens[middle].end) <= range.start { low = middle + 1 } else { high = middle }
    }
    return low < tokens.count && tokens[low].kind == .address && Int(tokens[low].start) <= range.start
  }
}

/// Walks the bytes of a paragraph and stops where damage could begin. Nearly every byte of good copy is passed by.
struct DamageScan {
  var damages: [Damage] = []
  var specials: [SpecialCharacter] = []

  private static let interesting: [Bool] = (0..<256).map { byte in
    switch byte {
    case 0x09, 0x0A, 0x0D: false
    case 0..<0x20, 0x7F: true
    case 0x23, 0x24, 0x25, 0x26, 0x3C, 0x40, 0x5B, 0x5C, 0x5F, 0x7B: true
    case 0xC2...0xC6, 0xCD, 0xCE, 0xD0, 0xD1, 0xD7, 0xD8, 0xE0, 0xE1, 0xE2, 0xE4...0xE9, 0xEC, 0xEE, 0xEF, 0xF3, 0xF4: true
    default: false
    }
  }

  /// Second bytes behind which `mayBegin` looks further, a bit each.
  private static let secondOfD0: UInt64 = [0x92, 0x93, 0x94, 0x95, 0xA0, 0xA1, 0xB2, 0xBF].reduce(0) {
    $0 | 1 << UInt64($1 & 0x3F)
  }
  private static let secondOfD1: UInt64 = [0x80, 0x8F].reduce(0) { $0 | 1 << UInt64($1 & 0x3F) }

  /// The high bits of those of eight bytes that are not ASCII or may be `interesting`. In seven bits, x + (0x80 - n) has its
  /// high bit from n on, and (x ^ n) + 0x7F unless x is n.
  @inline(__always)
  private static func oddBytes(_ eight: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let high: UInt64 = 0x8080_8080_8080_8080
    let seven = eight & ~high
    // @ ` and [ \ ] ^ _ { | } ~ differ by this bit alone; more than these are looked at, few of which are met.
    let small = seven | 0x20 &* ones
    @inline(__always) func isFrom(_ byte: UInt64, _ value: UInt64) -> UInt64 { value &+ (0x80 &- byte) &* ones }
    @inline(__always) func isNot(_ byte: UInt64, _ value: UInt64) -> UInt64 { (value ^ byte &* ones) &+ 0x7F &* ones }
    // # $ % & stand in a row.
    let odd =
      ~isFrom(0x20, seven) | isFrom(0x23, seven) & ~isFrom(0x27, seven) | isFrom(0x7B, small)
      | ~(isNot(0x3C, seven) & isNot(0x60, small)) | eight
    return odd & high
  }

  /// The last letter of a run of Cyrillic letters from А to я. Damage begins with none but that: what shows it is the next
  /// character, which is no such letter.
  @inline(__always)
  private static func lastOfRun(_ base: UnsafeRawPointer, _ start: Int, _ end: Int) -> Int {
    // In each of four letters: the lead is D0 or D1, and the second byte has one of the bits 0x30 where the lead is D0.
    let (leads, seconds): (UInt64, UInt64) = (0xC0FE_C0FE_C0FE_C0FE, 0x80D0_80D0_80D0_80D0)
    let low: UInt64 = 0x0001_0001_0001_0001
    var at = start
    while at &+ 8 <= end {
      let four = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      guard four & leads == seconds, ((four >> 12 | four >> 13) ^ four) & low == low else { break }
      at &+= 8
    }
    while at &+ 2 <= end {
      let pair = UInt16(littleEndian: base.loadUnaligned(fromByteOffset: at, as: UInt16.self))
      guard pair & 0xC0FE == 0x80D0, ((pair >> 12 | pair >> 13) ^ pair) & 1 == 1 else { break }
      at &+= 2
    }
    return max(start, at &- 2)
  }

  mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>, _ range: ByteRange, _ misread: Misreading) {
    DamageScan.interesting.withUnsafeBufferPointer { interesting in
      var at = range.start
      let base = UnsafeRawPointer(bytes.baseAddress!)
      while at < range.end {
        var first = bytes[at]
        if first < 0x80 {
          // Eight bytes at a time, as far as they are plain ASCII.
          while at &+ 8 <= range.end {
            let odd = DamageScan.oddBytes(base.loadUnaligned(fromByteOffset: at, as: UInt64.self))
            at &+= odd.trailingZeroBitCount >> 3
            if odd != 0 { break }
          }
          guard at < range.end else { break }
          first = bytes[at]
        }
        guard interesting[Int(first)] else {
          at &+= 1
          continue
        }
        if first == 0xD0 || first == 0xD1 {
          at = DamageScan.lastOfRun(base, at, range.end)
          first = bytes[at]
          // Most of Cyrillic copy goes this way: one test of the second byte says that nothing begins here.
          let seconds = first == 0xD0 ? DamageScan.secondOfD0 : DamageScan.secondOfD1
          guard at &+ 1 < range.end, seconds >> UInt64(bytes[at &+ 1] & 0x3F) & 1 == 1 else {
            at &+= 2
            continue
          }
        } else if first < 0x80 {
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
  }

  @inline(__always)
  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  @inline(__always)
  private static func isSpecial(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
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
  @inline(__always)
  private static func mayBegin(_ first: UInt8, _ second: UInt8, _ third: UInt8, _ fourth: UInt8) -> Bool {
    switch first {
    // ¬, and · before ∫ or ª
    case 0xC2: second == 0xAC && third >= 0xC2 || second == 0xB7 && (third == 0xE2 || third == 0xC2 && fourth == 0xAA)
    case 0xC3: second >= 0x82 && (third >= 0xC2 || third == 0x20 || third == 0x3F)  // Â to ÿ
    case 0xC4:
      (second == 0x82 || second == 0x8C || second == 0x8E || second == 0x90 || second == 0x9F || second == 0xB9)
        && third >= 0xC2
    case 0xC5: (second == 0x83 || second == 0x98 || second == 0xAE || second == 0xB9) && third >= 0xC2
    case 0xC6: second == 0x92 && third >= 0xC2  // ƒ
    case 0xCE: (second == 0x93 || second == 0x9E || second == 0x9F) && third >= 0xC2
    // В Г Д Е Р С, and в before Ђ or a mark, п before a mark.
    case 0xD0:
      if (0x92...0x95).contains(second) || second == 0xA0 || second == 0xA1 {
        third == 0xC2 || third == 0xE2 || third == 0xD0 && fourth < 0x90
          || third == 0xD1 && (0x91...0x9F).contains(fourth) || third == 0xD2 && fourth < 0x92
      } else if second == 0xB2 {
        third == 0xE2 || third == 0xD0 && fourth == 0x82
      } else {
        second == 0xBF
          && (third == 0xC2 || third == 0xE2 || third == 0xD0 && fourth == 0x81 || third == 0xD1 && fourth == 0x91)
      }
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
}
