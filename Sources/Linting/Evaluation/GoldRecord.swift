import TextBase

/// A story with one known artefact, or a control with none.
struct GoldRecord: Sendable {
  let id: String
  let classID: String
  let language: String
  let variant: String?
  let text: [UInt8]
  /// Where the artefact stands, in bytes of `text`.
  let spans: [ByteRange]
  /// What undoes it, in order.
  let edits: [GoldEdit]
  /// Whether the record needs its source to be judged.
  let isBilingual: Bool

  var isControl: Bool { classID.hasPrefix("ctl_") || classID.contains("_ctl_") }

  /// nil when the value is no such record.
  init?(_ json: JSONValue) {
    guard let text = json["text"]?.string?.bytes, let id = json["id"]?.text, let classID = json["class"]?.text,
      let spans = json["spans"]?.elements, let edits = json["edits"]?.elements
    else { return nil }
    self.id = id
    self.classID = classID
    self.text = text
    language = json["lang"]?.text ?? "und"
    variant = json["variant"]?.text
    isBilingual = json["source"]?.string != nil
    let scalars = ScalarOffsets(text)
    self.spans = spans.compactMap { scalars.range($0) }
    self.edits = edits.compactMap { edit in
      scalars.range(edit).map { GoldEdit(range: $0, was: edit["was"]?.string?.bytes ?? []) }
    }.sorted { $0.range < $1.range }
    guard self.spans.count == spans.count, self.edits.count == edits.count else { return nil }
  }

  /// The untouched story.
  var base: [UInt8] {
    var base: [UInt8] = []
    var copied = 0
    for edit in edits where edit.range.start >= copied {
      base += text[copied..<edit.range.start]
      base += edit.was
      copied = edit.range.end
    }
    return base + text[copied...]
  }

  /// Where bytes of the untouched story stand in `text`. What begins or ends inside a changed place takes the whole of it.
  func place(ofBase range: ByteRange) -> ByteRange {
    var shift = 0
    var start: Int?
    var end: Int?
    for edit in edits {
      let baseStart = edit.range.start - shift
      let baseEnd = baseStart + edit.was.count
      if start == nil, range.start < baseEnd {
        start = range.start <= baseStart ? range.start + shift : edit.range.start
      }
      if end == nil, range.end <= baseStart {
        end = range.end + shift
      } else if end == nil, range.end < baseEnd {
        end = edit.range.end
      }
      shift += edit.range.count - edit.was.count
    }
    let first = start ?? range.start + shift
    return ByteRange(first, max(first, end ?? range.end + shift))
  }
}

struct GoldEdit: Sendable {
  /// Bytes of the story with the artefact.
  let range: ByteRange
  let was: [UInt8]
}

/// Byte offsets of scalars, for gold that counts code points.
struct ScalarOffsets {
  private let offsets: [Int]

  init(_ text: [UInt8]) {
    var offsets: [Int] = []
    offsets.reserveCapacity(text.count + 1)
    for (offset, byte) in text.enumerated() where byte & 0xC0 != 0x80 { offsets.append(offset) }
    offsets.append(text.count)
    self.offsets = offsets
  }

  /// The bytes from `start` to `end`, both in code points; nil when the text does not reach so far.
  func range(_ start: Int, _ end: Int) -> ByteRange? {
    guard start >= 0, start <= end, end < offsets.count else { return nil }
    return ByteRange(offsets[start], offsets[end])
  }

  func range(_ json: JSONValue) -> ByteRange? {
    guard let start = json["start"]?.integer, let end = json["end"]?.integer else { return nil }
    return range(start, end)
  }
}

extension [UInt8] {
  /// A range widened to whole lines.
  func lines(around range: ByteRange) -> ByteRange {
    var start = Swift.min(range.start, count)
    var end = Swift.min(Swift.max(range.end, start), count)
    while start > 0, self[start - 1] != 0x0A { start -= 1 }
    while end < count, self[end] != 0x0A { end += 1 }
    return ByteRange(start, end)
  }
}

/// What counts as a hit, class by class.
enum GoldRules {
  /// Bytes by which a finding may miss its gold span.
  static let tolerance = 2

  /// Artefacts without one sharp place: a finding anywhere on the line tells an editor enough.
  static let wholeLine: Set<String> = [
    "unbalanced_quote", "doubled_sentence", "truncated_sentence", "ngram_loop", "untranslated_words", "bio_pronoun",
    "entity_alias", "bi_sentence_dropped", "bi_quote_dropped",
  ]

  /// Artefacts that are one of two places that disagree: a finding at the other that names this one is as good.
  static let twins: Set<String> = ["name_spelling", "entity_alias", "acronym_expansion"]

  /// Whether `finding` lies on a gold span of the record.
  static func isOnGold(_ finding: ByteRange, _ record: GoldRecord) -> Bool {
    record.spans.contains { span in
      let wide = wholeLine.contains(record.classID) ? record.text.lines(around: span) : span
      let place = ByteRange(wide.start - tolerance, wide.end + tolerance)
      return finding.isEmpty
        ? finding.start >= place.start && finding.start <= place.end : finding.overlaps(place)
    }
  }

  static func finds(_ finding: ObservedFinding, _ record: GoldRecord) -> Bool {
    if isOnGold(finding.range, record) { return true }
    return twins.contains(record.classID) && finding.related.contains { isOnGold($0, record) }
  }
}
