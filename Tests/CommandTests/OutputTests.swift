import Foundation
import TestKit
import Testing

@Suite struct OutputTests {
  let folder = TemporaryFolder("output")

  @Test(arguments: ["text", "json", "ndjson"])
  func theNumberOfJobsChangesNoByte(_ format: String) throws {
    let lines = [Copy.clean, Copy.minor, Copy.major, Copy.low]
    for index in 0..<40 {
      // Lengths differ, so that stories end out of order.
      let body = (0...(index * 7 % 13)).map { lines[(index + $0 * $0) % 4] }.joined(separator: "\n")
      folder.write("stories/story-\(index).txt", body)
    }
    let one = try Program.run(["-f", format, "--jobs", "1", "--all", "stories", "missing.txt"], in: folder)
    let eight = try Program.run(["-f", format, "--jobs", "8", "--all", "stories", "missing.txt"], in: folder)
    #expect(one.status == 3)
    #expect(eight.status == 3)
    #expect(one.bytes.count > 10_000)
    #expect(one.bytes == eight.bytes)
  }

  @Test func outputAndAlsoWriteWholeFiles() throws {
    folder.write("major.txt", Copy.major)
    folder.write("out.json", String(repeating: "older and longer\n", count: 1000))
    let outcome = try Program.run(
      ["-f", "json", "-o", "out.json", "--also", "ndjson=lines.ndjson", "--also=markdown=note.md", "major.txt"], in: folder)
    #expect(outcome.status == 1)
    #expect(outcome.bytes.isEmpty)
    #expect(Program.leftovers(folder).isEmpty)
    let printed = try Program.run(["-f", "json", "major.txt"], in: folder)
    #expect(FileManager.default.contents(atPath: folder.path + "/out.json") == printed.bytes)
    let lines = try Program.run(["-f", "ndjson", "major.txt"], in: folder)
    #expect(FileManager.default.contents(atPath: folder.path + "/lines.ndjson") == lines.bytes)
    let note = FileManager.default.contents(atPath: folder.path + "/note.md") ?? Data()
    #expect(String(decoding: note, as: UTF8.self).contains("quotes/misplaced-space"))
  }

  @Test func twoReportsNeverShareAFile() throws {
    folder.write("major.txt", Copy.major)
    let outcome = try Program.run(["-f", "json", "-o", "out", "--also", "sarif=out", "major.txt"], in: folder)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("two reports cannot go to one file: out"))
    #expect(Program.leftovers(folder).isEmpty)
  }

  /// A place that cannot be written leaves nothing half of the other reports.
  @Test func aFullDiskLeavesNoHalf() throws {
    folder.write("major.txt", Copy.major)
    let outcome = try Program.run(["-f", "json", "-o", "/dev/full", "--also", "sarif=out.sarif", "major.txt"], in: folder)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("/dev/full: cannot be written"))
    #expect(Program.leftovers(folder).isEmpty)
  }

  @Test func alsoLeavesStandardOutputAlone() throws {
    folder.write("major.txt", Copy.major)
    let plain = try Program.run(["major.txt"], in: folder)
    let both = try Program.run(["major.txt", "--also", "json=out.json"], in: folder)
    #expect(plain.bytes == both.bytes)
    #expect(plain.status == both.status)
  }

  @Test func colourFollowsTheConventions() throws {
    folder.write("major.txt", Copy.major)
    func isColoured(_ arguments: [String], _ environment: [String: String]) throws -> Bool {
      try Program.run(arguments + ["major.txt"], in: folder, environment: environment).output.contains("\u{1B}[")
    }
    #expect(try !isColoured([], [:]))
    #expect(try isColoured([], ["CLICOLOR_FORCE": "1"]))
    #expect(try !isColoured([], ["CLICOLOR_FORCE": "0"]))
    #expect(try !isColoured([], ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"]))
    #expect(try isColoured(["--color", "always"], ["NO_COLOR": "1"]))
    #expect(try !isColoured(["--color", "never"], ["CLICOLOR_FORCE": "1"]))
    #expect(try !isColoured(["-f", "json"], ["CLICOLOR_FORCE": "1"]))
  }

  @Test func lowConfidenceIsHiddenAndNeverFails() throws {
    folder.write("low.txt", Copy.low)
    let hidden = try Program.run(["-f", "json", "--fail-on", "minor", "low.txt"], in: folder)
    #expect(hidden.status == 0)
    #expect(try JSONReport(hidden.bytes).findings.isEmpty)
    let shown = try Program.run(["-f", "json", "--fail-on", "minor", "--all", "low.txt"], in: folder)
    #expect(shown.status == 0)
    #expect(try JSONReport(shown.bytes).rules == ["acronyms/never-expanded"])
    #expect(try JSONReport(shown.bytes).findings.first?["confidence"] as? String == "low")
  }
}
