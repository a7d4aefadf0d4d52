import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// No space after a comma, full stop or another mark between two words, or before a bracket.
struct MissingSpaceAfterMark: Rule {
  static let card = RuleCard(
    id: "spacing/after-mark", title: "No space stands beside a mark that needs one",
    mqm: .punctuation, severity: .minor, confidence: .high,
    why: "Where the space behind a mark is lost, two words or two sentences run together, and search does not find them.",
    advice: "Put a space behind the mark.",
    examples: [
      .flags("en", "The port was [[closed,and]] ships waited.", fixed: "The port was closed, and ships waited."),
      .flags("en", "The port was [[closed.Ships]] waited outside.", fixed: "The port was closed. Ships waited outside."),
      .flags("ru", "Порт [[закрыли,потому]] что начался шторм.", fixed: "Порт закрыли, потому что начался шторм."),
      .flags("pl", "Forint osłabł do [[euro,a]] rentowność wzrosła.", fixed: "Forint osłabł do euro, a rentowność wzrosła."),
      .flags("ar", "أغلق [[الميناء،وانتظرت]] السفن في الخارج.", fixed: "أغلق الميناء، وانتظرت السفن في الخارج."),
      .flags(
        "en", "Who knew [[it?Nobody]] did in [[2019.The]] year passed.",
        fixed: "Who knew it? Nobody did in 2019. The year passed."),
      .flags(
        "it", "La tassa sulle seconde [[case(comprate]] per essere affittate) sale.",
        fixed: "La tassa sulle seconde case (comprate per essere affittate) sale."),
      .flags(
        "es", "La cepa incorporaba arsénico a su [[ADN.El]] hallazgo fue desmentido.",
        fixed: "La cepa incorporaba arsénico a su ADN. El hallazgo fue desmentido."),
      .flags(
        "de", "Der Haushalt tritt in [[Kraft.Im]] Herbst folgt ein Nachtrag.",
        fixed: "Der Haushalt tritt in Kraft. Im Herbst folgt ein Nachtrag."),
      .passes("de", "Die Leser:In und Yandex.Market kamen vor, Amazon.de auch."),
      .passes("en", "The name(s) of the author(s), f(x) and the (re)opened shop were noted."),
      .passes("de", "Die Mitarbeiter:innen und die Stadt(teil)bibliothek laden ein."),
      .passes("en", "He met J.K. Larsen of the U.S. at 10:30, e.g. at Node.js or Booking.com, for 3,500 dollars."),
      .passes("en", "See https://example.com/a,b;c and mail press@example.org,please."),
      .passes("zh", "港口已经关闭。没有人受伤，船只在外等待。"),
      .passes("sv", "EU:s och Ikea:s svar kom sent."),
      .passes("de", "Rund 1.500 Menschen kamen, z.B. aus St.Gallen, zum 3:2-Sieg."),
    ])

  static var needs: Needs { .any([.tightMarks, .innerStops, .caselessWords]) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    guard !story.language.profile.fullWidth else { return }
    let hasSuffixColon = story.language.habits.contains(.suffixColon)
    for paragraph in story.paragraphs {
      for index in story.marks(in: paragraph) where story.tokens[index].kind == .mark {
        let token = story.tokens[index]
        guard index > paragraph.tokens.lowerBound, index + 1 < paragraph.tokens.upperBound,
          !story.tokens[index + 1].flags.contains(.spaceBefore), story.tokens[index + 1].isWord,
          !token.flags.contains(.spaceBefore)
        else { continue }
        let scalar = story.scalar(at: Int(token.start))
        guard let confidence = judge(index, scalar, story, hasSuffixColon) else { continue }
        let end = Int(token.end)
        report(index - 1..<index + 2, end, story.text(index), confidence, story, &out)
      }
    }
    for index in story.capitalised where story.tokens[index].shape == .mixed { checkPoint(index, story, &out) }
    guard story.hasCaselessWords else { return }
    for index in story.tokens.indices where story.tokens[index].shape == .none && story.tokens[index].scalars >= 6 {
      // Letters without case have two bytes, or three: where they are all of a kind no full stop is among them.
      let (length, scalars) = (Int(story.tokens[index].length), Int(story.tokens[index].scalars))
      if length != 2 * scalars, length != 3 * scalars { checkPoint(index, story, &out) }
    }
  }

  /// A full stop inside a word. A paragraph of one word may be an address.
  private func checkPoint(_ index: Int, _ story: borrowing Analysis, _ out: inout FindingSink) {
    let token = story.tokens[index]
    guard token.kind == .word, let point = MissingSpaceAfterMark.point(in: token, story),
      let confidence = judgePoint(token, point, story),
      let paragraph = story.paragraph(at: Int(token.start)), story.paragraphs[paragraph].tokens.count > 1
    else { return }
    report(index..<index + 1, point + 1, ".", confidence, story, &out)
  }

  private func report(
    _ tokens: Range<Int>, _ end: Int, _ mark: String, _ confidence: Confidence, _ story: borrowing Analysis,
    _ out: inout FindingSink
  ) {
    let isBracket = mark == "("
    let place = isBracket ? end - 1 : end
    out.report(
      story.bytes(of: tokens),
      "No space stands between “\(mark)” and the word \(isBracket ? "before" : "behind") it.", confidence: confidence,
      fixes: [
        .replace(ByteRange(place, place), with: " ", "Put a space \(isBracket ? "before" : "behind") the mark", .safe)
      ])
  }

  /// A mark between two tokens without a space on either side.
  private func judge(_ index: Int, _ scalar: UInt32, _ story: borrowing Analysis, _ hasSuffixColon: Bool) -> Confidence? {
    let (before, after) = (story.tokens[index - 1], story.tokens[index + 1])
    guard before.end == story.tokens[index].start, !joinsWords(after) else { return nil }
    let areWords = before.kind == .word && after.kind == .word && after.scalars >= 2 && before.scalars >= 2
    switch scalar {
    case 0x2C, 0x60C, 0x61B:  // , ، ؛
      if before.kind == .word, after.kind == .word {
        let isShort = before.scalars < 2 || after.scalars < 2
        let isList = before.scalars < 3 && after.scalars < 3
        if isShort, isList || !(isGrammar(index - 1, story) && isGrammar(index + 1, story)) { return nil }
        if isAddress(index, story) { return nil }
        return after.script == Script.hangul.code ? .medium : .high
      }
      if before.kind == .number, after.kind == .word { return after.scalars >= 2 && after.shape == .lower ? .high : nil }
      return before.kind == .word && before.scalars >= 3 && after.kind == .number && before.shape == .lower ? .medium : nil
    case 0x3B:  // &amp;word is damage of another kind
      let isEntity = index >= 2 && story.scalar(before: Int(before.start)) == 0x26
      return areWords && !isEntity && !isAddress(index, story) ? .high : nil
    case 0x3A:
      guard areWords, before.scalars >= 3, !hasSuffixColon, !isAddress(index, story) else { return nil }
      // Ergebnis:In, but Leser:In stands for both genders.
      let isGenderForm = UTF8Text.decodeLast(story.bytes, before: Int(before.end))?.scalar == 0x72
      if after.scalars < 3, isGenderForm || !story.isIn(index + 1, .function) || !after.isCapitalised { return nil }
      if before.shape == .lower || before.shape == .none { return .medium }
      // A name before the colon: “Newport:four arrests”, no “Type:Rider”, no “Leser:innen”, which stands for both genders.
      guard before.shape == .capitalised, before.scalars >= 4 else { return nil }
      return story.language.habits.contains(.capitalNouns)
        ? (after.shape == .capitalised && story.isIn(index + 1, .function) ? .medium : nil)
        : after.shape == .lower && after.scalars >= 4 ? .medium : nil
    case 0x21, 0x3F, 0x61F, 0x964:  // ! ? ؟ ।
      guard areWords, before.shape == .lower || before.shape == .none else { return nil }
      return after.shape == .capitalised || after.shape == .none ? .medium : nil
    case 0x2E:  // 2019.The
      guard before.kind == .number, before.scalars >= 4, after.kind == .word, after.shape == .capitalised, after.scalars >= 2
      else {
        return nil
      }
      return .medium
    case 0x28: return judgeOpenBracket(index, story)
    case 0x29: return judgeBracket(index, story)
    default: return nil
    }
  }

  /// The last full stop inside a word.
  private static func point(in token: Token, _ story: borrowing Analysis) -> Int? {
    var at = Int(token.end) - 1
    while at > Int(token.start) {
      if story.bytes[at] == 0x2E { return at }
      at -= 1
    }
    return nil
  }

  /// end.Next: the tokenizer keeps it as one word, as it does Node.js and U.S.
  private func judgePoint(_ token: Token, _ point: Int, _ story: borrowing Analysis) -> Confidence? {
    var at = Int(token.start)
    var letters = (before: 0, after: 0)
    var last: UInt32 = 0
    while at < point {
      let (scalar, length) = UTF8Text.decode(story.bytes, at)
      if scalar == 0x2E { return nil }
      last = scalar
      letters.before += 1
      at += length
    }
    at = point + 1
    let (first, firstLength) = UTF8Text.decode(story.bytes, at)
    at += firstLength
    letters.after = 1
    var second: UInt32 = 0
    // Dr.PawPaw, io.TextReader
    var hasInnerCapital = false
    while at < Int(token.end) {
      let (scalar, length) = UTF8Text.decode(story.bytes, at)
      if letters.after == 1 { second = scalar } else if Letters.isCapital(scalar) { hasInnerCapital = true }
      letters.after += 1
      at += length
    }
    guard letters.before >= 2, letters.after >= 2, !hasInnerCapital else { return nil }
    let behind = ByteRange(point + 1, Int(token.end))
    // ADN.El: an abbreviation ends one sentence and a word of grammar begins the next.
    if Letters.isCapital(last) {
      let isPlain = Letters.isCapital(first) && !Letters.isCapital(second) && token.script != Script.hangul.code
      return letters.before >= 3 && isPlain && isFunction(behind, story) ? .medium : nil
    }
    if token.shape == .none {
      // Scripts without case: acronyms are spelled in short syllables.
      let least = token.script == Script.hangul.code ? 2 : 4
      return letters.before >= least && letters.after >= least && token.script != Script.latin.code ? .medium : nil
    }
    guard Letters.isCapital(first), letters.after == 2 || !Letters.isCapital(second) else { return nil }
    // Yandex.Market, Mr.Bean, St.Gallen: a capital before the point as well.
    let opening = UTF8Text.decode(story.bytes, Int(token.start)).scalar
    if Letters.isCapital(opening) {
      if letters.after >= 4, isTitle(ByteRange(Int(token.start), point), story) { return .medium }
      return letters.before >= (letters.after == 2 ? 5 : 4) && isFunction(behind, story) ? .medium : nil
    }
    let isAbbreviation =
      (letters.before == 2 && letters.after < 3)
      || letters.before <= 5 && isAbbreviated(ByteRange(Int(token.start), point), story)
    return isAbbreviation ? nil : letters.before >= 4 ? .high : .medium
  }

  /// case(bought to let): not word(s), f(x), Stadt(teil).
  private func judgeOpenBracket(_ index: Int, _ story: borrowing Analysis) -> Confidence? {
    let before = story.tokens[index - 1]
    guard before.kind == .word, before.scalars >= 3, before.shape == .lower || before.shape == .capitalised,
      before.script != Script.hangul.code
    else { return nil }
    var words = 0
    for token in index + 1..<min(index + 14, story.tokens.count) {
      if story.isMark(token, 0x29) { return words >= 2 ? .medium : nil }
      if story.tokens[token].isWord { words += 1 }
    }
    return words >= 2 ? .medium : nil
  }

  /// (NATO)and: not (s)he, (re)open, 3)The.
  private func judgeBracket(_ index: Int, _ story: borrowing Analysis) -> Confidence? {
    let after = story.tokens[index + 1]
    guard after.kind == .word, after.scalars >= 3, after.script != Script.hangul.code, story.tokens[index - 1].isWord else {
      return nil
    }
    var open = index - 1
    while open > 0, index - open < 12, !story.isMark(open, 0x28) { open -= 1 }
    guard story.isMark(open, 0x28), story.tokens[open].flags.contains(.spaceBefore) else { return nil }
    let inside = index - open - 1
    let only = story.tokens[open + 1]
    return inside >= 2 || (only.kind == .word && only.shape == .upper) ? .medium : nil
  }

  /// Thai and ideographs set their words against a mark.
  private func joinsWords(_ token: Token) -> Bool {
    token.kind == .ideograph || token.script == Script.thai.code
  }

  /// A word of grammar, or one that is too long to be a label (ό,τι in Greek; N,N in chemistry).
  private func isGrammar(_ index: Int, _ story: borrowing Analysis) -> Bool {
    let token = story.tokens[index]
    return token.scalars >= 3
      || token.shape == .lower && token.scalars == 1
        && (story.isIn(index, .function) || story.isIn(index, .prepositions) || story.isIn(index, .acronymFillers))
  }

  /// Whether slashes, at-signs or the like stand beside the words: a path or an address that begins with no scheme.
  private func isAddress(_ index: Int, _ story: borrowing Analysis) -> Bool {
    let before = story.scalar(before: Int(story.tokens[index - 1].start))
    let after = story.scalar(at: Int(story.tokens[index + 1].end))
    func isTechnical(_ scalar: UInt32) -> Bool {
      scalar == 0x2F || scalar == 0x40 || scalar == 0x3D || scalar == 0x5F || scalar == 0x5C || scalar == 0x23
    }
    return isTechnical(before) || isTechnical(after) || story.tokens[index - 1].kind == .address
  }

  private func isFunction(_ range: ByteRange, _ story: borrowing Analysis) -> Bool {
    let id = story.language.id(of: Letters.hash(story, range))
    return id != 0 && story.language.isIn(id, .function)
  }

  private func isTitle(_ range: ByteRange, _ story: borrowing Analysis) -> Bool {
    let id = story.language.id(of: Letters.hash(story, range))
    guard id != 0 else { return false }
    // Saints stand in names: St.Gallen.
    return story.language.classes(of: id).intersects(.of(.titleMale, .titleFemale, .titleAny))
      || (range.count >= 3 && story.language.isIn(id, .abbreviationCapitalised))
  }

  private func isAbbreviated(_ range: ByteRange, _ story: borrowing Analysis) -> Bool {
    let id = story.language.id(of: Letters.hash(story, range))
    return id != 0 && (story.language.isIn(id, .abbreviation) || story.language.isIn(id, .abbreviationCapitalised))
  }
}

/// Small tests of letters, for the few places that reach them.
enum Letters {
  static func isCapital(_ scalar: UInt32) -> Bool { Unicode.Scalar(scalar)?.properties.isUppercase ?? false }
  static func isLetter(_ scalar: UInt32) -> Bool { Unicode.Scalar(scalar)?.properties.isAlphabetic ?? false }

  /// The hash of a part of a token, as the vocabulary has it.
  static func hash(_ story: borrowing Analysis, _ range: ByteRange) -> UInt64 {
    var hash = FNV.basis
    for scalar in NormalForm.nfc.apply(story.text(range)).lowercased().unicodeScalars {
      hash = FNV.combine(hash, scalar: scalar.value == 0x451 ? 0x435 : scalar.value)
    }
    return hash
  }
}
