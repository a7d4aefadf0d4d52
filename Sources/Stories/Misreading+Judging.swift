import TextBase

/// Whether a reading is one that copy could hold, and the run nothing that anyone writes.
extension Misreading {
  func isLowerLetter(_ scalar: UInt32) -> Bool { scalar != UTF8Text.invalid && scalars[scalar].isLower }
  func isUpperLetter(_ scalar: UInt32) -> Bool { scalar != UTF8Text.invalid && scalars[scalar].isUpper }
  func isLetter(_ scalar: UInt32) -> Bool { scalar != UTF8Text.invalid && scalars[scalar].isLetter }

  func accepts(_ original: ArraySlice<UInt32>, _ reading: Reading, _ previous: UInt32, _ next: UInt32) -> Bool {
    // What it would say: signs that copy uses, Latin letters, or letters of one other script.
    var script: UInt8 = 0
    var foreign = 0
    for scalar in reading.text {
      let properties = scalars[scalar]
      if properties.isLetter, properties.script == Script.latin.code {
        guard
          Misreading.isCommonLatin(scalar) || (0x218...0x21B).contains(scalar) || [0x1A0, 0x1A1, 0x1AF, 0x1B0].contains(scalar)
        else { return false }
      } else if properties.isLetter || properties.isMark && properties.script > 1 {
        guard Misreading.isModern(scalar) else { return false }
        let its = properties.isIdeographic ? Script.han.code : properties.script
        if script == 0 { script = its }
        guard script == its || its < 2 else { return false }
        foreign += 1
      } else if !Misreading.isSign(scalar) {
        return false
      }
    }
    let lead = original[original.startIndex]
    let leadScript = scalars[lead].script
    // A dash glued to a letter is good copy; dash, letter, dash, letter is not.
    if lead == 0x2013 || lead == 0x2014 { return foreign >= 2 }
    if foreign > 0 {
      if foreign >= (leadScript == 38 ? 3 : 2) { return true }
      // One letter alone: only where the marks around it can be nothing of the story's own.
      let isOwn =
        habits.scripts.contains(script) || script == Script.han.code && habits.scripts.contains(where: Misreading.isEastAsian)
      return isOwn && leadScript != script && !habits.scripts.contains(leadScript)
    }
    if reading.sequences > 1 || reading.times > 1 { return true }
    return accepts(original, alone: reading, previous, next, lead, leadScript)
  }

  /// A single character that reads as a Latin letter or a sign.
  private func accepts(
    _ original: ArraySlice<UInt32>, alone reading: Reading, _ previous: UInt32, _ next: UInt32, _ lead: UInt32,
    _ leadScript: UInt8
  ) -> Bool {
    let second = original[original.startIndex + 1]
    let isClosing = Misreading.closesOrSpaces(second)
    if original.count > 2 {
      // â€™ and its like. Behind a letter that its word may end in, three marks in a row are no accident.
      return true
    }
    if leadScript != Script.latin.code {
      if leadScript < 2 { return true }  // √© ├⌐ ¬ª
      if lead == 0x412 { return !isLetter(previous) && !isLetter(next) && !isClosing && !scalars[second].isLetter }
      // cafГ©
      return isCommonLatinLetter(previous) || isCommonLatinLetter(next)
    }
    if isClosing {
      // AMANHÃ”: a capital may end a word before a closing mark; inside a word, or behind a small letter, nothing does.
      if lead == 0xC2, !habits.writesCircumflexA { return true }
      if lead == 0xC3, !habits.writesTildeA { return true }
      if lead == 0xC2 { return !isUpperLetter(previous) && !isUpperLetter(next) }
      return isLowerLetter(previous) && isUpperLetter(lead) || isLowerLetter(next) && isUpperLetter(lead)
    }
    if isUpperLetter(second), isUpperLetter(lead), isUpperLetter(previous) || isUpperLetter(next) { return false }
    if lead >= 0xC6, lead <= 0xCD { return isLowerLetter(previous) || isLowerLetter(next) }
    // Âşık is a word of Turkish, ºık is one of nowhere.
    if lead == 0xC2, habits.writesCircumflexA, isLowerLetter(second), isLowerLetter(next) { return false }
    return true
  }

  private func isCommonLatinLetter(_ scalar: UInt32) -> Bool {
    scalar < 0x250 && isLetter(scalar)
  }

  private static func isEastAsian(_ script: UInt8) -> Bool {
    [Script.han.code, Script.hiragana.code, Script.katakana.code].contains(script) || Script(code: script).iso.hasPrefix("Han")
      || ["Jpan", "Hrkt"].contains(Script(code: script).iso)
  }

  /// Marks and spaces that stand behind a word in good copy.
  private static func closesOrSpaces(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xA0, 0xAB, 0xBB, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x201E, 0x201A, 0x2022, 0x2026, 0x2039, 0x203A: true
    default: false
    }
  }

  private static func isCommonLatin(_ scalar: UInt32) -> Bool {
    (0xC0...0x17F).contains(scalar) || (0x1E00...0x1EFF).contains(scalar) || scalar == 0xAA || scalar == 0xBA
      || (0xFF21...0xFF5A).contains(scalar)
  }

  /// Letters that a newspaper of today prints.
  private static func isModern(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x386...0x3CE: true
    case 0x401...0x45F, 0x490, 0x491: true
    case 0x5D0...0x5EA, 0x5B0...0x5BC: true
    case 0x621...0x652, 0x670...0x6D3: true
    case 0x900...0xDFF, 0xE01...0xE4D, 0x10D0...0x10FA, 0x531...0x587: true
    case 0x3041...0x30FF, 0x3400...0x9FFF, 0xAC00...0xD7A3, 0xFF66...0xFF9F: true
    default: false
    }
  }

  /// Marks, spaces and symbols of copy in any language, and marks that sit on letters.
  private static func isSign(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xA0...0xBF, 0xD7, 0xF7, 0x192, 0x2BC, 0x2C6, 0x2DC: true
    case 0x300...0x304, 0x306...0x308, 0x30A...0x30C, 0x323, 0x326...0x328: true
    case 0x60C, 0x61B, 0x61F, 0x640, 0x64B...0x655, 0x660...0x66D, 0x6D4, 0x6F0...0x6F9, 0x964...0x96F, 0x5BE, 0x5F3, 0x5F4,
      0xE3F:
      true
    case 0x2000...0x206F, 0x20A0...0x20BF, 0x2100...0x2150, 0x2190...0x22FF, 0x2500...0x27BF: true
    case 0x3000...0x301F, 0xFE0E, 0xFE0F, 0xFEFF, 0xFF01...0xFF5E, 0xFFE0...0xFFE6, 0xFFFD, 0x1F000...0x1FAFF: true
    default: false
    }
  }

  /// Neighbouring words in another script, all of them damaged, are one place.
  func joined(_ list: [Damage], _ bytes: UnsafeBufferPointer<UInt8>) -> [Damage] {
    var result: [Damage] = []
    for damage in list {
      if let last = result.last, last.kind == .misread, damage.kind == .misread, last.charset == damage.charset,
        damage.range.start - last.range.end <= 3, isForeign(last), isForeign(damage)
      {
        let gap = last.range.end..<damage.range.start
        guard gap.allSatisfy({ bytes[$0] < 0x80 && !((bytes[$0] | 0x20) >= 0x61 && (bytes[$0] | 0x20) <= 0x7A) }) else {
          result.append(damage)
          continue
        }
        let between = String(decoding: UnsafeBufferPointer(rebasing: bytes[gap]), as: UTF8.self)
        var whole = last
        whole.range.end = damage.range.end
        whole.repaired += between + damage.repaired
        whole.isExact = last.isExact && damage.isExact
        whole.times = max(last.times, damage.times)
        result[result.count - 1] = whole
      } else {
        result.append(damage)
      }
    }
    return result
  }

  /// Whether it reads as words of a script other than Latin, marks apart.
  private func isForeign(_ damage: Damage) -> Bool {
    damage.repaired.unicodeScalars.contains { $0.value >= 0x370 && scalars[$0.value].isLetter }
  }
}
