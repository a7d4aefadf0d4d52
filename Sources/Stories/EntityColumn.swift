import Lexicons
import TextBase

/// The mentions of one entity that count for consistency: in headline and body, not in credits, links or author boxes.
public struct EntityColumn: Sendable {
  public struct Mention: Sendable {
    public var form: Int
    /// Without elided articles and possessive endings.
    public var range: ByteRange
    public var tokens: Range<Int>
    public var sentence: Int
    public var isQuoted: Bool
  }

  public var entity: Int
  /// In the order of the story, speakers’ words included.
  public var list: [Mention]

  /// Those in the story’s own words.
  public var unquoted: [Mention] { list.contains(where: \.isQuoted) ? list.filter { !$0.isQuoted } : list }
}

extension Analysis {
  /// Entities in the order of first mention.
  func findEntityMentions() -> [EntityColumn] {
    guard !entityHits.isEmpty else { return [] }
    var result: [EntityColumn] = []
    result.reserveCapacity(16)
    for hit in entityHits {
      switch paragraphs[hit.paragraph].field {
      case .body, .headline, .dateline, .summary, .subheading, .caption: break
      case .byline, .authorBox, .credit, .link, .note: continue
      }
      let entity = Int(language.forms[hit.index].entity)
      // Few entities a story, so a search in a short list is cheaper than hashing.
      let place = result.firstIndex { $0.entity == entity } ?? result.count
      if place == result.count {
        result.append(EntityColumn(entity: entity, list: []))
        result[place].list.reserveCapacity(4)
      }
      result[place].list.append(
        EntityColumn.Mention(
          form: hit.index, range: coreBytes(of: hit.tokens), tokens: hit.tokens, sentence: hit.sentence,
          isQuoted: hit.isQuoted))
    }
    return result
  }
}
