import Foundation
import TestKit
import Testing

@Suite struct InterruptTests {
  /// Standard input stays open, so the program is still reading when the signal comes. Its unfinished report shows that it
  /// has begun.
  @Test func anInterruptLeavesNothingBehind() throws {
    let folder = TemporaryFolder("interrupt")
    let open = Pipe()
    let process = Program.process(["-", "-o", "out.json", "-f", "json", "--also", "markdown=out.md"], in: folder)
    process.standardInput = open
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    // A thread of the test pool blocks signals, and a child inherits that.
    var none = sigset_t()
    var before = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try process.run()
    let deadline = Date(timeIntervalSinceNow: 60)
    while Program.leftovers(folder).count < 2, process.isRunning, Date() < deadline { usleep(5000) }
    #expect(Program.leftovers(folder).count == 2)
    kill(process.processIdentifier, SIGINT)
    while process.isRunning, Date() < deadline { usleep(5000) }
    // Only a program that did not obey is still there.
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 130)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    withExtendedLifetime(open) {}
  }

  @Test(arguments: ["text", "json", "ndjson"])
  func aClosedPipeEndsQuietly(_ format: String) throws {
    let folder = TemporaryFolder("pipe")
    for index in 0..<60 { folder.write("\(index).txt", String(repeating: Copy.major + "\n", count: 40)) }
    let out = Pipe()
    let errors = folder.write("errors", "")
    let process = Program.process(["-f", format, "."], in: folder)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = out
    process.standardError = FileHandle(forWritingAtPath: errors)
    // Nobody reads from the start.
    try out.fileHandleForReading.close()
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 0)
    #expect(FileManager.default.contents(atPath: errors)?.isEmpty == true)
  }
}
