import TextBase

/// Story text in HTML. Nothing of it can be markup; controls and bidirectional overrides are spelled out in a `span` of
/// class `ctl`.
enum HTMLText {
  /// Whether a scalar is spelled out: controls, line separators, byte order marks, bidirectional embeddings and overrides,
  /// tag characters. Marks that honest copy carries unseen (soft hyphens, joiners, zero-width spaces in Thai, direction
  /// marks in Arabic) stay as they are.
  static func isSpelledOut(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x09, 0x0A, 0x0D: false
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFF9...0xFFFB: true
    case 0xE0000...0xE007F: true
    default: false
    }
  }

  /// Without width wherever it stands.
  static func isUnseen(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xAD, 0x34F, 0x61C, 0x180E, 0x200B...0x200F, 0x2060...0x2064: true
    default: isSpelledOut(scalar)
    }
  }
}

extension [UInt8] {
  /// Text content. With `spellingOut`, characters that nobody can see are spelled out too.
  mutating func writeHTML(_ bytes: UnsafeBufferPointer<UInt8>, spellingOut: Bool = false) {
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      if byte < 0x80 {
        at += 1
        writeHTML(ascii: byte)
        continue
      }
      let (scalar, length) = UTF8Text.decode(bytes, at)
      if scalar == UTF8Text.invalid {
        writeControl("0x\(hexadecimal(UInt32(byte), digits: 2))")
      } else if HTMLText.isSpelledOut(scalar) || (spellingOut && HTMLText.isUnseen(scalar)) {
        writeControl("U+\(hexadecimal(scalar, digits: 4))")
      } else {
        append(contentsOf: bytes[at..<(at + length)])
      }
      at += length
    }
  }

  mutating func writeHTML(_ text: String, spellingOut: Bool = false) {
    var text = text
    text.withUTF8 { writeHTML($0, spellingOut: spellingOut) }
  }

  private mutating func writeHTML(ascii byte: UInt8) {
    switch byte {
    case UInt8(ascii: "&"): write("&amp;")
    case UInt8(ascii: "<"): write("&lt;")
    case UInt8(ascii: ">"): write("&gt;")
    case UInt8(ascii: "\""): write("&quot;")
    case UInt8(ascii: "'"): write("&#39;")
    case 0x0A, 0x0D: append(0x20)
    case 0x09, 0x20..<0x7F: append(byte)
    default: writeControl("U+\(hexadecimal(UInt32(byte), digits: 4))")
    }
  }

  private mutating func writeControl(_ name: String) {
    write("<span class=\"ctl\">\(name)</span>")
  }

  /// ` name="value"`, the value in plain text: what would be spelled out in content is a name in brackets.
  mutating func writeAttribute(_ name: String, _ value: String) {
    write(" \(name)=\"")
    for scalar in value.unicodeScalars {
      let value = scalar.value
      if HTMLText.isSpelledOut(value) {
        write("[U+\(hexadecimal(value, digits: 4))]")
      } else if value < 0x80, value >= 0x20 {
        writeHTML(ascii: UInt8(value))
      } else {
        UTF8Text.encode(value < 0x20 ? 0x20 : value, into: &self)
      }
    }
    write("\"")
  }

  /// `<name class="…">text</name>`.
  mutating func writeElement(_ name: String, class style: String? = nil, _ text: String) {
    write(style.map { "<\(name) class=\"\($0)\">" } ?? "<\(name)>")
    writeHTML(text)
    write("</\(name)>")
  }
}
