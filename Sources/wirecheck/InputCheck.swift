import Findings
import Lexicons
import Linting
import Stories
import TextBase

/// What the inputs of one group have in common. One object, as each input would else count references to all that it holds.
final class CheckGroup: Sendable {
  /// Inputs of one group share a linter.
  let number: Int
  let options: LintOptions
  let store: LexiconStore
  let judge: Judge
  /// An earlier take of the only input.
  let previous: [UInt8]?
  /// Whether its source text is at hand.
  let hasSource: Bool

  init(_ number: Int, _ options: LintOptions, _ store: LexiconStore, _ judge: Judge, previous: [UInt8]?, hasSource: Bool) {
    self.number = number
    self.options = options
    self.store = store
    self.judge = judge
    self.previous = previous
    self.hasSource = hasSource
  }
}

/// What is to be done with one input.
struct InputCheck: Sendable {
  let group: CheckGroup
  /// The input as an absolute path, for what is looked up by path.
  let path: String
  /// What becomes of fixes.
  let fixing: Fixing?

  enum Fixing: Sendable {
    case inPlace
    /// As a patch that calls the file so; nil where another name of the file stands in the patch.
    case patch(name: String?)
  }

  func run(_ input: Input, _ index: Int, _ bytes: [UInt8], _ linter: Linter) throws(SetupProblems) -> Run.Result {
    var result = Run.Result(index: index, reports: [])
    var uses = Judge.Uses()
    func check(_ bytes: [UInt8]) throws(SetupProblems) -> [DocumentReport] {
      var reports = try linter.check(bytes, path: input.name)
      uses.add(group.judge.apply(to: &reports, path: path, file: bytes))
      return reports
    }
    if let fixing {
      let fixer = try Fixer(bytes, check)
      result.reports = fixer.reports
      do throws(FileProblem) {
        try put(fixer, input, bytes, fixing, &result)
        if !result.reports.isEmpty { result.reports[0].fixed = fixer.fixed }
      } catch {
        // What could not be written is as it was.
        result.problem = error
        result.reports = try check(bytes)
      }
    } else {
      result.reports = try check(bytes)
    }
    result.uses = uses
    if let previous = group.previous { try compare(previous, &result.reports, linter) }
    if group.hasSource {
      let lack = NotChecked(family: "source", reason: "the story is not yet compared with its source text")
      for index in result.reports.indices where result.reports[index].status == .checked {
        result.reports[index].notChecked.append(lack)
      }
    }
    return result
  }

  private func put(
    _ fixer: Fixer, _ input: Input, _ old: [UInt8], _ fixing: Fixing, _ result: inout Run.Result
  ) throws(FileProblem) {
    switch (fixing, input) {
    case (.patch(let name), _):
      if let name { result.output = Patch.text(from: old, to: fixer.bytes, path: name) }
    case (.inPlace, .standardInput): result.output = fixer.bytes
    case (.inPlace, _): if fixer.bytes != old { try FileReplacement.write(fixer.bytes, to: input.name, insteadOf: old) }
    }
  }

  private func compare(_ previous: [UInt8], _ reports: inout [DocumentReport], _ linter: Linter) throws(SetupProblems) {
    var former = try linter.check(previous, path: "previous")
    if let problem = former.first(where: { $0.status != .checked })?.problem {
      throw SetupProblems([SetupProblem("--previous: the earlier take cannot be read: \(problem)")])
    }
    guard reports.contains(where: { $0.status == .checked }) else { return }
    var judge = group.judge
    judge.changes = nil
    _ = judge.apply(to: &former, path: path, file: previous)
    PreviousTake(former).apply(to: &reports)
  }
}

extension Settings {
  /// What to do with each of the inputs.
  func checks(
    _ inputs: InputList, _ arguments: Arguments, prepare: (inout LintOptions) -> Void
  ) throws(SetupProblems) -> Checks {
    let changes: ChangedLines?
    let previous: [UInt8]?
    let source: [UInt8]?
    do throws(SetupProblem) {
      changes = try arguments.value("diff-base").map { (revision) throws(SetupProblem) in
        try Git.changes(since: revision, inputs)
      }
      previous = try Settings.text("previous", "an earlier take", arguments, inputs)
      source = try Settings.text("source", "a source text", arguments, inputs)
    } catch {
      throw SetupProblems([error])
    }
    if inputs.count >= Settings.many { isForMany = true }
    // Asking the system about every part of a path is dear.
    let folders = inputs.folders.map { Paths.absolute(Paths.folder(of: $0 + "-")) }
    let byFolder = try folders.map { (folder) throws(SetupProblems) in try group(ofFolder: folder) }
    var patches = Patches(arguments)
    var byGroup: [Int: CheckGroup] = [:]
    var numbers: [Int32] = []
    numbers.reserveCapacity(inputs.count)
    for index in inputs.indices {
      let folder = inputs.folder(of: index)
      func path() -> String { Paths.join(folders[folder], inputs.name(of: index)) }
      let number = if let number = byFolder[folder] { number } else { try group(ofAbsolute: path()) }
      numbers.append(Int32(number))
      patches?.add(path(), index)
      if byGroup[number] != nil { continue }
      let group = groups[number]
      var judge = Judge()
      judge.suppressions = group.suppressions
      judge.today = group.settings.lint.today
      judge.changes = changes
      judge.baseline = try baseline(group, arguments)
      let store = try lexicons(group)
      var options = group.settings.lint
      prepare(&options)
      if let source, case .auto = options.languages.source {
        options.languages.source = try language(of: source, options, store, arguments)
      }
      byGroup[number] = CheckGroup(number, options, store, judge, previous: previous, hasSource: source != nil)
    }
    return Checks(
      inputs, byGroup: byGroup, groups: numbers, folders: folders, fixing: arguments.has("fix") ? .inPlace : nil,
      patches: patches?.byInput ?? [:])
  }

  /// The names of files in a patch.
  private struct Patches {
    private(set) var byInput: [Int: InputCheck.Fixing] = [:]
    private var known: Set<String> = []
    private let root: String

    /// Nil where no patch is asked for.
    init?(_ arguments: Arguments) {
      guard arguments.has("fix"), arguments.has("diff") else { return nil }
      let here = Paths.absolute(".")
      // Git takes the names of a patch from the top of the repository, wherever it is applied.
      root = Git.root(of: Paths.join(here, "-")) ?? here
    }

    mutating func add(_ path: String, _ index: Int) {
      // The file behind a link: a patch of the link would change the link.
      let real = Files.realPath(path) ?? path
      byInput[index] = .patch(name: known.insert(real).inserted ? Paths.relative(real, to: root) : nil)
    }
  }

  /// The known findings of a group; none where they are about to be written for the first time.
  private func baseline(_ group: Group, _ arguments: Arguments) throws(SetupProblems) -> Baseline? {
    guard let path = group.settings.baseline else { return nil }
    let written = arguments.value("write-baseline").map { Paths.absolute($0) }
    if Files.status(path) == nil, written == Paths.absolute(path) { return nil }
    return try Baseline(path: path)
  }

  /// What an option gives beside the story.
  private static func text(
    _ option: String, _ what: String, _ arguments: Arguments, _ inputs: InputList
  ) throws(SetupProblem) -> [UInt8]? {
    guard let path = arguments.value(option) else { return nil }
    guard inputs.count == 1 else {
      throw SetupProblem("--\(option) names \(what) of one story, but \(inputs.count) stories are given")
    }
    do throws(FileProblem) {
      return try Files.read(path, limit: 64 << 20)
    } catch {
      throw SetupProblem(path: path, "--\(option) cannot be read: \(error.reason)")
    }
  }

  /// The language of a source text, as of any other story.
  private func language(
    of source: [UInt8], _ options: LintOptions, _ store: LexiconStore, _ arguments: Arguments
  ) throws(SetupProblems) -> LanguageOptions.Source {
    var options = options
    options.languages.language = nil
    let path = arguments.value("source") ?? ""
    guard let report = try Linter(options, store).check(source, path: path).first, report.status == .checked else {
      throw SetupProblems([SetupProblem(path: path, "--source holds no text that can be read")])
    }
    return report.language.map { .tag($0) } ?? .auto
  }
}
