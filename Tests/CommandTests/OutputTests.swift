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

  private func shell(_ script: String) -> Int32 {
    let cache = NSTemporaryDirectory() + "/wirecheck-command-tests/cache"
    let path = folder.write("script.sh", "wirecheck() { '\(Program.path)' --no-config \"$@\"; }\n" + script)
    return system("cd '\(folder.path)' && XDG_CACHE_HOME='\(cache)' bash '\(path)' >script-output 2>&1") >> 8
  }

  @Test func aReportThatCannotBeWrittenIsNoReport() throws {
    folder.write("major.txt", Copy.major)
    #if os(Linux)
      for command in [
        "wirecheck major.txt >/dev/full", "wirecheck major.txt -o /dev/full", "'\(Program.path)' rules >/dev/full",
      ] {
        #expect(shell(command) == 2, "\(command)")
        #expect(FileManager.default.contents(atPath: folder.path + "/script-output")?.isEmpty == false)
      }
    #endif
    for path in [".", "none/out.json", "major.txt/out.json"] {
      let outcome = try Program.run(["major.txt", "-o", path], in: folder)
      #expect(outcome.status == 2)
      #expect(outcome.errors.contains("folder"), "\(outcome.errors)")
    }
  }

  @Test func closedDescriptorsHarmNothing() throws {
    folder.write("major.txt", Copy.major)
    #expect(shell("wirecheck major.txt >&- 2>&- <&-") == 1)
    #expect(shell("wirecheck - <&-") == 3)
    #expect(shell("wirecheck -f json major.txt -o out.json >&- <&-") == 1)
    #expect(FileManager.default.contents(atPath: folder.path + "/major.txt") == Data(Copy.major.utf8))
    #expect(try JSONReport(FileManager.default.contents(atPath: folder.path + "/out.json") ?? Data()).findings.count == 1)
  }

  @Test func aLinkToTheOutputStaysALink() throws {
    folder.write("major.txt", Copy.major)
    folder.write("real.json", "")
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/link.json", withDestinationPath: "real.json")
    #expect(try Program.run(["-f", "json", "-o", "link.json", "major.txt"], in: folder).status == 1)
    #expect((try? FileManager.default.destinationOfSymbolicLink(atPath: folder.path + "/link.json")) == "real.json")
    #expect(try JSONReport(FileManager.default.contents(atPath: folder.path + "/real.json") ?? Data()).findings.count == 1)
    // A redirected standard output is a link to a file, and stands in a folder that is nobody's.
    #expect(shell("wirecheck -q -o /dev/stdout major.txt >out.txt; [ -s out.txt ] && [ -L /dev/stdout ]") == 0)
  }

  @Test func suppressedFindingsAreAlwaysCounted() throws {
    folder.write("a.md", "# Talks\n\n<!-- wirecheck-ignore quotes: as sent -->\n\(Copy.major)")
    for format in [
      "text", "json", "sarif", "github", "markdown", "html", "junit", "gitlab", "checkstyle", "rdjsonl", "its-xliff",
    ] {
      let outcome = try Program.run(["-f", format, "a.md"], in: folder)
      #expect((outcome.output + outcome.errors).contains("uppress"), "\(format)")
    }
    #expect(try Program.run(["-q", "a.md"], in: folder).errors == "1 suppressed\n")
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
