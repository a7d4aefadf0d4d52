import Stories

/// The pair of marks that most quotations of a story stand in.
struct CommonPair {
  // A story has two or three.
  private var pairs: [(open: UInt32, close: UInt32, count: Int)] = []

  mutating func add(_ open: UInt32, _ close: UInt32) {
    if let known = pairs.firstIndex(where: { $0.open == open && $0.close == close }) {
      pairs[known].count += 1
    } else {
      pairs.append((open, close, 1))
    }
  }

  /// Its opening and its closing mark, as text; those given for a story without any. Of several that are as frequent the
  /// first by number.
  func texts(else open: UInt32, _ close: UInt32) -> (open: String, close: String) {
    let most = pairs.max { ($0.count, $1.open, $1.close) < ($1.count, $0.open, $0.close) }
    return (QuotePairs.text(most?.open ?? open), QuotePairs.text(most?.close ?? close))
  }
}
