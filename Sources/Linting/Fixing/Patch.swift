/// The difference between two versions of a file, as `git apply` takes it.
public enum Patch {
  private static let context = 3
  /// Beyond this many changed lines the rest of the file is shown as replaced: no fix comes near it.
  private static let limit = 1000

  /// `path` is relative to the folder that the patch is applied in.
  public static func text(from old: [UInt8], to new: [UInt8], path: String) -> [UInt8] {
    if old == new { return [] }
    let a = lines(old)
    let b = lines(new)
    var out: [UInt8] = []
    func write(_ text: String) { out += Array(text.utf8) }
    write("diff --git \(name("a/" + path)) \(name("b/" + path))\n")
    // Git ends a name with spaces in it with a tab.
    let end = path.contains(" ") && !name("a/" + path).hasPrefix("\"") ? "\t\n" : "\n"
    write("--- \(name("a/" + path))\(end)+++ \(name("b/" + path))\(end)")
    let changes = changes(a, b)
    var index = 0
    while index < changes.count {
      var last = index
      while last + 1 < changes.count, changes[last + 1].old.lowerBound - changes[last].old.upperBound <= 2 * context {
        last += 1
      }
      hunk(changes[index...last], a, b, &out)
      index = last + 1
    }
    return out
  }

  private struct Change {
    var old: Range<Int>
    var new: Range<Int>
  }

  private static func hunk(
    _ changes: ArraySlice<Change>, _ a: [ArraySlice<UInt8>], _ b: [ArraySlice<UInt8>], _ out: inout [UInt8]
  ) {
    guard let first = changes.first, let last = changes.last else { return }
    let lead = min(context, first.old.lowerBound)
    let tail = min(context, a.count - last.old.upperBound)
    let old = (first.old.lowerBound - lead)..<(last.old.upperBound + tail)
    let new = (first.new.lowerBound - lead)..<(last.new.upperBound + tail)
    out += Array("@@ -\(span(old)) +\(span(new)) @@\n".utf8)
    var at = old.lowerBound
    for change in changes {
      for line in a[at..<change.old.lowerBound] { write(" ", line, &out) }
      for line in a[change.old] { write("-", line, &out) }
      for line in b[change.new] { write("+", line, &out) }
      at = change.old.upperBound
    }
    for line in a[at..<old.upperBound] { write(" ", line, &out) }
  }

  private static func span(_ range: Range<Int>) -> String {
    range.isEmpty
      ? "\(range.lowerBound),0" : range.count == 1 ? "\(range.lowerBound + 1)" : "\(range.lowerBound + 1),\(range.count)"
  }

  private static func write(_ mark: String, _ line: ArraySlice<UInt8>, _ out: inout [UInt8]) {
    out += Array(mark.utf8)
    out += line
    if line.last != 0x0A { out += Array("\n\\ No newline at end of file\n".utf8) }
  }

  /// Lines with their ends; a carriage return belongs to its line.
  private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var result: [ArraySlice<UInt8>] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
      result.append(bytes[start..<end])
      start = end
    }
    return result
  }

  /// Myers' greedy algorithm on the part between the equal ends.
  private static func changes(_ a: [ArraySlice<UInt8>], _ b: [ArraySlice<UInt8>]) -> [Change] {
    var head = 0
    while head < a.count, head < b.count, a[head] == b[head] { head += 1 }
    var tail = 0
    while tail < a.count - head, tail < b.count - head, a[a.count - 1 - tail] == b[b.count - 1 - tail] { tail += 1 }
    let n = a.count - head - tail
    let m = b.count - head - tail
    let whole = [Change(old: head..<(head + n), new: head..<(head + m))]
    guard n > 0, m > 0 else { return whole }
    var furthest = [1: 0]
    var trace: [[Int: Int]] = []
    for depth in 0...(n + m) {
      if depth > limit { return whole }
      trace.append(furthest)
      for k in stride(from: -depth, through: depth, by: 2) {
        var x =
          k == -depth || (k != depth && furthest[k - 1, default: -1] < furthest[k + 1, default: -1])
          ? furthest[k + 1, default: 0] : furthest[k - 1, default: 0] + 1
        var y = x - k
        while x < n, y < m, a[head + x] == b[head + y] {
          x += 1
          y += 1
        }
        furthest[k] = x
        if x >= n, y >= m { return path(trace, n, m, head) }
      }
    }
    return whole
  }

  /// The way back through the trace, as changes in order.
  private static func path(_ trace: [[Int: Int]], _ n: Int, _ m: Int, _ head: Int) -> [Change] {
    var steps: [Change] = []
    var x = n
    var y = m
    for depth in stride(from: trace.count - 1, through: 1, by: -1) {
      let furthest = trace[depth]
      let k = x - y
      let isDown = k == -depth || (k != depth && furthest[k - 1, default: -1] < furthest[k + 1, default: -1])
      let previous = isDown ? k + 1 : k - 1
      let startX = furthest[previous, default: 0]
      let startY = startX - previous
      steps.append(
        isDown
          ? Change(old: (head + startX)..<(head + startX), new: (head + startY)..<(head + startY + 1))
          : Change(old: (head + startX)..<(head + startX + 1), new: (head + startY)..<(head + startY)))
      x = startX
      y = startY
    }
    var merged: [Change] = []
    for step in steps.reversed() {
      if let last = merged.last, last.old.upperBound == step.old.lowerBound, last.new.upperBound == step.new.lowerBound {
        merged[merged.count - 1].old = last.old.lowerBound..<step.old.upperBound
        merged[merged.count - 1].new = last.new.lowerBound..<step.new.upperBound
      } else {
        merged.append(step)
      }
    }
    return merged
  }

  /// A name as git writes it: with C's escapes in quotation marks where it must be.
  private static func name(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) else {
      return text
    }
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": out += "\\\(Character(scalar))"
      case "\n": out += "\\n"
      case "\t": out += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 8)
        out += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
