import Findings
import TextBase

/// Which lines of which files a `git diff --unified=0` says are new or changed.
public struct ChangedLines: Sendable {
  /// Lines as git counts them, by absolute path; nil for a file that is new as a whole.
  private var files: [String: [ClosedRange<Int>]?] = [:]

  public init() {}

  /// Takes in a diff of the repository at `root`.
  public mutating func add(_ diff: [UInt8], root: String) {
    var current: String?
    for line in diff.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if line.starts(with: Array("diff --git ".utf8)) {
        current = nil
      } else if line.starts(with: Array("+++ ".utf8)) {
        current = ChangedLines.path(line.dropFirst(4)).map { Paths.join(root, $0) }
        if let current { files.updateValue([], forKey: current) }
      } else if line.starts(with: Array("@@ ".utf8)), let current, let range = ChangedLines.range(line) {
        if let ranges = files[current] ?? nil { files.updateValue(ranges + [range], forKey: current) }
      }
    }
  }

  /// A file that the revision does not have, or that git cannot compare by lines.
  public mutating func addWhole(_ path: String) { files.updateValue(nil, forKey: path) }

  /// `b/name`, with C's escapes in quotation marks where the name is odd; nil for /dev/null.
  private static func path(_ text: ArraySlice<UInt8>) -> String? {
    var bytes = Array(text)
    if bytes.last == 0x0D { bytes.removeLast() }
    if bytes.first == UInt8(ascii: "\"") {
      bytes = unescaped(bytes.dropFirst())
    } else if bytes.last == 0x09 {
      // Git ends a name with spaces in it with a tab.
      bytes.removeLast()
    }
    guard bytes.starts(with: Array("b/".utf8)) else { return nil }
    return String(decoding: bytes[2...], as: UTF8.self)
  }

  private static func unescaped(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var rest = text
    while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
      guard byte == UInt8(ascii: "\\"), let next = rest.popFirst() else {
        result.append(byte)
        continue
      }
      switch next {
      case UInt8(ascii: "n"): result.append(0x0A)
      case UInt8(ascii: "t"): result.append(0x09)
      case UInt8(ascii: "r"): result.append(0x0D)
      case UInt8(ascii: "a"): result.append(0x07)
      case UInt8(ascii: "b"): result.append(0x08)
      case UInt8(ascii: "v"): result.append(0x0B)
      case UInt8(ascii: "f"): result.append(0x0C)
      case UInt8(ascii: "0")...UInt8(ascii: "7"):
        var value = Int(next - 0x30)
        for _ in 0..<2 {
          if let digit = rest.first, (0x30...0x37).contains(digit) { value = value * 8 + Int(digit - 0x30); rest.removeFirst() }
        }
        result.append(UInt8(truncatingIfNeeded: value))
      default: result.append(next)
      }
    }
    return result
  }

  /// The new side of `@@ -a,b +c,d @@`; nil where lines were only taken away.
  private static func range(_ line: ArraySlice<UInt8>) -> ClosedRange<Int>? {
    guard let plus = line.firstIndex(of: UInt8(ascii: "+")) else { return nil }
    let numbers = line[(plus + 1)...].prefix { $0 != 0x20 }.split(separator: UInt8(ascii: ",")).compactMap {
      Int(String(decoding: $0, as: UTF8.self))
    }
    guard let start = numbers.first else { return nil }
    let count = numbers.count > 1 ? numbers[1] : 1
    return count > 0 ? start...(start + count - 1) : nil
  }

  /// Sets aside findings in lines that did not change.
  func apply(to reports: inout [DocumentReport], path: String, file: [UInt8]) {
    let known = files[path]
    // A file as a whole.
    if let known, known == nil { return mark(&reports) }
    let ranges = (known ?? []) ?? []
    var newlines: [Int] = []
    for (offset, byte) in file.enumerated() where byte == 0x0A { newlines.append(offset) }
    func line(_ offset: Int) -> Int {
      var low = 0
      var high = newlines.count
      while low < high {
        let middle = (low + high) / 2
        if newlines[middle] < offset { low = middle + 1 } else { high = middle }
      }
      return low + 1
    }
    mark(&reports)
    for index in reports.indices {
      reports[index].setAside { finding in
        let lines = line(finding.span.bytes.start)...line(max(finding.span.bytes.start, finding.span.bytes.end - 1))
        return ranges.contains { $0.overlaps(lines) } ? nil : .unchangedLines
      }
    }
  }

  private func mark(_ reports: inout [DocumentReport]) {
    for index in reports.indices { reports[index].inUnchangedLines = 0 }
  }
}
