import Lexicons
import TextBase

/// Reads the quotation marks of a story: which open, which close, which do neither.
///
/// Counting marks finds nothing, since quotations run over sentences and paragraphs in good copy too. So each mark is given
/// a role by what the white space around it says and by what its shape says in this language and this story; then the
/// cheapest reading of the whole story is taken (`QuoteReading`), in which a mark may stand against its spacing or shape, a
/// quotation may run on into the next paragraph, be reopened there, or stay open, each at a price. What the cheapest reading
/// had to pay for is what is wrong.
enum QuoteMachine {
  static func read(_ analysis: inout Analysis, _ scalars: ScalarTable) {
    var marks = QuoteMarks(analysis, scalars).collect(analysis)
    guard !marks.isEmpty else { return }
    let profile = analysis.language.profile
    setGlyphs(&marks, profile)
    var doubles: [Int] = []
    var hasSingles = false
    for index in marks.indices {
      switch marks[index].family {
      case .single: hasSingles = true
      case .angles: continue
      default: doubles.append(index)
      }
    }
    if !doubles.isEmpty { pairDoubles(&marks, doubles, analysis, profile) }
    if hasSingles { pairSingles(&marks, marks.indices.filter { marks[$0].family == .single }, analysis) }
    if doubles.count < marks.count { pairAngles(&marks) }
    findSpacing(&marks, analysis)
    for index in marks.indices where marks[index].isDamaged { marks[index].fault = nil }
    setRanges(marks, &analysis)
    analysis.quoteMarks = marks
  }

  // MARK: shapes

  /// What each shape is in this story: what the language's styles make of it and what its spacing shows.
  private static func setGlyphs(_ marks: inout [QuoteMarkColumn], _ profile: LanguageProfile) {
    var counts: [UInt32: (open: Double, close: Double)] = [:]
    for mark in marks where mark.family != .single && mark.family != .straight {
      switch mark.spacing {
      case .open: counts[mark.scalar, default: (0, 0)].open += 1
      case .close: counts[mark.scalar, default: (0, 0)].close += 1
      case .glued where profile.attached == .prefix: counts[mark.scalar, default: (0, 0)].open += 1
      case .glued where profile.attached == .suffix: counts[mark.scalar, default: (0, 0)].close += 1
      default: counts[mark.scalar, default: (0, 0)].open += 0
      }
    }
    var roles: [UInt32: QuoteRole] = [:]
    var votes: [UInt32: (open: Double, close: Double)] = [:]
    // Swedish sets »x».
    let hasTwoClosers = profile.quoteStyles.contains { $0.outerOpen == 0xBB && $0.outerClose == 0xBB }
    for (scalar, seen) in counts {
      var (open, close) = seen
      var isListed = false
      for (rank, style) in profile.quoteStyles.enumerated() {
        let weight = rank == 0 ? 3.0 : 1.0
        for (opener, closer) in [(style.outerOpen, style.outerClose), (style.innerOpen, style.innerClose)] {
          if opener == scalar {
            open += weight
            isListed = true
          }
          if closer == scalar {
            close += weight
            isListed = true
          }
        }
      }
      if !isListed {
        // Against the page a shape means what Unicode means by it.
        if QuoteMark.glyph(scalar) == .opening { open += 1.5 } else { close += 1.5 }
      }
      votes[scalar] = (open, close)
      roles[scalar] = open >= close * 2 ? .open : close >= open * 2 ? .close : .unknown
    }
    // « and » face each other, whichever way.
    if let left = votes[0xAB], let right = votes[0xBB], !hasTwoClosers {
      let (outward, inward) = (left.open + right.close, left.close + right.open)
      let left: QuoteRole = outward >= inward * 2 ? .open : inward >= outward * 2 ? .close : .unknown
      roles[0xAB] = left
      roles[0xBB] = left == .open ? .close : left == .close ? .open : .unknown
    }
    for index in marks.indices { marks[index].glyph = roles[marks[index].scalar] ?? .unknown }
  }

  // MARK: pairs

  private static func pairDoubles(
    _ marks: inout [QuoteMarkColumn], _ members: [Int], _ analysis: borrowing Analysis, _ profile: LanguageProfile
  ) {
    let reading = QuoteReading(
      QuotePrices(
        marks, members, profile,
        startsParagraph: { $0.token == analysis.paragraphs[$0.paragraph].tokens.lowerBound },
        runningOn: { analysis.priceOfRunningOn($0, to: $1) },
        isTerm: { open, close in
          // A comma behind the mark tells speech from a term.
          close.openPrice <= 1 && (open.token + 1..<close.token).allSatisfy { analysis.tokens[$0].isWord }
        }))
    var open: [Int] = []
    /// Openers that are never closed, with the step at which that was seen.
    var lost: [(opener: Int, place: Int)] = []
    for (place, member) in members.enumerated() {
      let step = reading.steps[place]
      marks[member].role = step.action.role
      if step.drops {
        lost += open.map { ($0, place) }
        open.removeAll()
      }
      switch step.action {
      case .open, .nest: open.append(member)
      case .reopen:
        // The earlier opener has done its work.
        open[0] = member
      case .openAnew:
        lost += open.map { ($0, place) }
        open = [member]
      case .close:
        let opener = open.removeLast()
        marks[opener].partner = member
        marks[member].partner = opener
      case .closeBoth, .closeOuter:
        let inner = open.removeLast()
        if step.action == .closeOuter { lost.append((inner, place)) }
        let outer = open.removeLast()
        marks[outer].partner = member
        marks[member].partner = outer
      case .closeNothing: marks[member].fault = .unopened
      case .none: break
      }
    }
    if reading.isOpenAtEnd { lost += open.map { ($0, members.count) } }
    for (opener, _) in lost { marks[opener].fault = .unclosed }
    setMargins(&marks, members, reading, lost)
  }

  /// How certain each role is that something is wrong with. A story that costs next to nothing has no fault.
  private static func setMargins(
    _ marks: inout [QuoteMarkColumn], _ members: [Int], _ reading: QuoteReading, _ lost: [(opener: Int, place: Int)]
  ) {
    guard reading.cost >= 0.3 || members.contains(where: { marks[$0].spacing == .stray }) else { return }
    reading.lookBack()
    for (place, member) in members.enumerated() {
      let (action, role) = (reading.steps[place].action, reading.steps[place].action.role)
      marks[member].margin =
        action == .closeNothing
        ? reading.marginWithoutLoss(place - 2...place + 2) : reading.margin(place) { other, _ in other.role == role }
    }
    // Several quotations that open again in the middle of a paragraph: paragraphs were run together, no mark was lost.
    let isRunTogether = lost.count { opensAgain($0.place, marks, members, reading) } > 1
    for (opener, place) in lost {
      let own = QuoteMachine.place(of: opener, in: members)
      marks[opener].margin = min(marks[opener].margin, reading.marginWithoutLoss(own...max(own, place)))
      if isRunTogether, opensAgain(place, marks, members, reading) { marks[opener].margin = min(marks[opener].margin, 0.1) }
    }
  }

  /// Where a mark stands among members in order.
  private static func place(of mark: Int, in members: [Int]) -> Int {
    var (low, high) = (0, members.count)
    while low < high {
      let middle = (low + high) / 2
      if members[middle] < mark { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func opensAgain(
    _ place: Int, _ marks: [QuoteMarkColumn], _ members: [Int], _ reading: QuoteReading
  ) -> Bool {
    place < members.count && reading.steps[place].action == .openAnew && marks[members[place]].followsStop
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

  /// Single marks give ranges, never faults: apostrophes look the same.
  private static func pairSingles(_ marks: inout [QuoteMarkColumn], _ members: [Int], _ analysis: borrowing Analysis) {
    var open: Int?
    let profile = analysis.language.profile
    for index in members {
      if let opener = open, marks[opener].paragraph != marks[index].paragraph { open = nil }
      switch marks[index].spacing {
      case .open:
        marks[index].role = .open
        // ’90s: in most languages ’ opens nothing.
        let opensHere =
          marks[index].scalar != 0x2019
          || profile.quoteStyles.contains { $0.outerOpen == 0x2019 || $0.innerOpen == 0x2019 }
        if opensHere { open = index }
      case .close:
        // workers’ rights: a letter s before and a word behind leaves it open whether this ends anything.
        let before = analysis.scalar(before: Int(analysis.tokens[marks[index].token].start))
        let after = analysis.scalar(at: Int(analysis.tokens[marks[index].token].end))
        // ‘It’s the dogs’ home.’: behind an s the mark is an apostrophe if another one closes later.
        let closesLater = members.first { $0 > index }.map {
          marks[$0].paragraph == marks[index].paragraph && marks[$0].spacing == .close
        }
        if let opener = open, !(before == 0x73 && after == 0x20 && closesLater ?? false) {
          marks[index].role = .close
          marks[index].partner = opener
          marks[opener].partner = index
          open = nil
        } else {
          marks[index].role = .apostrophe
        }
      default: marks[index].role = .apostrophe
      }
    }
    for index in members where marks[index].role == .open && marks[index].partner == nil {
      marks[index].role = .apostrophe
    }
  }

  // MARK: what was paid for

  private static func findSpacing(_ marks: inout [QuoteMarkColumn], _ analysis: borrowing Analysis) {
    let profile = analysis.language.profile
    let known = marks
    // „x“ in English copy is a foreign pair, not a turned mark.
    func isForeign(_ mark: QuoteMarkColumn) -> Bool {
      guard let partner = mark.partner else { return false }
      let (open, close) = mark.role == .open ? (mark.scalar, known[partner].scalar) : (known[partner].scalar, mark.scalar)
      return profile.foreignQuotes.contains([open, close])
    }
    // Spanish reopens a quotation with the closing mark.
    let starts = Set(analysis.paragraphs.map(\.tokens.lowerBound))
    func reopens(_ mark: QuoteMarkColumn) -> Bool {
      profile.reopening == .closing && mark.role == .open && starts.contains(mark.token)
    }
    for index in marks.indices where marks[index].family != .single && marks[index].fault == nil {
      let mark = marks[index]
      guard mark.role == .open || mark.role == .close else { continue }
      switch mark.spacing {
      case .open where mark.role == .close, .close where mark.role == .open:
        // Shape and white space agree against the reading: then the mark itself is turned.
        let isTurned = mark.glyph != .unknown && mark.glyph != mark.role && !isForeign(mark)
        marks[index].fault = isTurned ? .reversed : .misplacedSpace
      case .stray:
        // « French » and its neighbours set a space inside guillemets.
        let isSpaced = mark.family == .guillemets && profile.quoteSpacing == .noBreak
        marks[index].fault = isSpaced ? nil : .straySpace
      case .glued:
        let joins =
          switch profile.attached {
          case .none: false
          case .suffix: mark.role == .close
          case .prefix: mark.role == .open
          case .any: true
          }
        if !joins { marks[index].fault = .missingSpace }
        // Behind a Hebrew preposition word processors take the opening mark for a closing one: nobody minds.
        if mark.glyph != .unknown, mark.glyph != mark.role, !isForeign(mark), !(joins && profile.attached == .prefix) {
          marks[index].fault = .reversed
        }
      default:
        if mark.glyph != .unknown, mark.glyph != mark.role, !isForeign(mark), !reopens(mark) { marks[index].fault = .reversed }
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
