import Lexicons
import RuleKit
import Stories
import TextBase

/// How a paragraph ends.
enum ParagraphEnd {
  /// With a mark, or in a way that tells nothing.
  case finished
  /// With a word.
  case open
  case comma
  case neither

  static func of(_ index: Int, _ story: borrowing Analysis) -> ParagraphEnd {
    guard let last = story.paragraphs[index].tokens.last else { return .neither }
    let token = story.tokens[last]
    switch token.kind {
    case .word, .number, .ideograph:
      // #Harbour, @harbour: what a desk sets behind its last sentence.
      let sign = story.scalar(before: Int(token.start))
      if sign == 0x23 || sign == 0x40 || isSignOff(last, index, story) || hasRightsLine(index, story) { return .finished }
      // n/a, 24/7, hafen-blatt.example, 02-2227-7500: no word of the sentence.
      return sign == 0x2F || isHost(token, story) || isTelephone(last, story) ? .neither : .open
    case .mark:
      let scalar = story.scalar(at: Int(token.start))
      if scalar == 0x2C || scalar == 0x60C || scalar == 0xFF0C || scalar == 0x3001 { return .comma }
      if story.isDash(last) { return .neither }
      if scalar == 0x28 || scalar == 0xFF08 || scalar == 0x26 || scalar == 0x2F { return .neither }
      return .finished
    case .quote:
      // “con l’”: an article that waits for its noun.
      let article = last - 1
      if article >= 0, token.start == story.tokens[article].end, story.isIn(article, .articles),
        story.tokens[article].scalars < 3, story.tokens[article].shape == .lower
      {
        return .open
      }
      // French parts its marks from the words: a quotation ends here all the same.
      let isSpaced = token.flags.contains(.spaceBefore) && story.language.profile.quoteSpacing == .none
      return isSpaced ? .neither : .finished
    default: return .neither
    }
  }

  /// The last figures of a number to call.
  private static func isTelephone(_ token: Int, _ story: borrowing Analysis) -> Bool {
    token > 3 && story.tokens[token].kind == .number && story.isMark(token - 1, 0x2D) && story.tokens[token - 2].kind == .number
      && story.isMark(token - 3, 0x2D) && story.tokens[token].start == story.tokens[token - 1].end
  }

  /// A web address, or what a hyphen parts of one.
  private static func isHost(_ token: Token, _ story: borrowing Analysis) -> Bool {
    token.kind == .word && token.length > 4 && story.bytes[token.range.start..<token.range.end].contains(0x2E)
  }

  /// The letters of an agency or of a writer behind the last stop: “… died. EFE”, “… closed./kob/he”.
  private static func isSignOff(_ last: Int, _ index: Int, _ story: borrowing Analysis) -> Bool {
    let paragraph = story.paragraphs[index]
    guard story.tokens[last].kind == .word, paragraph.tokens.count > 4 else { return false }
    var first = last
    while first - 2 > paragraph.tokens.lowerBound, story.isMark(first - 1, 0x2F), story.tokens[first - 2].kind == .word {
      first -= 2
    }
    let isBehindSlash = story.isMark(first - 1, 0x2F)
    let stop = isBehindSlash ? first - 2 : first - 1
    guard story.isMark(stop, 0x2E) || story.tokens[stop].kind == .quote else { return false }
    return isBehindSlash || story.tokens[last].shape == .upper && story.tokens[last].scalars <= 6
  }

  /// “… (c)AFP/Aminu Abubakar”: whose words and pictures they are stands at the end.
  private static func hasRightsLine(_ index: Int, _ story: borrowing Analysis) -> Bool {
    story.paragraphs[index].tokens.suffix(8).contains { token in
      story.isMark(token, 0xA9)
        || story.isMark(token, 0x29) && token > 1 && story.isMark(token - 2, 0x28) && story.tokens[token - 1].scalars == 1
          && story.bytes[Int(story.tokens[token - 1].start)] | 0x20 == UInt8(ascii: "c")
    }
  }

  static func endsWithColon(_ index: Int, _ story: borrowing Analysis) -> Bool {
    guard let last = story.paragraphs[index].tokens.last else { return false }
    return story.isMark(last, 0x3A) || story.isMark(last, 0xFF1A)
  }

  /// A bullet, a dash, a figure or a letter with a mark.
  static func isListItem(_ index: Int, _ story: borrowing Analysis) -> Bool {
    guard let first = story.paragraphs[index].tokens.first else { return false }
    let token = story.tokens[first]
    switch token.kind {
    case .symbol: return true
    case .mark:
      // A dash opens speech too: “– Yes – he said. – But …”.
      if story.isDash(first) { return story.paragraphs[index].tokens.count { story.isDash($0) } < 3 }
      return !story.isMark(first, 0x28) && !story.isMark(first, 0xA1) && !story.isMark(first, 0xBF)
    case .number, .word:
      return token.scalars <= 2 && (story.isMark(first + 1, 0x29) || story.isMark(first + 1, 0x2E))
    default: return false
    }
  }

  /// Whether the paragraph begins in lower case.
  static func goesOn(_ index: Int, _ story: borrowing Analysis) -> Bool {
    guard let first = story.paragraphs[index].tokens.first else { return false }
    return story.tokens[first].kind == .word && story.tokens[first].shape == .lower
  }
}
