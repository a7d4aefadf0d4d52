import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// Four abstract nouns and more in a row, or four “of” in one clause: what chains of genitives become in English.
struct NounStack: Rule {
  static let card = RuleCard(
    id: "calque/noun-stack", title: "Nouns are piled up or strung on “of”", mqm: .unidiomatic,
    severity: .minor, confidence: .medium, languages: .withData("stack-heads"),
    why: """
      Russian, Ukrainian, Polish and German string nouns together by their cases, which readers follow. English has no cases: \
      a pile of nouns, or one “of” behind another, has to be read twice.
      """,
    advice: "Break it up: say with verbs who does what.",
    examples: [
      .flags("en", "Officials spoke of [[the situation resolution prospects discussion process]] on Monday."),
      .flags("en", "They backed [[the production modernisation programme implementation control procedure]] in May."),
      .flags(
        "en",
        "She attended the meeting [[of the heads of the departments of the ministry of the interior of]] the region on Monday."),
      .passes("en", "Officials spoke of how they would discuss the prospects of a resolution on Monday."),
      .passes("en", "The information technology investment programme ended in May."),
      .passes("en", "The city wrote a climate change adaptation action plan in May."),
      .passes(
        "en",
        "She attended the meeting of the heads of the departments of the ministry, which took place on Monday of last week."),
      .passes("en", "The team of Norland, of Osland, of Westland and of the islands met in the port of Holm."),
      .passes("en", "“The situation resolution prospects discussion process began,” she said."),
    ])

  static var needs: Needs { .nothing }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    guard story.language.has(.stackHeads) else { return }
    if story.wordClasses.contains(.stackHeads) {
      for head in story.notable where story.isIn(head, .stackHeads) { checkPile(head, story, &out) }
    }
    findChains(story, &out)
  }

  /// The nouns before the last one.
  private func checkPile(_ head: Int, _ story: borrowing Analysis, _ out: inout FindingSink) {
    guard isNoun(head, story), !story.tokens.indices.contains(head + 1) || !isNoun(head + 1, story) else { return }
    var first = head
    while first > 0, !story.tokens[first].flags.contains(.lineStart), isNoun(first - 1, story) { first -= 1 }
    let count = head - first + 1
    guard count >= 4, let paragraph = story.paragraph(at: Int(story.tokens[head].start)), story.paragraphs[paragraph].isBody
    else { return }
    if first > 0, story.isIn(first - 1, .articles) { first -= 1 }
    out.report(
      story.bytes(of: first..<head + 1), "\(count) nouns stand in a row, with nothing to say how they belong together.",
      // Four are a habit of officials everywhere.
      confidence: count > 4 ? .medium : .low)
  }

  /// A word in small letters that is an abstract noun, by list or by its ending.
  private func isNoun(_ token: Int, _ story: borrowing Analysis) -> Bool {
    let word = story.tokens[token]
    guard word.kind == .word, word.shape == .lower, word.joint == 0, !word.flags.contains(.quoted) else { return false }
    if story.isIn(token, .stackHeads) || story.isIn(token, .stackNouns) { return true }
    return word.scalars > 5 && !story.isIn(token, .function) && story.ends(token, in: .stackEndings)
  }

  /// Four links and more, with one to three words between two of them and no mark.
  private func findChains(_ story: borrowing Analysis, _ out: inout FindingSink) {
    let link = story.language.firstWord(of: .nounLink)
    guard link != 0 else { return }
    // Every token is looked at, so nothing but its word is: chains are rare.
    var places: [Int] = []
    story.tokens.withUnsafeBufferPointer { tokens in
      var last = -9
      var count = 0
      for place in tokens.indices where tokens[place].id == link {
        count = place - last <= 4 ? count + 1 : 1
        last = place
        if count == 4 { places.append(place) }
      }
    }
    for place in places { checkChain(of: link, around: place, story, &out) }
  }

  /// The chain whose fourth link is at `place`.
  private func checkChain(of link: UInt32, around place: Int, _ story: borrowing Analysis, _ out: inout FindingSink) {
    guard let paragraph = story.paragraph(at: Int(story.tokens[place].start)), story.paragraphs[paragraph].isBody else {
      return
    }
    var chain = place..<place
    var count = 0
    for token in max(story.paragraphs[paragraph].tokens.lowerBound, place - 12)..<story.paragraphs[paragraph].tokens.upperBound
    {
      let word = story.tokens[token]
      if word.kind != .word || word.flags.contains(.quoted) {
        if token > place { break }
        count = 0
      } else if word.id == link {
        let goesOn = count > 0 && (2...4).contains(token - chain.upperBound + 1)
        if !goesOn, token > place { break }
        chain = (goesOn ? chain.lowerBound : token)..<token + 1
        count = goesOn ? count + 1 : 1
      }
    }
    report(chain, count, story, &out)
  }

  private func report(_ chain: Range<Int>, _ count: Int, _ story: borrowing Analysis, _ out: inout FindingSink) {
    guard count >= 4 else { return }
    out.report(
      story.bytes(of: chain),
      "\(Wording.quoted(story.text(chain.lowerBound))) stands \(count) times in one clause, each noun hanging on the next.")
  }
}
