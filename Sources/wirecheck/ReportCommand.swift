import Findings
import Linting
import Reporters
import Synchronization
import TextBase

/// `wirecheck report`: an HTML page a story, an index page over them and `report.json` beside it.
struct ReportCommand {
  private let arguments: Arguments
  private let settings: Settings

  init(_ arguments: Arguments) throws(SetupProblems) {
    self.arguments = arguments
    settings = try Settings(arguments)
  }

  func run() throws(SetupProblems) -> ExitCode {
    let inputs: InputList
    let jobs: Int
    let folder = arguments.value("out") ?? "wirecheck-report"
    do throws(SetupProblem) {
      inputs = try Input.all(arguments)
      jobs = try arguments.integer("jobs", 1...512) ?? Terminal.processors
    } catch {
      throw SetupProblems([error])
    }
    do throws(FileProblem) {
      try Files.makeDirectory(folder)
    } catch {
      throw SetupProblems([SetupProblem(path: folder, "cannot be made: \(error.reason)")])
    }
    let checks = try settings.checks(inputs, arguments) { $0.keepsText = true }
    let page = ReporterOptions(
      cards: Shell.cards, measured: Shell.measured(), templates: try Shell.templates(arguments.value("templates")))
    let json = try ReportOutput(.json, page, path: folder + "/report.json")
    let state = Mutex(
      ReportState(
        folder: folder, page: page, tool: Shell.tool(checks.stores), json: json,
        gates: Gates(settings.groups, of: checks.groups),
        judgement: Judgement(settings.groups, checks, arguments),
        progress: Progress(arguments, total: inputs.count, standardOutput: false)))
    let run = Run(inputs, checks) { result in
      state.withLock { state in
        state.receive(result)
        return state.failure == nil
      }
    }
    _ = try run.run(jobs: jobs)
    let (summary, crossed) = try state.withLock { (state) throws(SetupProblems) in try state.end() }
    if !arguments.has("quiet") {
      Terminal.note("\(summary.documents) stories, \(summary.findings) findings: \(folder)/index.html")
    }
    if summary.failed > 0 { return .fault }
    if summary.unreadable > 0 { return .unreadable }
    // A report did its work whatever it found, unless a gate was asked for.
    return crossed && arguments.has("fail-on") ? .findings : .clean
  }
}

private struct ReportState: Sendable {
  let folder: String
  let page: ReporterOptions
  let storyPage: StoryPage
  let tool: ToolIdentity
  var json: ReportOutput
  var gates: Gates
  var judgement: Judgement
  var progress: Progress?
  var index = IndexPage()
  var summary = RunSummary()
  var names: Set<String> = []
  var failure: FileProblem?

  init(
    folder: String, page: ReporterOptions, tool: ToolIdentity, json: ReportOutput, gates: Gates, judgement: Judgement,
    progress: Progress?
  ) {
    self.folder = folder
    self.page = page
    storyPage = StoryPage(page)
    self.tool = tool
    self.json = json
    self.gates = gates
    self.judgement = judgement
    self.progress = progress
    self.json.begin(tool)
  }

  mutating func receive(_ result: Run.Result) {
    gates.receive(result)
    judgement.receive(result)
    for document in result.reports { receive(document) }
    progress?.advance(to: summary.documents)
  }

  private mutating func receive(_ document: DocumentReport) {
    summary.add(document)
    json.document(document)
    guard document.status == .checked else {
      index.add(document, href: nil)
      return
    }
    let bytes = storyPage.write(document, tool, summary)
    let name = fileName(document.path)
    index.add(document, href: name)
    write(bytes, name)
  }

  mutating func end() throws(SetupProblems) -> (RunSummary, Bool) {
    progress?.end()
    var bytes: [UInt8] = []
    index.write(tool, summary, page, into: &bytes)
    write(bytes, "index.html")
    for (document, group) in judgement.reports() {
      gates.receive(document, group)
      summary.add(document)
      json.document(document)
    }
    try json.end(summary)
    if let failure { throw SetupProblems([SetupProblem(path: failure.path, "cannot be written: \(failure.reason)")]) }
    return (summary, gates.crossed)
  }

  private mutating func write(_ bytes: [UInt8], _ name: String) {
    guard failure == nil else { return }
    do throws(FileProblem) {
      try Files.write(bytes, to: folder + "/" + name)
    } catch {
      failure = error
    }
  }

  /// A name that any file system and any link can hold: letters, digits, points and dashes, each used once.
  private mutating func fileName(_ path: String) -> String {
    var name = ""
    for byte in path.utf8.suffix(120) {
      let isPlain = (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2E
      name += isPlain ? String(UnicodeScalar(byte)) : "-"
    }
    while name.hasPrefix("-") || name.hasPrefix(".") { name.removeFirst() }
    if name.isEmpty { name = "story" }
    var candidate = name + ".html"
    if candidate == "index.html" { candidate = "index-story.html" }
    var number = 2
    while !names.insert(candidate).inserted {
      candidate = "\(name)-\(number).html"
      number += 1
    }
    return candidate
  }
}
