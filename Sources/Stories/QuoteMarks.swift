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

  // MARK: what surrounds a mark

  enum Side { case space, edge, letter, opening, comma, colon, stop, dash, other }

  /// What the neighbours say: the spacing role, and what it costs to read the mark as an opening or a closing one.
  private func weigh(_ mark: inout QuoteMarkColumn, _ paragraph: ByteRange) {
    let (left, leftEnd) = side(from: mark.range.start, forward: false, paragraph)
    let (right, rightEnd) = side(from: mark.range.end, forward: true, paragraph)
    if left == .space, right == .letter || right == .space, mark.range.end < paragraph.end {
      var (next, length) = UTF8Text.decode(bytes, mark.range.end)
      // French sets a space inside.
      if next == 0xA0 || next == 0x202F || next == 0x20, mark.family == .guillemets, mark.range.end + length < paragraph.end {
        (next, length) = UTF8Text.decode(bytes, mark.range.end + length)
      }
      mark.opensLower = next != UTF8Text.invalid && scalars[next].isLower
    }
    func set(_ role: SpacingRole, _ open: Float, _ close: Float) {
      mark.spacing = role
      mark.openPrice = open
      mark.closePrice = close
    }
    switch (left, right) {
    case (.edge, .space): set(.stray, 0, 2)
    // Nothing moved across the mark here: there is no word it could have moved from.
    case (.edge, .letter), (.edge, .opening), (.edge, .other): set(.open, 0, 4)
    case (.edge, _): set(.any, 0.4, 0.6)
    case (.space, .edge): set(.stray, 2, 0)
    case (_, .edge): set(.close, 4, 0)
    case (.space, .space): set(.stray, 0, afterColon(leftEnd, paragraph) ? 0.6 : 0)
    // Space, mark, comma or full stop: the space slipped in before a closing mark.
    case (.space, .comma), (.space, .stop), (.space, .colon): set(.stray, 1.2, 0)
    // The space before a dash moved across the mark: word ”— he said.
    case (.space, .dash) where isSpace(rightEnd, paragraph): set(.stray, 1, 0)
    case (.space, .dash): set(.any, 0.3, 0.3)
    case (.space, _):
      mark.followsStop = afterStop(leftEnd, paragraph)
      // Behind a full stop a sentence begins: the mark opens rather than that its space has moved.
      let isAnnounced = afterColon(leftEnd, paragraph)
      mark.expectsOpening = mark.followsStop || isAnnounced
      set(.open, 0, mark.followsStop ? 2 : isAnnounced ? 3 : 1)
    case (.opening, .letter), (.opening, .opening), (.opening, .other): set(.open, 0, 1.8)
    case (.dash, .letter), (.dash, .opening): set(.open, 0, 0.6)
    case (.dash, .space): set(.close, 0.6, 0)
    case (.colon, .space): set(.close, 0.3, 0.6)
    case (.stop, .space), (.comma, .space): set(.close, 2, 0)
    case (.letter, .space), (.other, .space): set(.close, 1, 0)
    case (.letter, .comma), (.letter, .stop), (.letter, .colon), (.other, .comma), (.other, .stop), (.other, .colon):
      // No space stands behind the mark that could have moved there.
      set(.close, attached == .any ? 1 : 4, 0)
    case (.stop, .comma), (.stop, .stop), (.stop, .colon), (.comma, .comma), (.comma, .stop):
      set(attached == .any ? .any : .close, attached == .any ? 1.6 : 4, 0)
    case (.letter, .dash), (.stop, .dash), (.comma, .dash): set(.close, 1, 0)
    case (.letter, .letter), (.letter, .other), (.other, .letter):
      switch attached {
      case .none: set(.glued, 0.3, 0.3)
      case .suffix: set(.glued, 1, 0)
      case .prefix: set(.glued, 0, 0.7)
      case .any: set(.glued, 0, 0)
      }
    case (.colon, .letter): set(.glued, 0, 1)
    case (.stop, .letter), (.comma, .letter): if attached == .any { set(.glued, 0, 0) } else { set(.glued, 0.7, 0.1) }
    case (.letter, .opening): set(.any, 0.8, 0)
    default: set(.any, 0, 0)
    }
  }

  private func isSpace(_ offset: Int, _ paragraph: ByteRange) -> Bool {
    guard offset < paragraph.end else { return true }
    let scalar = UTF8Text.decode(bytes, offset).scalar
    return scalar != UTF8Text.invalid && scalars[scalar].isSpace
  }

  private func afterStop(_ offset: Int, _ paragraph: ByteRange) -> Bool {
    var at = offset
    var scalar: UInt32 = 0
    repeat {
      guard at > paragraph.start, let (before, length) = UTF8Text.decodeLast(bytes, before: at) else { return false }
      scalar = before
      at -= length
    } while QuoteMark.isQuote(scalar)
    return scalar == 0x2E || scalar == 0x2026 || scalar == 0x3002 || scalar == 0x964
  }

  private func afterColon(_ offset: Int, _ paragraph: ByteRange) -> Bool {
    var at = offset
    while at > paragraph.start, let (scalar, length) = UTF8Text.decodeLast(bytes, before: at) {
      if scalar == 0x3A || scalar == 0xFF1A { return true }
      guard scalar != UTF8Text.invalid, scalars[scalar].isSpace else { return false }
      at -= length
    }
    return false
  }

  /// The first thing beside a mark that is no quotation mark itself, and where it ends.
  private func side(from offset: Int, forward: Bool, _ paragraph: ByteRange) -> (Side, Int) {
    var at = offset
    while true {
      let scalar: UInt32
      if forward {
        guard at < paragraph.end else { return (.edge, at) }
        let (next, length) = UTF8Text.decode(bytes, at)
        scalar = next
        at += length
      } else {
        guard at > paragraph.start, let (before, length) = UTF8Text.decodeLast(bytes, before: at) else { return (.edge, at) }
        scalar = before
        at -= length
      }
      if scalar == UTF8Text.invalid { return (.other, at) }
      let properties = scalars[scalar]
      if properties.isSpace || scalar == 0x0A || scalar == 0x0D || scalar == 0x09 { return (.space, at) }
      if properties.isIgnorable { continue }
      if QuoteMark.isQuote(scalar) {
        if !forward, elides, scalar == 0x27 || scalar == 0x2019, at > paragraph.start,
          let (before, _) = UTF8Text.decodeLast(bytes, before: at), before != UTF8Text.invalid, scalars[before].isLetter
        {
          return (.opening, at)
        }
        continue
      }
      return (kind(scalar, properties, at, forward, paragraph), at)
    }
  }

  private func kind(
    _ scalar: UInt32, _ properties: ScalarProperties, _ at: Int, _ forward: Bool, _ paragraph: ByteRange
  ) -> Side {
    if properties.isLetter || properties.isMark || properties.isDigit || properties.category == 10
      || properties.category == 11
    {
      return .letter
    }
    switch scalar {
    case 0x28, 0x5B, 0x7B, 0x2F, 0xBF, 0xA1, 0xFF08: return .opening
    case 0x2D, 0x2010...0x2015: return .dash
    case 0x3A, 0x3B, 0xFF1A, 0xFF1B, 0x61B: return .colon
    case 0x2C, 0x3001, 0xFF0C, 0x60C: return .comma
    case 0x2E, 0x21, 0x3F, 0x29, 0x5D, 0x7D, 0x25, 0x2026, 0x3002, 0xFF01, 0xFF1F, 0xFF09, 0x61F, 0x6D4, 0x964:
      // An ellipsis opens a quotation as often as it closes one.
      if forward, scalar == 0x2026 || scalar == 0x2E, startsEllipsis(at, paragraph, scalar) { return .letter }
      return .stop
    case 0x23, 0x40, 0x26, 0x2B, 0x2A: return .letter
    default: return properties.category == 25 || properties.category == 27 ? .letter : .other  // currency and other symbols
    }
  }

  /// Whether a point or ellipsis after a mark begins a quotation: “…and then” .
  private func startsEllipsis(_ offset: Int, _ paragraph: ByteRange, _ scalar: UInt32) -> Bool {
    var at = offset
    var points = scalar == 0x2026 ? 3 : 1
    while at < paragraph.end, bytes[at] == 0x2E {
      points += 1
      at += 1
    }
    guard points >= 2 else { return false }
    while at < paragraph.end, bytes[at] == 0x20 { at += 1 }
    guard at < paragraph.end else { return false }
    let next = UTF8Text.decode(bytes, at).scalar
    return next != UTF8Text.invalid && scalars[next].isLower
  }
}
