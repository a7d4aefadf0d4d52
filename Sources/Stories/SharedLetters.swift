import TextBase

/// How far two words are spelled alike.
public struct SharedLetters {
  /// Letters that both begin with, and their bytes in the first word.
  public var prefix = 0
  public var prefixBytes = 0
  /// Letters behind those with which both end.
  public var suffix = 0
  /// Letters of the longer and of the shorter word.
  public var longer = 0
  public var shorter = 0

  /// Letters of the longer word that the other does not share.
  public var others: Int { longer - prefix - suffix }
}

extension Analysis {
  /// Compares two words letter by letter, as they stand.
  public func sharedLetters(_ a: Int, _ b: Int) -> SharedLetters {
    let (x, y) = (tokens[a].range, tokens[b].range)
    var shared = SharedLetters()
    var (i, j) = (x.start, y.start)
    while i < x.end, j < y.end {
      let (first, second) = (UTF8Text.decode(bytes, i), UTF8Text.decode(bytes, j))
      guard first.scalar == second.scalar else { break }
      shared.prefix += 1
      i += first.length
      j += second.length
    }
    shared.prefixBytes = i - x.start
    var (k, l) = (x.end, y.end)
    while k > i, l > j, let first = UTF8Text.decodeLast(bytes, before: k), let second = UTF8Text.decodeLast(bytes, before: l),
      first.scalar == second.scalar
    {
      shared.suffix += 1
      k -= first.length
      l -= second.length
    }
    let (left, right) = (letters(i, k), letters(j, l))
    shared.longer = shared.prefix + shared.suffix + max(left, right)
    shared.shorter = shared.prefix + shared.suffix + min(left, right)
    return shared
  }

  private func letters(_ start: Int, _ end: Int) -> Int {
    var (at, count) = (start, 0)
    while at < end {
      at += UTF8Text.decode(bytes, at).length
      count += 1
    }
    return count
  }
}
