import Findings
import RuleKit
import Stories
import TextBase

/// A quotation that is opened and never closed.
struct UnclosedQuotation: Rule {
  static let card = RuleCard(
    id: "quotes/unclosed", title: "A quotation is opened and never closed",
    mqm: .punctuation, severity: .major, confidence: .medium,
    why: "Where the closing mark is lost, the reader takes the reporter's words for the speaker's.",
    advice: "Put the closing mark where the speech ends.",
    examples: [
      .flags("en", "She said [[“]]we will go on with it.\nThe council met again. “It is late,” he said, “but fine.”"),
      .flags("de", "Sie sagte [[„]]wir machen weiter.\nDer Rat tagte wieder. „Es ist spät“, sagte er, „aber gut.“"),
      .flags("en", "[[‘]]We will go on with it, she said.\nThe council met again. ‘It is late,’ he said, ‘but fine.’"),
      .flags("de", "„Er rief [[‚]]wir kommen und ging“, sagte sie. „Dann rief er noch ‚jetzt aber schnell‘.“"),
      .passes("en", "“First paragraph of a statement.\n“Second paragraph,” he said."),
      .passes("en", "O’Brien’s dogs’ tails, rock ’n’ roll of the ’90s and ‘a new start’: the workers’ own words."),
      .passes("nl", "’s Morgens ligt Max’ boot in ’s-Hertogenbosch. ‘Het is mooi’, zei zij. ‘Dat was ’t in de jaren ’90 al.’"),
      .passes("en", "“One,” he said. “Two,” she said."),
      .passes("fr", "« Premier paragraphe.\n« Deuxième paragraphe », a-t-il dit."),
    ])

  static var needs: Needs { .all(.faultyMarks) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    for index in story.quoteMarks.indices where story.quoteMarks[index].fault == .unclosed {
      let mark = story.quoteMarks[index]
      let isSure = mark.margin >= 0.5 && !opensAgain(index, story)
      out.report(
        story.bytes(of: mark), "The quotation that opens here is never closed.", confidence: isSure ? .medium : .low)
    }
  }

  /// Whether the next sentence opens the quotation again, as each paragraph of a speech does, where the whole story stands in
  /// one paragraph: somebody ran it together.
  private func opensAgain(_ index: Int, _ story: borrowing Analysis) -> Bool {
    let (mark, next) = (story.quoteMarks[index], index + 1)
    let words = story.paragraphs[mark.paragraph].words
    guard next < story.quoteMarks.count, story.language.profile.reopening == .opening, words >= 120,
      words * 10 >= story.wordCount * 9
    else { return false }
    let other = story.quoteMarks[next]
    return other.paragraph == mark.paragraph && other.scalar == mark.scalar && other.role == .open && other.followsStop
  }
}

/// A closing mark without an opening one.
struct UnopenedQuotation: Rule {
  static let card = RuleCard(
    id: "quotes/unopened", title: "A quotation is closed that was never opened",
    mqm: .punctuation, severity: .major, confidence: .medium,
    why: "Where the opening mark is lost, nobody can tell where the speech begins.",
    advice: "Put the opening mark where the speech begins.",
    examples: [
      .flags("en", "“It is late,” he said. The council will go on with it[[”]], she said. “Fine,” he added."),
      .flags("de", "„Es ist spät“, sagte er. Der Rat macht weiter[[“]], sagte sie. „Gut“, fügte er hinzu."),
      .flags("de", "Die „Neue Rundschau“ sprach von einem „Meilenstein“, der Kölner Bote[[“]] schrieb: „Bloß Beton“."),
      .flags("nl", "‘Het is te laat’, zei hij. De raad gaat ermee door[[’]], zei zij. ‘Goed dan’, voegde hij toe."),
      .passes("en", "‘It is the dogs’ home,’ he said. The workers’ was another. He stood 6’ tall by the boys’ count."),
      .passes("en", "The 12\" disc sold well."),
      .passes("en", "“It is late,” he said."),
      .passes("en", "“It is late.\nNobody came,” he said."),
      .flags("en", "She wrote “Ten Songs From the Old Sailors” Club,[[”]] a novel. “It sold well,” she said."),
    ])
  static var needs: Needs { .all(.faultyMarks) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    for index in story.quoteMarks.indices where story.quoteMarks[index].fault == .unopened {
      let mark = story.quoteMarks[index]
      out.report(
        story.bytes(of: mark), "This mark closes a quotation that was never opened.",
        confidence: mark.margin >= 0.5 && !followsClosing(index, story) ? .medium : .low)
    }
  }

  /// Of two closing marks within three words one is too many, and it may be the other one: Boys" Club,"
  private func followsClosing(_ index: Int, _ story: borrowing Analysis) -> Bool {
    guard index > 0 else { return false }
    let before = story.quoteMarks[index - 1]
    // A single mark closes what stands within; behind a comma the next item begins: “one”, two”, “three”.
    guard before.family != .single, !story.isMark(before.token + before.width, 0x2C) else { return false }
    return before.role == .close && story.quoteMarks[index].token - before.token <= 5
  }
}
