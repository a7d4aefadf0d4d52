/// A mistake in what the user gave the program (an option, a configuration, a lexicon), with its place and a way out.
public struct SetupProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// Path as given, or empty for the command line.
  public let path: String
  /// From 1; 0 when the problem has no place in the file.
  public let line: Int
  /// From 1.
  public let column: Int
  public let message: String

  public init(path: String = "", line: Int = 0, column: Int = 0, _ message: String) {
    self.path = path
    self.line = line
    self.column = column
    self.message = message
  }

  public var description: String {
    if path.isEmpty { return message }
    return line > 0 ? "\(path):\(line):\(column): \(message)" : "\(path): \(message)"
  }
}

/// Several problems that were found together and are reported together.
public struct SetupProblems: Error, Sendable, CustomStringConvertible {
  public let problems: [SetupProblem]
  public init(_ problems: [SetupProblem]) { self.problems = problems }
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}

/// The candidate nearest to `word`, if it is near enough to be what was meant.
public func suggestion(for word: String, among candidates: some Sequence<String>) -> String? {
  var best: (distance: Int, word: String)?
  for candidate in candidates {
    let distance = editDistance(Array(word.utf8), Array(candidate.utf8))
    if distance <= max(1, word.utf8.count / 3), best.map({ distance < $0.distance }) ?? true {
      best = (distance, candidate)
    }
  }
  return best?.word
}

/// Levenshtein's distance, with a swap of neighbours counted as one.
func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var cost = min(row[j] + 1, last[j + 1] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
      row.append(cost)
    }
    beforeLast = last
    last = row
  }
  return last[b.count]
}
