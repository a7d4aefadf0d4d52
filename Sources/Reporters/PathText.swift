/// Paths as other programs want them.
enum PathText {
  /// Without a leading "./".
  static func relative(_ path: String) -> String {
    path.hasPrefix("./") ? String(path.drop { $0 == "." }.drop { $0 == "/" }) : path
  }

  /// A URI reference: percent-encoded UTF-8; an absolute path becomes a `file` URI.
  static func uri(_ path: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var out: [UInt8] = path.hasPrefix("/") ? Array("file://".utf8) : []
    for byte in relative(path).utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
        out.append(byte)
      default:
        out.append(UInt8(ascii: "%"))
        out.append(digits[Int(byte >> 4)])
        out.append(digits[Int(byte & 0xF)])
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
