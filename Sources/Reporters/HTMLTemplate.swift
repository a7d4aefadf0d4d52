import TextBase

/// A page's frame: `{{name}}` stands for a part that the program writes. Everything else is the desk's own.
struct HTMLTemplate {
  /// The frame of a program that came without its templates: plain, but whole.
  private static let bare = """
    <!DOCTYPE html>
    <html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{{csp}}">
    <meta name="viewport" content="width=device-width, initial-scale=1"><title>{{title}}</title>
    <style>{{style}}</style></head><body><main>{{body}}</main><footer>{{tool}}</footer><script>{{script}}</script></body></html>

    """

  private let frame: String
  private let style: String
  private let script: String
  /// What may run and load: this style sheet and this script, by their digests, and nothing else. No story text gets a
  /// digest, so even markup that slipped through could neither run nor fetch.
  private let policy: String

  init(_ name: String, _ templates: [String: String]) {
    frame = templates[name] ?? HTMLTemplate.bare
    style = templates["style.css"] ?? ""
    script = templates["script.js"] ?? ""
    let sources = "style-src \(HTMLTemplate.source(style)); script-src \(HTMLTemplate.source(script))"
    policy = "default-src 'none'; \(sources); base-uri 'none'; form-action 'none'"
  }

  private static func source(_ text: String) -> String {
    var digest = Digest()
    digest.update(Array(text.utf8))
    return "'sha256-\(base64(hexadecimal: digest.finish()))'"
  }

  /// Writes the frame up to `{{body}}`, or what follows it.
  func write(beforeBody isHead: Bool, title: String, tool: String, into out: inout [UInt8]) {
    var rest = Substring(frame)
    if let body = HTMLTemplate.find("{{body}}", in: rest) {
      rest = isHead ? rest[..<body.lowerBound] : rest[body.upperBound...]
    } else if !isHead {
      return
    }
    while let open = HTMLTemplate.find("{{", in: rest) {
      out.write(String(rest[..<open.lowerBound]))
      rest = rest[open.upperBound...]
      guard let close = HTMLTemplate.find("}}", in: rest) else {
        out.write("{{")
        break
      }
      let name = rest[..<close.lowerBound]
      rest = rest[close.upperBound...]
      switch name {
      case "csp": out.write(policy)
      case "title": out.writeHTML(title)
      case "style": out.write(style)
      case "script": out.write(script)
      case "tool": out.writeHTML(tool)
      default: break
      }
    }
    out.write(String(rest))
  }

  private static func find(_ needle: String, in text: Substring) -> Range<Substring.Index>? {
    let pattern = Array(needle.utf8)
    let bytes = text.utf8
    var at = bytes.startIndex
    while at < bytes.endIndex {
      if bytes[at] == pattern[0], bytes[at...].starts(with: pattern) {
        return at..<bytes.index(at, offsetBy: pattern.count)
      }
      at = bytes.index(after: at)
    }
    return nil
  }
}

/// Base64 of bytes given as hexadecimal digits.
func base64(hexadecimal text: String) -> String {
  let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  // Three digits are twelve bits, which is two characters.
  let digits = text.utf8.map { UInt32($0 < 0x3A ? $0 - 0x30 : ($0 | 0x20) - 0x57) }
  var out: [UInt8] = []
  for start in stride(from: 0, to: digits.count, by: 3) {
    let group = (0..<3).reduce(UInt32(0)) { $0 << 4 | (start + $1 < digits.count ? digits[start + $1] : 0) }
    out.append(alphabet[Int(group >> 6)])
    if start + 1 < digits.count { out.append(alphabet[Int(group & 0x3F)]) }
  }
  while out.count % 4 != 0 { out.append(UInt8(ascii: "=")) }
  return String(decoding: out, as: UTF8.self)
}
