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
  private mutating func put(_ symbol: UInt16) {
    guard symbol != last else { return }
    last = symbol
    hash = FNV.combine(hash, scalar: UInt32(symbol))
  }

  private mutating func readLatin(_ letters: NameLetters) {
    var at = 0
    while at < letters.count {
      at += readLatin(letters[at], letters[at + 1], letters, at)
    }
  }

  /// Says the sound of the letters at `at`, and returns how many they are.
  private mutating func readLatin(_ a: UInt16, _ b: UInt16, _ letters: NameLetters, _ at: Int) -> Int {
    switch a {
    case 0x73:  // s
      if b == 0x63, letters[at + 2] == 0x68 { return put(UInt8(ascii: "S"), 3) }  // sch, shch
      if b == 0x68 || b == 0x7A { return put(UInt8(ascii: "S"), 2) }  // sh, sz
    case 0x74:  // t
      if b == 0x63, letters[at + 2] == 0x68 { return put(UInt8(ascii: "C"), 3) }  // tch
      if b == 0x73, letters[at + 2] == 0x63, letters[at + 3] == 0x68 { return put(UInt8(ascii: "C"), 4) }  // tsch
      if b == 0x73 || b == 0x7A { return put(UInt8(ascii: "T"), 2) }  // ts, tz
    case 0x63:  // c
      if b == 0x68 || b == 0x7A { return put(UInt8(ascii: "C"), 2) }  // ch, cz
      return put(UInt8(ascii: "k"), b == 0x6B ? 2 : 1)
    case 0x7A:  // z
      if b == 0x68 { return put(UInt8(ascii: "Z"), 2) }  // zh
    case 0x64:  // d
      if b == 0x6A || b == 0x7A { return put(UInt8(ascii: "J"), letters[at + 2] == 0x68 ? 3 : 2) }  // dj, dz, dzh
    case 0x70:  // p
      if b == 0x68 { return put(UInt8(ascii: "f"), 2) }  // ph
    case 0x71: return put(UInt8(ascii: "k"), b == 0x75 ? 2 : 1)  // q, qu
    case 0x6F:  // o
      if b == 0x75 || b == 0x6F { return put(UInt8(ascii: "u"), 2) }  // ou, oo
      if b == 0x65, at + 2 < letters.count { return put(UInt8(ascii: "o"), 2) }  // oe
    case 0x61, 0x75:  // a, u
      put(a)
      return b == 0x65 && at + 2 < letters.count ? 2 : 1  // ae, ue
    case 0x65:  // e
      if b == 0x65 { return put(UInt8(ascii: "i"), 2) }  // ee
    case 0x79, 0x6A: return b == 0x65 ? put(UInt8(ascii: "e"), 2) : put(UInt8(ascii: "i"), 1)  // y, j; ye, je
    case 0x69:  // i
      if b == 0x65 { return put(at + 2 < letters.count ? UInt8(ascii: "e") : UInt8(ascii: "i"), 2) }  // ie
    case 0x78:  // x
      put(UInt16(UInt8(ascii: "k")))
      return put(UInt8(ascii: "s"), 1)
    case 0x77: return put(UInt8(ascii: "v"), 1)  // w
    case 0x68: return at == 0 ? put(UInt8(ascii: "h"), 1) : 1  // h
    default: break
    }
    put(a)
    return 1
  }

  private mutating func put(_ symbol: UInt8, _ width: Int) -> Int {
    put(UInt16(symbol))
    return width
  }

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
    [0x430, 0x435, 0x438, 0x43E, 0x443, 0x44B, 0x44D, 0x44E, 0x44F, 0x454, 0x456, 0x457].contains(letter)
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
