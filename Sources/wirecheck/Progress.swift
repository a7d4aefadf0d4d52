/// How far a long run is, on standard error.
struct Progress: Sendable {
  private let total: Int
  /// One line that is written over; not where the findings go to the same terminal.
  private let isInPlace: Bool
  private var lastNote = 0

  /// A run that is worth a word.
  private static let longRun = 200
  private static let step = 50
  private static let pause = 100_000_000

  /// Nil when nothing is to be said. `standardOutput`: whether the report goes there.
  init?(_ arguments: Arguments, total: Int, standardOutput: Bool) {
    let isTerminal = Terminal.isTerminal(2)
    let sharesTerminal = standardOutput && Terminal.isTerminal(1)
    switch arguments.value("progress") ?? "auto" {
    case "always": break
    case "never": return nil
    default: guard total > Progress.longRun, isTerminal, !sharesTerminal else { return nil }
    }
    self.total = total
    isInPlace = isTerminal && !sharesTerminal
  }

  mutating func advance(to count: Int) {
    if isInPlace {
      let now = Terminal.nanoseconds
      guard now - lastNote > Progress.pause else { return }
      lastNote = now
      Terminal.overwrite("\(count) of \(total) stories")
    } else if count % Progress.step == 0 || count == total {
      Terminal.note("\(count) of \(total) stories")
    }
  }

  /// Takes the line away.
  func end() {
    if isInPlace { Terminal.overwrite("") }
  }
}
