import Lexicons
import TextBase

/// Collects the quotation marks of a story with what stands around each.
struct QuoteMarks {
  let bytes: UnsafeBufferPointer<UInt8>
  let scalars: ScalarTable
  let attached: QuoteNeighbours
  /// French and Italian elide before a quotation: l’« affaire ».
  let elides: Bool

  init(_ analysis: borrowing Analysis, _ scalars: ScalarTable) {
    bytes = analysis.bytes
    self.scalars = scalars
    attached = analysis.traits.attached
    elides = analysis.language.elides
  }

  /// Hebrew keyboards set it for quotations too.
  static let gershayim: UInt32 = 0x5F4

  /// `marks` is empty and gives its memory.
  func collect(_ analysis: borrowing Analysis, into marks: inout [QuoteMarkColumn]) {
    var damages = 0
    let hidesNoMarks = attached != .prefix && analysis.damages.isEmpty
    for paragraph in analysis.paragraphs.indices {
      let range = analysis.paragraphs[paragraph].tokens
      var index = range.lowerBound
      var place = analysis.paragraphs[paragraph].marks.lowerBound
      let last = analysis.paragraphs[paragraph].marks.upperBound
      while index < range.upperBound {
        if hidesNoMarks {
          // Words hold no marks here, so only marks are looked at.
          while place < last, analysis.marks[place] < index || !isQuoteOrComma(analysis.tokens[analysis.marks[place]]) {
            place += 1
          }
          guard place < last else { break }
          index = analysis.marks[place]
        }
        let token = analysis.tokens[index]
        if !analysis.damages.isEmpty {
          if let damage = analysis.damagedMark(at: index, &damages) {
            // A mark that was damaged still opens or closes.
            var mark = mark(damage.range, index, paragraph)
            mark.width = max(1, analysis.tokens[index..<range.upperBound].prefix { Int($0.start) < damage.range.end }.count)
            mark.scalar = damage.scalar
            mark.family = QuoteMarks.family(damage.scalar)
            mark.isDamaged = true
            weigh(&mark, analysis.paragraphs[paragraph].range)
            marks.append(mark)
            index += mark.width
            continue
          }
          if analysis.isDamaged(token.range) {
            index += 1
            continue
          }
        }
        if let opening = doubledComma(at: index, range, analysis) {
          // ,,Ja'' zei hij: two commas for „ on keyboards that lack it.
          var mark = mark(opening, index, paragraph)
          mark.width = 2
          mark.scalar = 0x201E
          mark.family = .curly
          weigh(&mark, analysis.paragraphs[paragraph].range)
          marks.append(mark)
          index += 2
          continue
        }
        if token.kind == .quote {
          var mark = mark(token.range, index, paragraph)
          // `` and '' are one double mark in wire copy.
          if mark.scalar == 0x27 || mark.scalar == 0x60, index + 1 < range.upperBound,
            analysis.tokens[index + 1].start == token.end,
            UTF8Text.decode(bytes, Int(token.end)).scalar == mark.scalar
          {
            mark.width = 2
            mark.range.end += 1
            mark.scalar = mark.scalar == 0x60 ? 0x201C : 0x201D
            mark.family = .curly
            // 7''98: seconds.
            let isMeasure =
              index > range.lowerBound && analysis.tokens[index - 1].kind == .number
              && analysis.tokens[index - 1].end == token.start
            mark.isOptional = isMeasure
            if isMeasure, (0x30...0x39).contains(analysis.scalar(at: mark.range.end)) {
              index += 2
              continue
            }
          }
          index += mark.width
          if QuoteMark.glyph(mark.scalar) != .prime || mark.scalar == QuoteMarks.gershayim {
            weigh(&mark, analysis.paragraphs[paragraph].range)
            if mark.spacing == .glued, mark.family != .single, isHebrew(mark.range) {
              guard mayFollowPrefix(mark.range, from: analysis.paragraphs[paragraph].range.start) else { continue }
              mark.isOptional = true
            }
            if mark.scalar == 0x22 || mark.scalar == 0x201D, index - mark.width > range.lowerBound,
              mark.spacing == .close || mark.spacing == .glued
            {
              let before = analysis.tokens[index - mark.width - 1]
              mark.isOptional = mark.isOptional || before.kind == .number && Int(before.end) == mark.range.start
            }
            if mark.scalar == QuoteMarks.gershayim { mark.isOptional = true }
            if mark.spacing == .open, introduces(analysis, mark.token - 1, range.lowerBound) {
              mark.closePrice = max(mark.closePrice, 3)
              mark.expectsOpening = true
            }
            marks.append(mark)
          }
          continue
        }
        // A Hebrew word may hide the mark that follows its preposition.
        if token.joint > 0, attached == .prefix, bytes[Int(token.start) + Int(token.joint)] == 0x22 {
          let at = ByteRange(Int(token.start) + Int(token.joint), Int(token.start) + Int(token.joint) + 1)
          if mayFollowPrefix(at, from: Int(token.start)) {
            var mark = mark(at, index, paragraph)
            weigh(&mark, analysis.paragraphs[paragraph].range)
            mark.isOptional = true
            marks.append(mark)
          }
        }
        index += 1
      }
    }
  }

  /// A quotation mark, or a comma that another one follows.
  @inline(__always)
  private func isQuoteOrComma(_ token: Token) -> Bool {
    token.kind == .quote || bytes[Int(token.start)] == 0x2C && Int(token.end) < bytes.count && bytes[Int(token.end)] == 0x2C
  }

  /// The bytes of two commas that open a quotation: set apart before and close to a word behind.
  private func doubledComma(at index: Int, _ paragraph: Range<Int>, _ analysis: borrowing Analysis) -> ByteRange? {
    let token = analysis.tokens[index]
    guard token.kind == .mark, bytes[Int(token.start)] == 0x2C, index + 2 < paragraph.upperBound,
      index == paragraph.lowerBound || token.flags.contains(.spaceBefore) || token.flags.contains(.lineStart)
    else { return nil }
    let (second, word) = (analysis.tokens[index + 1], analysis.tokens[index + 2])
    guard second.start == token.end, bytes[Int(second.start)] == 0x2C, word.start == second.end, word.isWord else { return nil }
    return ByteRange(Int(token.start), Int(second.end))
  }

  /// Whether words before a mark lead to what it opens: said, “…; of “…”.
  private func introduces(_ analysis: borrowing Analysis, _ token: Int, _ first: Int) -> Bool {
    guard token >= first else { return false }
    if analysis.isIn(token, .articles) || analysis.isIn(token, .prepositions) { return true }
    let verb = analysis.isMark(token, 0x2C) ? token - 1 : token
    return verb >= first && (analysis.isIn(verb, .speechVerbs) || analysis.isIn(verb, .attributionWords))
  }

  private func mark(_ range: ByteRange, _ token: Int, _ paragraph: Int) -> QuoteMarkColumn {
    let scalar = UTF8Text.decode(bytes, range.start).scalar
    return QuoteMarkColumn(
      token: token, width: 1, range: range, scalar: scalar, family: QuoteMarks.family(scalar), paragraph: paragraph,
      spacing: .any, glyph: .unknown, role: .unknown, partner: nil, fault: nil)
  }

  static func family(_ scalar: UInt32) -> QuoteFamily {
    switch scalar {
    case 0x22, 0xFF02, gershayim: .straight
    case 0x201C...0x201F, 0x275D, 0x275E, 0x301D...0x301F: .curly
    case 0xAB, 0xBB: .guillemets
    case 0x300C, 0x300D: .corners
    case 0x300E, 0x300F: .whiteCorners
    case 0x3008...0x300B: .angles
    default: .single
    }
  }

  // MARK: Hebrew

  private func isHebrew(_ range: ByteRange) -> Bool {
    guard let before = UTF8Text.decodeLast(bytes, before: range.start)?.scalar, range.end < bytes.count else { return false }
    return isHebrew(before) && isHebrew(UTF8Text.decode(bytes, range.end).scalar)
  }

  private func isHebrew(_ scalar: UInt32) -> Bool { (0x5D0...0x5EA).contains(scalar) }

  /// A mark inside a Hebrew word opens a quotation if only prepositions and articles stand before it and more than one
  /// letter behind it; otherwise it is the gershayim of an abbreviation.
  private func mayFollowPrefix(_ range: ByteRange, from start: Int) -> Bool {
    var at = range.start
    var letters = 0
    while at > start, let (scalar, length) = UTF8Text.decodeLast(bytes, before: at), isHebrew(scalar) {
      // ה ו כ ל מ ב ש
      guard [0x5D4, 0x5D5, 0x5DB, 0x5DC, 0x5DE, 0x5D1, 0x5E9].contains(scalar) else { return false }
      letters += 1
      at -= length
    }
    guard (1...3).contains(letters), range.end < bytes.count else { return false }
    let (first, length) = UTF8Text.decode(bytes, range.end)
    guard isHebrew(first), range.end + length < bytes.count else { return false }
    return isHebrew(UTF8Text.decode(bytes, range.end + length).scalar)
  }
}
