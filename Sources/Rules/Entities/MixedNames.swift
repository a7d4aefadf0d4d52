import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// One country or body under its everyday name and its treaty name or a rival name, in the story's own words.
struct MixedNames: Rule {
  static let card = RuleCard(
    id: "entities/mixed-names", title: "One country or body goes by two names",
    mqm: .inconsistentUse, severity: .minor, confidence: .high, languages: .withData("entities"),
    why: """
      A source text names a state by its official name or an abbreviation where the copy of another language uses the \
      everyday name. Kept, they make one thing look like two.
      """,
    advice: "Use one name outside treaties, titles and quotations.",
    examples: [
      .flags("en", "Russia closed the border. Talks on the plans of the [[Russian Federation]]’s army failed."),
      .flags("en", "China raised tariffs on Monday. Exports from the [[PRC]] fell."),
      .flags("en", "Turkey signed the deal. Officials from [[Türkiye]] left on Monday."),
      .flags("de", "Myanmar schloss die Grenze. Am Montag teilte [[Birma]] mit, sie bleibe zu."),
      .flags("ru", "Молдавия закрыла границу. В понедельник [[Молдова]] сообщила о переговорах."),
      .passes("en", "Russia closed the border. “The Russian Federation will answer,” he said."),
      .passes("en", "The United States agreed. The US will pay, and America knows it."),
      .passes("en", "The Russian Federation agreed to talk."),
      .passes("en", "Russia sent its players. The Russian Federation of Chess Clubs named the team."),
      .passes("fr", "La Suisse a voté. La Confédération suisse des artisans s’est dite satisfaite."),
      .passes("en", "Russia left the pact. It bound the Russian Federation and the Republic of Poland for years."),
      .passes("en", "Turkey (Türkiye) signed the deal on Monday."),
    ])

  static var needs: Needs { .all(.rivalForms) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    let language = story.language
    for mentions in story.entityMentions where mentions.list.count > 1 {
      let kind = language.entities[mentions.entity].kind
      guard kind != .place, kind != .outlet, kind != .currency else { continue }
      let list = mentions.unquoted
      let rivals = RivalForms(list, language)
      if rivals.groups.count > 1, !rivals.isGloss(list, story) { reportRivals(rivals, story, &out) }
      reportFormal(list, story, &out)
    }
  }

  private func reportRivals(_ rivals: RivalForms, _ story: borrowing Analysis, _ out: inout FindingSink) {
    let first = rivals.groups[0]
    let counts = Wording.counts(rivals.groups.map { ($0.display, $0.count) })
    for group in rivals.groups.dropFirst() {
      out.report(
        group.first.range, "One name in two forms: \(counts).", related: [("first written here", first.first.range)])
    }
  }

  /// A treaty name beside the everyday name; the first mention in full is good style.
  private func reportFormal(_ list: [EntityColumn.Mention], _ story: borrowing Analysis, _ out: inout FindingSink) {
    let language = story.language
    let formal = list.filter { language.forms[$0.form].formClass == .formal }
    func isUsual(_ mention: EntityColumn.Mention) -> Bool {
      [.usual, .rival].contains(language.forms[mention.form].formClass)
    }
    guard let usual = list.first(where: isUsual),
      let first = formal.first(where: { !isTitle($0, story) && !isOfBody($0, story) && !isInTreaty($0, story) })
    else { return }
    let isFirstMention = formal.count == 1 && first.range < usual.range && first.tokens.count > 1
    guard !isFirstMention else { return }
    let usualCount = list.count(where: isUsual)
    out.report(
      first.range,
      "The official name (\(formal.count)) stands beside \(Wording.quoted(story.text(usual.range))) (\(usualCount)) for one state.",
      related: [(usual.range < first.range ? "first written here" : "the everyday name", usual.range)])
  }

  /// Russian Federation of Trade Unions: what stands behind “of” makes it the name of a body.
  private func isOfBody(_ mention: EntityColumn.Mention, _ story: borrowing Analysis) -> Bool {
    let next = mention.tokens.upperBound
    return mention.tokens.count > 1 && next < story.tokens.count && next < story.sentences[mention.sentence].tokens.upperBound
      && Int(story.tokens[next - 1].end) == mention.range.end && story.isIn(next, .genitiveLinks)
  }

  /// “between the Russian Federation and the Republic of Poland”: two states under their official names in one sentence are
  /// named as a document names them.
  private func isInTreaty(_ mention: EntityColumn.Mention, _ story: borrowing Analysis) -> Bool {
    let language = story.language
    let own = language.forms[mention.form].entity
    return story.entityMentions.contains { others in
      others.list.contains { other in
        other.sentence == mention.sentence && other.tokens.count > 1 && language.forms[other.form].formClass == .formal
          && language.forms[other.form].entity != own
      }
    }
  }

  /// Constitution of the Russian Federation: a capitalised noun before “of the” makes it part of a title.
  private func isTitle(_ mention: EntityColumn.Mention, _ story: borrowing Analysis) -> Bool {
    // Titles use the name in full: the PRC, after “the US and”, is none.
    guard mention.tokens.count > 1 else { return false }
    var token = mention.tokens.lowerBound - 1
    var fillers = 0
    while token >= 0, fillers < 3, story.tokens[token].shape == .lower,
      story.isIn(token, .acronymFillers) || story.isIn(token, .articles) || story.isIn(token, .prepositions)
    {
      token -= 1
      fillers += 1
    }
    return fillers > 0 && token >= 0 && story.tokens[token].isCapitalised && !story.tokens[token].flags.contains(.sentenceStart)
  }
}
