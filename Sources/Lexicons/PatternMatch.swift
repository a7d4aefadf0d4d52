/// A pattern that may match around the token on which it hangs. Those of a paragraph are gathered before any is tried: the
/// tables of patterns lie beyond the cache, and what is asked for together comes together.
struct PatternTry: Sendable, BitwiseCopyable {
  let token: Int
  let pattern: UInt32
}

/// Where a pattern matched.
public struct PatternMatch: Sendable {
  public let owner: PatternOwner
  /// Of the entry, form or persona, by its owner.
  public let index: Int
  public let tokens: Range<Int>
  /// The token on which it hangs.
  public let anchor: Int
}

/// The memory in which the patterns of a paragraph are gathered, kept for the next one.
public struct PatternMemory {
  var promising: [Int32] = []
  var tries: [PatternTry] = []
  public init() {}
}
