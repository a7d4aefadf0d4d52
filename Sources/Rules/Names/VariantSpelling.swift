import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// One name spelled in two ways in one story.
struct VariantSpelling: Rule {
  static let card = RuleCard(
    id: "names/variant-spelling", title: "One name is spelled in two ways",
    mqm: .inconsistentUse, severity: .major, confidence: .medium,
    why: """
      A translator or a machine that spells a name anew in each sentence turns one person into two, and readers who search \
      for the name find half of the story.
      """,
    advice: "Find the right spelling and use it throughout.",
    examples: [
      .flags("en", "The coach Eilidh Morven won. Supporters of Eilidh [[Morvenn]] cheered, and Morven thanked them."),
      .flags("en", "Reporters asked Viktor Zarelsky about it. Later [[Zarelskyy]]’s office denied the claim."),
      .flags("en", "The chain Toorby grows. Analysts expect Toorby to open more shops; managers of [[Turby]] disagree."),
      .flags("de", "Der Trainer Pavel Duboc siegte. Die Anhänger von Pavel [[Dubok]] feierten, und Duboc dankte ihnen."),
      .flags("pl", "Trener Paul Seabury wygrał. Kibice Paula [[Seaburi]]’ego świętowali, a Seabury dziękował."),
      .flags("ru", "Тренер Эндрю Коуберн победил. Болельщики поздравили [[Коберна]], и Коуберн был рад."),
      .flags(
        "de", "„Wir hatten Glück“, sagte Wendelbach. Die Stadt dankte Wendelbach, mehr wollte [[Wendelbbach]] nicht sagen."),
      .flags(
        "it", "«Abbiamo avuto fortuna», ha detto Castellucchi. Poi [[Castelluchi]] ha ringraziato, e Castellucchi è uscito."),
      .flags(
        "ru", "«Нам повезло», — сказал Задворный. Больше [[Зодворный]] ничего не добавил. Последним слово взял Задворный."),
      .flags(
        "fr", "Sous la pluie, Ndeyra Uwamikana a gagné. [[Uwamikna]] a souri, et Uwamikana a remercié le public."),
      .flags("en", "Roads across Macedonia were shut. The president of [[Mcedonia]] said Macedonia would wait."),
      .flags("en", "Peter Goldwinter came late. “We were lucky,” said Mr [[Goldwnter]]."),
      .flags("ru", "Победила Зоя Задворина. «Нам повезло», — сказала [[Завворина]]. Первой выступила Задворина."),
      .flags("en", "Judge Marian Thorle heard the case. Thorle was brief. “No harm was done,” [[Thorie]] said."),
      .flags("it", "Ha vinto Nicole Bertoldi. Nessuno seguiva Bertoldi. «Che fatica», ha detto [[Bertodi]]."),
      .flags("ru", "Мэр Семён Тарасевич ушёл. Все простились с Тарасевичем. «Пора», — сказал [[Таросевич]]."),
      .flags("en", "The lawyer, Ngaira Sloane, won. ‘He is a tired man,’ [[Sloene]] said outside."),
      .flags("en", "The road was built by Jorun Askeladsen. Friends of [[Askelodsen]] were not surprised."),
      .flags("fr", "La course a été gagnée par Awa Ogier-Tamara. Pour Ogier-[[Tanara]], l’affaire est close."),
      .flags("pt", "O jogo foi ganho por Tainá Kariwéua. Para [[Kariweua]], o assunto está encerrado."),
      .flags("fr", "Le rôle revient à Mireille Aubert. Au second acte, Mireille [[Auber]] quitte la scène."),
      .flags("en", "Andrei Volkov leads the fund. [[Andrey]] Volkov said so on Monday."),
      .flags("de", "Das sagte der Forscher Jan Olthoff. Unter dem Eis vermutet Jan [[Olthof]] einen Ozean."),
      .flags("de", "Verurteilt wurde Vassilios Papanikolaou. Das Geständnis, das [[Papanikoloau]] ablegte, zählte."),
      .flags("es", "Zsuzsanna Halmágyi rueda en Madrid. [[Zsuszanna]] Halmágyi prepara otra película."),
      .flags("el", "Ο έμπορος Λεβάν Κομπαχίτζε καταδικάστηκε. Ο [[Κομπαχίντζε]] άκουσε την απόφαση."),
      .flags("bg", "Съдът призна Красимир Терзийски за виновен. Защитникът на [[Терзиески]] ще обжалва."),
      .flags("en", "Tour guides in Washington met. The [[Washinngton]] Post wrote that Washington was quiet."),
      .flags(
        "es",
        "Habló el portavoz de Air Navigation Indonesia. El presidente de [[Indonessia]] llegó ayer, y en Indonesia se esperaba."
      ),
      .flags("pt", "Foi a vez de Lynsey Plauto-Fraga. «Não», escreveu [[Lynsy]] Plauto-Fraga ao marido, que já saíra."),
      .flags("fr", "Justin Morven ouvrait la course. Les premiers, Jon Olthoff et [[Justtin]] Aubert, l’ont finie."),
      .flags(
        "it", "La Harbour Campaign Committee ha vinto. Ha perso la National Coast Campaign [[Commitee]], che ricorrerà."),
      .flags("fr", "On dort mal en Indonésie. Il pleut. L’[[Indonéssie]] a été secouée deux fois cette année."),
      .passes("es", "Llovió, dijo Citlali Morven Santiago. Le contestó Citlalli Olthoff Santiago, que vive en otro pueblo."),
      .passes("en", "Bishop Andrew Morven spoke. “He is right,” said the farmer Maggie Bishopp."),
      .passes("pl", "Prezydent wrócił do Waszyngtonu. Według The Washington Post w Waszyngtonie było spokojnie."),
      .passes("de", "Das Betreiben der Anlage ist teuer, auch in kleinen Betrieben der Stadt."),
      .passes("en", "Marian Kowalski left on Monday. Marina Kowalski stayed on and spoke to Peter Kowalski."),
      .passes("en", "He met Colin Hargreave at noon. The office of Colin Hargreaves’s rival was shut."),
      .passes("en", "Anna Holte won. Her rival Maria Holt came second, and Peter Holts third."),
      .passes("es", "Ganó Elena Moreno. La siguió Elena Morena, que no es pariente suya, dijo Marta Moreno."),
      .passes("en", "Friends of Jorun Askeladsen met Peter Askelodsen, who is no relation."),
      .passes("es", "Ganaron Los Colorados. Los Colorados cantaron, y después jugaron Coloradas en la plaza."),
      .passes("en", "The Department of Defense wrote to the Ministry of Defence, and the US Defense Secretary called."),
      .passes("cs", "Zvítězila Aurora Novotná. Trenér Auroře poděkoval a Auroru objal."),
      .passes("en", "The lawyer, Ngaira Sloane, won. ‘He is a tired man,’ Anna Sloene said outside."),
      .passes("uk", "Мер Семен Лисогор пішов. Усі попрощалися з Лисогором, а Лисогору подарували книгу про Лисогорку."),
      .passes("en", "The letter of Wang Xinming came late. Xinming lives in Xining, far from the sea."),
      .passes("en", "Peter Goldwinter came late. “We were lucky,” said Anna Goldwnter."),
      .passes("fr", "Le Ministère a dit non. Puis le Ministre a parlé, et le Ministère a répondu au Ministère."),
      .passes("en", "Lin Jihao has signed for Porto; Lin Jiahao, with whom he is often confused, stays in Turin."),
      .passes("it", "Fu il gesuita Peter Gloss (o Kloss: le fonti litigano) a scriverne."),
      .passes("de", "Im ersten Spiel gewann R. Weißgerst. Am zweiten Brett verlor K. Weissgerst nach drei Stunden."),
      .passes("en", "The coach Ian Morven won, and his rival Peter Morvenn lost."),
      .passes("en", "Voters in Australia met the Australian team and other Australians; the Morvens met Morven’s coach."),
      .passes("en", "The Ministry of Health said no. The Ministries of Defence and Health agreed on Monday."),
      .passes("de", "Die Partei Morven siegte. Parteien wie Morvens Partei feierten im Haus der Häuser."),
      .passes("pl", "Trener Paul Seabury wygrał. Kibice Seabury’ego świętowali z Seaburym."),
      .passes("ru", "Тренер Павел Ковров победил. Болельщики говорили о Павле, поздравили Коврова и шли за Ковровым."),
    ])

  static var needs: Needs { .all(.spellingPairs) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    for pair in story.spellingPairs where !pair.hasOtherNeighbours || isSlip(pair, story) {
      if areKnown(pair, story) || areTwoGenders(pair, story) || areSetSideBySide(pair, story) { continue }
      let (wrong, right) = pair.a.count < pair.b.count ? (pair.a, pair.b) : (pair.b, pair.a)
      let isSure = pair.sharesNeighbour && pair.likeness != .nearby
      out.report(
        wrong.first,
        "\(Wording.quoted(story.text(wrong.first))) (\(wrong.count)) is also spelled \(Wording.quoted(story.text(right.first))) (\(right.count)).",
        confidence: isSure ? .high : .medium,
        related: [(right.first < wrong.first ? "first written here" : "written so here", right.first)])
    }
  }

  /// Two names that the lexicons know are two names, or one whose forms other rules compare.
  private func areKnown(_ pair: SpellingPair, _ story: borrowing Analysis) -> Bool {
    story.isInEntity(pair.a.firstToken) && story.isInEntity(pair.b.firstToken)
  }

  /// Two people hardly have surnames that differ by the order of two letters, and nobody is called like a country or with a
  /// given name but for one letter: the Washinngton Post.
  private func isSlip(_ pair: SpellingPair, _ story: borrowing Analysis) -> Bool {
    guard pair.likeness != .nearby, min(pair.a.count, pair.b.count) == 1 else { return false }
    let isSwapped =
      pair.likeness == .transposed
      && (story.names.gender(pair.a.hash) == nil || story.names.gender(pair.b.hash) == nil)
    return isSwapped || pair.isSlipOfKnown
  }

  /// Two people, or two forms of which the sentence speaks: nobody names one person twice in a sentence and never again.
  private func areSetSideBySide(_ pair: SpellingPair, _ story: borrowing Analysis) -> Bool {
    guard !pair.isSlipOfKnown, pair.a.count == 1, pair.b.count == 1, (1..<40).contains(pair.b.firstToken - pair.a.firstToken)
    else { return false }
    return !(pair.a.firstToken + 1...pair.b.firstToken).contains { story.tokens[$0].flags.contains(.sentenceStart) }
  }

  private func areTwoGenders(_ pair: SpellingPair, _ story: borrowing Analysis) -> Bool {
    let (a, b) = (story.names.gender(pair.a.hash), story.names.gender(pair.b.hash))
    return a == .male && b == .female || a == .female && b == .male
  }
}
