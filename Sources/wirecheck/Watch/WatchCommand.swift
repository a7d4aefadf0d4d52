import CProcess
import Findings
import Linting
import Reporters
import Synchronization
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

/// Where stories wait for workers and their ends for the watcher.
private final class Desk: Sendable {
  struct Ended: Sendable {
    let job: Delivery.Job
    let end: Delivery.End
    var statuses: [DocumentReport.Status] = []
  }

  private struct State {
    var jobs: [Delivery.Job] = []
    var next = 0
    var ended: [Ended] = []
    var isClosed = false
  }

  private let state = Mutex(State())
  private let waiting = Semaphore()

  func add(_ job: Delivery.Job) {
    state.withLock { $0.jobs.append(job) }
    waiting.signal()
  }

  func close() {
    state.withLock { $0.isClosed = true }
    waiting.signal()
  }

  func take() -> Delivery.Job? {
    while true {
      waiting.wait()
      let next: Delivery.Job? = state.withLock { state in
        guard !state.isClosed, state.next < state.jobs.count else { return nil }
        let job = state.jobs[state.next]
        state.next += 1
        if state.next == state.jobs.count { (state.jobs, state.next) = ([], 0) }
        return job
      }
      guard var job = next else {
        // For the other workers.
        waiting.signal()
        return nil
      }
      do throws(ClaimedFile.Refusal) {
        job.claim = try ClaimedFile(job.path)
        return job
      } catch {
        switch error {
        case .unreadable(let reason):
          job.problem = reason
          return job
        // Another watcher will move it, or leaves it and this one sees that it is known.
        case .held: state.withLock { $0.ended.append(Ended(job: job, end: .held)) }
        case .gone: state.withLock { $0.ended.append(Ended(job: job, end: .changed)) }
        }
      }
    }
  }

  func finish(_ job: Delivery.Job, _ outcome: Delivery.Outcome, _ end: Delivery.End) {
    state.withLock { $0.ended.append(Ended(job: job, end: end, statuses: outcome.reports.map(\.status))) }
  }

  func collect() -> [Ended] {
    state.withLock { state in
      defer { state.ended = [] }
      return state.ended
    }
  }
}

/// The loop that looks into the folder. All on one thread.
private struct Watcher {
  var folder: HotFolder
  let settings: Settings
  let arguments: Arguments
  let delivery: Delivery
  let desk: Desk
  private(set) var undelivered = 0
  private(set) var failed = 0
  private(set) var unreadable = 0
  private var isMissing = false
  private let watch = cprocess_watch_open()
  private let moved = MovedNames()

  init(folder: HotFolder, settings: Settings, arguments: Arguments, delivery: Delivery, desk: Desk) {
    self.folder = folder
    self.settings = settings
    self.arguments = arguments
    self.delivery = delivery
    self.desk = desk
  }

  mutating func work(stop: Int32, rescan: Int, isOnce: Bool) throws(SetupProblems) {
    var line = LogLine("started", time: Terminal.timestamp)
    line.add("path", folder.path)
    line.add("changes", watch >= 0 ? "told by the system" : "found by looking")
    Terminal.log(line)
    let begin = Terminal.nanoseconds
    while true {
      // Before each look, as the folder may have gone and come back.
      if watch >= 0 {
        _ = cprocess_watch_add(watch, folder.path)
        moved.take(watch)
      }
      collect()
      let now = Terminal.nanoseconds
      let look = try self.look(now)
      if isOnce, folder.isIdle, isDone(look, now - begin) { return }
      let cost = Terminal.nanoseconds - now
      var wait = min(rescan, look?.next.map { $0 - now } ?? .max)
      // What workers have done is asked for often while they are at work.
      if !folder.isIdle || isOnce { wait = min(wait, 50_000_000) }
      // Looking may take a tenth of the time at most: ten thousand files are told of one by one.
      let pause = max(5_000_000, cost * 10)
      if cprocess_wait(stop, -1, Int32(min(pause, wait) / 1_000_000)) { return }
      if wait > pause, cprocess_wait(stop, watch, Int32((wait - pause) / 1_000_000) + 1) { return }
    }
  }

  private mutating func look(_ now: Int) throws(SetupProblems) -> HotFolder.Look? {
    let look: HotFolder.Look
    do throws(FileProblem) {
      look = try folder.look(now: now, moved: moved.names)
      if isMissing { Terminal.log(event("folder-back")) }
      isMissing = false
    } catch {
      if !isMissing { Terminal.log(event("folder-missing", error.reason)) }
      isMissing = true
      return nil
    }
    moved.names = []
    for name in look.gone { delivery.forget(name) }
    for job in try jobs(look.ready) { desk.add(job) }
    return look
  }

  /// Whether all that was there is done; a file that still grows after half a minute is left for another time.
  private func isDone(_ look: HotFolder.Look?, _ elapsed: Int) -> Bool {
    guard let look else { return true }
    return look.ready.isEmpty && (look.unsettled == 0 || elapsed > 30_000_000_000)
  }

  private func event(_ name: StaticString, _ problem: String? = nil) -> LogLine {
    var line = LogLine(name, time: Terminal.timestamp)
    line.add("path", folder.path)
    line.add("problem", problem)
    return line
  }

  private func jobs(_ arrivals: [HotFolder.Arrival]) throws(SetupProblems) -> [Delivery.Job] {
    let paths = arrivals.map { folder.path + "/" + $0.name }
    let keepsText = delivery.formats.contains { $0.showsCopy }
    let checks = try settings.checks(InputList(paths.map { .file($0) }), arguments) { $0.keepsText = keepsText }
    return arrivals.indices.map { index in
      Delivery.Job(
        arrival: arrivals[index], path: paths[index], check: checks[index],
        gates: Gates(settings.groups, of: [checks.groups[index]]), began: .now)
    }
  }

  mutating func collect() {
    for ended in desk.collect() {
      let arrival = ended.job.arrival
      if ended.statuses.contains(.failed) { failed += 1 }
      if ended.statuses.contains(.unreadable) { unreadable += 1 }
      switch ended.end {
      case .moved: folder.moved(arrival.name)
      case .stays: folder.stays(arrival.name, arrival.state)
      case .held: folder.held(arrival.name, arrival.state, now: Terminal.nanoseconds)
      case .changed: folder.retry(arrival.name, arrival.state, now: Terminal.nanoseconds)
      case .undelivered(let reason):
        undelivered += 1
        var line = LogLine("retry", time: Terminal.timestamp)
        line.add("path", ended.job.path)
        line.add("problem", reason)
        Terminal.log(line)
        folder.retry(arrival.name, arrival.state, now: Terminal.nanoseconds)
      }
    }
  }
}

/// Names of files that were moved into the folder since they were last asked for.
private final class MovedNames {
  var names: Set<String> = []

  func take(_ watch: Int32) {
    cprocess_watch_read(
      watch,
      { context, name in
        let moved = Unmanaged<MovedNames>.fromOpaque(context!).takeUnretainedValue()
        moved.names.insert(String(cString: name))
      }, Unmanaged.passUnretained(self).toOpaque())
  }
}
