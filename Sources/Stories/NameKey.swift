import TextBase

/// Folds the spellings that one name gets from different romanisations, and from slips between them, to one number:
/// Sergei, Sergey; Zelensky, Zelenskyy; Boots, Buts; Molinari, Molinary.
struct NameKey {
  private var hash = FNV.basis
  private var last: UInt16 = 0

  static func of(_ letters: NameLetters) -> UInt64 {
    var key = NameKey()
    switch letters[0] {
    case 0x61...0x7A: key.readLatin(letters)
    case 0x370..<0x400: key.readGreek(letters)
    case 0x400..<0x530: key.readCyrillic(letters)
    default: return 0
    }
    return key.hash
  }

  /// A letter said twice counts once.
  @inline(__always)
  private mutating func put(_ symbol: UInt16) {
    guard symbol != last else { return }
    last = symbol
    hash = FNV.combine(hash, scalar: UInt32(symbol))
  }

  // MARK: Latin letters

  /// The sound of a letter before another one, and how many letters it takes.
  private struct Sound: BitwiseCopyable {
    /// 0 where more than the next letter decides.
    var symbol: UInt8
    var width: UInt8
  }

  /// By two letters of the alphabet, 0 for any other sign behind.
  private static let sounds: [Sound] = {
    func code(_ letter: Character) -> Int { Int(letter.asciiValue! - 0x60) }
    var sounds = [Sound](repeating: Sound(symbol: 0, width: 0), count: 32 * 32)
    for letter in 1...26 {
      for next in 0...26 { sounds[letter << 5 | next] = Sound(symbol: UInt8(0x60 + letter), width: 1) }
    }
    for (letter, symbol) in ["c": "k", "q": "k", "y": "i", "j": "i", "w": "v"] as [Character: Character] {
      for next in 0...26 { sounds[code(letter) << 5 | next].symbol = symbol.asciiValue! }
    }
    for (pair, symbol) in [
      "sh": "S", "sz": "S", "tz": "T", "ch": "C", "cz": "C", "ck": "k", "zh": "Z", "ph": "f", "qu": "k", "ou": "u",
      "oo": "u", "ee": "i", "ye": "e", "je": "e",
    ] as [String: Character] {
      sounds[code(pair.first!) << 5 | code(pair.last!)] = Sound(symbol: symbol.asciiValue!, width: 2)
    }
    for pair in ["sc", "tc", "ts", "dj", "dz", "oe", "ae", "ue", "ie"] {
      sounds[code(pair.first!) << 5 | code(pair.last!)].symbol = 0
    }
    for letter in ["x", "h"] as [Character] { for next in 0...26 { sounds[code(letter) << 5 | next].symbol = 0 } }
    return sounds
  }()

  private mutating func readLatin(_ letters: NameLetters) {
    let (text, count) = (letters.base, letters.count)
    NameKey.sounds.withUnsafeBufferPointer { sounds in
      var at = 0
      while at < count {
        let letter = Int(text[at]) - 0x60
        guard letter > 0, letter <= 26 else {
          put(text[at])
          at += 1
          continue
        }
        let next = Int(text[at + 1]) - 0x60
        let sound = sounds[letter << 5 | (next > 0 && next <= 26 ? next : 0)]
        if sound.symbol == 0 {
          at += readLonger(letters, at)
        } else {
          put(UInt16(sound.symbol))
          at += Int(sound.width)
        }
      }
    }
  }

  /// Says the sound of the letters at `at` where more than two of them decide, and returns how many they are.
  private mutating func readLonger(_ letters: NameLetters, _ at: Int) -> Int {
    let (letter, next, third) = (letters[at], letters[at + 1], letters[at + 2])
    let isLast = at + 2 >= letters.count
    switch (letter, next) {
    case (0x73, _): return third == 0x68 ? put("S", 3) : put("s", 1)  // sch, shch; sc
    case (0x74, 0x63): return third == 0x68 ? put("C", 3) : put("t", 1)  // tch; tc
    case (0x74, _): return third == 0x63 && letters[at + 3] == 0x68 ? put("C", 4) : put("T", 2)  // tsch; ts
    case (0x64, _): return put("J", third == 0x68 ? 3 : 2)  // dj, dz, dzh
    case (0x6F, _): return put("o", isLast ? 1 : 2)  // oe
    case (0x61, _): return put("a", isLast ? 1 : 2)  // ae
    case (0x75, _): return put("u", isLast ? 1 : 2)  // ue
    case (0x69, _): return put(isLast ? "i" : "e", 2)  // ie
    case (0x78, _):  // x
      put(UInt16(UInt8(ascii: "k")))
      return put("s", 1)
    default: return at == 0 ? put("h", 1) : 1  // h
    }
  }

  private mutating func put(_ symbol: Unicode.Scalar, _ width: Int) -> Int {
    put(UInt16(symbol.value))
    return width
  }

  // MARK: other letters

  private mutating func readCyrillic(_ letters: NameLetters) {
    for at in 0..<letters.count {
      switch letters[at] {
      case 0x44D, 0x454: put(0x435)  // э, є: е
      case 0x44B, 0x456, 0x457: put(0x438)  // ы, і: и
      case 0x491: put(0x433)  // ґ: г
      case 0x44A, 0x44C: break  // signs
      case 0x443 where at > 0 && letters[at - 1] == 0x43E: break  // оу: о
      case 0x445 where at > 0 && !isCyrillicVowel(letters[at - 1]): break  // дх: д
      default: put(letters[at])
      }
    }
  }

  private func isCyrillicVowel(_ letter: UInt16) -> Bool {
    switch letter {
    case 0x430, 0x435, 0x438, 0x43E, 0x443, 0x44B, 0x44D, 0x44E, 0x44F, 0x454, 0x456, 0x457: true
    default: false
    }
  }

  private mutating func readGreek(_ letters: NameLetters) {
    var at = 0
    while at < letters.count {
      let next = letters[at + 1]
      var width = 1
      switch letters[at] {
      case 0x3BF where next == 0x3C5:  // ου
        put(UInt16(UInt8(ascii: "u")))
        width = 2
      case 0x3B5 where next == 0x3B9, 0x3BF where next == 0x3B9, 0x3C5 where next == 0x3B9:  // ει, οι, υι
        put(0x3B9)
        width = 2
      case 0x3B1 where next == 0x3B9:  // αι
        put(0x3B5)
        width = 2
      case 0x3B7, 0x3C5: put(0x3B9)
      case 0x3C9: put(0x3BF)
      default: put(letters[at])
      }
      at += width
    }
  }
}
