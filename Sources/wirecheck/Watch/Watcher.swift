import CProcess
import Findings
import Linting
import Reporters
import TextBase

/// The loop that looks into the folder. All on one thread.
struct Watcher {
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
