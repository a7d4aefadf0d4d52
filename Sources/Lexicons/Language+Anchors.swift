import TextBase

// Which patterns are tried, and where: each hangs on its rarest word.
extension Language {
  /// Asks for the memory of the patterns that hang on a word.
  @inlinable @inline(__always)
  public func fetchPatterns(of id: UInt32) { Memory.fetch(anchorLists.base + Int(id)) }

  /// Appends the matches of all patterns that hang on `anchors`. The same match can come twice, from two anchors.
  ///
  /// All of them in one call: around each attempt the language would be retained, and two workers share it.
  public func findMatches(
    _ anchors: UnsafeBufferPointer<Int32>, of window: TokenWindow, _ memory: inout PatternMemory,
    into matches: inout [PatternMatch]
  ) {
    if memory.promising.count < anchors.count { memory.promising = [Int32](repeating: 0, count: anchors.count * 2) }
    memory.tries.removeAll(keepingCapacity: true)
    memory.promising.withUnsafeMutableBufferPointer { found in
      guard let first = found.baseAddress else { return }
      let count = promising(anchors, of: window, into: first)
      for place in 0..<count { addTries(at: Int(first[place]), of: window, to: &memory.tries) }
    }
    for attempt in memory.tries { Memory.fetch(elements.base + Int(patterns[attempt.pattern].firstElement)) }
    for attempt in memory.tries { findMatches(attempt, of: window, into: &matches) }
  }

  /// Notes in `found` those of `anchors`, tokens on which patterns hang, that stand between neighbours of one of these: one in
  /// three. How many there are. Apart from what tries them, and without a branch, since nothing foretells which they are;
  /// the patterns are in the cache when their turn comes.
  private func promising(
    _ anchors: UnsafeBufferPointer<Int32>, of window: TokenWindow, into found: UnsafeMutablePointer<Int32>
  ) -> Int {
    var count = 0
    for anchor in anchors {
      let at = Int(anchor)
      let list = anchorLists.base + Int(window.tokens.baseAddress.unsafelyUnwrapped[at].id)
      let (before, after) = Neighbour.around(at, in: window)
      let meets = Neighbour.meet(list.pointee.before, before) & Neighbour.meet(list.pointee.after, after)
      found[count] = anchor
      count &+= Int(truncatingIfNeeded: meets)
      Memory.fetch(self.anchors.base + Int(list.pointee.firstAnchor) &* Int(truncatingIfNeeded: meets))
    }
    return count
  }

  /// Adds the patterns on the token at `at` whose neighbours, and whose shape of the word, are those that stand there.
  private func addTries(at: Int, of window: TokenWindow, to tries: inout [PatternTry]) {
    let token = window.tokens.baseAddress.unsafelyUnwrapped + at
    let list = anchorLists.base + Int(token.pointee.id)
    let (before, after) = Neighbour.around(at, in: window)
    // The shape of “WHO’s” is not that of its stem.
    let isWhole = !token.pointee.flags.contains(.possessive) && !token.pointee.flags.contains(.elided)
    let shape: UInt32 = isWhole ? 1 << UInt32(token.pointee.shape.rawValue) : .max
    let first = anchors.base + Int(list.pointee.firstAnchor)
    for slot in 0..<Int(list.pointee.anchorCount) {
      let anchor = first + slot
      // The filters decide nearly always, in one branch: three would each be mispredicted often.
      let meets =
        Neighbour.meet(anchor.pointee.before, before) & Neighbour.meet(anchor.pointee.after, after)
        & Neighbour.meet(UInt64(anchor.pointee.shapes), UInt64(shape))
      guard meets != 0 else { continue }
      tries.append(PatternTry(token: at, pattern: anchor.pointee.pattern))
      Memory.fetch(patterns.base + Int(anchor.pointee.pattern))
    }
  }

  private func findMatches(_ attempt: PatternTry, of window: TokenWindow, into matches: inout [PatternMatch]) {
    let pattern = patterns[attempt.pattern]
    let latest = attempt.token - Int(pattern.minLead)
    var start = max(window.range.lowerBound, attempt.token - Int(pattern.maxLead))
    while start <= latest {
      if let end = match(pattern, at: start, in: window), end > attempt.token {
        matches.append(
          PatternMatch(owner: pattern.owner, index: Int(pattern.index), tokens: start..<end, anchor: attempt.token))
      }
      start += 1
    }
  }
}
