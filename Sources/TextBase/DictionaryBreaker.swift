/// Parts runs of Thai, Lao, Khmer and Myanmar into words with ICU's dictionaries.
public struct DictionaryBreaker: ~Copyable {
  private var iterator: BreakIterator?
  private var hasFailed = false

  public init() {}

  /// Appends the words of `run`, a token of kind `unparted`; the run itself where ICU has no dictionary.
  public mutating func append(
    _ run: Token, to result: inout [Token], _ bytes: UnsafeBufferPointer<UInt8>
  ) {
    if iterator == nil, !hasFailed {
      iterator = try? BreakIterator(.word, locale: "th")
      hasFailed = iterator == nil
    }
    var units: [UInt16] = []
    var offsets: [Int] = []
    var at = Int(run.start)
    // Every scalar of these scripts is one UTF-16 unit.
    while at < Int(run.end) {
      let (scalar, length) = UTF8Text.decode(bytes, at)
      units.append(UInt16(truncatingIfNeeded: scalar))
      offsets.append(at)
      at += length
    }
    offsets.append(Int(run.end))
    var pieces: [(Int, Int)] = []
    units.withUnsafeBufferPointer { units in
      iterator?.pieces(of: units) { start, end, _ in pieces.append((start, end)) }
    }
    if pieces.isEmpty { pieces = [(0, units.count)] }
    for (start, end) in pieces {
      var hash = FNV.basis
      for unit in units[start..<end] { hash = FNV.combine(hash, scalar: UInt32(unit)) }
      var token = Token(
        start: UInt32(offsets[start]), length: UInt16(offsets[end] - offsets[start]), kind: .word, hash: hash,
        script: run.script, scalars: UInt8(min(255, end - start)))
      if start == 0 { token.flags = run.flags }
      result.append(token)
    }
  }
}
