import Lexicons
import TextBase

/// Reads the quotation marks of a story: which open, which close, which do neither.
///
/// Counting marks finds nothing, since quotations run over sentences and paragraphs in good copy too. So each mark is given
/// a role by what the white space around it says and by what its shape says in this language and this story; then the
/// cheapest reading of the whole story is taken (`QuoteReading`), in which a mark may stand against its spacing or shape, a
/// quotation may run on into the next paragraph, be reopened there, or stay open, each at a price. What the cheapest reading
/// had to pay for is what is wrong.
final class QuoteMachine {
  /// The marks that are read: those that are neither single nor angles, which stand in another order; then single ones.
  let members = Scratch<Int>(capacity: 64)
  let singles = Scratch<Int>(capacity: 64)
  let shapes = QuoteShapes()
  let reading = QuoteReading()
  /// For the whole reading: marks that are open, outermost first, and openers that are never closed, with the step at which
  /// that was seen.
  var open: [Int] = []
  var lost: [(opener: Int, place: Int)] = []

  /// Leaves the short cut out: the tests hold that both ways come to the same.
  var readsWhole = false

  func read(_ analysis: inout Analysis, _ scalars: ScalarTable) {
    var marks: [QuoteMarkColumn] = []
    swap(&marks, &analysis.quoteMarks)
    QuoteMarks(analysis, scalars).collect(analysis, into: &marks)
    defer { analysis.quoteMarks = marks }
    guard !marks.isEmpty else { return }
    part(marks)
    shapes.setGlyphs(&marks, members, analysis.traits)
    let isPlain = members.count == 0 || !readsWhole && pairPlainly(&marks, analysis.traits)
    if !isPlain { pairByReading(&marks, analysis) }
    if members.count + singles.count < marks.count { QuoteMachine.pairAngles(&marks) }
    findFaults(&marks, analysis, single: false)
    if !isPlain { setMargins(&marks, analysis.language) }
    if singles.count > 0 {
      let use = pairSingles(&marks, analysis)
      if use != .apostrophes { readSingles(&marks, use, analysis) }
    }
    QuoteMachine.setRanges(marks, &analysis)
  }

  func findFaults(_ marks: inout [QuoteMarkColumn], _ analysis: borrowing Analysis, single: Bool) {
    QuoteMachine.findSpacing(&marks, analysis, single: single)
    if !analysis.damages.isEmpty { for index in marks.indices where marks[index].isDamaged { marks[index].fault = nil } }
  }

  private func part(_ marks: [QuoteMarkColumn]) {
    members.begin(room: marks.count)
    singles.begin(room: marks.count)
    for index in marks.indices {
      switch marks[index].family {
      case .single: singles.append(index)
      case .angles: continue
      default: members.append(index)
      }
    }
  }

  // MARK: pairs

  /// Pairs marks that open and close in turn, each as its white space and its shape say and each pair within a paragraph:
  /// so it is in most stories. False when any does not; then nothing is changed.
  ///
  /// The whole reading would give the same. No step has a negative price, so a reading that costs nothing is a cheapest one.
  /// It is the only one: with nothing open every step but to open has a price, and with one mark open, in the same
  /// paragraph, every step but to close it, as long as the mark has a price as an opening one.
  private func pairPlainly(_ marks: inout [QuoteMarkColumn], _ traits: LanguageTraits) -> Bool {
    // Of more kinds of marks the whole reading takes some for each other.
    guard members.count & 1 == 0, shapes.count <= 5 else { return false }
    var belonging: (open: UInt32, close: UInt32) = (0, 0)
    for place in stride(from: 0, to: members.count, by: 2) {
      let (open, close) = (members[place], members[place + 1])
      guard marks[open].openPrice == 0, marks[open].glyph != .close, marks[open].spacing != .stray,
        marks[close].closePrice == 0, marks[close].glyph != .open, marks[close].spacing != .stray,
        marks[close].openPrice > 0 || marks[close].glyph == .close, marks[open].paragraph == marks[close].paragraph
      else { return false }
      let pair = (open: marks[open].scalar, close: marks[close].scalar)
      if pair == belonging { continue }
      guard QuotePairs.price(pair.open, pair.close, traits.language.profile) == 0 else { return false }
      belonging = pair
    }
    for place in stride(from: 0, to: members.count, by: 2) {
      let (open, close) = (members[place], members[place + 1])
      marks[open].role = .open
      marks[open].partner = close
      marks[close].role = .close
      marks[close].partner = open
    }
    return true
  }

  /// 《 》 and 〈 〉 set off titles, always face one way, and stand outside the quotations.
  private static func pairAngles(_ marks: inout [QuoteMarkColumn]) {
    var open: [Int] = []
    for index in marks.indices where marks[index].family == .angles {
      if let last = open.last, marks[last].paragraph != marks[index].paragraph {
        for opener in open { marks[opener].fault = .unclosed }
        open.removeAll()
      }
      if marks[index].scalar == 0x3008 || marks[index].scalar == 0x300A {
        marks[index].role = .open
        open.append(index)
      } else {
        marks[index].role = .close
        if let opener = open.popLast() {
          marks[opener].partner = index
          marks[index].partner = opener
        } else {
          marks[index].fault = .unopened
        }
      }
    }
    for opener in open { marks[opener].fault = .unclosed }
  }

  // MARK: what was paid for

  /// „x“ in English copy is a foreign pair, not a turned mark.
  private static func isForeign(_ mark: Int, _ marks: [QuoteMarkColumn], _ language: Language) -> Bool {
    guard let partner = marks[mark].partner else { return false }
    let isOpen = marks[mark].role == .open
    let (open, close) = isOpen ? (mark, partner) : (partner, mark)
    return language.profile.betrays(marks[open].scalar, marks[close].scalar)
  }

  /// Some French desks keep the spaces when they set " for « ».
  private static func spacesStraightMarks(_ marks: [QuoteMarkColumn]) -> Bool {
    let straight = marks.count { $0.family == .straight }
    return straight >= 4 && marks.count { $0.family == .straight && $0.spacing == .stray } * 3 >= straight * 2
  }

  private static func findSpacing(_ marks: inout [QuoteMarkColumn], _ analysis: borrowing Analysis, single: Bool) {
    let language = analysis.language
    let attached = analysis.traits.attached
    // Spanish reopens a quotation with the closing mark.
    func reopens(_ index: Int, _ marks: [QuoteMarkColumn], _ analysis: borrowing Analysis) -> Bool {
      let mark = marks[index]
      guard language.profile.reopening == .closing, mark.role == .open,
        mark.token == analysis.paragraphs[mark.paragraph].tokens.lowerBound
      else { return false }
      // What it reopens was opened before and never closed.
      return marks[..<index].contains {
        $0.role == .open && $0.partner == nil && $0.fault == nil && $0.family != .single
      }
    }
    for index in marks.indices where (marks[index].family == .single) == single && marks[index].fault == nil {
      let mark = marks[index]
      guard mark.role == .open || mark.role == .close else { continue }
      switch mark.spacing {
      case .open where mark.role == .close, .close where mark.role == .open:
        // Shape and white space agree against the reading: then the mark itself is turned.
        let isTurned = mark.glyph != .unknown && mark.glyph != mark.role && !isForeign(index, marks, language)
        marks[index].fault = isTurned ? .reversed : .misplacedSpace
      case .stray:
        // « French » and its neighbours set a space inside guillemets.
        let isSpaced =
          language.profile.quoteSpacing == .noBreak
          && (mark.family == .guillemets || mark.family == .straight && spacesStraightMarks(marks))
        marks[index].fault = isSpaced ? nil : .straySpace
      case .glued:
        let joins =
          switch attached {
          case .none: false
          case .suffix: mark.role == .close
          case .prefix: mark.role == .open
          case .any: true
          }
        if !joins { marks[index].fault = .missingSpace }
        // Behind a Hebrew preposition word processors take the opening mark for a closing one: nobody minds.
        if mark.glyph != .unknown, mark.glyph != mark.role, !isForeign(index, marks, language),
          !(joins && attached == .prefix)
        {
          marks[index].fault = .reversed
        }
      default:
        if mark.glyph != .unknown, mark.glyph != mark.role, !isForeign(index, marks, language),
          !reopens(index, marks, analysis)
        {
          marks[index].fault = .reversed
        }
      }
    }
  }

  private static func isIn(_ token: Int, _ paragraph: Int, _ analysis: borrowing Analysis) -> Bool {
    analysis.paragraphs[paragraph].tokens.contains(token)
  }

  private static func setRanges(_ marks: [QuoteMarkColumn], _ analysis: inout Analysis) {
    var outerEnd = 0
    for (index, mark) in marks.enumerated() where mark.role == .open {
      guard let closer = mark.partner, closer > index else { continue }
      let range = mark.token..<(marks[closer].token + marks[closer].width)
      let isInner = mark.range.start < outerEnd
      if !isInner { outerEnd = marks[closer].range.end }
      analysis.quotations.append(Quotation(openMark: index, closeMark: closer, tokens: range, isInner: isInner))
      // Paragraphs in between that carry no mark of their own are rather lost than quoted: good copy reopens them.
      let (first, last) = (mark.paragraph, marks[closer].paragraph)
      for token in range where first == last || isIn(token, first, analysis) || isIn(token, last, analysis) {
        analysis.tokens[token].flags.insert(.quoted)
      }
    }
    // A quotation that is reopened or never closed still covers the rest of its paragraph.
    var covered = -1
    for mark in marks where mark.role == .open && mark.partner == nil && mark.family != .single && mark.paragraph != covered {
      // Later ones of the paragraph lie within.
      covered = mark.paragraph
      let end = analysis.paragraphs[mark.paragraph].tokens.upperBound
      for token in mark.token..<end { analysis.tokens[token].flags.insert(.quoted) }
    }
  }
}
