import Foundation
import TestKit
import Testing

/// `wirecheck lexicon export` and `import`.
@Suite struct TermListTests {
  let folder = TemporaryFolder("terms")

  private let table = """
    id\tkind\tlanguage\tterm\tstatus\tnote
    town-hall\t\ten\tcity hall\tpreferred\t
    town-hall\t\ten\ttown house\tdeprecated\t
    harbour\tplace\ten\tPort Ostra\tpreferred\t
    harbour\tplace\tde\tHafen Ostra\tpreferred\t
    idle\t\ten\tmayor\tpreferred\t

    """

  @Test func aTableBecomesRules() throws {
    folder.write("desk.tsv", table)
    let outcome = try Program.run(["lexicon", "import", "desk.tsv", "--out", "own"], in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("1 entities, 1 phrases"), "\(outcome.output)")
    #expect(outcome.errors.contains("1 concepts have no deprecated term"), "\(outcome.errors)")
    folder.write("a.txt", "The council met at the town house on Monday and voted on the budget.\n")
    let report = try JSONReport(Program.run(["-f", "json", "--lexicons", "own", "a.txt"], in: folder).bytes)
    #expect(report.rules == ["style/deprecated-term"])
    #expect(report.findings.first?["advice"] as? String == "Write “city hall”.")
    #expect(report.findings.first?["entry"] as? String == "en#town-hall")
    // What stands there is not written over.
    #expect(try Program.run(["lexicon", "import", "desk.tsv", "--out", "own"], in: folder).status == 2)
  }

  @Test func anImportedTermInsideThePreferredOneIsAProblem() throws {
    folder.write("desk.tsv", "id\tlanguage\tterm\tstatus\nhall\ten\tcity hall\tpreferred\nhall\ten\thall\tdeprecated\n")
    let outcome = try Program.run(["lexicon", "import", "desk.tsv", "--out", "own"], in: folder)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("own/en/desk.yaml:17:12: “city hall” must not be reported"), "\(outcome.errors)")
  }

  @Test(arguments: [true, false])
  func tbxOfBothEditions(_ isNew: Bool) throws {
    let names = isNew ? ("tbx", "conceptEntry", "langSec", "termSec") : ("martif", "termEntry", "langSet", "tig")
    folder.write(
      "desk.tbx",
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <\(names.0) type="TBX-Basic"><text><body>
      <\(names.1) id="c1"><\(names.2) xml:lang="en">
      <\(names.3)><term>city hall</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></\(names.3)>
      <\(names.3)><term>town &amp; house</term><termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></\(names.3)>
      <\(names.3)><term>town house</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></\(names.3)>
      </\(names.2)></\(names.1)>
      </body></text></\(names.0)>
      """)
    let outcome = try Program.run(["lexicon", "import", "desk.tbx", "--out", "own"], in: folder)
    let text = String(
      decoding: FileManager.default.contents(atPath: folder.path + "/own/en/desk.yaml") ?? Data(), as: UTF8.self)
    #expect(text.contains("match: [\"town & house\", \"town house\"]"), "\(text)\(outcome.errors)")
  }

  @Test(arguments: ["tsv", "tbx"])
  func whatGoesOutComesIn(_ format: String) throws {
    folder.write("desk.tsv", table)
    _ = try Program.run(["lexicon", "import", "desk.tsv", "--out", "own"], in: folder)
    let out = try Program.run(["lexicon", "export", "own", "--as", format, "-o", "desk2." + format], in: folder)
    #expect(out.status == 0, "\(out.errors)")
    let back = try Program.run(["lexicon", "import", "desk2." + format, "--out", "again"], in: folder)
    #expect(back.output.contains("1 entities, 1 phrases"), "\(back.output)\(back.errors)")
    // The list says of each concept which file it came from.
    func entity(_ root: String, _ name: String) -> Substring {
      let bytes = FileManager.default.contents(atPath: "\(folder.path)/\(root)/und/entities/\(name).yaml") ?? Data()
      let text = String(decoding: bytes, as: UTF8.self)
      return text.range(of: "entries:").map { text[$0.lowerBound...] } ?? ""
    }
    #expect(entity("own", "desk").sorted() == entity("again", "desk").sorted() && !entity("own", "desk").isEmpty)
  }

  @Test func theShippedLexiconsGoOut() throws {
    let table = try Program.run(["lexicon", "export"], in: folder)
    #expect(table.status == 0)
    #expect(table.output.hasPrefix("id\tkind\tlanguage\tterm\tstatus\tclass\tpattern\tnote\tfile\trule\t"))
    #expect(table.output.contains("kyiv\tplace\ten\tKyiv\tadmitted\trival\t"))
    let tbx = try Program.run(["lexicon", "export", "--as", "tbx"], in: folder)
    let parser = XMLTreeCheck()
    #expect(parser.isWellFormed(tbx.output))
  }

  /// Every entry of every pack, and every entity, comes back with all that it says; in files that take the place of ours.
  @Test func theShippedLexiconsComeBackWhole() throws {
    let out = try Program.run(["lexicon", "export", "-o", "all.tsv"], in: folder)
    #expect(out.status == 0, "\(out.errors)")
    let back = try Program.run(["lexicon", "import", "all.tsv", "--out", "again"], in: folder)
    #expect(back.status == 0 && back.errors.isEmpty, "\(back.errors.prefix(2000))")
    let first = String(decoding: FileManager.default.contents(atPath: folder.path + "/all.tsv") ?? Data(), as: UTF8.self)
    let second = try Program.run(["lexicon", "export", "again"], in: folder).output
    let (rows, again) = (first.split(separator: "\n"), second.split(separator: "\n"))
    #expect(rows.count == again.count && rows.count > 5000)
    let differing = zip(rows, again).first { $0 != $1 }
    #expect(differing == nil, "\(String(describing: differing))")
  }

  @Test func aFileOfAListStaysBelowTheFolder() throws {
    folder.write(
      "desk.tsv",
      "id\tkind\tlanguage\tterm\tstatus\tfile\nhall\t\ten\ttown house\tdeprecated\t../outside.yaml\n\t\t\t\t\t\n")
    let refused = try Program.run(["lexicon", "import", "desk.tsv", "--out", "own"], in: folder)
    #expect(refused.status == 2 && refused.errors.contains("desk.tsv:3:1: the row has no id"), "\(refused.errors)")
    folder.write(
      "desk.tsv", "id\tkind\tlanguage\tterm\tstatus\tfile\nhall\t\ten\ttown house\tdeprecated\t../outside.yaml\n")
    let outcome = try Program.run(["lexicon", "import", "desk.tsv", "--out", "own"], in: folder)
    #expect(outcome.status == 0 && outcome.errors.contains("“../outside.yaml” is no path below"), "\(outcome.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/outside.yaml"))
  }

  @Test(
    arguments: [
      ("id\tterm\n", "desk.tsv:1:1: ", "no column “language”"), ("id\tlanguage\tterm\tstats\n", "desk.tsv:1:1: ", "“status”"),
      ("id\tlanguage\tterm\tstatus\na\ten\tb\tbad\n", "desk.tsv:2:1: ", "preferred, admitted or deprecated"),
      ("id\tlanguage\tterm\na\t\tb\n", "desk.tsv:2:1: ", "no language"), ("", "desk.tsv", "empty"),
      ("<html></html>", "desk.tsv", "no TBX"),
    ] as [(String, String, String)])
  func mistakesHaveAPlace(_ text: String, _ place: String, _ says: String) throws {
    folder.write("desk.tsv", text)
    let outcome = try Program.run(["lexicon", "import", "desk.tsv", "--out", "own"], in: folder)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(place) && outcome.errors.contains(says), "\(outcome.errors)")
  }
}

/// Whether every element that is opened is closed again in order.
private struct XMLTreeCheck {
  func isWellFormed(_ text: String) -> Bool {
    var open: [Substring] = []
    for part in text.split(separator: "<").dropFirst() where !part.hasPrefix("?") {
      let name = part.prefix { $0 != ">" && $0 != " " && $0 != "\n" }
      if name.hasPrefix("/") {
        if open.popLast() != name.dropFirst() { return false }
      } else {
        open.append(name)
      }
    }
    return open.isEmpty && !text.isEmpty
  }
}
