import Lexicons
import TextBase

extension QuoteMachine {
  /// Pairs the marks by the cheapest reading of all of them.
  func pairByReading(_ marks: inout [QuoteMarkColumn], _ analysis: borrowing Analysis) {
    reading.prices.read(
      marks, members, analysis.language,
      startsParagraph: { $0.token == analysis.paragraphs[$0.paragraph].tokens.lowerBound },
      runningOn: { analysis.priceOfRunningOn($0, to: $1) },
      isTerm: { open, close in
        // A comma behind the mark tells speech from a term.
        close.openPrice <= 1 && (open.token + 1..<close.token).allSatisfy { analysis.tokens[$0].isWord }
      })
    reading.read()
    open.removeAll(keepingCapacity: true)
    lost.removeAll(keepingCapacity: true)
    for place in 0..<members.count { take(reading.steps[place], place, members[place], &marks) }
    if reading.isOpenAtEnd { lose(open[...], members.count) }
    for (opener, _) in lost { marks[opener].fault = .unclosed }
  }

  /// Gives a mark the role that the reading gives it, and its partner.
  private func take(_ step: QuoteReading.Step, _ place: Int, _ member: Int, _ marks: inout [QuoteMarkColumn]) {
    marks[member].role = step.action.role
    if step.drops {
      lose(open[...], place)
      open.removeAll(keepingCapacity: true)
    }
    switch step.action {
    case .open, .nest: open.append(member)
    case .reopen:
      // The earlier opener has done its work.
      open[0] = member
    case .openAnew:
      lose(open[...], place)
      open.removeAll(keepingCapacity: true)
      open.append(member)
    case .close: join(open.removeLast(), member, &marks)
    case .closeBoth, .closeOuter:
      let inner = open.removeLast()
      if step.action == .closeOuter { lost.append((inner, place)) }
      join(open.removeLast(), member, &marks)
    case .closeNothing: marks[member].fault = .unopened
    case .none: break
    }
  }

  private func lose(_ openers: ArraySlice<Int>, _ place: Int) {
    for opener in openers { lost.append((opener, place)) }
  }

  private func join(_ opener: Int, _ closer: Int, _ marks: inout [QuoteMarkColumn]) {
    marks[opener].partner = closer
    marks[closer].partner = opener
  }

  // MARK: certainty

  /// How certain the roles are of marks that something is wrong with. A story that costs next to nothing has no fault.
  func setMargins(_ marks: inout [QuoteMarkColumn], _ language: Language) {
    guard reading.cost >= 0.3 || (0..<members.count).contains(where: { marks[members[$0]].spacing == .stray }),
      let first = (0..<members.count).first(where: { isWrong(members[$0], marks, language) })
    else { return }
    reading.lookBack(to: first + 1)
    for place in first..<members.count where isWrong(members[place], marks, language) {
      let (action, role) = (reading.steps[place].action, reading.steps[place].action.role)
      marks[members[place]].margin =
        action == .closeNothing
        ? reading.marginWithoutLoss(place - 2...place + 2) : reading.margin(place) { other, _ in other.role == role }
    }
    // Several quotations that open again in the middle of a paragraph: paragraphs were run together, no mark was lost.
    let isRunTogether = lost.count { opensAgain($0.place, marks) } > 1
    for (opener, place) in lost {
      let own = self.place(of: opener)
      marks[opener].margin = min(marks[opener].margin, reading.marginWithoutLoss(own...max(own, place)))
      if isRunTogether, opensAgain(place, marks) { marks[opener].margin = min(marks[opener].margin, 0.1) }
    }
  }

  /// Whether a mark has a fault or belongs to no mark like its partner.
  private func isWrong(_ mark: Int, _ marks: [QuoteMarkColumn], _ language: Language) -> Bool {
    if marks[mark].fault != nil { return true }
    guard let partner = marks[mark].partner else { return false }
    let (open, close) = marks[mark].role == .open ? (mark, partner) : (partner, mark)
    return !QuotePairs.belong(marks[open].scalar, marks[close].scalar, language.profile)
  }

  /// Where a mark stands among those that are read.
  private func place(of mark: Int) -> Int {
    var (low, high) = (0, members.count)
    while low < high {
      let middle = (low + high) / 2
      if members[middle] < mark { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func opensAgain(_ place: Int, _ marks: [QuoteMarkColumn]) -> Bool {
    place < members.count && reading.steps[place].action == .openAnew && marks[members[place]].followsStop
  }
}
