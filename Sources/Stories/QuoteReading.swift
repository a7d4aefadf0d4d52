/// The cheapest reading of the double marks of a story. Its memory serves story after story.
final class QuoteReading {
  struct Step {
    var action: QuotePrices.Action
    /// Whether what stood open was given up at the end of its paragraph.
    var drops: Bool
    /// State after the mark before.
    var from: UInt8
  }

  private static let infinity: Float = 1e9
  let prices = QuotePrices()
  private var count = 0
  /// By mark.
  let steps = Scratch<Step>(capacity: 64)
  private(set) var isOpenAtEnd = false
  private(set) var cost: Float = 0
  /// By mark and state: what has been paid so far, the step that led there, and what the rest costs.
  private let forward = Scratch<Float>(capacity: 512)
  private let trail = Scratch<Step>(capacity: 512)
  private let backward = Scratch<Float>(capacity: 512)
  /// By state, for `marginWithoutLoss`.
  private var row = Scratch<Float>()
  private var nextRow = Scratch<Float>()

  /// Reads the marks that `prices` hold.
  func read() {
    count = prices.marks.count
    let (count, states) = (count, prices.states)
    goForward()
    let last = count * states
    var state = 0
    cost = QuoteReading.infinity
    for end in 0..<states where forward[last + end] + prices.endPrice(end) < cost {
      cost = forward[last + end] + prices.endPrice(end)
      state = end
    }
    isOpenAtEnd = state > 0
    steps.fill(count, Step(action: .none, drops: false, from: 0))
    for place in (0..<count).reversed() {
      steps[place] = trail[place * states + state]
      state = Int(steps[place].from)
    }
  }

  private func goForward() {
    let (count, states, infinity) = (count, prices.states, QuoteReading.infinity)
    forward.fill((count + 1) * states, infinity)
    trail.fill(count * states, Step(action: .none, drops: false, from: 0))
    let (forward, trail) = (forward.base, trail.base)
    forward[0] = 0
    var best: Float = 0
    for place in 0..<count {
      let row = place * states
      let next = row + states
      var nextBest = infinity
      // What is this much dearer than the cheapest never becomes the cheapest.
      for state in 0..<states where forward[row + state] <= best + 8 {
        let base = forward[row + state]
        prices.transitions(place, state) { to, price, action, drops in
          let total = base + price
          if total < forward[next + to] {
            forward[next + to] = total
            trail[row + to] = Step(action: action, drops: drops, from: UInt8(state))
            nextBest = min(nextBest, total)
          }
        }
      }
      best = nextBest
    }
  }

  // MARK: certainty

  /// What the rest of the story costs from each state after each mark, back to the state before mark `first`. Needed only
  /// where something is wrong.
  func lookBack(to first: Int) {
    let states = prices.states
    backward.fill((count + 1) * states, QuoteReading.infinity)
    let (forward, backward) = (forward.base, backward.base)
    for state in 0..<states { backward[count * states + state] = prices.endPrice(state) }
    for place in (min(first, count)..<count).reversed() {
      let row = place * states
      for state in 0..<states where forward[row + state] < QuoteReading.infinity {
        var least = QuoteReading.infinity
        prices.transitions(place, state) { to, price, _, _ in least = min(least, price + backward[row + states + to]) }
        backward[row + state] = least
      }
    }
  }

  /// How much dearer the cheapest reading is in which the mark at `place` is not what `isSame` says.
  func margin(_ place: Int, _ isSame: (QuotePrices.Action, Bool) -> Bool) -> Double {
    let states = prices.states
    let row = place * states
    let (forward, backward) = (forward.base, backward.base)
    var least = QuoteReading.infinity
    for state in 0..<states where forward[row + state] < QuoteReading.infinity {
      prices.transitions(place, state) { to, price, action, drops in
        if !isSame(action, drops) { least = min(least, forward[row + state] + price + backward[row + states + to]) }
      }
    }
    return Double(least - cost)
  }

  /// How much dearer the cheapest reading is in which no mark is missing around `places`. Where two marks could each be
  /// the odd one, it is sure that something is missing, and only the place is open.
  func marginWithoutLoss(_ places: ClosedRange<Int>) -> Double {
    let states = prices.states
    let (first, last) = (max(0, places.lowerBound), min(count - 1, places.upperBound))
    row.begin(room: states)
    for state in 0..<states { row.append(forward[first * states + state]) }
    for place in first...last {
      nextRow.fill(states, QuoteReading.infinity)
      let (row, next) = (row.base, nextRow.base)
      for state in 0..<states where row[state] < QuoteReading.infinity {
        prices.transitions(place, state) { to, price, action, drops in
          if !drops, !action.lacksMark { next[to] = min(next[to], row[state] + price) }
        }
      }
      swap(&self.row, &nextRow)
    }
    var least = QuoteReading.infinity
    for state in 0..<states {
      if places.upperBound >= count, state > 0 { continue }
      least = min(least, row[state] + backward[(last + 1) * states + state])
    }
    return Double(least - cost)
  }
}
