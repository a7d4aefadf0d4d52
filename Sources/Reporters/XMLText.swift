import TextBase

/// XML 1.0 text. Characters that XML cannot hold (most controls, two noncharacters) are spelled out as `<U+001B>`; line
/// breaks in attributes are references, so that parsers keep them.
extension [UInt8] {
  mutating func writeXML(_ text: String, attribute isAttribute: Bool = false) {
    var text = text
    text.withUTF8 { writeXML($0, attribute: isAttribute) }
  }

  mutating func writeXML(_ bytes: UnsafeBufferPointer<UInt8>, attribute isAttribute: Bool = false) {
    var at = 0
    while at < bytes.count {
      let (scalar, length) = UTF8Text.decode(bytes, at)
      switch scalar {
      case 0x26: write("&amp;")
      case 0x3C: write("&lt;")
      case 0x3E: write("&gt;")
      case 0x22: write("&quot;")
      case 0x09, 0x0A, 0x0D: if isAttribute || scalar == 0x0D { write("&#\(scalar);") } else { append(UInt8(scalar)) }
      case UTF8Text.invalid: write("&lt;0x\(hexadecimal(UInt32(bytes[at]), digits: 2))&gt;")
      case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: write("&lt;U+\(hexadecimal(scalar, digits: 4))&gt;")
      default: append(contentsOf: bytes[at..<(at + length)])
      }
      at += length
    }
  }

  /// ` name="value"`.
  mutating func writeXMLAttribute(_ name: String, _ value: String) {
    write(" \(name)=\"")
    writeXML(value, attribute: true)
    write("\"")
  }
}
