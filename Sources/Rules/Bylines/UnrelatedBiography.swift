import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// An author box whose beat has nothing to do with the story.
struct UnrelatedBiography: Rule {
  static let card = RuleCard(
    id: "bylines/unrelated-biography", title: "The author box names a beat that the story does not touch",
    mqm: .textualConventions, severity: .minor, confidence: .medium, languages: .withData("beat-technology-biography"),
    why: """
      Content farms put one stock author under every story. A technology author under a story on diplomacy is a sign \
      that the box, or the story, belongs elsewhere.
      """,
    advice: "Check who wrote or translated the story, and drop or replace the box.",
    examples: [
      .flags("en", UnrelatedBiography.politics + "\n[[Anna Holt is a technology author]], who has written for many sites."),
      .flags("en", UnrelatedBiography.politics + "\n[[Peter Novak is a tech writer]] who lives in Bern."),
      .passes("en", UnrelatedBiography.politics + "\nAnna Holt is a political author, who has written for many sites."),
      .passes("en", UnrelatedBiography.politics + "\nAnna Holt is an author, who has written for many sites."),
      .passes(
        "en", "The startup sells software for phones.\nAnna Holt is a technology author, who has written for many sites."),
    ])

  static var needs: Needs { .all(.authorBox) }

  private static let politics = """
    The foreign ministers of the alliance met on Monday to discuss sanctions and security after the invasion. The \
    president told parliament that troops would stay at the border until the talks on the treaty ended, and diplomats \
    said the government expected an election before the summit. The minister said that the embassy would remain open \
    and that the prime minister would meet the opposition leader. Lawmakers asked the defense minister about the war, \
    the military and the ceasefire. The parties to the negotiations will meet again next week, the foreign ministry said.
    """

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    for index in story.paragraphs.indices where story.paragraphs[index].field == .authorBox {
      check(index, story, &out)
    }
  }

  private func check(_ box: Int, _ story: borrowing Analysis, _ out: inout FindingSink) {
    guard let name = story.authorName(box) else { return }
    let range = story.paragraphs[box].tokens
    // The beat of the box: the first that it names.
    var named: (beat: Int, token: Int)?
    for token in name.upperBound..<range.upperBound {
      if let beat = WordClass.beats.indices.first(where: { story.isIn(token, WordClass.beats[$0].biography) }) {
        named = (beat, token)
        break
      }
    }
    guard let named else { return }
    var counts = [Int](repeating: 0, count: WordClass.beats.count)
    var seen: Set<UInt32> = []
    for paragraph in story.paragraphs.indices where paragraph != box && story.paragraphs[paragraph].field != .credit {
      for token in story.paragraphs[paragraph].tokens {
        let id = story.tokens[token].id
        guard id != 0, seen.insert(id).inserted else { continue }
        for (beat, classes) in WordClass.beats.enumerated() where story.language.isIn(id, classes.story) { counts[beat] += 1 }
      }
    }
    guard counts[named.beat] == 0, let strongest = counts.indices.max(by: { counts[$0] < counts[$1] }), counts[strongest] >= 8
    else { return }
    // To the end of the noun phrase that names the beat: “is a technology author”.
    var end = named.token + 1
    if end < range.upperBound, story.isIn(end, .biographyJobs) { end += 1 }
    out.report(
      story.bytes(of: name.lowerBound..<end),
      "The box names a \(WordClass.beats[named.beat].name) author; the story is about \(WordClass.beats[strongest].name).")
  }
}
