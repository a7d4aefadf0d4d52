import Stories
import TextBase

/// The headline of a story and what it is compared with.
enum Headline {
  /// Paragraphs of the body in which the story says what the headline does.
  private static let lede = 2

  /// The headline and the first paragraphs of the body; nil without a headline or with less than two paragraphs under it.
  static func parts(of story: borrowing Analysis) -> (headline: Int, opening: [Int])? {
    guard let headline = story.paragraphs.indices.prefix(2).first(where: { isHeadline($0, story) }) else { return nil }
    var opening: [Int] = []
    for index in story.paragraphs.indices where index > headline && story.paragraphs[index].isBody {
      // A name, a place: what stands between headline and text.
      if opening.isEmpty, index <= headline + 2, story.wordCount(index) <= 4, ParagraphEnd.of(index, story) == .open {
        continue
      }
      opening.append(index)
      if opening.count == lede { return (headline, opening) }
    }
    return nil
  }

  /// The first line that is no sentence, at most one line below the top: a slug or a kicker may stand above the headline.
  private static func isHeadline(_ index: Int, _ story: borrowing Analysis) -> Bool {
    let paragraph = story.paragraphs[index]
    if paragraph.field == .headline { return true }
    return paragraph.isBody && paragraph.language == nil && ParagraphEnd.of(index, story) == .open
      && (3...25).contains(paragraph.tokens.count { story.tokens[$0].isWord })
  }
}
