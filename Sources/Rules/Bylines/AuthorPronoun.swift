import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// The author box calls its author he and she, or by the pronoun that does not go with the name.
struct AuthorPronoun: Rule {
  static let card = RuleCard(
    id: "bylines/pronoun-clash", title: "The author box refers to its author as he and as she",
    mqm: .grammar, severity: .major, confidence: .high, languages: .withData("pronouns-male"),
    why: """
      Machine translation chooses the pronoun sentence by sentence, and template biographies are filled in by halves. \
      Readers notice, and the author does too.
      """,
    advice: "Ask or look up how the author is referred to, and use that throughout.",
    examples: [
      .flags(
        "en",
        "The parliament met on Monday to vote on the budget for the year.\nAnna Holt is a business reporter. She writes about banks and improves [[his]] readers’ knowledge."
      ),
      .flags(
        "en",
        "By Peter Novak\nThe parliament met on Monday to vote on the budget for the year.\nPeter Novak covers defense for the agency. [[She]] previously reported from Brussels."
      ),
      .flags(
        "de",
        "Von Anna Weber\nDas Parlament stimmte am Montag über den Haushalt für das Jahr ab.\nAnna Weber schreibt über Politik. Zuvor arbeitete [[er]] in Brüssel."
      ),
      .flags(
        "ru",
        "Автор: Ольга Петрова\nПарламент проголосовал в понедельник за бюджет на этот год.\nОльга Петрова пишет о политике. Ранее [[он]] работала в Брюсселе."
      ),
      .flags(
        "it",
        "Di Lorenzo Bianchi\nIl parlamento ha votato lunedì il bilancio per il prossimo anno.\nLorenzo Bianchi scrive di economia dal 2009. [[Lei]] vive a Torino con due figli."
      ),
      .flags(
        "de",
        "Hafen zu\nText: Gudrun Asmus\nDer Hafen wurde am Montag geschlossen, sagte die Stadt.\nGudrun Asmus schreibt über Schiffe. [[Der]] gelernte Tischler lebt in Kiel."
      ),
      .flags(
        "it",
        "Porto chiuso\nParole di Lorenzo Bianchi\nIl porto è stato chiuso lunedì, dice la città.\nLorenzo Bianchi segue i porti dal 2009. Ex marinaia, [[lei]] vive a Torino."
      ),
      .flags(
        "uk",
        "Порт закрили\nАвтор: Валентина Рожко\nПорт закрили в понеділок, кажуть у місті.\nВалентина Рожко пише про кораблі. Колишній моряк, [[він]] живе в Одесі."
      ),
      .passes(
        "de",
        "Hafen zu\nText: Gudrun Asmus\nDer Hafen wurde am Montag geschlossen, sagte die Stadt.\nGudrun Asmus schreibt über Schiffe. Die gelernte Tischlerin lebt in Kiel. Der frühe Hafen ist ihr Thema."
      ),
      .passes(
        "uk",
        "Порт закрили\nАвтор: Данила Рожко\nПорт закрили в понеділок, кажуть у місті.\nДанила Рожко пише про кораблі. Колишній моряк, він живе в Одесі."
      ),
      .passes(
        "en",
        "The parliament met on Monday to vote on the budget for the year.\nAnna Holt is a business reporter. She lives with her husband, and his dog."
      ),
      .passes(
        "it",
        "Porto chiuso\nIl porto è stato chiuso lunedì, dice la città.\nAndrea Petersen scrive di montagna e di clima. È autrice di due guide."
      ),
      .passes(
        "en",
        "The parliament met on Monday to vote on the budget for the year.\nRobin Smith is a reporter. She writes about her city."
      ),
      .passes(
        "en",
        "The parliament met on Monday to vote on the budget for the year.\nAnna Holt is a reporter. She interviewed Peter Novak about his book."
      ),
    ])

  static var needs: Needs { .all(.authorBox) }

  private enum Gender { case male, female }
  private struct Marker {
    var token: Int
    var gender: Gender
    /// Names the subject of its sentence beyond doubt.
    var isSubject: Bool
  }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    guard story.language.has(.pronounsMale), story.language.has(.pronounsFemale) else { return }
    for index in story.paragraphs.indices where story.paragraphs[index].field == .authorBox {
      check(index, story, &out)
    }
  }

  private func check(_ paragraph: Int, _ story: borrowing Analysis, _ out: inout FindingSink) {
    guard let name = story.authorName(paragraph) else { return }
    let range = name.upperBound..<story.paragraphs[paragraph].tokens.upperBound
    if isUnsure(range, name, story) { return }
    // “She lives in Turin with her husband and his dog”: what stands behind a relative may be said of him.
    let kin = range.first { story.isIn($0, .kin) } ?? range.upperBound
    let markers = markers(range.lowerBound..<kin, story)
    guard !markers.isEmpty else { return }
    let byName: Gender? =
      switch story.gender(ofName: name) {
      case .male: .male
      case .female: .female
      default: nil
      }
    guard let anchor = byName ?? markers.first(where: \.isSubject)?.gender else { return }
    let agrees = markers.contains { $0.gender == anchor }
    // Against a name alone only a subject counts: “its” is “sein” and “ihr” in many languages.
    let clashes = markers.filter { $0.gender != anchor && ($0.isSubject || agrees) }
    guard !clashes.isEmpty, byName != nil || agrees else { return }
    let twin =
      byName == nil
      ? markers.first { $0.gender == anchor }.map { ("referred to here", story.bytes(of: $0.token..<$0.token + 1)) }
      : ("the author’s name", story.bytes(of: name))
    for clash in clashes {
      let word = story.text(clash.token)
      let partner = story.language.partner(story.tokens[clash.token].id).map { "; \(Wording.quoted($0)) would agree" } ?? ""
      out.report(
        story.bytes(of: clash.token..<clash.token + 1),
        "\(Wording.quoted(word)) does not agree with \(Wording.quoted(story.text(name)))"
          + (byName == nil || agrees ? ", whom the box elsewhere calls \(anchor == .female ? "she" : "he")" : "") + partner
          + ".",
        confidence: byName != nil || agrees ? .high : .medium, related: twin.map { [$0] } ?? [])
    }
  }

  /// Somebody else may be meant: another person, a pronoun that names no gender.
  private func isUnsure(_ range: Range<Int>, _ name: Range<Int>, _ story: borrowing Analysis) -> Bool {
    let surname = story.tokens[name.upperBound - 1].hash
    for token in range {
      if story.isIn(token, .pronounsOther) { return true }
      // Another person by name: a listed given name and a capitalised word behind it.
      if story.tokens[token].isCapitalised, token + 1 < range.upperBound, story.tokens[token + 1].isCapitalised,
        story.names.gender(story.tokens[token].hash) != nil, story.tokens[token + 1].hash != surname,
        !story.tokens[token].flags.contains(.sentenceStart)
      {
        return true
      }
    }
    return false
  }

  private func markers(_ range: Range<Int>, _ story: borrowing Analysis) -> [Marker] {
    let male = WordClassSet.of(.pronounsMale, .pastMale, .participleMale)
    let female = WordClassSet.of(.pronounsFemale, .pastFemale, .participleFemale)
    let pronouns = WordClassSet.of(.pronounsMale, .pronounsFemale)
    let verbs = WordClassSet.of(.pastMale, .pastFemale)
    let isOfPersons = story.language.habits.contains(.pronounsOfPersons)
    var result: [Marker] = []
    var sinceStart = 0
    // The author is the subject from the start of the first sentence, where the name stands.
    var hasSubject = true
    for token in range {
      let word = story.tokens[token]
      if word.flags.contains(.sentenceStart) || story.isMark(token, 0x3B) {
        sinceStart = 0
        hasSubject = false
      }
      if word.isWord { sinceStart += 1 }
      guard word.id != 0, !word.flags.contains(.quoted), word.kind == .word else { continue }
      // The alliance is “Nato” in Italian copy.
      if word.isCapitalised, !word.flags.contains(.sentenceStart) { continue }
      let classes = story.language.classes(of: word.id)
      if sinceStart == 1, let gender = genderOfPeriphrasis(token, classes, story) {
        result.append(Marker(token: token, gender: gender, isSubject: true))
        continue
      }
      let isMale = classes.intersects(male)
      guard isMale != classes.intersects(female) else { continue }
      let isPronoun = classes.intersects(pronouns)
      // A pronoun is surely the subject near the start of its sentence. A participle agrees with the author only where the
      // author is the subject: “Su novela fue premiada” says nothing of him. A verb of biographies needs no pronoun.
      let isSubject =
        isPronoun
        ? sinceStart <= 5 || isOfPersons && story.isIn(token - 1, .clauseJoiners)
        : classes.intersects(verbs) || hasSubject || sinceStart <= 2 || story.isIn(token - 1, .biographyVerbs)
      if isPronoun, isSubject { hasSubject = true }
      guard isPronoun || isSubject else { continue }
      if !isPronoun || isSubject || isOfPersons {
        result.append(Marker(token: token, gender: isMale ? .male : .female, isSubject: isSubject))
      }
    }
    return result
  }

  /// “Der gebürtige Grazer lebt in Wien”: an adjective that is said of people, behind an article that tells the gender.
  private func genderOfPeriphrasis(_ article: Int, _ classes: WordClassSet, _ story: borrowing Analysis) -> Gender? {
    guard story.isIn(article + 1, .personalAdjectives), article + 2 < story.tokens.count,
      story.tokens[article + 2].isCapitalised
    else { return nil }
    return classes.contains(.articlesMale) ? .male : classes.contains(.articlesFemale) ? .female : nil
  }
}

extension Analysis {
  /// What the given name of a person tells, by the language of the copy where the table knows it there.
  func gender(ofName name: Range<Int>) -> NameGender? {
    guard let first = name.first, let last = name.last, name.count >= 2 else { return nil }
    guard let gender = names.gender(tokens[first].hash), gender == .either else { return names.gender(tokens[first].hash) }
    return SurnameEnding.of(bytes, tokens[last])?.gender ?? (isFeminineOfName(first) ? .female : .either)
  }

  /// Валентина and Евгения are also the genitive of a man’s name, but not where they are the subject. Данила is a man’s name
  /// beside Данило.
  private func isFeminineOfName(_ token: Int) -> Bool {
    let letters = Array(text(token).lowercased().unicodeScalars)
    func isMan(_ ending: [Unicode.Scalar]) -> Bool {
      let hash = (letters.dropLast() + ending).reduce(FNV.basis) { FNV.combine($0, scalar: $1.value) }
      return names.gender(hash) == .male
    }
    switch letters.last {
    case "а": return isMan([]) && !isMan(["о"])
    case "я": return isMan(["й"])
    default: return false
    }
  }
}
