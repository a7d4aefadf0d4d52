import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// He and a verb that is said of a woman: он сказала, elle a été élu.
struct PronounVerb: Rule {
  static let card = RuleCard(
    id: "pronouns/verb-gender", title: "A pronoun and its verb are of different gender",
    mqm: .grammar, severity: .major, confidence: .high, languages: .withData("nominative-male"),
    why: """
      English verbs have one form for he and she. A machine that takes pronoun and verb from different guesses leaves a \
      sentence that no speaker would write, and the reader in doubt who is meant.
      """,
    advice: "Find out who is meant, and let pronoun and verb agree.",
    examples: [
      .flags("ru", "Переговоры начнутся в мае. Он также [[заявила]], что мост закроют."),
      .flags(
        "ru", "«Мост закроют», – [[сказал]] она журналистам.", fixed: "«Мост закроют», – сказала она журналистам."),
      .flags("uk", "За її словами, вона не [[підписав]] угоду."),
      .flags("pl", "Jak dodał, ona już [[podpisał]] umowę.", fixed: "Jak dodał, ona już podpisała umowę."),
      .flags("cs", "Most je zavřený, [[řekl]] ona v pondělí."),
      .flags("fr", "Elle a été [[élu]] maire de la ville lundi.", fixed: "Elle a été élue maire de la ville lundi."),
      .flags("es", "El alcalde dijo que ella fue [[detenido]] el lunes."),
      .flags("it", "Nel 2019 lui è [[stata]] a Bari per due mesi."),
      .flags("pt", "No domingo, ela foi [[eleito]] para o conselho."),
      .flags("ro", "Luni, ea a fost [[ales]] în consiliu."),
      .passes("ru", "Она также заявила, что он не подписал договор. «Мост закроют», – сказал он, а она промолчала."),
      .passes("ru", "Подписал договор не он, а она. Сказала мать: он придёт."),
      .passes("uk", "Вона не підписала угоду, бо він сказав, що угоди немає."),
      .passes("pl", "Ona podpisała umowę, a on powiedział, że most jest zamknięty."),
      .passes("cs", "Ona řekla, že most je zavřený. On se narodil v Brně."),
      .passes("fr", "On dit qu’elle est né·e à Brest."),
      .passes("fr", "Avec elle est né un parti. Elle a arrêté le voleur, et il a accusé la ville."),
      .passes("es", "Con ella fue detenido su marido. Junto a él fue elegida la alcaldesa."),
      .passes("it", "A lui è stata affidata la guida. Ministro, lei è stato molto chiaro."),
      .passes("pt", "Com ela foi detido o marido. Ele foi eleito, e ela tinha acusado o rival."),
      .passes("ro", "Ea a ales consiliul și este mai ales mulțumită. Cu ea a fost arestat soțul."),
    ])

  private static let pronouns = WordClassSet.of(.nominativeMale, .nominativeFemale)

  static var needs: Needs { .all(.notableWords) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    var sentence = 0
    for pronoun in story.notable where story.language.classes(of: story.tokens[pronoun].id).intersects(PronounVerb.pronouns) {
      while story.sentences[sentence].tokens.upperBound <= pronoun { sentence += 1 }
      let paragraph = story.paragraphs[story.sentences[sentence].paragraph]
      guard paragraph.language == nil, paragraph.isBody || paragraph.field == .headline, isSubject(pronoun, story)
      else { continue }
      let isMale = story.isIn(pronoun, .nominativeMale)
      guard isMale != story.isIn(pronoun, .nominativeFemale),
        let verb = clashing(pronoun, isMale, story.sentences[sentence].tokens, story), !story.isForBoth(verb)
      else { continue }
      report(verb, pronoun, isMale, story, &out)
    }
  }

  /// No form of address and no object: Lei, avec elle, d’elle.
  private func isSubject(_ pronoun: Int, _ story: borrowing Analysis) -> Bool {
    let word = story.tokens[pronoun]
    if story.isIn(pronoun, .formalPronouns) { return false }
    if word.flags.contains(.elided), word.joint == 1 { return false }
    if story.isIn(pronoun - 1, .prepositions) || story.isIn(pronoun - 1, .verbCompanions) { return false }
    // on-line
    return word.shape != .upper && !isJoined(pronoun, story)
  }

  private func isJoined(_ word: Int, _ story: borrowing Analysis) -> Bool {
    (story.isDash(word - 1) && !story.tokens[word].flags.contains(.spaceBefore))
      || (story.isDash(word + 1) && !story.tokens[word + 1].flags.contains(.spaceBefore))
  }

  /// The verb or participle beside the pronoun that has the other gender alone.
  private func clashing(_ pronoun: Int, _ isMale: Bool, _ sentence: Range<Int>, _ story: borrowing Analysis) -> Int? {
    let (own, other) = isMale ? (PronounVerb.ofMen, PronounVerb.ofWomen) : (PronounVerb.ofWomen, PronounVerb.ofMen)
    func gender(_ word: Int) -> (own: Bool, other: Bool) {
      guard sentence.contains(word), story.tokens[word].shape == .lower || word == sentence.lowerBound else {
        return (false, false)
      }
      let classes = story.language.classes(of: story.tokens[word].id)
      return (classes.intersects(own), classes.intersects(other))
    }
    if story.language.has(.agreeingMale) {
      guard let participle = story.participle(behind: pronoun, in: sentence) else { return nil }
      let found = gender(participle)
      return found.other && !found.own ? participle : nil
    }
    var behind = pronoun + 1
    while behind <= pronoun + 2, story.isIn(behind, .verbCompanions) { behind += 1 }
    let found = gender(behind)
    if found.other || found.own { return found.own ? nil : behind }
    // Before the pronoun only a verb of speaking is surely its own.
    let before = pronoun - 1
    let classes: WordClass = isMale ? .speechVerbsFemale : .speechVerbsMale
    return story.isIn(before, classes) && gender(before) == (false, true) ? before : nil
  }

  private static let ofMen = WordClassSet.of(.speechVerbsMale, .pastMale, .agreeingMale)
  private static let ofWomen = WordClassSet.of(.speechVerbsFemale, .pastFemale, .agreeingFemale)

  private func report(
    _ verb: Int, _ pronoun: Int, _ isMale: Bool, _ story: borrowing Analysis, _ out: inout FindingSink
  ) {
    let range = story.bytes(of: verb..<verb + 1)
    let subject = story.coreBytes(of: pronoun..<pronoun + 1)
    let partner = story.tokens[verb].shape == .lower ? story.language.partner(story.tokens[verb].id) : nil
    out.report(
      range,
      "\(Wording.quoted(story.text(range))) is \(isMale ? "feminine" : "masculine"), \(Wording.quoted(story.text(subject))) is \(isMale ? "masculine" : "feminine").",
      related: [("the pronoun", subject)],
      fixes: partner.map { [.replace(range, with: $0, "Write \(Wording.quoted($0))", .review)] } ?? [])
  }
}
