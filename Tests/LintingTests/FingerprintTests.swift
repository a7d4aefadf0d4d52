import Findings
import Stories
import TestKit
import TextBase
import Testing

/// Fingerprints are the same when lines move and different when the thing is another.
@Suite struct FingerprintTests {
  private static let story = "The mayor spoke on Monday.\nAbout 175 thousand people marched over the old bridge in Port Reed."

  private func fingerprints(_ text: String) throws -> [String] {
    try check(text, language: "en", rules: ["numbers/scale-word-after-figure"]).map(\.fingerprint)
  }

  @Test func areSixteenHexDigits() throws {
    let found = try fingerprints(Self.story)
    #expect(found.count == 1)
    #expect(found.allSatisfy { $0.count == 16 && $0.allSatisfy { $0.isHexDigit && !$0.isUppercase } })
  }

  @Test(arguments: [
    "A new first paragraph.\n\n" + story, story + "\nA new last paragraph.", story.replacing("\n", with: "\r\n\r\n"),
    "\u{FEFF}" + story,
    story.replacing("\n", with: "\nAn inserted paragraph.\n"), story.replacing("over the old", with: "over the very old"),
    story.replacing(" people", with: "  people"), "\u{1F468}\u{200D}\u{1F469}\n" + story,
  ])
  func survive(_ moved: String) throws {
    #expect(try fingerprints(moved) == fingerprints(Self.story))
  }

  @Test func surviveAnotherNormalForm() throws {
    let text = "Nach dem Café kam der Bürger„ meister“ am Abend zurück."
    let composed = try check(text, language: "de", rules: ["quotes"]).map(\.fingerprint)
    let decomposed = try check(NormalForm.nfd.apply(text), language: "de", rules: ["quotes"]).map(\.fingerprint)
    #expect(!composed.isEmpty && composed == decomposed)
  }

  /// Where the lines of a paragraph end says nothing of a finding, even where one ends in the middle of it.
  @Test func surviveOtherLineEnds() throws {
    let words =
      "The mayor spoke on Monday in the old town hall of Port Reed. About 175 thousand people marched over the bridge, "
      + "said the council, and the harbour was closed to all ships until the evening. Nobody was hurt, and the ferry to "
      + "the island left an hour late. A second march is planned for the end of the week, the mayor said at the meeting."
    let flat = try fingerprints(words)
    #expect(flat.count == 1)
    var inTheMiddle = 0
    for width in 30...80 {
      for lineEnd in ["\n", "\r\n", " \n"] {
        let wrapped = wrap(words, width, lineEnd)
        let bytes = Array(wrapped.utf8)
        let lines = bytes.withUnsafeBufferPointer { PlainTextReader.lines($0, from: 0) }
        // Few long lines are taken for paragraphs.
        guard PlainTextReader.isWrapped(lines, bytes) else { continue }
        if wrapped.contains("175" + lineEnd) { inTheMiddle += 1 }
        #expect(try fingerprints(wrapped) == flat, "\(width)")
      }
    }
    #expect(inTheMiddle > 0)
  }

  private func wrap(_ text: String, _ width: Int, _ lineEnd: String) -> String {
    var lines = [""]
    for word in text.split(separator: " ") {
      if !lines[lines.count - 1].isEmpty, lines[lines.count - 1].count + 1 + word.count > width { lines.append("") }
      lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + word
    }
    return lines.joined(separator: lineEnd)
  }

  @Test(arguments: [
    story.replacing("175", with: "176"), story.replacing("people", with: "women"), story.replacing("About", with: "Some"),
    story.replacing("marched", with: "walked"),
  ])
  func differForAnotherPlace(_ other: String) throws {
    #expect(try fingerprints(other) != fingerprints(Self.story))
  }

  /// Equal places are told apart by their number, and keep it when others come between.
  @Test func equalPlacesAreNumbered() throws {
    let twice = Self.story + "\n" + Self.story
    let found = try fingerprints(twice)
    #expect(Set(found).count == 2)
    #expect(found.first == (try fingerprints(Self.story)).first)
    #expect(try fingerprints(Self.story + "\nThe mayor left.\n" + Self.story) == found)
  }

  @Test func differForAnotherRule() throws {
    let all = try check("She said “yes, ”and « no » to 175 thousand people.", language: "en")
    #expect(all.count >= 2)
    #expect(Set(all.map(\.fingerprint)).count == all.count)
  }
}
