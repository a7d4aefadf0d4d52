import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// The same word twice in a row.
struct DoubledWord: Rule {
  static let card = RuleCard(
    id: "repetition/word", title: "A word stands twice in a row",
    mqm: .addition, severity: .minor, confidence: .high, languages: .withData("may-double"),
    why: "A doubled word is the commonest slip of cutting, pasting and post-editing, and spelling checkers pass over it.",
    advice: "Delete one of the two.",
    examples: [
      .flags("en", "The committee met in [[the the]] old town hall.", fixed: "The committee met in the old town hall."),
      .flags("en", "Output nearly [[tripled tripled]] last year.", fixed: "Output nearly tripled last year."),
      .flags("de", "Er reiste mit [[dem dem]] Zug nach Bremen.", fixed: "Er reiste mit dem Zug nach Bremen."),
      .flags("es", "La votación se celebró [[en en]] marzo.", fixed: "La votación se celebró en marzo."),
      .flags("uk", "Він працює [[в в]] одній із шкіл.", fixed: "Він працює в одній із шкіл."),
      .passes("en", "She had had enough, and the crowd was very very loud."),
      .passes("en", "They flew to Bora Bora, and M M Larsen stayed at home."),
      .flags("de", "Für [[den den]] Hafen heißt das nichts Gutes.", fixed: "Für den Hafen heißt das nichts Gutes."),
      .passes("de", "Es sind Regeln, die die Kammer selbst geschrieben hat."),
      .passes("fr", "Nous nous réunirons lundi, et vous vous déciderez mardi."),
      .passes("es", "El jueves declaró Antonia Bencomo Bencomo, de 38 años."),
      .passes("it", "Sbucciate le patate calde calde, poi schiacciatele."),
      .passes("en", "It was what it was, was it not, and in the The Hague office it stayed."),
    ])

  static var needs: Needs { .all(.doubledWords) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    let habits = story.language.habits
    let doubling: Doubling =
      habits.contains(.doublesWords) ? .words : habits.contains(.doublesIntoAdverbs) ? .adverbs : .none
    for paragraph in story.paragraphs where paragraph.language == nil && paragraph.tokens.count > 1 {
      var previous = story.tokens[paragraph.tokens.lowerBound].hash
      for index in paragraph.tokens.dropFirst() {
        let hash = story.tokens[index].hash
        defer { previous = hash }
        guard hash == previous, hash != 0, let confidence = confidence(index, story, doubling) else { continue }
        let (first, second) = (story.tokens[index - 1], story.tokens[index])
        out.report(
          first.range.union(second.range), "\(Wording.quoted(story.text(index))) stands twice in a row.",
          confidence: confidence,
          fixes: [
            .replace(ByteRange(Int(first.end), Int(second.end)), with: "", "Delete the second word", .review)
          ])
      }
    }
  }

  private func confidence(_ index: Int, _ story: borrowing Analysis, _ doubling: Doubling) -> Confidence? {
    let (first, second) = (story.tokens[index - 1], story.tokens[index])
    guard second.flags.contains(.spaceBefore) else { return nil }
    if second.kind == .number { return isDoubledFigure(index, story) ? .medium : nil }
    guard second.kind == .word, first.kind == .word, !story.isInLoop(index) else { return nil }
    let isFunction = story.isIn(index, .function) || story.isIn(index, .prepositions) || story.isIn(index, .articles)
    // One letter alone is an initial or a label unless the language has such a word.
    if second.scalars == 1, !isFunction || second.shape == .singleUpper { return nil }
    // The The Hague, it IT: a name or a title begins.
    if first.shape != second.shape, !(first.flags.contains(.sentenceStart) && first.isCapitalised && second.shape == .lower) {
      return nil
    }
    if story.isIn(index, .mayDouble) { return nil }
    if story.isIn(index, .mayDoubleInClause), beginsClause(index - 1, story) { return nil }
    // A compound’s hyphen or a clitic: ha-ha ha, s’il il.
    if isJoined(index - 1, before: true, story) || isJoined(index, before: false, story) { return nil }
    // The The, Me Me Me: a name or a title sets capitals.
    if second.shape == .capitalised, first.shape == .capitalised, !first.flags.contains(.sentenceStart), isFunction {
      return .low
    }
    if isFunction, second.scalars > 3 || index < 2 || doubling != .adverbs || !story.isIn(index - 2, .mayDouble) {
      return .high
    }
    // Only words of grammar are judged there.
    if doubling == .words { return nil }
    // CNN and BBC are spelled out letter by letter in Arabic script.
    if index > 1, second.scalars <= 3, story.tokens[index - 2].kind == .word, story.isIn(index - 2, .mayDouble) { return nil }
    if doubling == .adverbs { return isAdverb(second, story) ? nil : .medium }
    if second.isCapitalised, story.language.habits.contains(.twoSurnames), index > 1, story.tokens[index - 2].isCapitalised {
      return nil
    }
    if second.isCapitalised, !story.language.habits.contains(.capitalNouns) || second.id == 0 {
      // A heading of one word that runs into its paragraph: Protests Protests were held.
      if first.flags.contains(.sentenceStart) { return .low }
      // A name may be a doubled one (Ni Ni), so the story itself must show it single.
      return isAloneElsewhere(index, story) ? .medium : second.shape == .capitalised && second.scalars >= 6 ? .medium : nil
    }
    if story.language.habits.contains(.doublesForForce), story.endsPhrase(index + 1) { return nil }
    // “ja ja”, “tick tick”: short words are doubled in speech, those at the end of what is said least of all by mistake.
    if second.flags.contains(.quoted), second.scalars < 4 { return .low }
    return second.scalars >= 4 ? .high : .medium
  }

  /// What the language doubles of itself.
  private enum Doubling { case none, adverbs, words }

  /// Short words, and the endings of adverbs that are made by doubling: ـا in Arabic, ه in Persian, े ी in Hindi.
  private func isAdverb(_ token: Token, _ story: borrowing Analysis) -> Bool {
    if token.script == Script.hangul.code { return token.scalars < 2 }
    if token.script == Script.latin.code { return token.scalars < 6 || token.isCapitalised }
    guard token.scalars >= 4 else { return true }
    switch story.scalar(before: Int(token.end)) {
    case 0x627, 0x64B, 0x647, 0x6C0, 0x940, 0x947, 0x93E, 0x902: return true
    default: return false
    }
  }

  /// Whether a clause begins here: with the sentence, or at most two words behind a comma or another mark.
  private func beginsClause(_ index: Int, _ story: borrowing Analysis) -> Bool {
    if story.tokens[index].flags.contains(.sentenceStart) { return true }
    for back in 1...3 where index - back >= 0 {
      let token = story.tokens[index - back]
      if token.kind != .word { return true }
      if token.flags.contains(.sentenceStart) { return false }
    }
    return false
  }

  private func isJoined(_ index: Int, before: Bool, _ story: borrowing Analysis) -> Bool {
    let other = before ? index - 1 : index + 1
    guard story.tokens.indices.contains(other) else { return false }
    let (token, neighbour) = (story.tokens[index], story.tokens[other])
    let isAdjacent = before ? neighbour.end == token.start : token.end == neighbour.start
    return isAdjacent
      && (story.isDash(other) || neighbour.kind == .quote || story.isMark(other, 0x2010) || story.isMark(other, 0x2011))
  }

  private func isAloneElsewhere(_ index: Int, _ story: borrowing Analysis) -> Bool {
    let hash = story.tokens[index].hash
    return story.capitalised.contains { other in
      abs(other - index) > 1 && story.tokens[other].hash == hash
        && !(story.tokens.indices.contains(other + 1) && story.tokens[other + 1].hash == hash)
        && !(other > 0 && story.tokens[other - 1].hash == hash)
    }
  }

  /// A long figure twice between words; tables and scores have figures or marks around theirs.
  private func isDoubledFigure(_ index: Int, _ story: borrowing Analysis) -> Bool {
    guard story.tokens[index].scalars >= 3, story.tokens[index - 1].kind == .number, index > 1,
      story.tokens.indices.contains(index + 1)
    else { return false }
    return story.tokens[index - 2].kind == .word && story.tokens[index - 2].shape == .lower
      && story.tokens[index + 1].kind == .word && story.tokens[index + 1].shape == .lower
  }
}
