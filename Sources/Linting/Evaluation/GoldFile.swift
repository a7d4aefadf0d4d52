import TextBase

/// Turns the lines of gold files into tasks.
struct GoldFile {
  let corpus: String
  /// References that stand beside several systems' output are checked once.
  private var references: Set<String> = []

  init(corpus: String) { self.corpus = corpus }

  /// The kind of a record and the work in it; nil when it is none that we know.
  mutating func tasks(_ json: JSONValue) -> (kind: EvaluationResult.Corpus.Kind, tasks: [EvaluationTask])? {
    if let record = GoldRecord(json) { return (.injected, [.gold(record)]) }
    guard let id = json["id"]?.text, let target = segments(json["target"]) else { return nil }
    let language = json["tgt_lang"]?.text ?? "und"
    if let errors = json["errors"]?.elements { return annotated(json, id, target, language, errors) }
    guard let reference = segments(json["reference"]) else { return nil }
    let paragraphs = json["para"]?.elements?.compactMap(\.integer) ?? []
    let pair = "\(json["src_lang"]?.text ?? "und")-\(language)"
    func story(_ side: MachineStory.Side, _ segments: [[UInt8]], _ file: String) -> EvaluationTask {
      .machine(
        MachineStory(
          corpus: corpus, pair: pair, file: file, side: side, language: language,
          text: GoldFile.join(segments, paragraphs, language)))
    }
    var tasks = [story(.target, target, id)]
    let name = "\(pair)/\(json["doc"]?.text ?? id)/reference"
    if references.insert(name).inserted { tasks.append(story(.reference, reference, name)) }
    return (.machine, tasks)
  }

  private func annotated(
    _ json: JSONValue, _ id: String, _ target: [[UInt8]], _ language: String, _ errors: [JSONValue]
  ) -> (kind: EvaluationResult.Corpus.Kind, tasks: [EvaluationTask])? {
    let text = GoldFile.join(target, [], language)
    var starts: [Int] = []
    var start = 0
    for segment in target {
      starts.append(start)
      start += segment.count + 1
    }
    let marked = errors.compactMap { error -> (ByteRange, String)? in
      guard let segment = error["seg"]?.integer, target.indices.contains(segment), error["side"]?.text != "source",
        let range = ScalarOffsets(target[segment]).range(error)
      else { return nil }
      return (
        ByteRange(range.start + starts[segment], range.end + starts[segment]), error["category"]?.text ?? "unnamed"
      )
    }
    let corrected = segments(json["unperturbed"]) ?? segments(json["reference"])
    let testset = json["testset"]?.text ?? corpus
    let story = AnnotatedStory(
      corpus: json["testset"] == nil ? corpus : "\(testset) \(json["src_lang"]?.text ?? "und")-\(language)", id: id,
      language: language, text: text, errors: marked.map { (range: $0.0, category: $0.1) },
      corrected: corrected.map { GoldFile.join($0, [], language) })
    return (.annotated, [.annotated(story)])
  }

  private func segments(_ json: JSONValue?) -> [[UInt8]]? {
    guard let elements = json?.elements else { return nil }
    let segments = elements.compactMap { $0.string?.bytes }
    return segments.count == elements.count ? segments : nil
  }

  /// Segments of one paragraph on a line, as a story has them; without paragraph numbers each has its own line.
  static func join(_ segments: [[UInt8]], _ paragraphs: [Int], _ language: String) -> [UInt8] {
    var text: [UInt8] = []
    let isSpaced = !WordCount.unspaced.contains(WordCount.primary(language))
    for (index, segment) in segments.enumerated() {
      if index > 0 {
        let isSame = index < paragraphs.count && paragraphs[index] == paragraphs[index - 1]
        if !isSame { text.append(0x0A) } else if isSpaced { text.append(0x20) }
      }
      text += segment
    }
    return text
  }
}

/// The table of defects that stands beside clean stories.
struct KnownDefects {
  private struct Row {
    let kind: String
    let line: Int
    let column: Int
    let length: Int
  }
  private var rows: [String: [Row]] = [:]

  /// None when there is no such table.
  init(_ path: String) {
    guard let bytes = try? Files.read(path) else { return }
    for line in bytes.split(separator: 0x0A) {
      guard let json = try? JSONValue(Array(line)), let language = json["lang"]?.text, let file = json["doc_file"]?.text
      else { continue }
      rows["\(language)/\(file).txt", default: []].append(
        Row(
          kind: json["kind"]?.text ?? "unnamed", line: json["line"]?.integer ?? 0, column: json["col"]?.integer ?? 0,
          length: json["text"]?.text?.unicodeScalars.count ?? 1))
    }
  }

  /// The defects of a story, with their places in its bytes.
  func of(_ file: String, _ text: [UInt8]) -> [KnownDefect] {
    guard let rows = rows[file] else { return [] }
    let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
    return rows.map { row in
      guard row.line >= 1, row.line <= lines.count, row.column >= 1 else { return KnownDefect(kind: row.kind, place: nil) }
      let line = lines[row.line - 1]
      let range = ScalarOffsets(Array(line)).range(row.column - 1, row.column - 1 + row.length)
      return KnownDefect(
        kind: row.kind, place: range.map { ByteRange($0.start + line.startIndex, $0.end + line.startIndex) })
    }
  }
}
