import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// An abbreviation carried over letter by letter from the source language: RF for РФ.
struct CalquedAbbreviation: Rule {
  static let card = RuleCard(
    id: "entities/calqued-abbreviation", title: "An abbreviation of the source language",
    mqm: .untranslated, severity: .major, confidence: .high, languages: .withData("entities"),
    why: "“RF”, “OBSE” or “MAGATE” mean nothing to readers: they are РФ, ОБСЕ and МАГАТЭ in other letters.",
    advice: "Use the name or the abbreviation that readers know.",
    examples: [
      .flags("en", "Russia sent its envoy. The president of the [[RF]] met him."),
      .flags("en", "The Organization for Security and Cooperation in Europe sent observers. The [[OBSE]] mission stays."),
      .flags("fr", "La Banque centrale européenne (BCE) a tranché. Le niveau dépasse celui qu’exige l’[[EZB]]."),
      .flags("de", "Die Weltgesundheitsorganisation warnt. Die [[OMS]] hat noch kein Mittel zugelassen."),
      .flags("ro", "Fondul Monetar Internațional avertizează guvernul. Experții [[IMF]] cer tăieri."),
      .passes("cs", "OSN vyslala pozorovatele. Model UN se koná v Praze."),
      .flags("de", "Den Bau bezahlt die Weltbank. Die [[World Bank]] wies den Vorwurf zurück."),
      .passes("de", "Den Bau bezahlt die Weltbank (World Bank). Die World Bank Group wies den Vorwurf zurück."),
      .passes("es", "La ONU lo decidió el lunes. El informe de UN Habitat saldrá en otoño."),
      .passes("en", "Vienna is growing. The Landesbauamt Wien counted 22 new towers."),
      .passes("pl", "Stanęła fabryka spółki Halde Tekstil Türkiye A.Ş. z Bursy. W Turcji pracuje tysiąc osób."),
      .passes("en", "The antenna picks up RF signals from the tower."),
      .passes("en", "Russia sent its envoy. The president met him."),
      .passes("de", "In den Vereinigten Arabischen Emiraten siegte Tadej Pogačar (UAE) vor Remco Evenepoel (BEL)."),
      .passes("ru", "Россия отправила посла. Президент РФ его принял."),
    ])

  static var needs: Needs { .all(.calquedForms) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    let language = story.language
    for mentions in story.entityMentions {
      func isCarriedOver(_ mention: EntityColumn.Mention) -> Bool {
        [.calque, .foreign].contains(language.forms[mention.form].formClass)
      }
      guard mentions.list.contains(where: isCarriedOver) else { continue }
      let list = mentions.unquoted
      let calques = list.filter(isCarriedOver)
      guard !calques.isEmpty else { continue }
      let twin = list.first { !isCarriedOver($0) }
      // Alone, the letters may stand for anything; the story must show what they mean, or that it is a translation.
      guard twin != nil || story.source.language != nil else { continue }
      let name = language.name(language.entities[mentions.entity])
      // In brackets behind the name it is a wrong abbreviation, which `acronyms/mismatched-expansion` reports.
      let kind = language.entities[mentions.entity].kind
      let isPlace = kind == .place
      for calque in calques
      where !isGloss(calque, list, story) && !((isPlace || isWord(calque, story)) && isInName(calque, story)) {
        // A country’s code: Pogačar (UAE).
        if kind != .organisation, isInBrackets(calque, story) { continue }
        let written = Wording.quoted(story.text(calque.range))
        if language.forms[calque.form].formClass == .foreign {
          // Letters that another language uses prove nothing by themselves.
          guard let twin, !isInBrackets(calque, story), !isInName(calque, story) else { continue }
          let isSpelledOut = calque.tokens.count > 1
          let own = isSpelledOut ? name : language.abbreviation(of: mentions.entity) ?? name
          out.report(
            calque.range,
            "\(written) is \(isSpelledOut ? "the English name" : "another language’s abbreviation"); here it is \(Wording.quoted(own)).",
            confidence: .medium, related: [("named here", twin.range)])
          continue
        }
        out.report(
          calque.range,
          isPlace
            ? "\(written) is the name in another language; copy in \(language.profile.name) writes \(Wording.quoted(name))."
            : "\(written) renders a source abbreviation letter by letter; it stands for \(name).",
          confidence: twin == nil ? .medium : .high, related: twin.map { [("named here", $0.range)] } ?? [])
      }
    }
  }

  /// Rossi (USA): a code, or the body’s letters at home.
  private func isInBrackets(_ mention: EntityColumn.Mention, _ story: borrowing Analysis) -> Bool {
    story.isMark(mention.tokens.lowerBound - 1, 0x28) || story.isMark(mention.tokens.upperBound, 0x29)
  }

  /// A form such as Türkiye, no abbreviation.
  private func isWord(_ mention: EntityColumn.Mention, _ story: borrowing Analysis) -> Bool {
    story.tokens[mention.tokens.lowerBound].shape == .capitalised
  }

  /// Bauamt Wien, Praha City Hall, Halde Tekstil Türkiye: beside a name the place is part of it.
  private func isInName(_ mention: EntityColumn.Mention, _ story: borrowing Analysis) -> Bool {
    let (before, after) = (mention.tokens.lowerBound - 1, mention.tokens.upperBound)
    // Radio UN, Model UN: two letters end many names.
    let areLetters = !isWord(mention, story) && story.tokens[mention.tokens.lowerBound].scalars > 2
    func isName(_ token: Int, _ story: borrowing Analysis) -> Bool {
      // Any word has a capital where a sentence begins: Experții IMF.
      story.tokens.indices.contains(token) && story.tokens[token].kind == .word && story.tokens[token].isCapitalised
        && !(story.tokens[token].flags.contains(.sentenceStart) && (areLetters || story.isIn(token, .function)))
    }
    return isName(before, story) || isName(after, story) && !story.tokens[after].flags.contains(.sentenceStart)
  }

  private func isGloss(
    _ calque: EntityColumn.Mention, _ list: [EntityColumn.Mention], _ story: borrowing Analysis
  ) -> Bool {
    let bracket = calque.tokens.lowerBound - 1
    guard story.isMark(bracket, 0x28), story.isMark(calque.tokens.upperBound, 0x29) else { return false }
    return list.contains { $0.tokens.upperBound == bracket }
      && story.glosses().contains { calque.tokens.contains($0.abbreviation) && $0.misses > 0 }
  }
}
