import Findings
import Formats
import Foundation
import Stories
import TestKit
import TextBase
import Testing

/// What a test may take that must not take hours; the address sanitizer, which `make asan` tells of, makes minutes of seconds.
private let patience: TimeLimitTrait.Duration =
  .minutes(ProcessInfo.processInfo.environment["ASAN_OPTIONS"] == nil ? 2 : 60)

/// Files that are broken, cut or made to do harm.
@Suite struct HostileTests {
  private func read(_ text: String, _ name: String = "a", as format: String? = nil) throws -> [StoryText] {
    let file = try DecodedFile(Array(text.utf8))
    return try StoryFormats().reader(for: file, path: name, named: format).read(file)
  }

  private func problem(_ text: String, _ name: String = "a", as format: String? = nil) -> String? {
    do throws(DecodedFile.Unreadable) {
      let file = try DecodedFile(Array(text.utf8))
      _ = try StoryFormats().reader(for: file, path: name, named: format).read(file)
      return nil
    } catch {
      return error.reason
    }
  }

  /// Every sample, cut at many places and with bytes changed, in every format.
  @Test(arguments: SampleTests.samples)
  func damageIsRead(_ name: String) throws {
    let bytes = try Files.read(SampleTests.folder + name)
    var random: UInt64 = 7
    func next(_ limit: Int) -> Int {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(random >> 33) % limit
    }
    let marks = Array("<>&;\"'[]{}()\\`*_#|-\u{1}\u{2}\u{3}\n ".utf8)
    for round in 0..<120 {
      var changed = bytes
      if round % 2 == 0 { changed.removeSubrange(next(bytes.count)...) }
      for _ in 0..<(round % 5) where !changed.isEmpty {
        let at = next(changed.count)
        if round % 3 == 0 { changed.remove(at: at) } else { changed[at] = marks[next(marks.count)] }
      }
      guard let file = try? DecodedFile(changed) else { continue }
      for format in [nil] + StoryFormats.names.map(Optional.some) {
        guard let reader = try? StoryFormats().reader(for: file, path: name, named: format),
          let stories = try? reader.read(file)
        else { continue }
        for story in stories {
          var last = 0
          for block in story.blocks {
            #expect(block.range.start >= last && block.range.end <= story.bytes.count && !block.range.isEmpty)
            last = block.range.end
            let origin = story.map.origin(of: block.range)
            #expect(origin.start >= 0 && origin.end <= file.bytes.count && origin.start <= origin.end)
          }
        }
      }
    }
  }

  @Test func entitiesAreNotMultiplied() throws {
    let bomb =
      "<!DOCTYPE nitf [<!ENTITY a \"ha\">" + (0..<20).map { "<!ENTITY b\($0) \"&a;&a;&a;&a;&a;&a;&a;&a;\">" }.joined()
      + "]><nitf><body><body.content><p>x &b19; &a; y</p></body.content></body></nitf>"
    let story = try read(bomb)[0]
    #expect(story.bytes.text(story.blocks[0].range) == "x &b19; ha y")
  }

  @Test func externalEntitiesStayAsTheyAre() throws {
    let story = try read(
      "<!DOCTYPE nitf [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><nitf><body><body.content><p>a &x; b</p></body.content></body></nitf>"
    )[0]
    #expect(story.bytes.text(story.blocks[0].range) == "a &x; b")
  }

  @Test func depthIsBounded() {
    let deep = String(repeating: "<block>", count: 5000)
    #expect(problem("<nitf><body><body.content>" + deep)?.contains("levels deep") == true)
    // Browsers read such pages, so it is no ground to refuse them.
    #expect(problem("<!DOCTYPE html><body>" + String(repeating: "<div><b>", count: 5000) + "text") == nil)
    #expect(problem("{\"uri\": \"x\", \"bodies\": " + String(repeating: "[", count: 5000))?.contains("levels") == true)
  }

  /// What takes seconds took hours when a reader went back to the start for each mark.
  @Test(
    .timeLimit(patience),
    arguments: [
      ("<!DOCTYPE html><p ", "a='"), ("<html>", "<"), ("<html>", "<a <"), ("<html>", "<!--"), ("<html>", "&#"),
      ("<html>", "</p>"), ("<html>", "<p>"), ("<html><script>", "</scrip"),
    ])
  func hostileMarkupEnds(_ head: String, _ part: String) {
    _ = problem(head + String(repeating: part, count: 80000 / part.utf8.count))
  }

  @Test(
    .timeLimit(patience),
    arguments: [
      "[", "![", "](", "[a](", "`", "``` `", "*a ", "_", "<a", "\\", "> ", "- ", "| ", "#", "![[]()", "<?", "|a\n|-\n",
    ])
  func hostileMarkdownEnds(_ part: String) {
    _ = problem("a " + String(repeating: part, count: 40000 / part.utf8.count), as: "markdown")
  }

  /// cmark-gfm takes quadratic time on these; what could take minutes is refused.
  @Test(.timeLimit(patience), arguments: ["![[]()", "<?", "<!", "*a* [b](c)\n", "[^1]_", "a|b\n|-|\n", "> |-|\n"])
  func aMarkdownParagraphIsBounded(_ part: String) throws {
    let reason = try #require(problem("w " + String(repeating: part, count: 2_000_000 / part.utf8.count), as: "markdown"))
    #expect(reason.hasSuffix("give --input-format text"))
  }

  /// Long, and without a blank line, but nothing to go back for.
  @Test(
    .timeLimit(patience),
    arguments: [
      "Word upon word. ", "A line of copy.\n", "- *An* item with [a link](x)\n", "A [link](x) and another.\n", "a *b*\n---\n",
    ])
  func aLongMarkdownParagraphIsRead(_ part: String) {
    #expect(problem("w " + String(repeating: part, count: 1_100_000 / part.utf8.count), as: "markdown") == nil)
  }

  @Test func problemsSayWhatIsWrong() {
    #expect(problem("<?xml version=\"1.0\"?><tmx/>") == "it is XML, but no news format that wirecheck reads: its root is <tmx>")
    #expect(problem("{\"a\": 1}", "a.json") == "it is JSON, but no news format that wirecheck reads")
    #expect(problem("{\"uri\": \"x\",\n\"body_text\": \"y\"") == "it is not whole JSON: line 2: the text ends too early")
    #expect(problem("\u{1}ABC") == nil)
    #expect(problem("x", as: "iptc7901") == "no story stands between its start and end marks")
  }

  @Test func aCutFileIsReadAndSaidToBeCut() throws {
    let story = try read("<nitf><body><body.content><p>One.</p><p>Two")[0]
    #expect(story.blocks.count == 2 && story.notes.count == 1)
  }

  @Test(arguments: [
    ("a.txt", "<p>Left over</p>\nA story.", "text"), ("a", "<p>One.</p><p>Two.</p>", "html"), ("a.md", "Words.", "markdown"),
    ("a.txt", "# A line\n\nSome **words** here.", "text"), ("a", "# A title\n\nSome **words** here.", "markdown"),
    ("a.txt", "---\ntitle: A\n---\n\nWords.", "markdown"), ("a", "---\n\nThree dashes open this story.\n---\n", "text"),
    ("a", "{braces} open this story", "text"), ("a", "<Agency> says no", "text"), ("a", "[Brackets] too", "text"),
  ])
  func formatsAreToldApart(_ sample: (path: String, text: String, format: String)) throws {
    let file = try DecodedFile(Array(sample.text.utf8))
    let reader = try StoryFormats().reader(for: file, path: sample.path, named: nil)
    #expect(type(of: reader).format == sample.format)
  }
}
