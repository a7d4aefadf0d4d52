import TextBase

/// Story text for a terminal: what would move the cursor, reorder the line or not be seen at all is spelled out as
/// `<U+001B>`; everything else stays as it is.
struct VisibleText {
  private let table = ScalarTable()
  /// Columns of a tab. Fixed, so that a window may begin anywhere in a line.
  static let tabWidth = 4

  func properties(_ scalar: UInt32) -> ScalarProperties { table[scalar] }

  /// Columns that `append` takes for a scalar.
  func width(_ scalar: UInt32) -> Int {
    if scalar >= 0x20, scalar < 0x7F { return 1 }
    if scalar == 0x09 { return VisibleText.tabWidth }
    if scalar == UTF8Text.invalid { return 6 }
    return isSpelledOut(scalar) ? (scalar > 0xFFFF ? 9 : 8) : Int(table[scalar].width)
  }

  /// Controls, line separators and invisible formatting. Joiners and variation selectors stay: words and emoji need them.
  func isSpelledOut(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x20..<0x7F: return false
    case 0x034F, 0x200C, 0x200D, 0xFE00...0xFE0F, 0xE0100...0xE01EF: return false
    // Arabic and Syriac number signs are formatting by category, and visible.
    case 0x0600...0x0605, 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2: return false
    default:
      let properties = table[scalar]
      return properties.isIgnorable || (13...16).contains(properties.category)
    }
  }

  /// Appends the scalar that `bytes` holds at `offset`.
  func append(_ scalar: UInt32, byte: UInt8, into out: inout [UInt8]) {
    if scalar == 0x09 {
      out.write(spaces: VisibleText.tabWidth)
    } else if scalar == UTF8Text.invalid {
      out.write("<0x\(hexadecimal(UInt32(byte), digits: 2))>")
    } else if isSpelledOut(scalar) {
      out.write(VisibleText.name(scalar))
    } else {
      UTF8Text.encode(scalar, into: &out)
    }
  }

  /// "<U+200B>".
  static func name(_ scalar: UInt32) -> String { "<U+\(hexadecimal(scalar, digits: 4))>" }

  /// A text in visible form, on one line, and its columns. With `spaces`, blanks other than U+0020 are spelled out too.
  func line(_ text: String, spaces: Bool = false) -> (bytes: [UInt8], width: Int) {
    var out: [UInt8] = []
    var width = 0
    for scalar in text.unicodeScalars {
      let value = scalar.value
      if spaces, value > 0x20, table[value].isSpace {
        out.write(VisibleText.name(value))
        width += 8
      } else if value == 0x0A {
        out.append(UInt8(ascii: " "))
        width += 1
      } else {
        append(value, byte: 0, into: &out)
        width += self.width(value)
      }
    }
    return (out, width)
  }

  func isRightToLeft(_ text: String) -> Bool {
    text.unicodeScalars.contains { $0.value >= 0x590 && table[$0.value].isRightToLeft }
  }
}
