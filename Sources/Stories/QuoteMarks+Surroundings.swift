import Lexicons
import TextBase

// What stands on either side of a mark, and what it says of the mark.
extension QuoteMarks {
  enum Side { case space, edge, letter, opening, comma, colon, stop, dash, other }

  /// What the neighbours say: the spacing role, and what it costs to read the mark as an opening or a closing one.
  func weigh(_ mark: inout QuoteMarkColumn, _ paragraph: ByteRange) {
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
