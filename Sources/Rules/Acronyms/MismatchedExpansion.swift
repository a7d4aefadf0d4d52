import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A name and the abbreviation in brackets behind it do not belong together.
struct MismatchedExpansion: Rule {
  static let card = RuleCard(
    id: "acronyms/mismatched-expansion", title: "The abbreviation does not stand for the name before it",
    mqm: .wrongTerm, severity: .major, confidence: .high, languages: .withData("entities"),
    why: """
      Translating name and abbreviation separately gives pairs that belong to two bodies, to two languages, or to none. \
      Letters of another language are right where copy uses them so (the German for the IAEA is written IAEA too).
      """,
    advice: "Look the body up; correct the name or the abbreviation.",
    examples: [
      .flags("en", "The [[North Atlantic Alliance (NATO)]] met on Monday."),
      .flags("en", "The [[World Health Organization (VOZ)]] met on Monday."),
      .flags("en", "The [[Shanghai Cooperation Council (SCO)]] met on Monday."),
      .passes("en", "The Scottish Chamber Orchestra (SCO) played on Monday."),
      .flags("es", "El informe cita al [[Organismo Internacional de Energía Atómica (OMS)]] en su primera parte."),
      .flags("fr", "« [[Banque centrale européenne » (BCF)]], lit-on en tête du document."),
      .passes("fr", "« Banque centrale européenne » (BCE), lit-on en tête du document."),
      .passes("en", "The World Health Organization (WHO) met on Monday."),
      .passes("de", "Die Internationale Atomenergiebehörde (IAEA) tagte am Montag in Wien."),
      .passes("fr", "L’Organisation du traité de l’Atlantique nord (OTAN) s’est réunie lundi."),
      .passes("en", "The Kurdistan Workers’ Party (PKK) met on Monday."),
      .passes("en", "A new Office for Local Affairs (OLA) will open."),
      .flags("en", "The [[Southern Highlands Water Authority (SHWP)]] raised its fees on Monday."),
      .flags("en", "They asked the [[Bureau of Mountain Rescue, or BMK]], for a report."),
      .flags("en", "The [[Southern Highlands Water Authority (IMF)]] raised its fees on Monday."),
      .flags("en", "The [[Chamber of Boat Builders (MBB)]] met on Monday."),
      .flags("en", "They asked the [[National Council of Lighthouse Keepers (NCBLK)]] on Monday."),
      .passes("de", "Der Nordische Ruderbootverband (NRBV) tagte am Montag."),
      .flags("ru", "Так решил [[Союз независимых мастеров (МВФ)]] в понедельник."),
      .flags("pl", "Tak postanowił w poniedziałek [[Związek Zawodowy Flisaków (ZBF)]] w Toruniu."),
      .flags("fr", "Il cite l’[[Office national des sentiers (OMS)]] dans son rapport."),
      .flags("ru", "Так решила [[Северная палата мастеров (СПК)]] в понедельник."),
      .flags("pt", "A [[OIM (Organização Mundial da Saúde)]] calcula que 26 mil pessoas deixaram a região."),
      .flags("fr", "Une mission de l’[[OSCE (Organisation de coopération et de développement économiques)]] est attendue."),
      .flags("fr", "Le [[Bureau de recherches géologiques et forestières (BGRF)]] restera sur place lundi."),
      .flags("fr", "Les fumées ont été vues par le [[Bureau de recherches météorologiques (BRGM)]] lundi."),
      .passes("de", "Das fordert die Bahngewerkschaft (EVG), die Naturschutzorganisation (WWF) warnt."),
      .flags("en", "The [[World Tourism Federation (WTO)]] met on Monday."),
      .flags("fr", "L’[[Organisation mondiale de la santé (WHO)]] recommande des tests bon marché."),
      .flags("zh", "[[世界银行（IMF）]]周一发布报告。"),
      .flags("fa", "[[سازمان جهانی بهداشت (اوپک)]] روز دوشنبه گزارش داد."),
      .passes("de", "Die EU (Europäische Kommission) schlug es vor, die UN (Weltgesundheitsorganisation) warnte."),
      .passes("en", "The Federal Security Agency (FSB) met on Monday."),
      .passes("zh", "世界银行（WB）和国际货币基金组织（IMF）周一发布报告。"),
      .passes("pt", "A OMS (Organização Mundial da Saúde) calcula que 26 mil pessoas deixaram a região."),
      .passes("en", "The WHO (the World Health Organization) met on Monday, the IMF (Washington) on Friday."),
      .passes("en", "The Communist Party of the Northern Republic (KPNR) met on Monday."),
      .passes("en", "The Swiss Chess Federation (SSV) met on Monday."),
      .passes("en", "The council leader Jan Novotny (SPD) resigned on Monday."),
      .passes("en", "They will join the European Union, or NATO, in the end."),
      .passes("en", "Subscribe by RSS (HD) or by RSS (SD) on the page of the channel."),
    ])

  static var needs: Needs { .any([.glosses, .entities]) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    checkBrackets(story, &out)
    for gloss in story.glosses() where gloss.misses > 0 {
      let language = story.language
      let end = gloss.name.upperBound
      let meanings =
        story.entityHits.filter { $0.tokens.contains(gloss.abbreviation) }
        + story.namesakeHits.filter { $0.tokens.contains(gloss.abbreviation) }
      let bodies =
        story.entityHits.filter { $0.tokens.upperBound == end }
        + story.namesakeHits.filter { $0.tokens.upperBound == end }
      // Several bodies may share a name or an abbreviation: one that fits both is enough.
      let fitting = bodies.first { body in
        meanings.contains { language.forms[$0.index].entity == language.forms[body.index].entity }
      }
      let named = fitting ?? bodies.first
      let meant =
        fitting.flatMap { body in
          meanings.first { language.forms[$0.index].entity == language.forms[body.index].entity }
        } ?? meanings.first
      let nameForm = named.map { language.forms[$0.index] }
      let letterForm = meant.map { language.forms[$0.index] }
      let abbreviation = story.text(gloss.abbreviation)
      if let nameForm, let letterForm, nameForm.entity == letterForm.entity {
        // The lexicon knows them as one body. A paraphrase is still no expansion.
        if letterForm.formClass == .calque || letterForm.formClass == .foreign {
          reportForeignLetters(
            named!, gloss, Int(nameForm.entity), letterForm.formClass == .calque ? .high : .medium, story, &out)
          continue
        }
        guard nameForm.formClass == .descriptive else { continue }
        let full = language.expansion(of: Int(nameForm.entity)) ?? language.name(language.entities[Int(nameForm.entity)])
        out.report(
          range(story, named!.tokens.lowerBound, gloss),
          "\(Wording.quoted(abbreviation)) stands for \(Wording.quoted(full)), not for \(Wording.quoted(story.text(named!.tokens)))."
        )
      } else if let named, let nameForm, isBody(nameForm, language) {
        guard language.abbreviation(of: Int(nameForm.entity)) != nil else { continue }
        // RSS (HD): letters explain no letters.
        if nameForm.formClass == .abbreviation { continue }
        // “The Union, or NATO,” may offer a choice.
        if letterForm != nil, !gloss.isBracketed { continue }
        let other = letterForm.flatMap { isBody($0, language) ? language.name(language.entities[Int($0.entity)]) : nil }
        out.report(
          range(story, named.tokens.lowerBound, gloss),
          other.map { "\(Wording.quoted(abbreviation)) is another body: \($0)." }
            ?? "\(Wording.quoted(abbreviation)) is not an abbreviation of \(Wording.quoted(story.text(named.tokens))).")
      } else if let letterForm, isBody(letterForm, language), let full = language.expansion(of: Int(letterForm.entity)),
        sharesWords(gloss, full, story)
      {
        // Half of the right name with other words in it: Shanghai Cooperation Council.
        out.report(
          range(story, gloss.name.lowerBound, gloss),
          "\(Wording.quoted(abbreviation)) stands for \(Wording.quoted(full)), not for \(Wording.quoted(story.text(gloss.name)))."
        )
      } else if let letterForm, gloss.isBracketed, isBody(letterForm, language),
        let name = UnknownBody.name(before: gloss, story), !UnknownBody.shares(name, letterForm.entity, story)
      {
        let other = language.name(language.entities[Int(letterForm.entity)])
        out.report(
          range(story, name.lowerBound, gloss), "\(Wording.quoted(abbreviation)) is another body: \(other).",
          confidence: .medium)
      } else if let letterForm, meanings.count == 1, gloss.isBracketed, gloss.isSlip, gloss.letters >= 3,
        isBody(letterForm, language),
        gloss.name.contains(where: { story.isIn($0, .institutionNouns) })
      {
        // All letters but one, of a body that no lexicon lists: World Tourism Federation (WTO).
        let other = language.name(language.entities[Int(letterForm.entity)])
        out.report(
          range(story, gloss.name.lowerBound, gloss), "\(Wording.quoted(abbreviation)) is another body: \(other).",
          confidence: .medium)
      } else if letterForm == nil, gloss.letters >= 3, story.tokens[gloss.abbreviation].shape == .upper, gloss.isSlip {
        // An unknown body: its letters may be another language’s, unless all but one fit.
        let isSure = UnknownBody.isOurs(gloss, story)
        out.report(
          range(story, gloss.name.lowerBound, gloss), "The initials do not spell \(Wording.quoted(abbreviation)).",
          confidence: isSure ? .medium : .low)
      }
    }
  }

  /// Whether a name has at least two and more than half of the words of the right one, or begins with half of them.
  private func sharesWords(_ gloss: Gloss, _ full: String, _ story: borrowing Analysis) -> Bool {
    let right = full.lowercased().split(separator: " ").filter { $0.count > 3 }.map(String.init)
    let written = gloss.name.map { story.text($0).lowercased() }
    let shared = right.count { written.contains($0) }
    let start = written.filter { $0.count > 3 }.prefix(2)
    let hasHalf = shared * 2 > right.count || shared * 2 == right.count && start == right.prefix(2)
    return shared >= 2 && hasHalf && shared < right.count
  }

  /// The right body, with its abbreviation in another language.
  private func reportForeignLetters(
    _ named: PhraseHit, _ gloss: Gloss, _ entity: Int, _ confidence: Confidence, _ story: borrowing Analysis,
    _ out: inout FindingSink
  ) {
    let letters = Wording.quoted(story.text(gloss.abbreviation))
    let own = story.language.abbreviation(of: entity).map { "; here it is \(Wording.quoted($0))" } ?? ""
    out.report(
      range(story, named.tokens.lowerBound, gloss), "\(letters) abbreviates this name in another language\(own).",
      confidence: confidence)
  }

  func isBody(_ form: EntityForm, _ language: Language) -> Bool {
    language.entities[Int(form.entity)].kind == .organisation
      && [.full, .usual, .descriptive, .abbreviation].contains(form.formClass)
  }

  private func range(_ story: borrowing Analysis, _ start: Int, _ gloss: Gloss) -> ByteRange {
    story.coreBytes(of: start..<gloss.end)
  }
}
