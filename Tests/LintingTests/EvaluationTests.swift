import Findings
import Testing
import TextBase

@testable import Linting

@Suite struct EvaluationTests {
  /// A record whose edits are given as (text before, what stands there, what it was).
  private func record(_ parts: [(plain: String, now: String, was: String)], tail: String, spans: String = "[]") throws
    -> GoldRecord
  {
    var text = ""
    var edits: [String] = []
    for part in parts {
      text += part.plain
      let start = text.unicodeScalars.count
      text += part.now
      edits.append("{\"start\":\(start),\"end\":\(text.unicodeScalars.count),\"was\":\"\(part.was)\"}")
    }
    text += tail
    let json =
      "{\"id\":\"x\",\"class\":\"doubled_word\",\"lang\":\"en\",\"text\":\"\(text)\",\"spans\":\(spans),\"edits\":[\(edits.joined(separator: ","))]}"
    return try #require(GoldRecord(JSONValue(Array(json.utf8))))
  }

  @Test func `Undone edits give the untouched story and places lead back`() throws {
    let record = try record(
      [("Ärzte „", "die ", ""), ("neue ", "Klinik", "Praxis"), (" oeffnet ", "", "morgen "), ("um ", "acht", "elf")],
      tail: " Uhr.")
    let base = record.base
    #expect(String(decoding: base, as: UTF8.self) == "Ärzte „neue Praxis oeffnet morgen um elf Uhr.")
    // Words that no edit touched keep their letters.
    for word in ["Ärzte", "neue", "oeffnet", "um", "Uhr"] {
      let start = try #require((0..<base.count).first { base[$0...].starts(with: word.utf8) })
      let place = record.place(ofBase: ByteRange(start, start + word.utf8.count))
      #expect(String(decoding: record.text[place.start..<place.end], as: UTF8.self) == word)
    }
    // A finding that begins or ends in a changed place takes all of it.
    let start = try #require((0..<base.count).first { base[$0...].starts(with: "axis oe".utf8) })
    let place = record.place(ofBase: ByteRange(start, start + 7))
    #expect(String(decoding: record.text[place.start..<place.end], as: UTF8.self) == "Klinik oe")
    #expect(record.place(ofBase: ByteRange(0, base.count)) == ByteRange(0, record.text.count))
  }

  @Test func `Two bytes are forgiven and no more`() throws {
    let record = try record([("abcdef", "XY", "")], tail: "ghijkl", spans: "[{\"start\":6,\"end\":8}]")
    let near = [ByteRange(3, 5), ByteRange(4, 5), ByteRange(9, 12), ByteRange(10, 12), ByteRange(4, 4), ByteRange(10, 10)]
    #expect(near.map { GoldRules.isOnGold($0, record) } == [true, true, true, false, true, true])
    #expect(!GoldRules.isOnGold(ByteRange(2, 4), record))
  }

  @Test func `Tables keep what they read`() throws {
    let text = "tab\t line\n back\\slash \\n"
    #expect(TabbedRows.unescape(TabbedRows.escape(text)) == text)
    let budgets = Budgets([Budgets.Row(kind: .clean, language: "en", name: "*", bound: 12_345)])
    #expect(try Budgets(budgets.tsv(), path: "b.tsv").rows == budgets.rows)
    #expect(throws: SetupProblems.self) { try Budgets(Array("clean\ten\t*\n".utf8), path: "b.tsv") }
    #expect(Figures.decimal(0.005, 2) == "0.01" && Figures.decimal(-1.25, 1) == "-1.3" && Figures.decimal(2, 0) == "2")
  }

  @Test func `Verdicts hold for findings that overlap them`() throws {
    let table = Adjudications.header + "\nclean\ten/a.txt\tquotes/unclosed\t10\t“\treal\tthe quotation never ends\n"
    #expect(try Adjudications(Array(table.utf8), path: "a.tsv").count == 1)
    // A table that must not repeat the copy says where each place ends.
    var both = try Adjudications(Array(table.utf8), path: "a.tsv")
    let places = "# a note\ncorpus\tfile\trule\tstart\tend\tverdict\treason\nmt\tx\tquotes/unclosed\t10\t12\tfalse\tit ends\n"
    try both.add(Array(places.utf8), path: "b.tsv")
    #expect(both.count == 2)
    #expect(throws: SetupProblems.self) {
      try both.add(Array((places + "mt\tx\tquotes/unclosed\t10\t9\treal\t\n").utf8), path: "b.tsv")
    }
    #expect(throws: SetupProblems.self) {
      try Adjudications(Array((table + "clean\tx\ty\t1\tz\tmaybe\t\n").utf8), path: "a.tsv")
    }
  }
}
