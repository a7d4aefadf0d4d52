/// The cheapest reading of the double marks of a story. A class, so that asking it many questions copies nothing.
final class QuoteReading {
  struct Step {
    var action: QuotePrices.Action
    /// Whether what stood open was given up at the end of its paragraph.
    var drops: Bool
    /// State after the mark before.
    var from: UInt8
  }

  private static let infinity: Float = 1e9
  private let prices: QuotePrices
  private let count: Int
  /// By mark.
  private(set) var steps: [Step]
  private(set) var isOpenAtEnd = false
  private(set) var cost: Float = 0
  /// By mark and state, what has been paid so far and what the rest costs.
  private var forward: [Float]
  private var backward: [Float] = []

  init(_ prices: QuotePrices) {
    self.prices = prices
    count = prices.marks.count
    let (count, states, infinity) = (count, prices.states, QuoteReading.infinity)
    var forward = [Float](repeating: infinity, count: (count + 1) * states)
    var trail = [Step](repeating: Step(action: .none, drops: false, from: 0), count: count * states)
    forward[0] = 0
    forward.withUnsafeMutableBufferPointer { forward in
      trail.withUnsafeMutableBufferPointer { trail in
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
    }
    let last = count * states
    var state = 0
    cost = infinity
    for end in 0..<states where forward[last + end] + prices.endPrice(end) < cost {
      cost = forward[last + end] + prices.endPrice(end)
      state = end
    }
    isOpenAtEnd = state > 0
    steps = [Step](repeating: Step(action: .none, drops: false, from: 0), count: count)
    for place in (0..<count).reversed() {
      steps[place] = trail[place * states + state]
      state = Int(steps[place].from)
    }
    self.forward = forward
  }

  // MARK: certainty

  /// What the rest of the story costs from each state after each mark. Needed only where something is wrong.
  func lookBack() {
    let states = prices.states
    backward = [Float](repeating: QuoteReading.infinity, count: (count + 1) * states)
    for state in 0..<states { backward[count * states + state] = prices.endPrice(state) }
    for place in (0..<count).reversed() {
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
    var row = Array(forward[first * states..<(first + 1) * states])
    for place in first...last {
      var next = [Float](repeating: QuoteReading.infinity, count: states)
      for state in 0..<states where row[state] < QuoteReading.infinity {
        prices.transitions(place, state) { to, price, action, drops in
          if !drops, !action.lacksMark { next[to] = min(next[to], row[state] + price) }
        }
      }
      row = next
    }
    var least = QuoteReading.infinity
    for state in 0..<states {
      if places.upperBound >= count, state > 0 { continue }
      least = min(least, row[state] + backward[(last + 1) * states + state])
    }
    return Double(least - cost)
  }
}
