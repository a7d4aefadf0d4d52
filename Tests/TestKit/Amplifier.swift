import Findings
import TextBase

extension Example.Variant {
  /// The example varied: the bytes of the file and the places that must be reported in it.
  public func apply(to example: Example) -> (file: [UInt8], spans: [ByteRange]) {
    var marked = example.marked
    var prefix: [UInt8] = []
    switch self {
    case .emojiBefore:
      // MAN, ZERO WIDTH JOINER and so on, then a flag: astral, joined, two scalars to a sign.
      prefix = Array("\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}\u{200D}\u{1F466} \u{1F1FA}\u{1F1F3}\n".utf8)
    case .carriageReturns:
      marked = (marked + "\n").replacing("\n", with: "\r\n")
    case .byteOrderMark:
      prefix = [0xEF, 0xBB, 0xBF]
    case .decomposed:
      marked = NormalForm.nfd.apply(marked)
    case .noBreakSpaces:
      marked = marked.replacing(" ", with: "\u{A0}")
    case .secondParagraph:
      marked += "\n" + Example.Variant.neutral(example.language)
    case .rightToLeftBefore:
      prefix = Array("\(Example.Variant.neutral("he"))\n".utf8)
    }
    let (text, spans) = Example.unmark(marked)
    return (prefix + Array(text.utf8), spans.map { ByteRange($0.start + prefix.count, $0.end + prefix.count) })
  }

  /// A sentence without names, figures or marks that any rule could mind.
  static func neutral(_ language: String) -> String {
    neutralSentences[String(language.prefix { $0 != "-" })] ?? "…"
  }

  private static let neutralSentences: [String: String] = [
    "ar": "بقي الطقس هادئا طوال اليوم.",
    "bg": "Времето остана тихо през целия ден.",
    "cs": "Počasí zůstalo po celý den klidné.",
    "de": "Das Wetter blieb den ganzen Tag ruhig.",
    "el": "Ο καιρός έμεινε ήσυχος όλη τη μέρα.",
    "en": "The weather stayed calm all day.",
    "es": "El tiempo siguió tranquilo todo el día.",
    "fa": "هوا تمام روز آرام ماند.",
    "fr": "Le temps est resté calme toute la journée.",
    "he": "מזג האוויר נשאר רגוע כל היום.",
    "hi": "मौसम दिन भर शांत रहा।",
    "it": "Il tempo è rimasto calmo tutto il giorno.",
    "ja": "天気は一日中穏やかだった。",
    "ko": "날씨는 하루 종일 잔잔했다.",
    "nl": "Het weer bleef de hele dag rustig.",
    "pl": "Pogoda przez cały dzień była spokojna.",
    "pt": "O tempo ficou calmo o dia todo.",
    "ro": "Vremea a rămas liniștită toată ziua.",
    "ru": "Погода весь день была спокойной.",
    "sv": "Vädret var lugnt hela dagen.",
    "th": "อากาศสงบตลอดทั้งวัน",
    "tr": "Hava bütün gün sakin kaldı.",
    "uk": "Погода весь день була спокійною.",
    "vi": "Thời tiết yên tĩnh suốt cả ngày.",
    "zh": "天气整天都很平静。",
  ]
}
