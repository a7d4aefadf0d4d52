import Foundation
import TestKit
import Testing

/// `--fix` and `--fix --diff`.
@Suite struct FixCommandTests {
  let folder = TemporaryFolder("fix")
  private let bad = "Er sagte , es kämen 25,000 Menschen in die Stadt am Montag.\n"
  private let good = "Er sagte, es kämen 25.000 Menschen in die Stadt am Montag.\n"

  private func text(_ name: String) -> String {
    String(decoding: FileManager.default.contents(atPath: folder.path + "/" + name) ?? Data(), as: UTF8.self)
  }

  private func run(_ arguments: [String], input: String = "") throws -> Program.Outcome {
    try Program.run(["--lang", "de"] + arguments, in: folder, input: Data(input.utf8))
  }

  @Test func inPlaceAndOnce() throws {
    let path = folder.write("a.txt", bad + "\r\nZwei Menschen kamen.")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    let outcome = try run(["--fix", "a.txt", "--fail-on", "minor"])
    #expect(outcome.status == 0)
    #expect(text("a.txt") == good + "\r\nZwei Menschen kamen.")
    #expect(outcome.errors.contains("put 2 places right in 1 file"), "\(outcome.errors)")
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o640)
    #expect(Program.leftovers(folder).isEmpty)
    let modified = attributes[.modificationDate] as? Date
    #expect(try run(["--fix", "a.txt"]).errors.isEmpty)
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date == modified)
  }

  @Test func theExitCodeTellsWhatIsLeft() throws {
    folder.write("a.txt", bad + "\n„Wir versprechen nichts , es kämen 25,000 Menschen“, sagte er am Montag.\n")
    let outcome = try run(["--fix", "--fail-on", "minor", "a.txt"])
    // Speech is not edited by machine.
    #expect(text("a.txt").contains("„Wir versprechen nichts , es kämen 25,000 Menschen“"))
    #expect(text("a.txt").hasPrefix(good))
    #expect(outcome.status == 1)
  }

  /// An ASCII file that declares another character set than UTF-8 stays ASCII, so that whoever goes by the declaration reads
  /// what was put into it.
  @Test(arguments: [
    (
      "a.xml",
      #"<?xml version="1.0" encoding="ISO-8859-1"?><nitf xml:lang="de"><body><body.content><p>Er las &#8222;viel, &#8220;sagte sie.</p></body.content></body></nitf>"#,
      #"viel,&#8220; sagte"#
    ),
    (
      "b.xml",
      #"<?xml version="1.0" encoding="US-ASCII"?><rss version="2.0"><channel><language>de</language><item><title>Er liest</title><description>&lt;p&gt;Er las &amp;bdquo;viel, &amp;ldquo;sagte sie.&lt;/p&gt;</description></item></channel></rss>"#,
      "viel,&amp;#8220; sagte"
    ),
    (
      "c.html",
      #"<!DOCTYPE html><html lang="de"><meta charset="windows-1252"><body><p>Er las &bdquo;viel, &ldquo;sagte sie.</p></body></html>"#,
      "viel,&#8220; sagte"
    ),
    (
      "d.html",
      #"<!DOCTYPE html><html lang="de"><meta charset="utf-8"><body><p>Er las &bdquo;viel, &ldquo;sagte sie.</p></body></html>"#,
      "viel,“ sagte"
    ),
  ])
  func aDeclaredCharacterSetIsKept(_ name: String, _ story: String, _ wanted: String) throws {
    folder.write(name, story)
    let outcome = try run(["--fix", "--select", "quotes/misplaced-space", name])
    #expect(text(name).contains(wanted), "\(outcome.errors) \(text(name))")
  }

  @Test func aLinkStaysALink() throws {
    let path = folder.write("real/a.txt", bad)
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/link.txt", withDestinationPath: path)
    #expect(try run(["--fix", "link.txt"]).status == 0)
    #expect(text("real/a.txt") == good)
    #expect((try? FileManager.default.destinationOfSymbolicLink(atPath: folder.path + "/link.txt")) == path)
  }

  @Test func aFileUnderTwoNamesIsOneFile() throws {
    let path = folder.write("s/a.txt", bad)
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/s/link.txt", withDestinationPath: "a.txt")
    #expect(try JSONReport(run(["-f", "json", "s"]).bytes).documents.count == 1)
    let patch = try run(["--fix", "--diff", "s/link.txt", "s/a.txt", path])
    #expect(patch.output.split(separator: "\n").filter { $0.hasPrefix("diff ") } == ["diff --git a/s/a.txt b/s/a.txt"])
    let outcome = try run(["--fix", "s/link.txt", "s/a.txt", "--jobs", "2"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(text("s/a.txt") == good)
  }

  @Test func aPatchFitsWhereverItIsMadeInARepository() throws {
    folder.write("desk/today/a.txt", bad)
    let script = """
      git init -q . && cd desk/today && '\(Program.path)' --no-config --lang de --fix --diff a.txt 2>/dev/null | git apply -v
      """
    let cache = NSTemporaryDirectory() + "/wirecheck-command-tests/cache"
    #expect(
      system("cd '\(folder.path)' && XDG_CACHE_HOME='\(cache)' bash '\(folder.write("s.sh", script))' >/dev/null 2>&1") == 0)
    #expect(text("desk/today/a.txt") == good)
  }

  @Test func suppressedFindingsAreNotFixed() throws {
    let line = "Es kämen 25,000 Menschen in die Stadt am Montag."
    folder.write("a.md", "# Ein Titel\n\n<!-- wirecheck-ignore numbers: so gesandt -->\n\(line)\n\n\(line)\n")
    _ = try run(["--fix", "a.md"])
    let lines = text("a.md").split(separator: "\n")
    #expect(lines[2].contains("25,000") && lines[3].contains("25.000"))
  }

  @Test func standardInputIsPutRightOnStandardOutput() throws {
    let outcome = try run(["--fix", "-"], input: bad)
    #expect(outcome.output == good)
    #expect(outcome.status == 0)
    let both = try run(["--fix", "-", "-o", "out.json", "-f", "json"], input: bad)
    #expect(both.output == good)
    #expect(try JSONReport(Data(text("out.json").utf8)).summary["fixed"] as? Int == 2)
    #expect(try run(["--fix", "-"], input: good).output == good)
  }

  @Test func diffNeedsFix() throws {
    folder.write("a.txt", bad)
    #expect(try run(["--diff", "a.txt"]).status == 2)
  }

  @Test func aFileWithoutPermissionIsLeftAlone() throws {
    guard getuid() != 0 else { return }
    let path = folder.write("a.txt", bad)
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
    let outcome = try run(["--fix", "a.txt"])
    #expect(outcome.status == 3 && outcome.errors.contains("no permission"), "\(outcome.errors)")
    #expect(text("a.txt") == bad)
  }

  @Test(arguments: ["a.txt", "mit leer.txt", "ö/ä.txt", "a\"b.txt"])
  func gitTakesThePatch(_ name: String) throws {
    let filler = (1...12).map { "Zeile \($0) sagt nichts weiter.\n" }.joined()
    let before = bad + filler + bad.dropLast()
    let after = good + filler + good.dropLast()
    folder.write("r/" + name, before)
    let patch = try Program.run(["--lang", "de", "--fix", "--diff", "r/" + name], in: folder)
    #expect(text("r/" + name) == before)
    #expect(patch.status == 0)
    #expect(
      patch.output.contains("\n@@ -1,4 +1,4 @@\n") && patch.output.contains("\\ No newline at end of file"), "\(patch.output)")
    folder.write("p.patch", Array(patch.bytes))
    let status = system("cd '\(folder.path)' && git init -q . && git apply p.patch")
    #expect(status == 0, "\(patch.output)")
    #expect(text("r/" + name) == after)
  }

  @Test func noPatchForGoodCopy() throws {
    folder.write("a.txt", good)
    let outcome = try run(["--fix", "--diff", "a.txt"])
    #expect(outcome.output.isEmpty && outcome.status == 0)
  }

  @Test func severalFilesSideBySide() throws {
    for index in 0..<20 { folder.write("s/\(index).txt", bad) }
    let one = try run(["--fix", "--diff", "s", "--jobs", "1"])
    let many = try run(["--fix", "--diff", "s", "--jobs", "4"])
    #expect(one.bytes == many.bytes)
    #expect(try run(["--fix", "s", "--jobs", "4"]).status == 0)
    for index in 0..<20 { #expect(text("s/\(index).txt") == good) }
    #expect(Program.leftovers(folder).isEmpty)
  }
}
