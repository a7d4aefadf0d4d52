import Findings
import Linting
import Reporters
import TextBase

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Ends the process with a code of the contract.
func exitProcess(_ code: ExitCode) -> Never { exit(code.rawValue) }

/// What an exit says.
enum ExitCode: Int32, Sendable {
  case clean = 0
  case findings = 1
  case setup = 2
  case unreadable = 3
  case fault = 4
  case interrupted = 130
}

/// Where output goes and what the other end can show.
enum Terminal {
  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  static func columns(_ descriptor: Int32) -> Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  static var processNumber: Int32 { getpid() }

  static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// The day by the clock, in universal time so that one moment is one day everywhere. For expiry dates alone.
  static var today: Day? {
    var now = time(nil)
    var parts = tm()
    guard gmtime_r(&now, &parts) != nil else { return nil }
    func padded(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return Day("\(parts.tm_year + 1900)-\(padded(parts.tm_mon + 1))-\(padded(parts.tm_mday))")
  }

  /// A clock that is never set, for intervals.
  static var nanoseconds: Int {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return now.tv_sec * 1_000_000_000 + now.tv_nsec
  }

  /// Universal time to the millisecond, for logs.
  static var timestamp: String {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    var parts = tm()
    gmtime_r(&now.tv_sec, &parts)
    func padded(_ number: Int, _ digits: Int = 2) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
    let day = "\(parts.tm_year + 1900)-\(padded(Int(parts.tm_mon) + 1))-\(padded(Int(parts.tm_mday)))"
    let time = "\(padded(Int(parts.tm_hour))):\(padded(Int(parts.tm_min))):\(padded(Int(parts.tm_sec)))"
    return "\(day)T\(time).\(padded(now.tv_nsec / 1_000_000, 3))Z"
  }

  /// A line for programs, on standard error.
  static func log(_ line: LogLine) { try? Files.write(line.bytes, to: 2, named: "standard error") }

  /// Notes for people, on standard error.
  static func note(_ text: String) {
    try? Files.write(Array((text + "\n").utf8), to: 2, named: "standard error")
  }

  /// Puts a text in the place of the line that the terminal of standard error is on.
  static func overwrite(_ text: String) {
    try? Files.write(Array("\r\(text)\u{1B}[K".utf8), to: 2, named: "standard error")
  }

  /// Whether to colour, by the usual conventions.
  static func wantsColour(_ choice: String, descriptor: Int32) -> Bool {
    switch choice {
    case "always": return true
    case "never": return false
    default:
      if let no = Files.environment("NO_COLOR"), !no.isEmpty { return false }
      if let force = Files.environment("CLICOLOR_FORCE"), !force.isEmpty, force != "0" { return true }
      return isTerminal(descriptor) && Files.environment("TERM") != "dumb"
    }
  }
}

/// Output that a closed pipe ends quietly.
struct StandardOutput {
  /// False once nobody reads any more, or nothing more can be written.
  private(set) var isOpen = true
  private var problem: FileProblem?

  mutating func write(_ bytes: [UInt8]) {
    guard isOpen, !bytes.isEmpty else { return }
    do throws(FileProblem) {
      try Files.write(bytes, to: 1, named: "standard output")
    } catch {
      isOpen = false
      if !error.isClosedPipe { problem = error }
    }
  }

  /// A reader that went away is no problem; a full disk is.
  func check() throws(SetupProblems) {
    guard let problem else { return }
    throw SetupProblems([SetupProblem("standard output cannot be written: \(problem.reason)")])
  }

  mutating func write(_ text: String) { write(Array(text.utf8)) }
}
