import Lexicons
import TextBase

/// What a reading of the double marks of a story may do at each, and at what price.
///
/// Marks of all shapes are read together: a quotation opened in one style and closed in another lacks no mark, its marks
/// differ. A state is what stands open: nothing, one mark, or one within another, each by the character that opened it.
final class QuotePrices {
  // Prices. They were set on invented copy and read against clean news in 25 languages; what matters is their order:
  // running on is cheap, moved white space dearer, a missing mark dearest.
  private static let againstGlyph: Float = 1.4
  private static let runsOn: Float = 0.15
  private static let unclosedAtParagraph: Float = 1.7
  private static let missingMark: Float = 2.2
  private static let unclosedAtSentence: Float = 1.3
  private static let missingOpening: Float = 2
  static let noMark: Float = 0.4
  /// An apostrophe at the end of a word: dogs’; and behind a letter where few words have one.
  static let lastApostrophe: Float = 0.7
  static let oddApostrophe: Float = 1.7
  static let movedApostrophe: Float = 4
  /// Single marks run on less often than double ones, and apostrophes would close what runs on.
  private static let singleRunsOn: Float = 1.2

  enum Action: UInt8 {
    case open, reopen, nest, close
    /// One mark closes the inner and the outer quotation.
    case closeBoth
    /// The closing mark of the inner quotation is missing.
    case closeOuter
    /// The closing mark of what stood open is missing.
    case openAnew
    /// The opening mark is missing.
    case closeNothing
    case none

    var lacksMark: Bool { self == .openAnew || self == .closeOuter || self == .closeNothing }

    var role: QuoteRole {
      switch self {
      case .open, .reopen, .nest, .openAnew: .open
      case .close, .closeBoth, .closeOuter, .closeNothing: .close
      case .none: .prime
      }
    }
  }

  struct Mark {
    var scalar: Int
    var open: Float
    var close: Float
    /// Price of running on from the mark before; negative within a paragraph.
    var crossing: Float
    /// Whether it may reopen a quotation at the start of a paragraph, and what that costs beside its shape.
    var startsParagraph: Bool
    var reopening: Float
    var nothing: Float
    var followsStop: Bool
  }

  let marks = Scratch<Mark>(capacity: 64)
  private let scalars = Scratch<UInt32>(capacity: 8)
  /// What two characters are to each other in this language: prices of pairs and of nesting, by opener and closer or inner
  /// opener.
  private let pair = Scratch<Float>(capacity: 64)
  private let nest = Scratch<Float>(capacity: 64)
  private let closesBoth = Scratch<Float>(capacity: 64)
  private var count = 0
  private(set) var states = 1
  private var reopensWithCloser = false
  private var reopening: Float = 0

  /// Prices for the marks `members`.
  func read(
    _ columns: [QuoteMarkColumn], _ members: Scratch<Int>, _ language: Language,
    startsParagraph: (QuoteMarkColumn) -> Bool, runningOn: (QuoteMarkColumn, Int) -> Float,
    isTerm: (QuoteMarkColumn, QuoteMarkColumn) -> Bool
  ) {
    scalars.begin(room: 8)
    marks.begin(room: members.count)
    for place in 0..<members.count {
      let column = columns[members[place]]
      var scalar = (0..<scalars.count).first { scalars[$0] == column.scalar } ?? scalars.count
      if scalar == scalars.count {
        // More kinds of marks than this are no style but a heap.
        if scalars.count < 8 { scalars.append(column.scalar) } else { scalar = 0 }
      }
      var mark = Mark(
        scalar: scalar, open: column.openPrice, close: column.closePrice, crossing: -1, startsParagraph: false, reopening: 0,
        nothing: column.nothingPrice, followsStop: column.followsStop)
      // Brackets face one way in every language.
      let against = column.family == .corners || column.family == .whiteCorners ? 2.4 : QuotePrices.againstGlyph
      if column.glyph == .open { mark.close += against }
      if column.glyph == .close { mark.open += against }
      if place > 0 {
        let before = columns[members[place - 1]]
        if before.paragraph != column.paragraph {
          mark.crossing = QuotePrices.runsOn * Float(min(6, column.paragraph - before.paragraph))
          mark.crossing += runningOn(before, column.paragraph)
          if column.family == .single { mark.crossing += QuotePrices.singleRunsOn }
          mark.startsParagraph = startsParagraph(column)
          // “North Bay” is closed: a name of a few words at the start of a paragraph continues no speech.
          if place + 1 < members.count {
            let after = columns[members[place + 1]]
            if after.paragraph == column.paragraph, after.token - column.token <= 4, isTerm(column, after) {
              mark.reopening = 1.8
            }
          }
        }
      }
      marks.append(mark)
    }
    count = scalars.count
    states = 1 + count + count * count
    reopensWithCloser = language.profile.reopening == .closing
    reopening = language.profile.reopening == .none ? 2.2 : 0
    relate(language)
  }

  private func relate(_ language: Language) {
    pair.begin(room: count * count)
    nest.begin(room: count * count)
    closesBoth.begin(room: count * count)
    for row in 0..<count {
      for column in 0..<count {
        let (first, second) = (scalars[row], scalars[column])
        pair.append(QuotePairs.price(first, second, language.profile))
        let listed = language.profile.quoteStyles.contains { $0.outerOpen == first && $0.innerOpen == second }
        let isSameKind = QuoteMarks.family(first) == QuoteMarks.family(second)
        nest.append(
          isSameKind ? (listed ? (first == second ? 0.3 : 0) : first == 0x22 ? 1 : 1.4) : listed ? 0 : 0.2)
        closesBoth.append(first == second ? (listed ? 0.3 : 1.4) : QuotePrices.missingMark - 0.4)
      }
    }
  }

  // MARK: transitions

  /// What may follow `state` at a mark, with its price.
  @inline(__always)
  func transitions(_ place: Int, _ state: Int, _ body: (_ to: Int, _ price: Float, _ action: Action, _ drops: Bool) -> Void) {
    let mark = marks.base[place]
    guard mark.crossing >= 0, state > 0 else {
      atMark(mark, state, 0, false, body)
      return
    }
    atMark(mark, state, mark.crossing, false, body)
    atMark(mark, 0, QuotePrices.unclosedAtParagraph * (state > count ? 1.5 : 1), true, body)
  }

  @inline(__always)
  private func atMark(
    _ mark: Mark, _ state: Int, _ price: Float, _ drops: Bool,
    _ body: (_ to: Int, _ price: Float, _ action: Action, _ drops: Bool) -> Void
  ) {
    let scalar = mark.scalar
    if mark.nothing < .infinity { body(state, price + mark.nothing, .none, drops) }
    if state == 0 {
      body(1 + scalar, price + mark.open, .open, drops)
      body(0, price + mark.close + QuotePrices.missingOpening, .closeNothing, drops)
      return
    }
    if state <= count {
      let opener = state - 1
      body(0, price + mark.close + pair.base[opener * count + scalar], .close, drops)
      let crosses: Float = mark.crossing >= 0 && opener == scalar ? 1 : 0
      body(
        1 + count + opener * count + scalar, price + mark.open + nest.base[opener * count + scalar] + crosses, .nest, drops
      )
      // A new paragraph of the same speech, run on to the one before, opens again without closing.
      let anew = mark.followsStop && opener == scalar ? QuotePrices.unclosedAtSentence : QuotePrices.missingMark
      body(1 + scalar, price + mark.open + anew, .openAnew, drops)
      // An inner closing mark whose opening one is missing.
      if opener != scalar { body(state, price + mark.close + QuotePrices.missingOpening, .closeNothing, drops) }
      if mark.startsParagraph { body(state, price + reopenPrice(mark, opener), .reopen, drops) }
      return
    }
    let outer = (state - 1 - count) / count
    let inner = (state - 1 - count) % count
    body(1 + outer, price + mark.close + pair.base[inner * count + scalar], .close, drops)
    let closesOuter = price + mark.close + pair.base[outer * count + scalar]
    body(0, closesOuter + closesBoth.base[outer * count + inner], outer == inner ? .closeBoth : .closeOuter, drops)
    body(1 + scalar, price + mark.open + QuotePrices.missingMark * 1.5, .openAnew, drops)
    if mark.startsParagraph { body(state, price + reopenPrice(mark, outer), .reopen, drops) }
  }

  /// The quotation goes on and is reopened, by the opening mark or, in Spanish and older French, by the closing one.
  @inline(__always)
  private func reopenPrice(_ mark: Mark, _ opener: Int) -> Float {
    if reopensWithCloser, pair.base[opener * count + mark.scalar] == 0 {
      return min(mark.open, max(0, mark.open - QuotePrices.againstGlyph)) + mark.reopening
    }
    return mark.open + mark.reopening + reopening + (mark.scalar == opener ? 0 : 0.7)
  }

  func endPrice(_ state: Int) -> Float {
    state == 0 ? 0 : QuotePrices.unclosedAtParagraph * (state > count ? 1.5 : 1)
  }
}

/// Which marks make a pair.
public enum QuotePairs {
  /// Pairs that some language sets, so that the marks belong to each other wherever they stand.
  private static let everywhere: [(UInt32, UInt32)] = [
    (0x201C, 0x201D), (0x201E, 0x201C), (0x201E, 0x201D), (0xAB, 0xBB), (0xBB, 0xAB), (0x201D, 0x201D), (0xBB, 0xBB),
    (0x300C, 0x300D), (0x300E, 0x300F), (0x300A, 0x300B), (0x3008, 0x3009), (0x201F, 0x201D), (0x201D, 0x201C),
    (0x301D, 0x301F), (0x301D, 0x301E), (0x2018, 0x2019), (0x201A, 0x2018), (0x201A, 0x2019), (0x2039, 0x203A),
    (0x203A, 0x2039),
    (0x2019, 0x2019),
  ]

  /// Whether the two belong to each other in the language or anywhere.
  public static func belong(_ open: UInt32, _ close: UInt32, _ profile: LanguageProfile) -> Bool {
    // The same mark at both ends is a style of its own in several languages, and a habit of keyboards in others.
    open == close || everywhere.contains { $0 == (open, close) }
      || profile.quoteStyles.contains {
        ($0.outerOpen, $0.outerClose) == (open, close) || ($0.innerOpen, $0.innerClose) == (open, close)
      }
  }

  public static let gershayim = QuoteMarks.gershayim

  /// A mark as text, for a message.
  public static func text(_ scalar: UInt32) -> String { Unicode.Scalar(scalar).map { String(Character($0)) } ?? "" }

  static func price(_ open: UInt32, _ close: UInt32, _ profile: LanguageProfile) -> Float {
    guard belong(open, close, profile) else { return 0.9 }
    // “x“ is one mark turned, unless the language sets it so.
    return open == close && open != 0x22 && QuoteMark.glyph(open) == .opening ? 0.6 : 0
  }
}
