import Findings
import Formats
import Lexicons
import Linting
import TextBase

enum LexiconCommand {
  static func run(_ arguments: Arguments) throws(SetupProblems) -> ExitCode {
    switch arguments.positional.first {
    case "check": return try check(arguments)
    case "export": return try export(arguments)
    case "import": return try takeIn(arguments)
    default: throw Shell.usage("wirecheck lexicon check [PATH…], export [PATH…] and import FILE are what there is")
    }
  }

  private static func check(_ arguments: Arguments) throws(SetupProblems) -> ExitCode {
    let settings = try Settings(arguments)
    let roots = Array(arguments.positional.dropFirst())
    // Without a path the shipped lexicons are checked, with the desk's own beside them.
    let store =
      roots.isEmpty ? try settings.lexicons(settings.general()) : try LexiconStore(roots: try expanded(roots), cache: nil)
    let outcome = try LexiconExamination.run(store)
    for problem in outcome.problems { Terminal.note(problem.description) }
    if !outcome.problems.isEmpty {
      Terminal.note("\(outcome.problems.count) problems in \(outcome.files) files")
      return .setup
    }
    return try Shell.print(
      "\(outcome.files) files, \(outcome.languages) languages, \(outcome.entries) entries, \(outcome.examples) examples: no problems\n"
    )
  }

  /// A folder that is no whole tree is checked beside the shipped lexicons.
  private static func expanded(_ roots: [String]) throws(SetupProblems) -> [String] {
    for root in roots where Files.status(root)?.kind != .directory {
      throw SetupProblems([SetupProblem(path: root, "there is no such lexicon folder")])
    }
    let isWhole = roots.contains { root in
      (try? Files.names(in: root))?.contains { Files.status("\(root)/\($0)/language.yaml") != nil } ?? false
    }
    guard !isWhole, let shipped = Installation.lexicons() else { return roots }
    return [shipped] + roots
  }

  // MARK: term lists

  /// Phrases and entities as a list of terms, for desks and translation tools.
  private static func export(_ arguments: Arguments) throws(SetupProblems) -> ExitCode {
    let settings = try Settings(arguments)
    let roots = Array(arguments.positional.dropFirst())
    let store =
      roots.isEmpty ? try settings.lexicons(settings.general()) : try LexiconStore(roots: roots, cache: nil)
    let list = TermList(try store.allSources(), file: store.relative)
    let bytes = arguments.value("as") == "tbx" ? list.tbx() : list.tsv()
    return try Shell.write(bytes, to: arguments.value("output"))
  }

  /// A list of terms as lexicon files in a folder of the desk's own, which are then checked beside ours.
  private static func takeIn(_ arguments: Arguments) throws(SetupProblems) -> ExitCode {
    guard arguments.positional.count == 2, let path = arguments.positional.last else {
      throw Shell.usage(
        "wirecheck lexicon import needs one list of terms, TSV or TBX: wirecheck lexicon import terms.tbx --out lexicons")
    }
    let folder = arguments.value("out") ?? "lexicons"
    let bytes: [UInt8]
    do throws(FileProblem) {
      bytes = try Files.read(path, limit: 64 << 20)
    } catch {
      throw SetupProblems([SetupProblem(path: path, error.reason)])
    }
    let isTBX = bytes.first { $0 > 0x20 && ![0xEF, 0xBB, 0xBF].contains($0) } == UInt8(ascii: "<")
    let list = isTBX ? try TBXReader.read(bytes, path: path) : try TermList(tsv: bytes, path: path)
    let name = Paths.name(of: path)
    let stem = TermImport.id(String(name[..<(name.lastIndex(of: ".") ?? name.endIndex)]))
    let outcome = TermImport(list, name: stem, source: name)
    for file in outcome.files where Files.status(Paths.join(folder, file.path)) != nil {
      throw SetupProblems([
        SetupProblem(path: Paths.join(folder, file.path), "it exists already; remove it, or name another --out")
      ])
    }
    do throws(FileProblem) {
      for file in outcome.files {
        let target = Paths.join(folder, file.path)
        try Files.makeDirectory(Paths.folder(of: target))
        try Files.write(Array(file.text.utf8), to: target)
      }
    } catch {
      throw SetupProblems([SetupProblem(path: error.path, "cannot be written: \(error.reason)")])
    }
    for note in outcome.notes { Terminal.note("note: \(note)") }
    for file in outcome.files { _ = try Shell.print("wrote \(Paths.join(folder, file.path))\n") }
    guard !outcome.files.isEmpty else {
      throw SetupProblems([SetupProblem(path: path, "there is no term in it that can be taken over")])
    }
    let store = try LexiconStore(roots: try expanded([folder]), cache: nil)
    let paths = Set(outcome.files.map { Paths.join(folder, $0.path) })
    let problems = try LexiconExamination.run(store, of: paths).problems
    for problem in problems { Terminal.note(problem.description) }
    return problems.isEmpty
      ? try Shell.print("\(outcome.entities) entities, \(outcome.phrases) phrases; use them with --lexicons \(folder)\n")
      : .setup
  }
}
