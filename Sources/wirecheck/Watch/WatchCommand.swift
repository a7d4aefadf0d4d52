import CProcess
import Findings
import Linting
import Reporters
import TextBase

/// `wirecheck watch`: checks what is dropped into a folder until it is told to stop.
struct WatchCommand {
  private let arguments: Arguments
  private let folder: String
  private let isOnce: Bool
  private let jobs: Int
  private let rescan: Int
  private let settle: Int
  private let settings: Settings
  private let delivery: Delivery

  init(_ arguments: Arguments) throws(SetupProblems) {
    guard arguments.positional.count == 1, let out = arguments.value("out") else {
      throw Shell.usage("wirecheck watch needs a folder and --out DIR: wirecheck watch IN --out REPORTS")
    }
    self.arguments = arguments
    folder = WatchCommand.trimmed(arguments.positional[0])
    guard Files.status(folder)?.kind == .directory else {
      throw SetupProblems([SetupProblem(path: folder, "there is no such folder")])
    }
    isOnce = arguments.has("once")
    var formats: [ReportFormat] = []
    for name in (arguments.value("report") ?? "json").split(separator: ",") {
      guard let format = ReportFormat(rawValue: String(name)) else {
        let names = ReportFormat.available.map(\.rawValue).joined(separator: ", ")
        throw Shell.usage("--report needs formats among \(names), not “\(name)”")
      }
      if !formats.contains(format) { formats.append(format) }
    }
    do throws(SetupProblem) {
      jobs = try arguments.integer("jobs", 1...512) ?? Terminal.processors
      rescan = try WatchCommand.nanoseconds(arguments, "rescan", 0.05...86400) ?? 5_000_000_000
      settle = try WatchCommand.nanoseconds(arguments, "settle", 0...3600) ?? 1_000_000_000
    } catch {
      throw SetupProblems([error])
    }
    let needsPage = formats.contains(.html)
    delivery = Delivery(
      out: WatchCommand.trimmed(out), pass: arguments.value("pass").map(WatchCommand.trimmed),
      fail: arguments.value("fail").map(WatchCommand.trimmed), formats: formats,
      page: ReporterOptions(
        cards: Shell.cards, measured: needsPage ? Shell.measured() : [:],
        templates: needsPage ? try Shell.templates(arguments.value("templates")) : [:]))
    settings = try Settings(arguments)
    settings.isForMany = true
    try makeFolders()
  }

  private static func trimmed(_ path: String) -> String {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }

  private static func nanoseconds(
    _ arguments: Arguments, _ name: String, _ range: ClosedRange<Double>
  ) throws(SetupProblem) -> Int? {
    guard let text = arguments.value(name) else { return nil }
    guard let number = Double(text), range.contains(number) else {
      throw SetupProblem("--\(name) must be seconds, from \(range.lowerBound) to \(Int(range.upperBound)), not “\(text)”")
    }
    return Int(number * 1e9)
  }

  /// A folder that is read and written would be fed with its own reports.
  private func makeFolders() throws(SetupProblems) {
    let others =
      [("--out", delivery.out)]
      + [("--pass", delivery.pass), ("--fail", delivery.fail)].compactMap { name, path in
        path.map { (name, $0) }
      }
    for (name, path) in others {
      do throws(FileProblem) {
        try Files.makeDirectory(path)
      } catch {
        throw SetupProblems([SetupProblem(path: path, "cannot be made: \(error.reason)")])
      }
      let isOut = name != "--out" && Files.realPath(path) == Files.realPath(delivery.out)
      if Files.realPath(path) == Files.realPath(folder) || isOut {
        throw Shell.usage(
          "\(name) is the same folder as \(isOut ? "--out" : "the one that is watched"); give it one of its own")
      }
    }
  }

  func run() throws(SetupProblems) -> ExitCode {
    let stop = cprocess_catch_stop()
    let delivery = delivery
    delivery.clean(folder)
    let desk = Desk()
    let crew = Crew<Delivery.Job, Delivery.Outcome>(
      .init(
        take: { desk.take() }, check: { delivery.check($0, $1) }, failed: { delivery.failed($0, $1) },
        finish: { job, outcome in desk.finish(job, outcome, delivery.deliver(job, outcome)) }))
    crew.start(workers: jobs)
    var watcher = Watcher(
      folder: HotFolder(folder, settle: settle), settings: settings, arguments: arguments, delivery: delivery, desk: desk)
    let result: Result<Void, SetupProblems> = Result { () throws(SetupProblems) in
      try watcher.work(stop: stop, rescan: rescan, isOnce: isOnce)
    }
    // Stories that somebody works on are finished; the others wait for the next time.
    desk.close()
    _ = crew.wait()
    watcher.collect()
    Terminal.log(LogLine("stopped", time: Terminal.timestamp))
    try result.get()
    guard isOnce else { return .clean }
    return watcher.undelivered > 0 ? .setup : watcher.failed > 0 ? .fault : watcher.unreadable > 0 ? .unreadable : .clean
  }
}
