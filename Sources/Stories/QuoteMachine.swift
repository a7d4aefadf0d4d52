import Lexicons
import TextBase

/// Reads the quotation marks of a story: which open, which close, which do neither.
///
/// Counting marks finds nothing, since quotations run over sentences and paragraphs in good copy too. So each mark is given
/// a role by what the white space around it says and by what its shape says in this language and this story; then the
/// cheapest reading of the whole story is taken, in which a mark may stand against its spacing or shape, a quotation may
/// run on into the next paragraph, be reopened there, or stay open, each at a price. What the cheapest reading had to pay
/// for is what is wrong.
enum QuoteMachine {
  // Prices. They were set on invented copy and read against clean news in 25 languages; what matters is their order:
  // running on is cheap, moved white space dearer, a missing mark dearest.
  private static let againstSpacing = 1.0
  private static let againstGlyph = 1.4
  private static let runsOn = 0.15
  private static let unclosedAtParagraph = 1.7
  private static let missingMark = 2.3
  private static let nestedSame = 0.8
  private static let asPrime = 0.4

  static func read(_ analysis: inout Analysis, _ scalars: ScalarTable) {
    var marks = collect(&analysis, scalars)
    guard !marks.isEmpty else { return }
    setGlyphs(&marks, analysis.language.profile)
    for family in QuoteFamily.allCases {
      let members = marks.indices.filter { marks[$0].family == family }
      guard !members.isEmpty else { continue }
      if family == .single { pairSingles(&marks, members, analysis) } else { decode(&marks, members, analysis) }
    }
    pairAcrossFamilies(&marks)
    findSpacing(&marks, analysis)
    for index in marks.indices where marks[index].isDamaged { marks[index].fault = nil }
    setRanges(marks, &analysis)
    analysis.quoteMarks = marks
  }

  // MARK: marks and what surrounds them

  private static func collect(_ analysis: inout Analysis, _ scalars: ScalarTable) -> [QuoteMarkColumn] {
    var marks: [QuoteMarkColumn] = []
    let bytes = analysis.bytes
    var damage = 0
    for paragraph in analysis.paragraphs.indices {
      let range = analysis.paragraphs[paragraph].tokens
      var index = range.lowerBound
      while index < range.upperBound {
        let token = analysis.tokens[index]
        if let damage = analysis.damagedMark(at: index, &damage) {
          // A mark that was damaged still opens or closes.
          let width = analysis.tokens[index..<range.upperBound].prefix { Int($0.start) < damage.range.end }.count
          marks.append(
            QuoteMarkColumn(
              token: index, width: width, scalar: damage.scalar, family: family(damage.scalar), paragraph: paragraph,
              spacing: spacing(bytes, damage.range, analysis.paragraphs[paragraph].range, scalars), glyph: .unknown,
              role: .unknown, partner: nil, fault: nil, margin: 0, isDamaged: true))
          index += max(1, width)
          continue
        }
        guard token.kind == .quote, !analysis.isDamaged(token.range) else {
          index += 1
          continue
        }
        var scalar = UTF8Text.decode(bytes, Int(token.start)).scalar
        var width = 1
        // `` and '' are one double mark in wire copy.
        if scalar == 0x27 || scalar == 0x60, index + 1 < range.upperBound, analysis.tokens[index + 1].kind == .quote,
          analysis.tokens[index + 1].start == token.end,
          UTF8Text.decode(bytes, Int(analysis.tokens[index + 1].start)).scalar == scalar
        {
          width = 2
          scalar = scalar == 0x60 ? 0x201C : 0x201D
        }
        let end = Int(analysis.tokens[index + width - 1].end)
        let paragraphRange = analysis.paragraphs[paragraph].range
        var mark = QuoteMarkColumn(
          token: index, width: width, scalar: scalar, family: family(scalar), paragraph: paragraph, spacing: .any,
          glyph: .unknown, role: .unknown, partner: nil, fault: nil, margin: 0)
        mark.spacing = spacing(bytes, ByteRange(Int(token.start), end), paragraphRange, scalars)
        if QuoteMark.glyph(scalar) == .prime { mark.role = .prime }
        marks.append(mark)
        index += width
      }
    }
    // “ between two Hebrew letters is a gershayim that a keyboard made curly.
    return marks.filter { mark in
      guard mark.role != .prime else { return false }
      return !(mark.spacing == .glued && isHebrew(analysis, mark))
    }
  }

  private static func isHebrew(_ analysis: borrowing Analysis, _ mark: QuoteMarkColumn) -> Bool {
    let bytes = analysis.bytes(of: mark.token..<mark.token + mark.width)
    return [analysis.scalar(before: bytes.start), analysis.scalar(at: bytes.end)].allSatisfy { (0x5D0...0x5EA).contains($0) }
  }

  private static func family(_ scalar: UInt32) -> QuoteFamily {
    switch scalar {
    case 0x22, 0xFF02: .straight
    case 0x201C...0x201F, 0x275D, 0x275E, 0x301D...0x301F: .curly
    case 0xAB, 0xBB: .guillemets
    case 0x300C, 0x300D: .corners
    case 0x300E, 0x300F: .whiteCorners
    case 0x3008...0x300B: .angles
    default: .single
    }
  }

  private enum Side { case space, edge, letter, opening, closing, dash, other }

  /// Spacing role of the marks in `range`; neighbouring quotation marks are looked through.
  private static func spacing(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: ByteRange, _ paragraph: ByteRange, _ scalars: ScalarTable
  ) -> SpacingRole {
    let left = side(bytes, from: range.start, forward: false, paragraph, scalars)
    let right = side(bytes, from: range.end, forward: true, paragraph, scalars)
    switch (left, right) {
    case (.space, .space), (.space, .edge), (.edge, .space): return .stray
    // Space, mark, comma or full stop: the space slipped in before a closing mark.
    case (.space, .closing): return .stray
    case (.space, .letter), (.space, .opening), (.edge, .letter), (.edge, .opening), (.opening, .letter),
      (.opening, .opening), (.dash, .letter), (.dash, .opening):
      return .open
    case (.letter, .space), (.letter, .edge), (.letter, .closing), (.letter, .dash), (.closing, .space),
      (.closing, .edge), (.closing, .closing), (.closing, .dash), (.other, .space), (.other, .edge), (.other, .closing):
      return .close
    case (.letter, .letter), (.closing, .letter): return .glued
    default: return .any
    }
  }

  private static func side(
    _ bytes: UnsafeBufferPointer<UInt8>, from offset: Int, forward: Bool, _ paragraph: ByteRange, _ scalars: ScalarTable
  ) -> Side {
    var at = offset
    while true {
      let scalar: UInt32
      if forward {
        guard at < paragraph.end else { return .edge }
        let (next, length) = UTF8Text.decode(bytes, at)
        scalar = next
        at += length
      } else {
        guard at > paragraph.start, let (before, length) = UTF8Text.decodeLast(bytes, before: at) else { return .edge }
        scalar = before
        at -= length
      }
      if scalar == UTF8Text.invalid { return .other }
      let properties = scalars[scalar]
      if properties.isSpace || scalar == 0x0A || scalar == 0x0D || scalar == 0x09 { return .space }
      if properties.isIgnorable { continue }
      if QuoteMark.isQuote(scalar) { continue }
      if properties.isLetter || properties.isMark || properties.isDigit || properties.category == 10
        || properties.category == 11
      {
        return .letter
      }
      switch scalar {
      case 0x28, 0x5B, 0x7B, 0x2F, 0xBF, 0xA1, 0xFF08: return .opening
      case 0x2D, 0x2010...0x2015: return .dash
      case 0x2E, 0x2C, 0x3A, 0x3B, 0x21, 0x3F, 0x29, 0x5D, 0x7D, 0x25, 0x2026, 0x3001, 0x3002, 0xFF0C, 0xFF01, 0xFF1F,
        0xFF09, 0x60C, 0x61B, 0x61F, 0x964:
        // An ellipsis opens a quotation as often as it closes one.
        if forward, scalar == 0x2026 || scalar == 0x2E, startsEllipsis(bytes, at, paragraph, scalar, scalars) { return .letter }
        return .closing
      case 0x23, 0x40, 0x26, 0x2B, 0x2A: return .letter
      default: return properties.category == 25 || properties.category == 27 ? .letter : .other  // currency and other symbols
      }
    }
  }

  /// Whether a point or ellipsis after a mark begins a quotation: “…and then” .
  private static func startsEllipsis(
    _ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int, _ paragraph: ByteRange, _ scalar: UInt32, _ scalars: ScalarTable
  ) -> Bool {
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

  // MARK: shapes

  /// What each shape is in this story: what the language's styles make of it and what its spacing shows.
  private static func setGlyphs(_ marks: inout [QuoteMarkColumn], _ profile: LanguageProfile) {
    var counts: [UInt32: (open: Double, close: Double)] = [:]
    for mark in marks where mark.family != .single && mark.family != .straight {
      switch mark.spacing {
      case .open: counts[mark.scalar, default: (0, 0)].open += 1
      case .close: counts[mark.scalar, default: (0, 0)].close += 1
      default: counts[mark.scalar, default: (0, 0)].open += 0
      }
    }
    var roles: [UInt32: QuoteRole] = [:]
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
      roles[scalar] = open >= close * 2 ? .open : close >= open * 2 ? .close : .unknown
    }
    for index in marks.indices { marks[index].glyph = roles[marks[index].scalar] ?? .unknown }
  }

  // MARK: the cheapest reading

  /// Depths 0 to 2; every mark opens, closes or is a prime, every paragraph end carries on or drops.
  private static func decode(_ marks: inout [QuoteMarkColumn], _ members: [Int], _ analysis: borrowing Analysis) {
    let deepest = 2
    let infinity = 1e9
    struct Step {
      var role: QuoteRole
      /// Depth in which the mark was met, after the paragraphs before it.
      var from: Int
      /// Depth that the mark before left.
      var came: Int
      var isMissing: Bool
    }
    var cost = [0.0, infinity, infinity]
    var trail: [[Step]] = []
    trail.reserveCapacity(members.count)
    var lastParagraph = marks[members[0]].paragraph
    var margins: [Double] = []

    for member in members {
      let mark = marks[member]
      // What crossing paragraphs cost, and whether the quotation was dropped on the way.
      let crosses = mark.paragraph != lastParagraph
      var entered = cost
      var came = [0, 1, 2]
      if mark.paragraph != lastParagraph {
        let crossings = Double(min(6, mark.paragraph - lastParagraph))
        for depth in 1...2 {
          let drop = cost[depth] + unclosedAtParagraph
          entered[depth] = cost[depth] + runsOn * crossings
          if drop < entered[0] {
            entered[0] = drop
            came[0] = depth
          }
        }
      }
      let isFirstOfParagraph = mark.paragraph != lastParagraph && startsParagraph(mark, analysis)
      lastParagraph = mark.paragraph

      let openPrice = price(mark, .open)
      let closePrice = price(mark, .close)
      var next = [infinity, infinity, infinity]
      var steps = [Step](repeating: Step(role: .unknown, from: 0, came: 0, isMissing: false), count: 3)
      func offer(_ to: Int, _ total: Double, _ step: Step) {
        if total < next[to] {
          next[to] = total
          steps[to] = step
        }
      }
      for depth in 0...deepest where entered[depth] < infinity {
        let base = entered[depth]
        // Opens.
        if depth == 0 {
          offer(1, base + openPrice, Step(role: .open, from: 0, came: came[0], isMissing: false))
        } else if isFirstOfParagraph {
          // The quotation goes on and is reopened, by the opening mark or, in older French and Spanish, by the closing one.
          offer(
            depth, base + min(openPrice, analysis.language.profile.reopening == .closing ? closePrice : openPrice),
            Step(role: .open, from: depth, came: depth, isMissing: false))
        }
        if depth > 0 {
          offer(1, base + openPrice + missingMark, Step(role: .open, from: depth, came: depth, isMissing: true))
        }
        if depth == 1, deepest == 2 {
          offer(2, base + openPrice + nestedSame + (crosses ? 1 : 0), Step(role: .open, from: 1, came: 1, isMissing: false))
        }
        // Closes.
        if depth > 0 {
          offer(depth - 1, base + closePrice, Step(role: .close, from: depth, came: depth, isMissing: false))
          if depth == 2 {
            // One mark may close both levels where they end together.
            offer(0, base + closePrice + 0.3, Step(role: .close, from: 2, came: 2, isMissing: false))
          }
        } else {
          offer(0, base + closePrice + missingMark, Step(role: .close, from: 0, came: came[0], isMissing: true))
        }
        if canBePrime(mark, analysis) {
          offer(depth, base + asPrime, Step(role: .prime, from: depth, came: came[depth], isMissing: false))
        }
      }
      margins.append(abs(next.min()! - next.sorted()[1]))
      trail.append(steps)
      cost = next
    }
    // Left open at the end of the story.
    let endings = [cost[0], cost[1] + unclosedAtParagraph, cost[2] + 2 * unclosedAtParagraph]
    var depth = endings.firstIndex(of: endings.min()!)!
    let isOpenAtEnd = depth > 0

    var steps: [Step] = []
    for index in trail.indices.reversed() {
      steps.append(trail[index][depth])
      depth = trail[index][depth].came
    }
    steps.reverse()
    apply(steps.map { ($0.role, $0.came > $0.from, $0.isMissing, $0.from) }, to: &marks, members, isOpenAtEnd)
    for (member, margin) in zip(members, margins) { marks[member].margin = margin }
  }

  private static func price(_ mark: QuoteMarkColumn, _ role: QuoteRole) -> Double {
    var total = 0.0
    if mark.spacing == .open, role == .close { total += againstSpacing }
    if mark.spacing == .close, role == .open { total += againstSpacing }
    if mark.glyph != .unknown, mark.glyph != role { total += againstGlyph }
    return total
  }

  private static func startsParagraph(_ mark: QuoteMarkColumn, _ analysis: borrowing Analysis) -> Bool {
    mark.token == analysis.paragraphs[mark.paragraph].tokens.lowerBound
  }

  /// Feet, inches, minutes: a straight mark right behind a digit.
  private static func canBePrime(_ mark: QuoteMarkColumn, _ analysis: borrowing Analysis) -> Bool {
    guard mark.family == .straight, mark.token > 0, mark.spacing == .close || mark.spacing == .glued else { return false }
    let before = analysis.tokens[mark.token - 1]
    return before.kind == .number && before.end == analysis.tokens[mark.token].start
  }

  private static func apply(
    _ steps: [(role: QuoteRole, drops: Bool, isMissing: Bool, from: Int)], to marks: inout [QuoteMarkColumn],
    _ members: [Int], _ isOpenAtEnd: Bool
  ) {
    var open: [Int] = []
    for (member, step) in zip(members, steps) {
      marks[member].role = step.role
      if step.drops {
        for opener in open { marks[opener].fault = .unclosed }
        open.removeAll()
      }
      switch step.role {
      case .open:
        if step.isMissing {
          for opener in open { marks[opener].fault = .unclosed }
          open.removeAll()
        } else if step.from > 0, open.count >= step.from, step.from == open.count,
          marks[member].paragraph != marks[open[open.count - 1]].paragraph
        {
          // Reopened: the earlier opener has done its work.
          open.removeLast()
        }
        open.append(member)
      case .close:
        if let opener = open.popLast() {
          marks[opener].partner = member
          marks[member].partner = opener
        } else {
          marks[member].fault = .unopened
        }
      default: break
      }
    }
    if isOpenAtEnd { for opener in open { marks[opener].fault = .unclosed } }
  }

  /// A quotation opened in one family and closed in another („so", «so”) lacks no mark: its marks differ.
  private static func pairAcrossFamilies(_ marks: inout [QuoteMarkColumn]) {
    var opener: Int?
    for index in marks.indices where marks[index].family != .single {
      if marks[index].fault == .unclosed {
        opener = index
      } else if marks[index].fault == .unopened, let first = opener, marks[first].paragraph == marks[index].paragraph {
        marks[first].partner = index
        marks[index].partner = first
        marks[first].fault = nil
        marks[index].fault = nil
        opener = nil
      }
    }
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
      case .glued: marks[index].fault = .missingSpace
      default:
        if mark.glyph != .unknown, mark.glyph != mark.role, !isForeign(mark), !reopens(mark) { marks[index].fault = .reversed }
      }
    }
  }

  private static func isIn(_ token: Int, _ paragraph: Int, _ analysis: borrowing Analysis) -> Bool {
    analysis.paragraphs[paragraph].tokens.contains(token)
  }

  private static func setRanges(_ marks: [QuoteMarkColumn], _ analysis: inout Analysis) {
    for (index, mark) in marks.enumerated() where mark.role == .open {
      guard let closer = mark.partner, marks[closer].token > mark.token else { continue }
      let range = mark.token..<(marks[closer].token + marks[closer].width)
      analysis.quotations.append(Quotation(openMark: index, closeMark: closer, tokens: range))
      // Paragraphs in between that carry no mark of their own are rather lost than quoted: good copy reopens them.
      let (first, last) = (mark.paragraph, marks[closer].paragraph)
      for token in range where first == last || isIn(token, first, analysis) || isIn(token, last, analysis) {
        analysis.tokens[token].flags.insert(.quoted)
      }
    }
    // A quotation that is reopened or never closed still covers the rest of its paragraph.
    for mark in marks where mark.role == .open && mark.partner == nil && mark.family != .single {
      let end = analysis.paragraphs[mark.paragraph].tokens.upperBound
      for token in mark.token..<end { analysis.tokens[token].flags.insert(.quoted) }
    }
  }
}
