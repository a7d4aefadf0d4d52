import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// What only machines write: <unk>, ⁇, @-@, {0}, eng_Latn, “As an AI language model”.
struct MachineToken: Rule {
  static let card = RuleCard(
    id: "residue/machine-token", title: "A sign of a translation program was left in the copy",
    mqm: .unintelligible, severity: .critical, confidence: .high,
    why: """
      Programs mark unknown words, joints and places to fill in with signs of their own, and language models comment on \
      their work. Such a sign proves that nobody read the text, and often a word is missing where it stands.
      """,
    advice: "Look the place up in the source and translate it.",
    examples: [
      .flags("en", "The mayor of [[<unk>]] spoke on Monday."),
      .flags("de", "Der Stadtrat von [[⁇]] tagte am Montag."),
      .flags("en", "The long [[@-@]] term plan was dropped."),
      .flags("fr", "Le maire de la vil[[@@]] le a parlé lundi."),
      .flags("en", "The town of [[{{city_name}}]] and its [[{0}]] people met."),
      .flags("th", "นายกเทศมนตรี [[<PERSON_2>]] กล่าวเมื่อวันจันทร์"),
      .flags("ru", "[[<FOTO_2>]] Мэр выступил в понедельник."),
      .flags("en", "The mayor, [[%s]], said so on Monday."),
      .flags("es", "[[spa_Latn]] El alcalde habló el lunes."),
      .flags("en", "[[Here is the translation]]: The mayor spoke on Monday."),
      .flags("en", "[[As an AI language model, I]] cannot confirm the figures."),
      .flags("ru", "[[Вот перевод]] статьи: мэр выступил в понедельник."),
      .flags(
        "de", "Der Rat tagte am Montag.\n\nEr beschloss den Haushalt.\n\n[[Möchten Sie, dass ich]] den Text noch kürze?"),
      .flags(
        "ru", "Совет собрался в понедельник.\n\nОн принял бюджет.\n\n[[Если нужно, могу]] сократить текст."),
      .passes(
        "de", "Der Rat tagte am Montag.\n\n„Möchten Sie, dass ich gehe?“, fragte der Bürgermeister zum Schluss."),
      .passes(
        "en", "Would you like me to repeat that? the mayor asked.\n\nThe council laughed.\n\nIt passed the budget."),
      .passes("en", "Growth was 5 % so far; [the mayor] paid $5 to @mayor #budget."),
      .passes("en", "“As an AI language model, I cannot vote,” the program answered."),
      .passes("en", "As an AI language model, the program cannot vote; it was sold as an AI assistant."),
      .passes("vi", "NordChat là một mô hình ngôn ngữ lớn. Đây là bản dịch đầu tiên của nhà thơ."),
      .passes("zh", "作为AI语言模型，该程序不能投票。\n这是翻译家陆青的第一本书。"),
      .passes("ko", "AI 언어 모델로서 이 프로그램은 투표할 수 없다."),
      .passes("en", "The set {a, b} holds 3 < 5 items [sic] and a line: ______."),
      .passes("en", "Super Bowl XXX was played; the shirt is XXXL."),
    ])

  static var needs: Needs { .any([.machineSigns, .doubledCapitals], words: [hash("lorem"), hash("tktk")]) }

  private let lorem = MachineToken.hash("lorem")
  private let ipsum = MachineToken.hash("ipsum")
  private let later = MachineToken.hash("tktk")

  init(_ style: HouseStyle) {}

  private static func hash(_ word: String) -> UInt64 { FNV.hash(word.utf8) }

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    var end = 0
    for special in story.specials {
      let at = Int(special.offset)
      guard at >= end, special.scalar < 0x7F && special.scalar >= 0x20 || special.scalar == 0x2047 || special.scalar == 0x2581,
        let range = MachineSigns.sign(
          story.bytes, at, special.scalar, in: story.paragraph(at: at).map { story.paragraphs[$0].range }),
        !story.isDamaged(range)
      else { continue }
      end = range.end
      out.report(
        range, "\(Wording.quoted(story.text(range), limit: 40)) is a sign of a program, not a word.",
        confidence: special.scalar == 0x2581 ? .medium : nil)
    }
    fillers(story, &out)
    replies(story, &out)
  }

  /// lorem ipsum, TKTK, XXXX
  private func fillers(_ story: borrowing Analysis, _ out: inout FindingSink) {
    for index in story.unlisted { latin(index, story, &out) }
    for index in story.capitalised where story.tokens[index].kind == .word {
      let token = story.tokens[index]
      latin(index, story, &out)
      if token.hash == later, token.shape == .upper {
        out.report(token.range, "“TKTK” stands for something that was to come.")
      } else if token.shape == .upper, token.scalars >= 4, story.bytes[Int(token.start)] == 0x58,
        token.range.count == Int(token.scalars), story.bytes[token.range.start..<token.range.end].allSatisfy({ $0 == 0x58 })
      {
        out.report(
          token.range, "\(Wording.quoted(story.text(index))) fills a place that was to be filled in.", severity: .major)
      }
    }
  }

  private func latin(_ index: Int, _ story: borrowing Analysis, _ out: inout FindingSink) {
    guard story.tokens[index].hash == lorem, index + 1 < story.tokens.count,
      story.tokens[index + 1].hash == ipsum
    else { return }
    out.report(story.bytes(of: index..<index + 2), "“Lorem ipsum” fills a place that no copy has taken.")
  }

  /// What a language model says of its work, outside speech.
  private func replies(_ story: borrowing Analysis, _ out: inout FindingSink) {
    guard story.language.has(.machineReplies) else { return }
    let (reply, opener, offer) = (WordClass.machineReplies.bit, WordClass.machineReplyOpeners.bit, WordClass.machineOffers.bit)
    var reported = 0
    for hit in story.classHits where [reply, opener, offer].contains(hit.index) && !hit.isQuoted {
      let begins = hit.tokens.lowerBound <= story.paragraphs[hit.paragraph].tokens.lowerBound + 1
      guard hit.index == reply || hit.index == opener && begins || hit.index == offer && isOffer(hit, story),
        hit.tokens.lowerBound >= reported
      else { continue }
      reported = hit.tokens.upperBound
      out.report(
        story.bytes(of: hit.tokens), "A language model speaks here: \(Wording.quoted(story.text(hit.tokens))).",
        confidence: hit.index == offer ? .medium : nil)
    }
  }

  /// Words that an interview may hold are a model’s at the end, where a sentence of a short paragraph begins with them. A dash
  /// before them opens speech, and a verb of saying behind them reports it.
  private func isOffer(_ hit: PhraseHit, _ story: borrowing Analysis) -> Bool {
    let paragraph = story.paragraphs[hit.paragraph].tokens
    guard hit.paragraph > 1, hit.paragraph + 2 >= story.paragraphs.count, paragraph.count <= 50,
      story.tokens[hit.tokens.lowerBound].flags.contains(.sentenceStart), !story.isDash(paragraph.lowerBound)
    else { return false }
    let speech = WordClassSet.of(.speechVerbs, .speechVerbsMale, .speechVerbsFemale, .attributionWords)
    return !story.sentences[hit.sentence].tokens.contains {
      story.tokens[$0].id != 0 && story.language.classes(of: story.tokens[$0].id).intersects(speech)
    }
  }
}
