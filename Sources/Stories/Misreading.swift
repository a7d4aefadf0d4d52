import Lexicons
import TextBase

/// Recognises UTF-8 that was decoded in another character set, once or several times, and reads it right.
///
/// The characters of a run are turned back into bytes; where these are strict UTF-8 of characters that copy could hold, and
/// the run itself is nothing that anyone writes, the reading is taken.
struct Misreading {
  /// What a language writes that looks like a misreading.
  struct Habits {
    let scripts: [UInt8]
    /// Languages with Â or Ã among their capitals.
    let writesCircumflexA, writesTildeA: Bool
    let endsInGraveA: Bool
    /// Copy in Latin letters, in which no Han character is glued to a word.
    let isLatin: Bool
    let isCyrillic: Bool

    init(_ profile: LanguageProfile) {
      scripts = profile.scripts.compactMap { Script(iso: $0)?.code }
      writesCircumflexA = profile.habits.contains(.writesCircumflexA)
      writesTildeA = profile.habits.contains(.writesTildeA)
      endsInGraveA = profile.habits.contains(.endsInGraveA)
      isLatin = profile.scripts.first == "Latn"
      isCyrillic = profile.scripts.first == "Cyrl"
    }
  }

  let scalars: ScalarTable
  let habits: Habits
  private let bytes: UnsafeBufferPointer<UInt8>
  var isLatin: Bool { habits.isLatin }
  var isCyrillic: Bool { habits.isCyrillic }

  init(_ habits: Habits, _ scalars: ScalarTable, _ bytes: UnsafeBufferPointer<UInt8>) {
    self.scalars = scalars
    self.bytes = bytes
    self.habits = habits
  }

  /// A run read as another character set would give it.
  struct Reading {
    /// Characters of the run that it takes.
    var used = 0
    var text: [UInt32] = []
    var sequences = 0
    var isExact = true
    var charset = ""
    var times = 1
  }

  /// What stands at `start`, which `DamageScan` found worth a look; nil when it is good copy.
  func damage(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ paragraph: ByteRange) -> Damage? {
    var run: [UInt32] = []
    var ends: [Int] = []
    var at = start
    while at < paragraph.end, run.count < 4096 {
      let (scalar, length) = UTF8Text.decode(bytes, at)
      if scalar < 0x80 || scalar == UTF8Text.invalid { break }
      at += length
      run.append(scalar)
      ends.append(at)
    }
    let next = at < paragraph.end ? UInt32(bytes[at]) : 0
    let previous = start > paragraph.start ? UTF8Text.decodeLast(bytes, before: start)?.scalar ?? 0 : 0
    guard let reading = best(run[...], previous, next) else {
      return MultibyteMisreading.damage(run, ends, start, isLatin: isLatin) ?? lostNoBreak(run, start, previous, next)
        ?? westernised(run, ends, start, previous, next)
    }
    var text = ""
    for scalar in reading.text { text.unicodeScalars.append(Unicode.Scalar(scalar) ?? "\u{FFFD}") }
    return Damage(
      range: ByteRange(start, ends[reading.used - 1]), kind: .misread, repaired: text, isExact: reading.isExact,
      charset: reading.charset, times: reading.times)
  }

  /// The no-break space that is the second byte of à, or of a no-break space, has become a plain one: “cittÃ ”, “10Â km”.
  private func lostNoBreak(_ run: [UInt32], _ start: Int, _ previous: UInt32, _ next: UInt32) -> Damage? {
    guard run.count == 1, next == 0x20 else { return nil }
    let charset = SingleByteCharset.windows1252.name
    switch run[0] {
    case 0xC3:
      guard habits.endsInGraveA, isLowerLetter(previous) || previous == 0x20, !habits.writesTildeA || isLowerLetter(previous)
      else {
        return nil
      }
      // Of two spaces one was the byte, the other follows the word; one alone has to do for both.
      let isDoubled = start + 3 < bytes.count && bytes[start + 3] == 0x20
      return Damage(
        range: ByteRange(start, start + (isDoubled ? 3 : 2)), kind: .misread, repaired: "à", charset: charset)
    case 0xC2:
      // No language has Â for a word or at the end of one in small letters.
      guard !isUpperLetter(previous) else { return nil }
      return Damage(range: ByteRange(start, start + 3), kind: .misread, repaired: "\u{A0}", charset: charset)
    default: return nil
    }
  }

  /// A Cyrillic word in an 8-bit set that was read as a western one: “Ïðèâåò”. No word is of nothing but letters with accents.
  private func westernised(
    _ run: [UInt32], _ ends: [Int], _ start: Int, _ previous: UInt32, _ next: UInt32
  ) -> Damage? {
    guard habits.isCyrillic, !isLetter(previous), !isLetter(next) else { return nil }
    let letters = run.prefix { (0xC0...0xFF).contains($0) || Misreading.cyrillicSigns[$0] != nil }.count
    guard letters >= 2, letters == run.count || !isLetter(run[letters]), run[..<letters].contains(where: { $0 >= 0xC0 })
    else { return nil }
    var text = ""
    for scalar in run[..<letters] {
      let cyrillic = Misreading.cyrillicSigns[scalar] ?? scalar - 0xC0 + 0x410
      text.unicodeScalars.append(Unicode.Scalar(cyrillic) ?? "\u{FFFD}")
    }
    return Damage(
      range: ByteRange(start, ends[letters - 1]), kind: .misread, repaired: text, isExact: false, original: "Windows-1251",
      charset: SingleByteCharset.windows1252.name)
  }

  /// What Windows-1251 has where Windows-1252 has signs: ё, і, ї, є, ґ.
  private static let cyrillicSigns: [UInt32: UInt32] = [
    0xA8: 0x401, 0xB8: 0x451, 0xB2: 0x406, 0xB3: 0x456, 0xAF: 0x407, 0xBF: 0x457, 0xAA: 0x404, 0xBA: 0x454, 0xA5: 0x490,
    0xB4: 0x491,
  ]

  // MARK: reading

  private func best(_ run: ArraySlice<UInt32>, _ previous: UInt32, _ next: UInt32) -> Reading? {
    guard let first = run.first else { return nil }
    var best: Reading?
    for charset in Misreading.charsets(first) {
      var reading = read(run, charset)
      guard reading.sequences > 0, reading.used >= best?.used ?? 0 else { continue }
      let follower = reading.used < run.count ? run[run.startIndex + reading.used] : next
      let original = run.prefix(reading.used)
      // What was misread twice is read twice.
      var deepest = reading
      while deepest.times < 4, let deeper = again(deepest.text, previous, follower) {
        deepest.text = deeper
        deepest.times += 1
      }
      if deepest.times > 1, accepts(original, deepest, previous, follower) {
        reading = deepest
      } else if !accepts(original, reading, previous, follower) {
        continue
      }
      // Where two sets read the same run, the one whose letters the story has elsewhere.
      if let other = best, other.used == reading.used, known(other.text) >= known(reading.text) { continue }
      best = reading
    }
    return best
  }

  /// How many of the letters stand undamaged in the story.
  private func known(_ text: [UInt32]) -> Int {
    text.count { scalar in
      var form: [UInt8] = []
      UTF8Text.encode(scalar, into: &form)
      guard form.count > 1, form.count <= bytes.count else { return false }
      return (0...bytes.count - form.count).contains { at in
        bytes[at] == form[0] && form.indices.allSatisfy { bytes[at + $0] == form[$0] }
      }
    }
  }

  /// Reads from the start of the run as far as it goes.
  private func read(_ run: ArraySlice<UInt32>, _ charset: SingleByteCharset) -> Reading {
    var reading = Reading(charset: charset.name)
    var at = run.startIndex
    while at < run.endIndex {
      if let (scalar, length) = charset.decode(run[at...]) {
        reading.text.append(scalar)
        reading.sequences += 1
        at += length
      } else if run[at] == 0xE2, at + 1 < run.endIndex, run[at + 1] == 0x20AC {
        // â€ and nothing: of the marks that begin so only ” has a last byte that Windows-1252 lacks.
        reading.text.append(0x201D)
        reading.sequences += 1
        at += 2
        if at < run.endIndex, run[at] == 0xFFFD { at += 1 }
      } else if reading.sequences >= 2, [0xC3, 0xD0, 0xD1, 0x420, 0x421].contains(run[at]), at + 1 < run.endIndex,
        run[at + 1] == 0xFFFD || run[at + 1] == run[at] || charset.decode(run[(at + 1)...]) != nil
      {
        // The second byte of one letter is lost.
        reading.text.append(0xFFFD)
        reading.isExact = false
        at += run[at + 1] == 0xFFFD ? 2 : 1
      } else {
        break
      }
    }
    reading.used = at - run.startIndex
    return reading
  }

  /// The text with all that can be read once more read once more; nil when nothing can.
  private func again(_ text: [UInt32], _ previous: UInt32, _ next: UInt32) -> [UInt32]? {
    var result: [UInt32] = []
    var at = 0
    var changed = false
    while at < text.count {
      var step: Reading?
      for charset in Misreading.charsets(text[at]) {
        let reading = read(text[at...], charset)
        let end = at + reading.used
        guard reading.sequences > 0, reading.used > step?.used ?? 0,
          accepts(text[at..<end], reading, at > 0 ? text[at - 1] : previous, end < text.count ? text[end] : next)
        else { continue }
        step = reading
      }
      if let step {
        result += step.text
        at += step.used
        changed = true
      } else {
        result.append(text[at])
        at += 1
      }
    }
    return changed ? result : nil
  }

  /// The sets in which a character stands for the first byte of a sequence, the likeliest first.
  private static func charsets(_ scalar: UInt32) -> [SingleByteCharset] {
    switch scalar {
    case 0xD4: [.windows1252, .dos850]
    case 0xDF: [.windows1252, .windows1250, .dos437, .dos850]
    case 0xAC, 0xB7: [.mac]
    case 0xC2...0xF4: [.windows1252, .windows1250]
    case 0x11E, 0x11F: [.windows1254]
    case 0x100...0x17F: [.windows1250]
    case 0x192, 0x221A, 0x201A, 0x2248, 0x2206, 0x2013, 0x2014: [.mac]
    case 0x393: [.dos437]
    case 0x370...0x3FF: [.windows1253]
    case 0x411, 0x430...0x44F: [.windows1251, .koi8]
    case 0x400...0x45F: [.windows1251]
    case 0x5F3: [.windows1255]
    case 0x637...0x63A: [.windows1256]
    case 0xE40: [.windows874]
    case 0x2500...0x25FF: [.dos437, .dos850]
    default: []
    }
  }
}
