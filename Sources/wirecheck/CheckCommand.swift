import CProcess
import Findings
import Linting
import Reporters
import Synchronization
import TextBase

/// `wirecheck check`: stories in, one or several reports out, an exit code for pipelines.
struct CheckCommand {
  private let arguments: Arguments
  private let settings: Settings
  private let format: ReportFormat
  private let also: [(format: ReportFormat, path: String)]

  init(_ arguments: Arguments) throws(SetupProblems) {
    self.arguments = arguments
    settings = try Settings(arguments)
    format = arguments.value("format").flatMap(ReportFormat.init(rawValue:)) ?? .text
    var also: [(ReportFormat, String)] = []
    for word in arguments.all("also") {
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, let format = ReportFormat(rawValue: parts[0]), ReportFormat.available.contains(format) else {
        let names = ReportFormat.available.map(\.rawValue).joined(separator: ", ")
        throw Shell.usage("--also needs FORMAT=PATH with a format among \(names), not “\(word)”")
      }
      also.append((format, parts[1]))
    }
    self.also = also
    var paths: Set<String> = []
    for path in [arguments.value("output")].compactMap({ $0 }) + also.map(\.1)
    where path != "-" && Files.status(path)?.kind != .other && !paths.insert(path).inserted {
      throw Shell.usage("two reports cannot go to one file: \(path)")
    }
  }

  func run() throws(SetupProblems) -> ExitCode {
    let inputs: InputList
    let jobs: Int
    do throws(SetupProblem) {
      inputs = try Input.all(arguments)
      jobs = try arguments.integer("jobs", 1...512) ?? Terminal.processors
      _ = try arguments.integer("width", 60...200)
    } catch {
      throw SetupProblems([error])
    }
    let keepsText = ([format] + also.map(\.format)).contains { $0.showsCopy }
    if arguments.has("diff"), !arguments.has("fix") { throw Shell.usage("--diff shows what --fix would do; give both") }
    let checks = try settings.checks(inputs, arguments) { options in
      options.keepsText = keepsText
      options.measuresTime = arguments.has("timings")
    }
    let carriesCopy = carriesCopy(inputs)
    let outputs = try makeOutputs(inputs.count, isSilent: carriesCopy)
    let renderers = outputs.map(\.renderer)
    let state = Mutex(
      CheckState(
        outputs: outputs, gates: Gates(settings.groups, of: checks.groups),
        judgement: Judgement(settings.groups, checks, arguments), progress: progress(inputs.count, isSilent: carriesCopy),
        tellsOfSuppressed: tellsOfSuppressed, standard: carriesCopy ? StandardOutput() : nil))
    state.withLock { $0.begin(Shell.tool(checks.stores)) }
    let run = Run(inputs, checks, renderers: renderers) { result in
      state.withLock { state in
        state.receive(result)
        return state.isWanted
      }
    }
    let timings = try run.run(jobs: jobs)
    if arguments.has("timings"), let timings { Terminal.note(TimingTable.text(timings)) }
    return try state.withLock { (state) throws(SetupProblems) in
      try state.end(isPatch: arguments.has("diff"))
    }
  }

  /// Whether standard output is for a patch, or for the copy from standard input put right, and not for a report.
  private func carriesCopy(_ inputs: InputList) -> Bool {
    guard arguments.has("fix") else { return false }
    return arguments.has("diff") || inputs.contains { if case .standardInput = $0 { true } else { false } }
  }

  private func makeOutputs(_ inputs: Int, isSilent: Bool) throws(SetupProblems) -> [ReportOutput] {
    let target = arguments.value("output").flatMap { $0 == "-" ? nil : $0 }
    let colour = target == nil && Terminal.wantsColour(arguments.value("color") ?? "auto", descriptor: 1)
    let width = arguments.value("width").flatMap(Int.init) ?? Terminal.columns(1) ?? 100
    var outputs: [ReportOutput] = []
    for (index, (format, path)) in ([(format, target)] + also.map { ($0.format, Optional($0.path)) }).enumerated() {
      if index == 0, isSilent, path == nil { continue }
      let options = ReporterOptions(
        colour: index == 0 && colour, width: width, quiet: arguments.has("quiet"), cards: Shell.cards,
        measured: format == .html ? Shell.measured() : [:],
        templates: format == .html ? try Shell.templates(arguments.value("templates")) : [:])
      outputs.append(try ReportOutput(format, options, path: path))
    }
    return outputs
  }

  /// Whether a report has a place for the number of suppressed findings; else it is said beside the report.
  private var tellsOfSuppressed: Bool {
    ([format] + also.map(\.format)).contains { format in
      switch format {
      case .text: !arguments.has("quiet")
      case .json, .ndjson, .sarif, .html, .markdown, .github: true
      case .gitlab, .junit, .checkstyle, .rdjsonl, .itsXLIFF: false
      }
    }
  }

  private func progress(_ inputs: Int, isSilent: Bool) -> Progress? {
    let target = arguments.value("output").flatMap { $0 == "-" ? nil : $0 }
    return Progress(arguments, total: inputs, standardOutput: isSilent || target == nil)
  }
}

/// What grows while documents come in: outputs, totals, gates.
private struct CheckState: Sendable {
  var outputs: [ReportOutput]
  var gates: Gates
  var judgement: Judgement
  private var progress: Progress?
  private let tellsOfSuppressed: Bool
  /// For a patch or the copy itself.
  var standard: StandardOutput?
  var summary = RunSummary()
  private var filesFixed = 0
  private var isUnwritten = false
  /// False once nobody reads the only output.
  var isWanted = true

  init(
    outputs: [ReportOutput], gates: Gates, judgement: Judgement, progress: Progress?, tellsOfSuppressed: Bool,
    standard: StandardOutput?
  ) {
    self.tellsOfSuppressed = tellsOfSuppressed
    self.outputs = outputs
    self.gates = gates
    self.judgement = judgement
    self.progress = progress
    self.standard = standard
  }

  mutating func begin(_ tool: ToolIdentity) {
    for index in outputs.indices { outputs[index].begin(tool) }
  }

  mutating func receive(_ result: Run.Result) {
    gates.receive(result)
    judgement.receive(result)
    if let problem = result.problem {
      isUnwritten = true
      Terminal.note("wirecheck: \(problem.path): not put right: \(problem.reason)")
    }
    standard?.write(result.output)
    // Where they lie: a report that an array hands out is copied, with all that it refers to.
    result.reports.withUnsafeBufferPointer { reports in
      if reports.indices.contains(where: { reports[$0].fixed > 0 }) { filesFixed += 1 }
      for index in reports.indices { receive(reports[index], index < result.rendered.count ? result.rendered[index] : []) }
    }
    if outputs.allSatisfy({ !$0.isWanted }), standard.map({ !$0.isOpen }) ?? true { isWanted = false }
    progress?.advance(to: summary.documents)
  }

  private mutating func receive(_ document: DocumentReport, _ rendered: [[UInt8]?] = []) {
    summary.add(document)
    for index in outputs.indices {
      outputs[index].document(document, rendered: index < rendered.count ? rendered[index] : nil)
    }
  }

  mutating func end(isPatch: Bool) throws(SetupProblems) -> ExitCode {
    progress?.end()
    for (document, group) in judgement.reports() {
      gates.receive(document, group)
      receive(document)
    }
    // All of them, so that a full disk at one leaves no half of another.
    var failure: SetupProblems?
    for index in outputs.indices {
      do throws(SetupProblems) { try outputs[index].end(summary) } catch { failure = failure ?? error }
    }
    if let failure { throw failure }
    try judgement.writeBaseline()
    if summary.fixed > 0 {
      let places = summary.fixed == 1 ? "1 place" : "\(summary.fixed) places"
      let files = filesFixed == 1 ? "1 file" : "\(filesFixed) files"
      Terminal.note("\(isPatch ? "would put" : "put") \(places) right in \(files)")
    }
    if standard != nil {
      Terminal.note(summary.line)
    } else if summary.suppressed > 0, !tellsOfSuppressed {
      Terminal.note("\(summary.suppressed) suppressed")
    }
    try standard?.check()
    if !isWanted { return .clean }
    if summary.failed > 0 { return .fault }
    if summary.unreadable > 0 || isUnwritten { return .unreadable }
    return gates.crossed && !judgement.isWriting ? .findings : .clean
  }
}
