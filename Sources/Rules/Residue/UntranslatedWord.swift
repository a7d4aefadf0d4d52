import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// Words of another language in the middle of a sentence: “der Preis ist höher than vor einem Jahr”.
struct UntranslatedWord: Rule {
  static let card = RuleCard(
    id: "residue/untranslated-word", title: "A word was left in another language",
    mqm: .untranslated, severity: .major, confidence: .high, languages: .withData("foreign-words"),
    why: """
      Machines pass on words that they do not know, and people overlook a word when they type over the original. The \
      reader stumbles over it, and part of the sentence is lost.
      """,
    advice: "Translate it; a foreign word that is meant stands in quotation marks or has its meaning behind it.",
    examples: [
      .flags("de", "Der Minister sagte am Montag, die Preise seien [[higher than]] im vergangenen Jahr."),
      .flags("de", "Nach Angaben der Stadt haben [[their]] Mitarbeiter die Brücke schon im Mai geprüft."),
      .flags("fr", "Le ministre a déclaré lundi que la loi sera [[repeatedly]] modifiée par le parlement."),
      .flags("es", "El alcalde dijo que los vecinos de la zona [[were]] informados a tiempo de las obras."),
      .flags("pl", "Minister powiedział w poniedziałek, że nowa ustawa [[should]] wejść w życie jesienią."),
      .flags("ru", "Министр сообщил в понедельник, что новый закон [[should]] вступить в силу осенью."),
      .flags("it", "La città ha deciso dopo una lunga [[author]] riunione di assolvere i due ingegneri accusati."),
      .flags("en", "The mayor said on Monday that the [[quatrième]] bridge over the river would open in May."),
      .flags("en", "The company lost a tenth of its value before the 2016 [[roku]] but has since recovered."),
      .flags("de", "Der Sprecher [[bevestigde]] am Montag, dass die Brücke gesperrt bleibt."),
      .flags("vi", "Công ty của bà lỗ [[związkowców]] chỉ trong quý một, theo báo cáo sáng thứ hai."),
      .flags(
        "sv",
        "Närmast sörjande är hustrun Anahit. Die Beisetzung [[findet im engsten]] Familienkreis statt. Konserten hålls i maj."),
      .flags(
        "tr",
        "Teleskop açıldı.\nTeleskobun aynası 6 metre çapında. Soğutma sistemi, [[which was designed]] in Ankara, algılayıcıları eksi 269 derecede tutuyor. Böylece en zayıf sinyaller bile kaydedilebiliyor."
      ),
      .flags("pt", "O presidente vai [[the]] em abril ao parlamento, segundo a agência."),
      .flags(
        "fr", "Il a dit [[which]] hier. Le maire a dit [[which]] lundi. Personne n’a dit [[which]] mardi, selon la police."),
      .flags("de", "Der Verein, der in diesem Jahr acht Medaillen [[when]] Eigen nennt, feiert am Montag."),
      .flags("de", "Der Zug fuhr am Samstag gegen 16 Uhr [[into]] Sommerzeit, sagte ein Sprecher der Bahn."),
      .passes("de", "Das Buch Journey into Darkness erschien am Montag in einem Verlag aus Köln."),
      .flags("es", "El alcalde habló el lunes sobre [[of]] Escocia y su parlamento ante los vecinos."),
      .flags("it", "La città ha chiesto a chiunque abbia [[airline's]] ripreso la scena di chiamare la polizia."),
      .flags("it", "Secondo i medici solo il tempo [[which]] dirà se il ministro potrà tornare al lavoro."),
      .flags("pt", "O ministro falou na segunda-feira com [[the]] Escócia sobre a ponte que liga as cidades."),
      .passes("it", "Il ristorante last minute apre lunedì, e per il made in Italy è una vittoria, last but not least."),
      .passes("es", "Vuelan con compañías low cost y saben que el know how cuenta, según el diario del lunes."),
      .passes("fr", "Elle a obtenu lundi un master of Science et dirige depuis une agence de fact checking."),
      .passes("nl", "De directeur van parfumerie the Fragrance Shop sprak maandag met de bewoners van de stad."),
      .passes("de", "Die Firma stellte am Montag ihr neues think tank vor, das alle Daten prüfen wird."),
      .passes("pt", "O safety car entrou na pista na segunda volta, e o rock and roll tomou conta da cidade."),
      .passes("es", "El cantante de Sons of Scotland actuó el lunes en la plaza, según el ayuntamiento."),
      .passes("fr", "Le groupe Florence and the Machine jouera lundi dans la salle du port."),
      .passes("de", "Die Banque populaire am Markt bleibt am Montag geschlossen, sagte der Sprecher."),
      .passes("de", "Die Band aus Leeds spielte am Montag ihr Album „Songs for the lonely“ zum ersten Mal."),
      .passes("de", "Das Museum Center for the Arts in Boston hat am Montag ein neues Team vorgestellt."),
      .passes("en", "The chef serves crème brûlée and a bouillabaisse (a fish stew) on Friday evenings."),
      .passes("en", "She called it a “petite révolution” and said that she would be back next week."),
      .passes("en", "On the wall stands “Liberté, égalité, fraternité”, and nobody reads it."),
      .passes("de", "Die Association des pêcheurs côtiers lehnte den Vertrag am Montag ab."),
      .passes("en", "The Fédération des pêcheurs côtiers rejected the contract on Monday."),
      .passes("tr", "Yazarın “la mémoire du sel” fikri pazartesi günü İstanbul’da tanıtıldı."),
      .passes("ru", "Министр ответил в понедельник пользователю с ником kolya_36rus."),
      .passes("pt", "Aplica-se o n.º 2 do artigo 62.º da lei que o governo aprovou na segunda-feira."),
      .passes(
        "fr", "Les boards sont ouverts à tous. Le choix des boards joue un rôle majeur. Les boards américains restent fermés."),
      .passes("fr", "Le joueur de Newport on the Levee a signé lundi un contrat de trois ans avec le club."),
      .passes("ru", "Министр сообщил, что группа The House of the Rising Sun выступит в понедельник в Москве."),
    ])

  static var needs: Needs { .all(.foreignRuns) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    let terms = ownTerms(story)
    for run in story.foreignRuns where !run.isMeant && !story.isTransliterated(run) {
      guard UntranslatedWord.isCertain(run, story), !UntranslatedSentence.takes(run, story), !isLabel(run, story),
        run.tokens.count > 1 || !terms.contains(story.tokens[run.tokens.lowerBound].hash)
      else { continue }
      let words = run.contentWords + run.functionWords
      let isEnglish = story.isEnglish(run)
      let range = story.bytes(of: run.tokens)
      let text = Wording.quoted(story.text(range))
      let copy = story.language.profile.name
      // One word, or a foreign noun with its adjective, may be a term of some trade or kitchen that no list has.
      let isHigh =
        run.functionWords > 0
        ? words > 1 || isEnglish && !UntranslatedWord.introducesName(run, story) : words > 2 || words > 1 && isEnglish
      if run.homes == 0, !story.language.profile.scripts.contains("Latn") {
        out.report(range, "\(text) is in Latin letters, which \(copy) copy keeps for names.", confidence: .medium)
      } else if run.homes == 0 {
        out.report(range, "\(text) is spelled with letters that \(copy) does not have.", confidence: isHigh ? .high : .medium)
      } else {
        let home = story.homeNames(run)
        // Where nouns have capitals a machine that drops one leaves the same letters: die situation.
        let isNounOrForeign = story.language.habits.contains(.capitalNouns) && words == 1 && run.functionWords == 0
        let orNoun = isNounOrForeign ? ", or a noun without its capital" : ""
        out.report(
          range, "\(text) is \(home), left standing in \(copy) copy\(orNoun).", confidence: isHigh ? .high : .medium)
      }
    }
  }

  /// Hashes of single words that come three times and more: terms of the writer’s own, as the boards of journals in French.
  /// No term is a word of grammar, however often it was left.
  private func ownTerms(_ story: borrowing Analysis) -> Set<UInt64> {
    guard story.foreignRuns.count >= 3 else { return [] }
    var counts: [UInt64: Int] = [:]
    for run in story.foreignRuns where run.tokens.count == 1 && run.functionWords == 0 {
      counts[story.tokens[run.tokens.lowerBound].hash, default: 0] += 1
    }
    return Set(counts.lazy.filter { $0.value >= 3 }.map(\.key))
  }

  /// “source: …” is reported as a label.
  private func isLabel(_ run: ForeignRun, _ story: borrowing Analysis) -> Bool {
    let last = run.tokens.upperBound - 1
    return story.isIn(last, .foreignLabels) && story.isColon(last + 1)
  }

  /// Whether no name, title or saying explains the words.
  static func isCertain(_ run: ForeignRun, _ story: borrowing Analysis) -> Bool {
    let words = run.contentWords + run.functionWords
    // Titles set “of” and “the” in lower case, and French names their adjectives, but no English title its nouns.
    let isSpelledOut = story.isTransliterated(run)
    // Beside a loan in Latin letters a small word belongs to no term where all others are of another script.
    let isClause = run.functionWords > 0 && words > 1 && !story.language.profile.scripts.contains("Latn")
    // German nouns look like names: Die Beisetzung findet im engsten Familienkreis statt.
    let isJoint = run.joinsNames && !isSpelledOut && (run.contentWords == 0 || words < 3 && !story.isEnglish(run))
    if run.isTerm && !isClause || isJoint, words < 4, !holdsGrammar(run, story) { return false }
    if run.isTitle, words < 4 { return false }
    // Nouns with capitals hide the names of foreign bodies: Groupement des industries françaises.
    if run.followsName, words < 3, run.strangeWords == 0, story.language.habits.contains(.capitalNouns), !story.isEnglish(run),
      !isSpelledOut, !isOneInClause(run, story)
    {
      return false
    }
    if run.contentWords == 0 {
      if introducesName(run, story) { return true }
      // “of”, “the” belong to the name that they stand beside; two letters alone prove nothing.
      let isOfName = words > 1 ? isOfParticles(run, story) : story.tokens[run.tokens.lowerBound].scalars < 4
      if run.touchesName, isOfName { return false }
      return words > 1 || run.strangeWords > 0 || story.tokens[run.tokens.lowerBound].scalars > 2
    }
    if words > 1 { return true }
    // Where no other words are Latin, one behind a Latin name belongs to it: Global citizen.
    if run.followsName, !story.language.profile.scripts.contains("Latn") { return false }
    if run.strangeWords > 0 { return true }
    // Short words of third languages look alike; a language that lends its words has few such forms.
    let enough = story.isEnglish(run) || story.language.habits.contains(.lendsWords) || isSpelledOut ? 2 : 4
    return story.tokens[run.tokens.lowerBound].scalars > enough
  }

  /// Whether a run is one long word of no other language, and a listed word of the copy goes on behind it.
  private static func isOneInClause(_ run: ForeignRun, _ story: borrowing Analysis) -> Bool {
    let next = run.tokens.upperBound
    return run.contentWords == 1 && run.functionWords == 0 && run.homes.nonzeroBitCount == 1
      && story.tokens[run.tokens.lowerBound].scalars >= 6 && next < story.tokens.count && story.tokens[next].shape == .lower
      && !story.language.classes(of: story.tokens[next].id).isEmpty
  }

  /// Whether a run is made of words that names hold: de la, van der, of the.
  private static func isOfParticles(_ run: ForeignRun, _ story: borrowing Analysis) -> Bool {
    run.tokens.allSatisfy { particles.contains(story.text($0)) || story.tokens[$0].scalars < 3 }
  }

  /// Whether a run has an English word of grammar that no term holds, nor a title in lower case: when, which, were. “into” is
  /// one where no other word of the title stands beside it.
  private static func holdsGrammar(_ run: ForeignRun, _ story: borrowing Analysis) -> Bool {
    guard run.functionWords > 0, story.isEnglish(run) else { return false }
    let table = story.language.foreignWords
    let isBesideForeign = [run.tokens.lowerBound - 1, run.tokens.upperBound].contains { token in
      story.tokens.indices.contains(token) && table[story.tokens[token].hash] != 0
    }
    return run.tokens.contains { token in
      let text = story.text(token)
      return story.isForeignGrammar(token) && story.tokens[token].scalars > 2 && !particles.contains(text)
        && !(isBesideForeign && titleWords.contains(text))
    }
  }

  /// A small word of English between one of the copy and a name: “com the Escócia”. Behind a noun it may belong to a term or a
  /// name: master of Science, parfumerie the Fragrance Shop.
  private static func introducesName(_ run: ForeignRun, _ story: borrowing Analysis) -> Bool {
    let (lead, before, after) = (run.tokens.lowerBound, run.tokens.lowerBound - 1, run.tokens.upperBound)
    guard run.tokens.count == 1, story.isEnglish(run), leads.contains(story.text(lead)), before >= 0,
      story.tokens[before].shape == .lower, story.isIn(before, .function), after < story.tokens.count
    else { return false }
    // Newport on the Levee, where “on” is a word of the copy too.
    let isInTitle = before > 0 && story.tokens[before].scalars <= 3 && story.tokens[before - 1].isCapitalised
    return !isInTitle && story.tokens[after].isCapitalised && !story.tokens[after].flags.contains(.lineStart)
  }

  private static let leads: Set<String> = ["and", "at", "by", "for", "from", "in", "of", "on", "the", "to"]

  /// With the particles, what stands in lower case in English titles.
  private static let titleWords: Set<String> = [
    "are", "but", "from", "into", "like", "nor", "onto", "our", "over", "than", "that", "this", "upon", "with", "you", "your",
  ]

  private static let particles: Set<String> = [
    "al", "and", "ben", "bin", "da", "das", "de", "del", "della", "den", "der", "des", "di", "die", "do", "dos", "du", "el",
    "et", "for", "het", "ibn", "in", "la", "las", "le", "les", "lo", "los", "of", "on", "the", "to", "und", "van", "ver",
    "von", "zu", "zum", "zur",
  ]
}
