import Findings
import TextBase

/// Finds out what each path holds and reads it.
struct EvaluationInputs {
  private(set) var tasks: [EvaluationTask] = []
  private(set) var corpora: [EvaluationResult.Corpus] = []
  /// Paths with nothing to read, each with the reason.
  private(set) var skipped: [EvaluationResult.Skipped] = []
  private var problems: [SetupProblem] = []

  /// Tables beside the gold that are none themselves.
  private static let companions: Set<String> = ["known_defects.jsonl", "META.jsonl"]

  static func read(_ paths: [String]) throws(SetupProblems) -> EvaluationInputs {
    var inputs = EvaluationInputs()
    for path in paths {
      let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
      switch Files.status(trimmed)?.kind {
      case .directory: inputs.readFolder(trimmed)
      case nil: inputs.skipped.append(.init(name: name(trimmed), reason: "there is no such file or folder"))
      default: inputs.readGold(trimmed, corpus: name(folder(trimmed)))
      }
    }
    guard inputs.problems.isEmpty else { throw SetupProblems(inputs.problems) }
    return inputs
  }

  private static func name(_ path: String) -> String { String(path.split(separator: "/").last ?? "") }

  private static func folder(_ path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }

  /// A folder of gold files, of clean stories, of clean stories by language, or of such folders.
  private mutating func readFolder(_ path: String) {
    let names: [String]
    do throws(FileProblem) {
      names = try Files.names(in: path).filter { !$0.hasPrefix(".") }
    } catch {
      problems.append(SetupProblem(path: path, error.reason))
      return
    }
    let before = tasks.count
    let children = names.filter { Files.status(path + "/" + $0)?.kind == .directory }
    let languages = children.filter { EvaluationInputs.isLanguage($0) && holdsStories(path + "/" + $0) }
    if !languages.isEmpty { readClean(path, languages: languages) }
    if names.contains(where: { $0.hasSuffix(".txt") }) { readClean(path, languages: []) }
    for name in names where name.hasSuffix(".jsonl") || name.hasSuffix(".jsonl.gz") {
      if !EvaluationInputs.companions.contains(name) { readGold(path + "/" + name, corpus: EvaluationInputs.name(path)) }
    }
    for child in children where !languages.contains(child) { readFolder(path + "/" + child) }
    if tasks.count == before {
      skipped.append(.init(name: EvaluationInputs.name(path), reason: "it holds no .txt, .jsonl or .jsonl.gz"))
    }
  }

  /// “mt” is a language and a folder of gold files.
  private func holdsStories(_ path: String) -> Bool {
    (try? Files.names(in: path))?.contains { $0.hasSuffix(".txt") } ?? false
  }

  /// Two or three letters, perhaps with a script or a region: "pt", "pt-BR", "zh-Hant".
  private static func isLanguage(_ name: String) -> Bool {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    guard (2...3).contains(parts[0].count), parts[0].allSatisfy({ $0 >= "a" && $0 <= "z" }) else { return false }
    return parts.count <= 3 && parts.dropFirst().allSatisfy { (2...4).contains($0.count) }
  }

  private mutating func readClean(_ path: String, languages: [String]) {
    let corpus = EvaluationInputs.name(path)
    let defects = KnownDefects(path + "/known_defects.jsonl")
    var stories = 0
    for folder in languages.isEmpty ? [""] : languages {
      let directory = folder.isEmpty ? path : path + "/" + folder
      for name in (try? Files.names(in: directory)) ?? [] where name.hasSuffix(".txt") {
        let file = folder.isEmpty ? name : folder + "/" + name
        guard let text = read(directory + "/" + name) else { continue }
        stories += 1
        tasks.append(
          .clean(
            CleanStory(
              corpus: corpus, file: file, language: folder.isEmpty ? nil : folder, text: text,
              defects: defects.of(file, text))))
      }
    }
    if stories > 0 { corpora.append(.init(name: corpus, kind: .clean, records: stories)) }
  }

  private mutating func read(_ path: String) -> [UInt8]? {
    do throws(FileProblem) {
      return try GzipFile.read(path)
    } catch {
      problems.append(SetupProblem(path: path, error.reason))
      return nil
    }
  }

  private mutating func readGold(_ path: String, corpus: String) {
    guard let bytes = read(path) else { return }
    var reader = GoldFile(corpus: corpus)
    var kinds: [EvaluationResult.Corpus.Kind: Int] = [:]
    var line = 0
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      line += 1
      defer { start = end + 1 }
      guard bytes[start..<end].contains(where: { $0 > 0x20 }) else { continue }
      do throws(JSONProblem) {
        let json = try JSONValue(bytes, in: ByteRange(start, end))
        guard let (kind, new) = reader.tasks(json) else {
          problems.append(
            SetupProblem(path: path, line: line, column: 1, "this is no gold record: see “How a hit is counted” for the fields")
          )
          return
        }
        kinds[kind, default: 0] += 1
        tasks += new
      } catch {
        problems.append(SetupProblem(path: path, line: line, column: error.offset - start + 1, error.reason))
        return
      }
    }
    for (kind, count) in kinds.sorted(by: { $0.key.rawValue < $1.key.rawValue }) { add(corpus, kind, count) }
  }

  private mutating func add(_ corpus: String, _ kind: EvaluationResult.Corpus.Kind, _ count: Int) {
    if let index = corpora.firstIndex(where: { $0.name == corpus && $0.kind == kind }) {
      corpora[index].records += count
    } else {
      corpora.append(.init(name: corpus, kind: kind, records: count))
    }
  }
}
