import TextBase

/// Signs of translation programs, templates and vocabularies.
enum MachineSigns {
  /// The sign that the character at `start` belongs to, or nil.
  static func sign(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ scalar: UInt32, in paragraph: ByteRange?) -> ByteRange?
  {
    guard let paragraph else { return nil }
    let text = Text(bytes: bytes, range: paragraph)
    switch scalar {
    case 0x3C: return angle(text, start)
    case 0x40: return at(text, start)
    case 0x23: return piece(text, start)
    case 0x7B: return brace(text, start)
    case 0x5B: return bracket(text, start)
    case 0x25: return percent(text, start)
    case 0x5F: return code(text, start)
    case 0x2047: return ByteRange(start, start + 3)
    case 0x2581:
      // ▁ glued to a word; a bar of blocks is a drawing.
      let isGlued = text.isWord(start + 3) || text.isWord(start - 1)
      return isGlued && text[start + 3] != 0xE2 ? ByteRange(start, start + 3) : nil
    default: return nil
    }
  }

  private struct Text {
    let bytes: UnsafeBufferPointer<UInt8>
    let range: ByteRange
    subscript(_ at: Int) -> UInt8 { range.start <= at && at < range.end ? bytes[at] : 0 }
    func isLetter(_ at: Int) -> Bool { (self[at] | 0x20) &- 0x61 < 26 }
    func isUpper(_ at: Int) -> Bool { self[at] &- 0x41 < 26 }
    func isLower(_ at: Int) -> Bool { self[at] &- 0x61 < 26 }
    func isDigit(_ at: Int) -> Bool { self[at] &- 0x30 < 10 }
    /// A letter of any script, at its first or last byte.
    func isWord(_ at: Int) -> Bool {
      guard self[at] >= 0x80 else { return isLetter(at) }
      var first = at
      while first > range.start, at - first < 3, bytes[first] & 0xC0 == 0x80 { first -= 1 }
      return Unicode.Scalar(UTF8Text.decode(bytes, first).scalar)?.properties.isAlphabetic ?? false
    }
    func isName(_ at: Int) -> Bool { isLetter(at) || isDigit(at) || self[at] == 0x5F }
    func string(_ start: Int, _ end: Int) -> String {
      String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
    }
    /// Behind a name that begins at `at`.
    func name(_ at: Int) -> Int {
      var end = at
      while isName(end), end - at < 40 { end += 1 }
      return end
    }
    func spaces(_ at: Int) -> Int {
      var end = at
      while self[end] == 0x20 { end += 1 }
      return end
    }
  }

  private static let vocabulary: Set<String> = [
    "unk", "s", "pad", "eos", "bos", "sos", "mask", "sep", "cls", "oov", "num", "url", "user", "blank", "endoftext", "bot",
    "eot",
    "im_start", "im_end", "assistant", "system", "eod",
  ]

  /// <unk> </s> <2en> <|endoftext|> <PERSON_2> >>rus<<
  private static func angle(_ text: Text, _ start: Int) -> ByteRange? {
    if text[start + 1] == 0x3C {
      var first = start
      while text.isName(first - 1), start - first < 12 { first -= 1 }
      return first < start && text[first - 1] == 0x3E && text[first - 2] == 0x3E ? ByteRange(first - 2, start + 2) : nil
    }
    var at = start + 1
    if text[at] == 0x2F { at += 1 }
    let isPiped = text[at] == 0x7C
    if isPiped { at += 1 }
    let end = text.name(at)
    guard end > at else { return nil }
    let name = text.string(at, end).lowercased()
    let isCode =
      text[at] == 0x32 && (end - at == 3 || end - at == 4) || name.hasPrefix("extra_id_") || isPlaceholder(text, at, end)
    guard vocabulary.contains(name) || isPiped || isCode else { return nil }
    let close = isPiped && text[end] == 0x7C ? end + 1 : end
    return text[close] == 0x3E ? ByteRange(start, close + 1) : nil
  }

  /// @-@ @,@ and vil@@ le
  private static func at(_ text: Text, _ start: Int) -> ByteRange? {
    if text[start + 2] == 0x40, [0x2D, 0x2C, 0x2E, 0x3A, 0x2F].contains(text[start + 1]),
      !text.isWord(start - 1) || !text.isWord(start + 3)
    {
      return ByteRange(start, start + 3)
    }
    guard text[start + 1] == 0x40, text.isWord(start - 1) || text.isWord(start + 2), text[start + 2] != 0x40 else { return nil }
    return ByteRange(start, start + 2)
  }

  /// ##ing
  private static func piece(_ text: Text, _ start: Int) -> ByteRange? {
    guard text[start + 1] == 0x23, text[start - 1] != 0x23, text.isLower(start + 2) || text[start + 2] >= 0x80 else {
      return nil
    }
    var end = start + 2
    while text.isWord(end) { end += 1 }
    return ByteRange(start, end)
  }

  /// {0} {name} {{ name }} ${x}
  private static func brace(_ text: Text, _ start: Int) -> ByteRange? {
    let isDouble = text[start + 1] == 0x7B
    let first = text.spaces(start + (isDouble ? 2 : 1))
    var end = text.name(first)
    while text[end] == 0x2E, text.isName(end + 1) { end = text.name(end + 1) }
    guard end > first else { return nil }
    let isDollar = text[start - 1] == 0x24 || text[start - 1] == 0x25 || text[start - 1] == 0x23
    let isNumber = (first..<end).allSatisfy { text.isDigit($0) }
    // {a} may be a set.
    guard isDouble || isDollar || isNumber && end - first <= 2 || end - first >= 3 else { return nil }
    let close = text.spaces(end)
    guard text[close] == 0x7D, !isDouble || text[close + 1] == 0x7D else { return nil }
    return ByteRange(isDollar ? start - 1 : start, close + (isDouble ? 2 : 1))
  }

  private static let places: Set<String> = [
    "PAD", "UNK", "CLS", "SEP", "MASK", "NAME", "DATE", "PLACE", "CITY", "COUNTRY", "LOCATION", "ORG", "ORGANIZATION", "PERSON",
    "INSERT", "TK", "TODO", "TBD", "URL", "LINK", "EMAIL", "PHONE", "NUMBER", "QUOTE", "SOURCE", "XXX", "BLANK_AUDIO", "EOS",
    "BOS",
    "SOS", "INST", "Music", "MUSIC", "Applause", "APPLAUSE", "Your Name", "your name", "NUM", "ENTITY", "PLACEHOLDER",
    "UNKNOWN",
  ]

  /// [PAD] [NAME] [PHOTO_2] [[link]] [Music]
  private static func bracket(_ text: Text, _ start: Int) -> ByteRange? {
    if text[start + 1] == 0x5B {
      var end = start + 2
      while text[end] != 0, text[end] != 0x5D, end - start < 80 { end += 1 }
      return end > start + 2 && text[end] == 0x5D && text[end + 1] == 0x5D ? ByteRange(start, end + 2) : nil
    }
    let first = text[start + 1] == 0x2F ? start + 2 : start + 1
    var end = first
    while text.isName(end) || text[end] == 0x20, end - first < 32 { end += 1 }
    guard end > first, text[end] == 0x5D else { return nil }
    let name = text.string(first, end)
    let isSign = places.contains(name) || name.hasPrefix("INSERT ") || isPlaceholder(text, first, end)
    return isSign ? ByteRange(start, end + 1) : nil
  }

  /// PHOTO_2, CAPTION_HERE: capitals joined by a low line, as no name is.
  private static func isPlaceholder(_ text: Text, _ first: Int, _ end: Int) -> Bool {
    let name = first..<end
    return end - first >= 5 && text.isUpper(first) && name.contains { text[$0] == 0x5F }
      && name.allSatisfy { text.isUpper($0) || text.isDigit($0) || text[$0] == 0x5F }
  }

  /// %s %d %1$s %(name)s
  private static func percent(_ text: Text, _ start: Int) -> ByteRange? {
    guard !text.isDigit(start - 1), !text.isWord(start - 1) else { return nil }
    var at = start + 1
    if text.isDigit(at), text[at + 1] == 0x24 { at += 2 }
    if text[at] == 0x28 {
      at = text.name(at + 1)
      guard text[at] == 0x29 else { return nil }
      at += 1
    }
    guard text[at] == 0x73 || text[at] == 0x64 || text[at] == 0x40, !text.isWord(at + 1), !text.isDigit(at + 1) else {
      return nil
    }
    // “100 %d”: a sign behind its figure.
    let isBehindFigure = text[start - 1] == 0x20 && text.isDigit(start - 2)
    return isBehindFigure ? nil : ByteRange(start, at + 1)
  }

  /// eng_Latn, __en__
  private static func code(_ text: Text, _ start: Int) -> ByteRange? {
    if text[start + 1] == 0x5F, text[start - 1] != 0x5F, text.isLetter(start + 2) {
      var end = start + 2
      while text.isName(end), end - start < 40 { end += 1 }
      return text[end - 1] == 0x5F && text[end - 2] == 0x5F && end - start > 5 ? ByteRange(start, end) : nil
    }
    guard (start - 3..<start).allSatisfy({ text.isLower($0) }), !text.isName(start - 4), text.isUpper(start + 1),
      (start + 2..<start + 5).allSatisfy({ text.isLower($0) }), !text.isName(start + 5)
    else { return nil }
    return ByteRange(start - 3, start + 5)
  }
}
