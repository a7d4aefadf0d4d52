import Foundation
import TestKit
import Testing

@Suite struct InputTests {
  let folder = TemporaryFolder("input")

  private func paths(_ outcome: Program.Outcome) throws -> [String] {
    try JSONReport(outcome.bytes).documents.map { $0["path"] as? String ?? "" }
  }

  @Test func standardInput() throws {
    let input = Data(Copy.major.utf8)
    for arguments in [["-f", "json", "-"], ["-f", "json"], ["check", "-f", "json", "-"]] {
      let outcome = try Program.run(arguments, in: folder, input: input)
      #expect(outcome.status == 1)
      #expect(try paths(outcome) == ["<stdin>"])
    }
    let named = try Program.run(["-f", "json", "--stdin-filename", "desk/a.txt", "-"], in: folder, input: input)
    #expect(named.status == 1)
    #expect(try paths(named) == ["desk/a.txt"])
    #expect(try Program.run(["-"], in: folder).status == 3)
  }

  @Test func filesFrom() throws {
    for name in ["a.txt", "b b.txt", "c\nc.txt"] { folder.write(name, Copy.clean) }
    folder.write("lines", "a.txt\r\n\nb b.txt\n")
    folder.write("nul", "b b.txt\0c\nc.txt\0")
    #expect(try paths(Program.run(["-f", "json", "--files-from", "lines"], in: folder)) == ["a.txt", "b b.txt"])
    #expect(try paths(Program.run(["-f", "json", "--files-from", "nul", "-0"], in: folder)) == ["b b.txt", "c\nc.txt"])
    #expect(try paths(Program.run(["-f", "json", "-0", "a.txt", "--files-from=nul"], in: folder)).count == 3)
    let piped = try Program.run(["-f", "json", "--files-from", "-"], in: folder, input: Data("a.txt\nb b.txt".utf8))
    #expect(try paths(piped) == ["a.txt", "b b.txt"])
  }

  @Test func listedFoldersAreWalkedAndADashIsAName() throws {
    folder.write("s/a.txt", Copy.clean)
    folder.write("-", Copy.clean)
    folder.write("list", "s\n-\n")
    #expect(try paths(Program.run(["-f", "json", "--files-from", "list"], in: folder)) == ["s/a.txt", "./-"])
    #expect(try Program.run(["-0", "s"], in: folder).errors.contains("--files-from"))
  }

  /// Of many files of one folder the folder tells what they are; what is none of them is asked for one by one.
  @Test func longListsMayHoldFoldersAndLinksAndWhatIsMissing() throws {
    let stories = (100..<170).map { "s/\($0).txt" }
    for story in stories { folder.write(story, Copy.clean) }
    folder.write("s/below/z.txt", Copy.clean)
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/s/link.txt", withDestinationPath: "100.txt")
    let names = stories + ["s/below", "s/link.txt", "s/none.txt", "s/101.txt"]
    folder.write("list", names.joined(separator: "\n") + "\n")
    let outcome = try Program.run(["-f", "json", "--files-from", "list"], in: folder)
    #expect(outcome.status == 3)
    #expect(try paths(outcome) == stories + ["s/below/z.txt", "s/link.txt", "s/none.txt"])
    let last = try #require(try JSONReport(outcome.bytes).documents.last)
    #expect(last["status"] as? String == "unreadable")
  }

  @Test func theSourceTextTellsItsLanguageAndNoMore() throws {
    folder.write("a.txt", Copy.clean)
    folder.write("source.txt", "Совет собрался в понедельник и проголосовал за бюджет города на следующий год.\n")
    let outcome = try Program.run(["-f", "json", "--source", "source.txt", "--lang", "en", "a.txt"], in: folder)
    let document = try #require(try JSONReport(outcome.bytes).documents.first)
    #expect(document["sourceLanguage"] as? String == "ru")
    #expect(document["sourceLanguageFrom"] as? String == "option")
    let lacks = document["notChecked"] as? [[String: String]] ?? []
    #expect(lacks.contains { $0["family"] == "source" })
    for arguments in [["--source", "none.txt", "a.txt"], ["--source", "source.txt", "a.txt", "source.txt"]] {
      let outcome = try Program.run(arguments, in: folder)
      #expect(outcome.status == 2)
      #expect(outcome.errors.contains("--source"))
    }
  }

  @Test(arguments: ["zz9", "12", "e", "english", "en_US", "x-klingon"])
  func whatIsNoLanguageTagIsRefused(_ tag: String) throws {
    folder.write("a.txt", Copy.clean)
    #expect(try Program.run(["--lang", tag, "a.txt"], in: folder).status == 2)
    #expect(try Program.run(["--source-lang", tag, "a.txt"], in: folder).status == 2)
  }

  @Test func twoDashesEndOptions() throws {
    folder.write("--all", Copy.major)
    folder.write("-x.txt", Copy.clean)
    folder.write("rules", Copy.clean)
    let outcome = try Program.run(["-f", "json", "--", "--all", "-x.txt"], in: folder)
    #expect(outcome.status == 1)
    #expect(try paths(outcome) == ["--all", "-x.txt"])
    #expect(try paths(Program.run(["-f", "json", "--", "rules"], in: folder)) == ["rules"])
    #expect(try Program.run(["-x.txt"], in: folder).status == 2)
  }

  /// A path stands once, however often it is named, and a link in a folder to one that is met there is none of its own.
  @Test func pathsThatAreNamedAgainAreReadOnce() throws {
    folder.write("d/a.txt", Copy.clean)
    folder.write("d/sub/b.txt", Copy.clean)
    for (link, target) in [("d/0.txt", "sub/b.txt"), ("d/l.txt", "a.txt")] {
      try FileManager.default.createSymbolicLink(atPath: folder.path + "/" + link, withDestinationPath: target)
    }
    let outcome = try Program.run(["-f", "json", "d", "d/a.txt", "missing", "d/sub", "missing", "./d/a.txt", "d"], in: folder)
    #expect(try paths(outcome) == ["d/a.txt", "d/sub/b.txt", "missing", "./d/a.txt"], "\(outcome.errors)")
  }

  @Test func foldersAreWalkedAndEachFileIsReadOnce() throws {
    for name in ["s/b.txt", "s/a/c.TXT", "s/picture.png"] { folder.write(name, Copy.clean) }
    let outcome = try Program.run(["-f", "json", "s/b.txt", "s"], in: folder)
    #expect(outcome.status == 0)
    #expect(try paths(outcome) == ["s/b.txt", "s/a/c.TXT"])
  }

  @Test func configurationIsFoundUpward() throws {
    folder.write("desk/.wirecheck.yml", "fail-on: minor\n")
    folder.write("desk/today/a.txt", Copy.minor)
    #expect(try Program.run(["desk/today/a.txt"], in: folder).status == 1)
    #expect(try Program.run(["--no-config", "desk/today/a.txt"], in: folder).status == 0)
    #expect(try Program.run(["--fail-on", "major", "desk/today/a.txt"], in: folder).status == 0)
    folder.write("other.yml", "fail-on: never\n")
    let environment = ["WIRECHECK_CONFIG": "other.yml"]
    #expect(try Program.run(["desk/today/a.txt"], in: folder, environment: environment).status == 0)
  }
}
