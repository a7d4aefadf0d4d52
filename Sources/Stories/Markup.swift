import TextBase

/// Recognises what belongs to a file format and not to copy: character references, escapes, tags.
enum Markup {
  /// What stands at `start`, a byte of & < \ %; nil when it is good copy.
  static func damage(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ paragraph: ByteRange) -> Damage? {
    let cursor = Cursor(bytes: bytes, limit: paragraph.end)
    switch bytes[start] {
    case UInt8(ascii: "&"): return reference(cursor, start)
    case UInt8(ascii: "<"): return tag(cursor, start)
    case UInt8(ascii: "\\"): return escape(cursor, start, paragraph)
    default: return percent(cursor, start, paragraph)
    }
  }

  /// ASCII at an offset, 0 beyond the paragraph.
  private struct Cursor {
    let bytes: UnsafeBufferPointer<UInt8>
    let limit: Int
    subscript(_ at: Int) -> UInt8 { at < limit ? bytes[at] : 0 }
    /// Length of the space at an offset, 0 without one.
    func space(_ at: Int) -> Int { self[at] == 0x20 ? 1 : self[at] == 0xC2 && self[at + 1] == 0xA0 ? 2 : 0 }
    func isLetter(_ at: Int) -> Bool { (self[at] | 0x20) &- 0x61 < 26 }
    func isDigit(_ at: Int) -> Bool { self[at] &- 0x30 < 10 }
    func isHex(_ at: Int) -> Bool { isDigit(at) || (self[at] | 0x20) &- 0x61 < 6 }
    func text(_ start: Int, _ end: Int) -> String {
      String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
    }
    func hex(_ start: Int, _ end: Int) -> UInt32? { UInt32(text(start, end), radix: 16) }
  }

  private static func character(_ scalar: UInt32) -> String? {
    // Numbers 128 to 159 mean the marks of Windows-1252 to every browser.
    if (0x80...0x9F).contains(scalar) {
      let byte = [UInt8(scalar)]
      let units = byte.withUnsafeBufferPointer { try? Charset.decode($0, as: "windows-1252") }?.units
      return units.map { String(decoding: $0, as: UTF16.self) }
    }
    guard scalar == 0x09 || scalar == 0x0A || scalar >= 0x20, let value = Unicode.Scalar(scalar) else { return nil }
    return String(Character(value))
  }

  // MARK: &eacute;

  /// Names that are taken without their semicolon too, and when a tool for translation has set spaces around them.
  private static let loose: Set<String> = [
    "quot", "amp", "apos", "lt", "gt", "nbsp", "rsquo", "lsquo", "rdquo", "ldquo", "ndash", "mdash", "hellip", "laquo", "raquo",
    "bull", "middot", "shy",
  ]

  /// “Central&nbspBank”: the name lost its semicolon and the next word runs on. Two letters begin too many words.
  private static func runOn(_ text: String) -> String? {
    loose.contains(text) ? nil : loose.first { $0.utf8.count >= 4 && text.hasPrefix($0) }
  }

  private static func reference(_ cursor: Cursor, _ start: Int) -> Damage? {
    var at = start + 1
    let isSpaced = cursor.space(at) > 0
    at += cursor.space(at)
    // Escaped twice: &amp;quot;
    while let next = skipAmp(cursor, at), cursor[next] == 0x23 || cursor.isLetter(next) {
      guard end(of: cursor, next) != nil else { break }
      at = next
    }
    guard let (end, text) = end(of: cursor, at) else { return nil }
    if isSpaced, cursor[at] != 0x23, !loose.contains(text.name) { return nil }
    return Damage(range: ByteRange(start, end), kind: .reference, repaired: text.character)
  }

  /// Behind “amp;”.
  private static func skipAmp(_ cursor: Cursor, _ at: Int) -> Int? {
    guard cursor[at] == 0x61, cursor[at + 1] == 0x6D, cursor[at + 2] == 0x70 else { return nil }
    if cursor[at + 3] == 0x3B { return at + 4 }
    let space = cursor.space(at + 3)
    return space > 0 && cursor[at + 3 + space] == 0x3B ? at + 4 + space : nil
  }

  private static func end(of cursor: Cursor, _ start: Int) -> (end: Int, text: (name: String, character: String))? {
    var at = start
    if cursor[at] == 0x23 {
      at += 1
      at += cursor.space(at)
      let isHex = cursor[at] | 0x20 == 0x78
      if isHex { at += 1 }
      let digits = at
      while at - digits < 8, isHex ? cursor.isHex(at) : cursor.isDigit(at) { at += 1 }
      guard at > digits, let scalar = UInt32(cursor.text(digits, at), radix: isHex ? 16 : 10), let text = character(scalar)
      else { return nil }
      if cursor[at + cursor.space(at)] == 0x3B { at += cursor.space(at) }
      // &#8217 without its semicolon is still no copy; &#1 may be.
      guard cursor[at] == 0x3B || at - digits >= 2 else { return nil }
      return (cursor[at] == 0x3B ? at + 1 : at, ("#", text))
    }
    let name = at
    while at - name < 10, cursor.isLetter(at) || at > name && cursor.isDigit(at) { at += 1 }
    guard at - name >= 2 else { return nil }
    var text = cursor.text(name, at)
    if cursor[at] != 0x3B, cursor[at] != 0x3D, cursor[name - 1] == 0x26, let begun = runOn(text) {
      text = begun
      at = name + begun.utf8.count
    }
    guard let scalar = NamedCharacters.scalar(text), let character = character(scalar) else { return nil }
    if cursor[at] == 0x3B { return (at + 1, (text, character)) }
    guard loose.contains(text) else { return nil }
    let space = cursor.space(at)
    if space > 0, cursor[at + space] == 0x3B { return (at + space + 1, (text, character)) }
    // An address in pieces: ?a=1&lt=2.
    guard cursor[at] != 0x3D, !cursor.isDigit(at), cursor[name - 1] == 0x26 else { return nil }
    return (at, (text, character))
  }

  // MARK: <br>

  private static let tags: Set<String> = [
    "a", "abbr", "article", "aside", "b", "blockquote", "body", "br", "caption", "center", "cite", "code", "dd", "del", "div",
    "dl",
    "dt", "em", "embed", "figcaption", "figure", "font", "footer", "g", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header",
    "hr",
    "html", "i", "iframe", "img", "input", "ins", "label", "li", "link", "main", "mark", "meta", "nav", "object", "ol", "p",
    "ph",
    "picture", "pre", "q", "script", "section", "small", "source", "span", "strike", "strong", "style", "sub", "sup",
    "svg",
    "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "tt", "u", "ul", "video", "x",
  ]

  private static func tag(_ cursor: Cursor, _ start: Int) -> Damage? {
    var at = start + 1
    if cursor[at] == 0x21, cursor[at + 1] == 0x2D, cursor[at + 2] == 0x2D {
      // A comment.
      while at < cursor.limit, !(cursor[at] == 0x3E && cursor[at - 1] == 0x2D && cursor[at - 2] == 0x2D) { at += 1 }
      return at < cursor.limit ? Damage(range: ByteRange(start, at + 1), kind: .tag, repaired: "") : nil
    }
    // “< / b >”: tools for translation set spaces.
    at += cursor.space(at)
    let isEnd = cursor[at] == 0x2F
    if isEnd { at += 1 + cursor.space(at + 1) }
    let name = at
    while at - name < 12, cursor.isLetter(at) || at > name && cursor.isDigit(at) { at += 1 }
    guard at > name, tags.contains(cursor.text(name, at).lowercased()) else { return nil }
    let nameEnd = at
    while at < cursor.limit, at - start < 500, cursor[at] != 0x3E, cursor[at] != 0x3C { at += 1 }
    guard at < cursor.limit, cursor[at] == 0x3E else { return nil }
    // Between name and > stand attributes, a slash, or nothing: “<a few>” is copy.
    var hasEquals = false
    for index in nameEnd..<at where cursor[index] == 0x3D { hasEquals = true }
    let rest = cursor.text(nameEnd, at).filter { $0 != " " && $0 != "\u{A0}" && $0 != "/" }
    guard rest.isEmpty || hasEquals && !isEnd else { return nil }
    return Damage(
      range: ByteRange(start, at + 1), kind: .tag, repaired: breaks.contains(cursor.text(name, nameEnd).lowercased()) ? " " : ""
    )
  }

  private static let breaks: Set<String> = ["br", "p", "div", "li", "td", "tr", "hr"]

  // MARK: \u00e9 \n \"

  private static func escape(_ cursor: Cursor, _ start: Int, _ paragraph: ByteRange) -> Damage? {
    let next = cursor[start + 1]
    switch next {
    case UInt8(ascii: "u"), UInt8(ascii: "x"):
      let length = next == UInt8(ascii: "u") ? 4 : 2
      var units: [UInt16] = []
      var at = start
      // A character beyond 65,535 takes two.
      while cursor[at] == 0x5C, cursor[at + 1] == next, (at + 2..<at + 2 + length).allSatisfy({ cursor.isHex($0) }),
        let unit = cursor.hex(at + 2, at + 2 + length)
      {
        units.append(UInt16(unit))
        at += 2 + length
        if unit & 0xFC00 != 0xD800 { break }
      }
      guard !units.isEmpty else { return nil }
      return Damage(range: ByteRange(start, at), kind: .escape, repaired: String(decoding: units, as: UTF16.self))
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "/"):
      // <\/p> and \"word\" come out of JSON.
      guard start == paragraph.start || cursor[start - 1] != 0x5C else { return nil }
      return Damage(range: ByteRange(start, start + 2), kind: .escape, repaired: cursor.text(start + 1, start + 2))
    case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      // C:\news is a path, and so is a chunk with several backslashes that no mark parts.
      var before = start
      while before > paragraph.start, cursor[before - 1] > 0x20, start - before < 80 { before -= 1 }
      guard !(before..<start).contains(where: { cursor[$0] == 0x3A && cursor[$0 + 1] == 0x5C }) else { return nil }
      let follows = cursor[start + 2]
      let isEdge =
        follows <= 0x20 || follows == 0x5C || follows == 0x22 || follows >= 0x80 || follows == 0x2D || follows &- 0x41 < 26
      let isBehindMark = start == paragraph.start || !cursor.isLetter(start - 1)
      guard isEdge || isBehindMark, start == paragraph.start || cursor[start - 1] != 0x5C else { return nil }
      return Damage(range: ByteRange(start, start + 2), kind: .escape, repaired: " ")
    default: return nil
    }
  }

  // MARK: %20 %C3%A9

  private static func percent(_ cursor: Cursor, _ start: Int, _ paragraph: ByteRange) -> Damage? {
    guard start > paragraph.start, cursor.isHex(start + 1), cursor.isHex(start + 2) else { return nil }
    var bytes: [UInt8] = []
    var at = start
    while cursor[at] == 0x25, let byte = cursor.hex(at + 1, min(at + 3, cursor.limit)), cursor.isHex(at + 1),
      cursor.isHex(at + 2)
    {
      bytes.append(UInt8(byte))
      at += 3
    }
    // 50%20 is no word; a piece of an address is none either.
    guard cursor.isLetter(start - 1) || cursor[start - 1] >= 0x80 else { return nil }
    guard cursor.isLetter(at) || cursor[at] >= 0x80 || bytes.count > 1 else { return nil }
    var before = start
    while before > paragraph.start, cursor[before - 1] > 0x20 { before -= 1 }
    var after = at
    while cursor[after] > 0x20 { after += 1 }
    guard
      !(before..<after).contains(where: {
        [0x2F, 0x40, 0x3D, 0x3F].contains(cursor[$0]) || cursor[$0] == 0x2E && cursor.isLetter($0 + 1)
      })
    else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0 != "\u{FFFD}" }) else { return nil }
    return Damage(range: ByteRange(start, at), kind: .escape, repaired: text)
  }
}
