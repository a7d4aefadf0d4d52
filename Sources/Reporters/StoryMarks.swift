import Findings
import TextBase

/// Where the findings, their twins and the entities' mentions stand in the parts of a story.
struct StoryMarks {
  enum Kind: Equatable {
    /// Index into the document's findings.
    case finding(Int)
    /// A related place of a finding.
    case twin(finding: Int, place: Int)
    case mention(entity: Int, mention: Int)
    /// Indices into the document's facts.
    case quotation(Int)
    case figure(Int)
    case day(Int)
  }
  struct Mark {
    /// Bytes of the part's shown text.
    var range: ByteRange
    var kind: Kind
    /// The finding's number stands behind this mark; a finding over two parts has it in the last.
    var isLast = true
  }
  struct Part {
    var field: Field
    var text: [UInt8]
    /// Bytes of the decoded file, where the text is copied from it as it stands.
    var decoded: ByteRange?
    /// Line in the file of the first byte; 0 if it is not known.
    var line: Int
    var marks: [Mark] = []
    /// Findings listed beside this part, in order.
    var findings: [Int] = []
  }

  private(set) var parts: [Part] = []
  /// Findings that no part shows.
  private(set) var elsewhere: [Int] = []
  /// Twins and mentions that have a place to link to.
  private(set) var placedTwins: Set<Int> = []
  private(set) var placedMentions: Set<Int> = []
  /// Facts that have one: `.quotation`, `.figure` and `.day` by their index.
  private(set) var placedQuotations: Set<Int> = []
  private(set) var placedFigures: Set<Int> = []
  private(set) var placedDays: Set<Int> = []

  /// A key for the sets above.
  static func key(_ outer: Int, _ inner: Int) -> Int { outer << 20 | inner }

  init(_ document: DocumentReport) {
    var isCopy: [Bool] = []
    var starts: [Int] = []
    for part in document.parts {
      let slice = document.decoded.slice(part.decoded)
      // Extracted text (from HTML, say) differs from the file; marks are then found again by their text.
      let copied = String(decoding: slice, as: UTF8.self) == part.text
      isCopy.append(copied)
      starts.append(part.decoded.start)
      parts.append(
        Part(
          field: part.field, text: copied ? Array(slice) : Array(part.text.utf8), decoded: copied ? part.decoded : nil, line: 0
        ))
    }
    number(document)
    for index in document.findings.indices { place(finding: index, document, isCopy, starts) }
    for (index, ranges) in document.decodedRelated.enumerated() {
      for (place, range) in ranges.enumerated() {
        let text = document.findings[index].related[place].text
        if mark(range, .twin(finding: index, place: place), text, document, isCopy, starts) != nil {
          placedTwins.insert(StoryMarks.key(index, place))
        }
      }
    }
    for (index, ranges) in document.decodedMentions.enumerated() {
      for (place, range) in ranges.enumerated() {
        let text = document.entities[index].mentions[place].text
        if mark(range, .mention(entity: index, mention: place), text, document, isCopy, starts) != nil {
          placedMentions.insert(StoryMarks.key(index, place))
        }
      }
    }
    placeFacts(document, isCopy, starts)
    for index in parts.indices {
      parts[index].marks.sort { ($0.range.start, -$0.range.end) < ($1.range.start, -$1.range.end) }
    }
  }

  /// The places that the panels link to.
  private mutating func placeFacts(_ document: DocumentReport, _ isCopy: [Bool], _ starts: [Int]) {
    func placed(_ places: [CopyPlace], _ kind: (Int) -> Kind, _ marks: inout StoryMarks) -> Set<Int> {
      var result: Set<Int> = []
      for (index, place) in places.prefix(StoryMarks.factLimit).enumerated()
      where marks.mark(place.decoded, kind(index), place.text, document, isCopy, starts) != nil {
        result.insert(index)
      }
      return result
    }
    placedQuotations = placed(document.facts.quotations.map(\.place), Kind.quotation, &self)
    placedFigures = placed(document.facts.figures.map(\.place), Kind.figure, &self)
    placedDays = placed(document.facts.days.map(\.place), Kind.day, &self)
  }

  /// Rows of one panel: more are counted.
  static let factLimit = 300

  /// Line numbers of the parts: counted once through the file.
  private mutating func number(_ document: DocumentReport) {
    var line = 1
    var at = 0
    for index in document.parts.indices {
      let start = min(document.parts[index].decoded.start, document.decoded.count)
      if start < at { return }
      line += lineEnds(document.decoded, at, start)
      at = start
      parts[index].line = line
    }
  }

  private func lineEnds(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
    var count = 0
    for at in start..<end
    where bytes[at] == 0x0A || (bytes[at] == 0x0D && !(at + 1 < bytes.count && bytes[at + 1] == 0x0A)) {
      count += 1
    }
    return count
  }

  private mutating func place(finding index: Int, _ document: DocumentReport, _ isCopy: [Bool], _ starts: [Int]) {
    guard index < document.decodedSpans.count,
      let part = mark(
        document.decodedSpans[index], .finding(index), document.findings[index].text, document, isCopy, starts)
    else { return elsewhere.append(index) }
    parts[part].findings.append(index)
  }

  /// Marks a range of the decoded file in every part that it touches. Returns the first of them.
  private mutating func mark(
    _ range: ByteRange, _ kind: Kind, _ needle: String, _ document: DocumentReport, _ isCopy: [Bool], _ starts: [Int]
  ) -> Int? {
    // The last part that starts at or before the range.
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= range.start { low = middle + 1 } else { high = middle }
    }
    var first: Int?
    var index = max(0, low - 1)
    while index < parts.count, starts[index] < max(range.end, range.start + 1) {
      defer { index += 1 }
      guard let shown = shown(range, in: document.parts[index], isCopy[index], index, needle) else { continue }
      if first != nil, let last = parts[index - 1].marks.indices.last, parts[index - 1].marks[last].kind == kind {
        parts[index - 1].marks[last].isLast = false
      }
      parts[index].marks.append(Mark(range: shown, kind: kind))
      first = first ?? index
    }
    return first
  }

  /// The range in the part's shown text.
  private func shown(
    _ range: ByteRange, in part: StoryPart, _ isCopy: Bool, _ index: Int, _ needle: String
  ) -> ByteRange? {
    let touches =
      range.isEmpty
      ? range.start >= part.decoded.start && range.start <= part.decoded.end : range.overlaps(part.decoded)
    guard touches else { return nil }
    if isCopy {
      return ByteRange(
        max(0, range.start - part.decoded.start), min(part.decoded.count, range.end - part.decoded.start))
    }
    guard part.decoded.count > 0 else { return nil }
    let expected = (range.start - part.decoded.start) * parts[index].text.count / part.decoded.count
    return nearest(Array(needle.utf8), in: parts[index].text, to: expected)
  }

  /// The occurrence of `needle` whose start is nearest to `expected`: looked for close by first.
  private func nearest(_ needle: [UInt8], in text: [UInt8], to expected: Int) -> ByteRange? {
    guard let first = needle.first, needle.count <= text.count else { return nil }
    let last = text.count - needle.count
    for reach in [2000, text.count] {
      var best: Int?
      for start in stride(from: max(0, expected - reach), through: min(last, expected + reach), by: 1)
      where text[start] == first {
        if let best, abs(best - expected) <= abs(start - expected) { continue }
        if text[start..<(start + needle.count)].elementsEqual(needle) { best = start }
      }
      if let best { return ByteRange(best, best + needle.count) }
    }
    return nil
  }
}

extension [UInt8] {
  func slice(_ range: ByteRange) -> ArraySlice<UInt8> {
    let start = Swift.max(0, Swift.min(range.start, count))
    return self[start..<Swift.max(start, Swift.min(range.end, count))]
  }
}
