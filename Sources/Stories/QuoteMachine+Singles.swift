import Lexicons
import TextBase

/// Single marks look like apostrophes. At first they are only paired where they stand as a pair; a story that quotes with
/// them, so that what is left over must be a fault, has them read as the double ones are.
extension QuoteMachine {
  /// What shows that a story quotes with single marks.
  enum SingleUse { case apostrophes, openers, pairs }

  /// Pairs single marks within a paragraph, and finds no fault. The story quotes with them if there is a pair of ‘ ’, or two
  /// of ', around more than a word; or a ‘ where that shape opens.
  func pairSingles(_ marks: inout [QuoteMarkColumn], _ analysis: borrowing Analysis) -> SingleUse {
    var open: Int?
    var evidence = 0
    for place in 0..<singles.count {
      let index = singles[place]
      if let opener = open, marks[opener].paragraph != marks[index].paragraph { open = nil }
      switch marks[index].spacing {
      case .open:
        marks[index].role = .open
        // ’90s: in most languages ’ opens nothing.
        if marks[index].scalar != 0x2019 || analysis.traits.opensWithApostrophe { open = index }
      case .close:
        // workers’ rights: a letter s before and a word behind leaves it open whether this ends anything.
        let before = analysis.scalar(before: Int(analysis.tokens[marks[index].token].start))
        let after = analysis.scalar(at: Int(analysis.tokens[marks[index].token].end))
        // ‘It’s the dogs’ home.’: behind an s the mark is an apostrophe if another one closes later.
        let next = place + 1 < singles.count ? singles[place + 1] : index
        let closesLater =
          next > index && marks[next].paragraph == marks[index].paragraph && marks[next].spacing == .close
        if let opener = open, !(before == 0x73 && after == 0x20 && closesLater) {
          marks[index].role = .close
          marks[index].partner = opener
          marks[opener].partner = index
          if marks[index].token - marks[opener].token > 2 { evidence += marks[opener].scalar == 0x27 ? 1 : 2 }
          open = nil
        } else {
          marks[index].role = .apostrophe
        }
      default: marks[index].role = .apostrophe
      }
    }
    for place in 0..<singles.count where marks[singles[place]].role == .open && marks[singles[place]].partner == nil {
      marks[singles[place]].role = .apostrophe
    }
    if evidence > 1 { return .pairs }
    let opens = analysis.traits.opensWithSix && (0..<singles.count).contains { marks[singles[$0]].scalar == 0x2018 }
    return opens ? .openers : .apostrophes
  }

  /// Reads the single marks that may quote, if one that is no apostrophe was left alone.
  func readSingles(_ marks: inout [QuoteMarkColumn], _ use: SingleUse, _ analysis: borrowing Analysis) {
    // Where marks stand close to letters of the sentence, geresh and suffixes look the same.
    guard analysis.traits.attached == .none, analysis.language.profile.apostrophes != .suffix else { return }
    members.begin(room: singles.count)
    for place in 0..<singles.count where !isWithinWord(marks[singles[place]], analysis) { members.append(singles[place]) }
    shapes.setGlyphs(&marks, members, analysis.traits)
    var isLeftAlone = false
    for place in 0..<members.count {
      let index = members[place]
      marks[index].nothingPrice = priceOfApostrophe(marks[index], use, analysis)
      if !marks[index].isOptional {
        if marks[index].partner == nil { isLeftAlone = true }
      } else if marks[index].spacing == .close, marks[index].glyph != .open {
        // dogs’ tails and the boys’ club: what may be an apostrophe does not open in spite of its space.
        marks[index].openPrice = QuotePrices.movedApostrophe
      }
    }
    guard isLeftAlone else { return }
    for place in 0..<members.count { marks[members[place]].partner = nil }
    pairByReading(&marks, analysis)
    for place in 0..<members.count where marks[members[place]].role == .prime { marks[members[place]].role = .apostrophe }
    findFaults(&marks, analysis, single: true)
    setMargins(&marks, analysis.language)
  }

  /// Letters or figures on both sides, or an opening mark behind: 5'11, l’« affaire ».
  private func isWithinWord(_ mark: QuoteMarkColumn, _ analysis: borrowing Analysis) -> Bool {
    guard mark.token > 0, analysis.tokens[mark.token - 1].isWord, analysis.tokens[mark.token - 1].end == mark.range.start else {
      return false
    }
    if mark.spacing == .glued { return true }
    return QuoteMark.isQuote(analysis.scalar(at: mark.range.end))
      && QuoteMark.glyph(analysis.scalar(at: mark.range.end)) == .opening
  }

  /// What it costs to take a mark for an apostrophe: ’90s, rock ’n’ roll, ’s morgens; dogs’ tails, goin’, 6’, U.S.’ troops;
  /// children ’ s. None stands before a listed word, nor behind a stop or comma.
  private func priceOfApostrophe(_ mark: QuoteMarkColumn, _ use: SingleUse, _ analysis: borrowing Analysis) -> Float {
    let paragraph = analysis.paragraphs[mark.paragraph].tokens
    let (before, next) = (mark.token - 1, mark.token + 1)
    func price(_ isApostrophe: Bool) -> Float { isApostrophe ? QuotePrices.noMark : .infinity }
    switch mark.spacing {
    case .open:
      guard next < paragraph.upperBound, analysis.tokens[next].kind == .word else {
        return price(next == paragraph.upperBound || analysis.tokens[next].kind == .number)
      }
      // ’Tis, ‘em: what is left of a word is short and listed nowhere; or a letter, ’s.
      let word = analysis.tokens[next]
      if word.scalars == 1 { return price(word.shape == .lower) }
      let isListed = word.id != 0 && !analysis.language.classes(of: word.id).isEmpty
      // ’ndrangheta, ‘Uthman: length proves something of ‘ alone, in a story with pairs.
      return price(!isListed && (mark.glyph != .open || use == .openers || word.scalars <= 4))
    case .close:
      guard before >= paragraph.lowerBound else { return .infinity }
      if analysis.tokens[before].isWord { return priceBehindWord(mark, paragraph, analysis) }
      // U.S.’
      return price(
        analysis.isMark(before, 0x2E) && before > paragraph.lowerBound
          && [.upper, .singleUpper].contains(analysis.tokens[before - 1].shape))
    case .stray:
      return price(
        paragraph.contains(before) && paragraph.contains(next) && analysis.tokens[before].isWord
          && analysis.tokens[next].isWord)
    default: return .infinity
    }
  }

  /// A comma or stop behind the mark shows that it closes; behind figures and the letters with which apostrophes end a word,
  /// as in dogs’, Max’, goin’ and po’, a comma must lead to who spoke.
  private func priceBehindWord(_ mark: QuoteMarkColumn, _ paragraph: Range<Int>, _ analysis: borrowing Analysis) -> Float {
    let last = analysis.scalar(before: mark.range.start)
    let endsWord = last < 0x40 || [0x73, 0x78, 0x7A, 0x6E, 0x6F].contains(last)
    let next = mark.token + 1
    guard next < paragraph.upperBound else { return QuotePrices.oddApostrophe }
    if analysis.tokens[next].kind == .mark, analysis.tokens[next].start == mark.range.end {
      let closes =
        endsWord
        ? analysis.isAttribution(next + 1..<paragraph.upperBound) : analysis.isMark(next, 0x2C) || analysis.isMark(next, 0x2E)
      if closes { return .infinity }
    } else if last != 0x73, analysis.isIn(next, .speechVerbs) {
      // ‘Dat lossen wij op’ zei hij.
      return .infinity
    }
    if endsWord { return QuotePrices.lastApostrophe }
    return mark.glyph == .open ? .infinity : QuotePrices.oddApostrophe
  }
}
