import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A past tense of the other gender beside a full name: Мария Орлова заявил.
struct VerbGender: Rule {
  static let card = RuleCard(
    id: "grammar/verb-gender", title: "The verb and the person beside it are of different gender",
    mqm: .grammar, severity: .major, confidence: .high, languages: .withData("speech-verbs-male"),
    why: """
      The past tense of Slavic verbs tells the gender of the subject. English does not, and a machine that translates from \
      it takes the masculine.
      """,
    advice: "Let the verb agree with the person, or check who speaks.",
    examples: [
      .flags("ru", "Переговоры начнутся в мае. Об этом [[заявил]] Мария Орлова, глава ведомства."),
      .flags("ru", "Депутат Сергей Ковров [[сообщила]] о переговорах.", fixed: "Депутат Сергей Ковров сообщил о переговорах."),
      .flags("uk", "Про це [[повідомив]] Ольга Коваленко, голова ради."),
      .flags(
        "pl", "Rozmowy ruszą w maju, [[powiedział]] Anna Kowalska.", fixed: "Rozmowy ruszą w maju, powiedziała Anna Kowalska."),
      .flags("cs", "Jednání začnou v květnu, [[řekl]] Hana Dvořáková."),
      .passes("ru", "Об этом заявила Мария Орлова, глава ведомства. Сергей Ковров сообщил о переговорах."),
      .passes("ru", "Пресс-секретарь встречи с Марией Орловой заявил, что она придёт."),
      .passes("ru", "Сын Александра Коврова рассказал о встрече. Брат Валентины Орловой добавил, что придёт."),
      .passes("ru", "Сотрудник Кейт Морвен рассказал о встрече. Саша Ковров заявил, что придёт."),
      .passes("uk", "Сірін Бен Айссу перепливла протоку. «Я забула про втому», — розповіла Бен Айссу на березі."),
      .passes("pl", "Rzecznik ministra Kamila Nowaka powiedział, że rozmowy ruszą w maju."),
      .passes("cs", "Mluvčí prezidenta Petra Nováka řekla, že jednání začnou v květnu."),
    ])

  static var needs: Needs { .all(.people) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    let male = WordClassSet.of(.speechVerbsMale, .pastMale)
    let female = WordClassSet.of(.speechVerbsFemale, .pastFemale)
    for person in story.people where !person.isQuoted && !isObject(person, story) {
      let isSubjectCase = person.isSubjectCase(story)
      let sentence = story.sentences[person.sentence].tokens
      let (own, other) = person.gender == .male ? (male, female) : (female, male)
      for verb in [person.given - 1, person.tokens.upperBound] where sentence.contains(verb) && story.tokens[verb].id != 0 {
        // Behind a quotation and its verb only the speaker follows, whatever the form of the name.
        guard isSubjectCase || (verb < person.given && followsQuotation(verb, sentence, story)) else { continue }
        let classes = story.language.classes(of: story.tokens[verb].id)
        // “Was” may go with a noun elsewhere; verbs of people are long.
        guard classes.intersects(other), !classes.intersects(own), story.tokens[verb].scalars >= 5 || isSpeech(classes),
          story.tokens[verb].shape == .lower || verb == sentence.lowerBound, !story.isForBoth(verb)
        else { continue }
        report(verb, person, story, &out)
        break
      }
    }
  }

  private func isObject(_ person: PersonName, _ story: borrowing Analysis) -> Bool {
    person.given > 0 && story.isIn(person.given - 1, .prepositions)
  }

  private func followsQuotation(_ verb: Int, _ sentence: Range<Int>, _ story: borrowing Analysis) -> Bool {
    let before = verb - 1
    guard sentence.contains(before) else { return false }
    return story.tokens[before].kind == .quote || story.isDash(before)
      || (story.isMark(before, 0x2C) && sentence.contains(before - 1) && story.tokens[before - 1].kind == .quote)
  }

  private func isSpeech(_ classes: WordClassSet) -> Bool {
    classes.contains(.speechVerbsMale) || classes.contains(.speechVerbsFemale)
  }

  private func report(_ verb: Int, _ person: PersonName, _ story: borrowing Analysis, _ out: inout FindingSink) {
    let range = story.bytes(of: verb..<verb + 1)
    let name = story.bytes(of: person.tokens)
    let form = person.gender == .male ? "a woman" : "a man"
    let bearer = person.gender == .male ? "a man" : "a woman"
    let partner = story.language.partner(story.tokens[verb].id)
    let isLower = story.tokens[verb].shape == .lower
    out.report(
      range, "\(Wording.quoted(story.text(range))) is said of \(form); \(Wording.quoted(story.text(name))) names \(bearer).",
      related: [("the person", name)],
      fixes: isLower ? partner.map { [.replace(range, with: $0, "Write \(Wording.quoted($0))", .review)] } ?? [] : [])
  }
}

extension PersonName {
  /// Whether the name can only be the subject: names that have no case endings, and forms that are also the genitive of
  /// another name, can be objects.
  func isSubjectCase(_ story: borrowing Analysis) -> Bool {
    let last = lastLetter(story.tokens[given], story)
    let isOnA = last == 0x61 || last == 0x430 || last == 0x44F  // a, а, я
    if gender == .female {
      if SurnameEnding.of(story.bytes, story.tokens[surname])?.origin == "cs" { return true }
      guard isOnA else { return false }
      let surnameLast = lastLetter(story.tokens[surname], story)
      // Александра Иванова, Валентина Петрова: a woman’s name, or the genitive of a man’s.
      if surnameLast == 0x430, story.names.gender(story.tokens[given].hash) == .either { return false }
      guard surnameLast == 0x61 || surnameLast == 0x430 else { return surnameLast != 0x75 && surnameLast != 0x65 }
      return SurnameEnding.of(story.bytes, story.tokens[surname])?.gender == .female
        || lastLetter(story.tokens[given], story) == 0x44F
    }
    // Джо, Хосе, Отто have no endings; Иван, Никита, Сергей, Jerzy do.
    return isOnA || !NameLetters.isVowel(last) || last == 0x79
  }

  private func lastLetter(_ word: Token, _ story: borrowing Analysis) -> UInt32 {
    let end = word.joint > 0 ? Int(word.start) + Int(word.joint) : Int(word.end)
    guard let (scalar, _) = UTF8Text.decodeLast(story.bytes, before: end) else { return 0 }
    return scalar
  }
}
