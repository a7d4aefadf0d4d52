import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A surname that the headline spells otherwise than the story: Morvan over a story of Ian Morven.
struct HeadlineName: Rule {
  static let card = RuleCard(
    id: "consistency/headline-name", title: "The headline spells a name otherwise than the story", mqm: .inconsistentUse,
    severity: .major, confidence: .medium,
    why: """
      Headlines are translated apart from their stories, and a name that is spelled anew there is read first and searched \
      for most.
      """,
    advice: "Find the right spelling and use it in both places.",
    examples: [
      .flags(
        "en",
        "Court frees [[Morvan]] after appeal\nA court on Monday freed the coach Peter Morven, who had been held for a year.\nMorven left the building without a word."
      ),
      .flags(
        "ru",
        "На свободу вышел [[Коверн]]\nТренер Иван Каверн вышел на свободу через год после приговора.\nКаверн ушёл молча."),
      .flags(
        "pl",
        "Na wolność wychodzi [[Seabory]]\nTrener Peter Seabury wyszedł w poniedziałek na wolność po roku w areszcie.\nSeabury nie powiedział ani słowa."
      ),
      .passes(
        "en",
        "Court frees Morven after appeal\nA court on Monday freed the coach Peter Morven, who had been held for a year.\nMorven left the building without a word."
      ),
      .passes(
        "en",
        "Court frees Morvan after appeal\nA court on Monday freed the coach Peter Morven, who had been held for a year.\nHis brother Ian Morvan said Morven was well."
      ),
      .passes(
        "it",
        "Il sindaco incontra i Romani\nPietro Romini parla lunedì con il sindaco della città.\nRomini e i Romani discutono."),
      .passes(
        "en",
        "Baker Wins Prize for Bread\nThe jury gave the prize to Peter Barker, who has baked for a year.\nBarker thanked the town."
      ),
      .passes(
        "de",
        "Bäcker streiken gegen Preise\nDie Ministerin Anna Becker sprach am Montag mit den Betrieben.\nBecker versprach Hilfe."),
      .passes(
        "ru",
        "Суд освободил Каверна\nСуд в понедельник освободил тренера Петра Каверна, который провёл год под стражей.\nКаверн вышел молча."
      ),
      .passes(
        "en",
        "Hansen beats Jansen in final\nThe final on Monday went to Peter Hansen, who had lost last year.\nHansen thanked Jansen for the match."
      ),
      .passes(
        "fr",
        "La cour libère Morvan en appel\nLa cour a libéré lundi l’entraîneur Pierre Morvan, détenu depuis un an.\nMorvan est sorti sans un mot, et son frère Marvin aussi."
      ),
      .passes(
        "es",
        "La corte libera a Morvan\nLa corte liberó el lunes al entrenador Pedro Morvan, preso desde hacía un año.\nMorvan salió sin decir nada."
      ),
      .passes(
        "uk",
        "Суд звільнив Коверна\nСуд у понеділок звільнив тренера Петра Каверна, якого тримали рік.\nКаверн вийшов мовчки."),
    ])

  static var needs: Needs { .all(.people) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    guard !story.language.habits.contains(.capitalNouns), let parts = Headline.parts(of: story) else { return }
    let headline = story.paragraphs[parts.headline].tokens
    // Any word may begin a headline.
    let names = story.capitalised.filter { headline.contains($0) && !story.tokens[$0].flags.contains(.sentenceStart) }
    guard !isTitleCase(names.count, headline, story) else { return }
    let lede = story.paragraphs[parts.opening[0]].tokens
    let people = story.people.filter { lede.contains($0.surname) }
    guard !people.isEmpty else { return }
    for token in names where mayBeName(token, story) {
      guard let (surname, count) = likely(token, among: people, headline, story) else { continue }
      out.report(
        story.coreBytes(of: token..<token + 1),
        "\(Wording.quoted(story.text(token))) stands in the headline alone; the story writes \(Wording.quoted(story.text(surname))) (\(count)).",
        related: [("written so here", story.coreBytes(of: surname..<surname + 1))])
    }
  }

  /// In title case any word may look like a name.
  private func isTitleCase(_ capitals: Int, _ headline: Range<Int>, _ story: borrowing Analysis) -> Bool {
    capitals * 2 > headline.count { story.tokens[$0].isWord && story.tokens[$0].scalars >= 4 }
  }

  private func mayBeName(_ token: Int, _ story: borrowing Analysis) -> Bool {
    let word = story.tokens[token]
    return word.kind == .word && word.shape == .capitalised && word.scalars >= 5
      && word.joint == 0
      && !word.flags.contains(.mixedScript) && story.names.gender(word.hash) == nil
      && (word.id == 0 || story.language.classes(of: word.id).isEmpty)
      && !story.isInEntity(token)
  }

  /// The surname of somebody in the lede, named twice or more and never in the headline, from which the word differs by one
  /// letter inside; and how often it stands there. Nil where the story has the word of the headline too.
  private func likely(
    _ token: Int, among people: [PersonName], _ headline: Range<Int>, _ story: borrowing Analysis
  ) -> (surname: Int, count: Int)? {
    let hash = story.tokens[token].hash
    for person in people {
      let surname = person.surname
      let other = story.tokens[surname]
      guard other.hash != hash, other.joint == 0, let shared = differsInside(token, surname, story) else { continue }
      var count = 0
      for index in story.capitalised {
        let word = story.tokens[index]
        if word.hash == hash, index != token { return nil }
        guard word.hash == other.hash else { continue }
        if headline.contains(index) { return nil }
        count += 1
      }
      if count >= 2, !hasForm(token, shared, headline, story) { return (surname, count) }
    }
    return nil
  }

  /// Another form of the word stands in the story: Morvans, Morvanem. `shared` bytes are those that the surname has too.
  private func hasForm(_ token: Int, _ shared: Int, _ headline: Range<Int>, _ story: borrowing Analysis) -> Bool {
    let range = story.tokens[token].range
    let stem = range.start..<range.start + shared + UTF8Text.decode(story.bytes, range.start + shared).length
    return story.capitalised.contains { index in
      guard !headline.contains(index) else { return false }
      let other = story.tokens[index].range
      return other.count >= stem.count && story.bytes[stem].elementsEqual(story.bytes[other.start..<other.start + stem.count])
    }
  }

  /// The bytes that two words share before the one letter that is another, or one too many, with letters that agree behind
  /// it too; nil where they differ otherwise.
  private func differsInside(_ a: Int, _ b: Int, _ story: borrowing Analysis) -> Int? {
    let shared = story.sharedLetters(a, b)
    guard shared.shorter >= 5, shared.longer - shared.shorter <= 1, shared.prefix >= 1, shared.suffix >= 1, shared.others == 1
    else { return nil }
    return shared.prefixBytes
  }
}
