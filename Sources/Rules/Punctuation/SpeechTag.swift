import Stories
import TextBase

/// Who speaks, named behind a dash as Slavic copy does: “…, – said Larsen, – …”.
enum SpeechTag {
  /// The comma, or the comma and the closing mark, that stand before the dash: the first of the two.
  static func comma(before index: Int, _ story: borrowing Analysis) -> Int? {
    func isComma(_ index: Int) -> Bool { story.isMark(index, 0x2C) || story.isMark(index, 0x21) || story.isMark(index, 0x3F) }
    if story.isMark(index - 1, 0x2C) { return story.tokens[index - 2].kind == .quote ? index - 2 : index - 1 }
    guard story.tokens[index - 1].kind == .quote, isComma(index - 2), !story.tokens[index - 1].flags.contains(.spaceBefore)
    else {
      return nil
    }
    return index - 2
  }

  /// A verb of speech with a name or pronoun beside it.
  static func speaker(after dash: Int, _ end: Int, _ story: borrowing Analysis) -> Int? {
    let first = dash + 1
    if story.isIn(first, .speechVerbs), story.tokens[first].shape == .lower {
      let next = first + 1
      let isPerson =
        story.tokens[next].isCapitalised || story.isIn(next, .function) || story.isIn(next, .articles)
        || story.isIn(next, .titleAny)
      return isPerson ? first : nil
    }
    guard story.tokens[first].isCapitalised || story.isIn(first, .pronounsMale) || story.isIn(first, .pronounsFemale) else {
      return nil
    }
    // Larsen said; Nora Larsen said.
    for index in first + 1..<min(end, first + 4) {
      if story.isIn(index, .speechVerbs), story.tokens[index].shape == .lower { return first }
      guard story.tokens[index].isCapitalised else { return nil }
    }
    return nil
  }

  /// Whether the dash and the speaker behind it stand inside a quotation that goes on behind a second dash.
  static func interrupts(_ dash: Int, _ end: Int, _ story: borrowing Analysis) -> Bool {
    story.tokens[dash].flags.contains(.quoted) && secondDash(after: dash, end, story) != nil
  }

  /// The dash behind the speaker, with a comma or a full stop before it.
  static func secondDash(after dash: Int, _ end: Int, _ story: borrowing Analysis) -> Int? {
    for index in dash + 3..<max(dash + 3, min(end - 1, dash + 10)) where story.tokens[index].kind != .word {
      guard story.isMark(index, 0x2C) || story.isMark(index, 0x2E), story.isDash(index + 1),
        story.tokens[index + 1].flags.contains(.spaceBefore), index + 2 < end,
        story.tokens[index + 2].flags.contains(.spaceBefore)
      else { return nil }
      return index + 1
    }
    return nil
  }
}
