import TestKit
import TextBase
import Testing

/// The shortcut of the normal form says what ICU says.
@Suite struct NormalFormTests {
  @Test func composedScalarsStayAsTheyAre() {
    let bases = ["", "a", "E", "o", "и", "Ι", "か", "하", "가", "漢"]
    for value: UInt32 in 1...0x10FFFF where NormalForm.isComposed(value) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      for base in bases {
        let text = base + String(Character(scalar))
        guard !NormalForm.nfc.isNormalized(text) else { continue }
        Issue.record("U+\(String(value, radix: 16)) behind “\(base)” is not in normal form C")
        return
      }
    }
  }

  @Test func whatCombinesIsNotComposed() {
    for value: UInt32 in [0x300, 0x301, 0x308, 0x327, 0x37E, 0x387, 0x653, 0x3099, 0x1161, 0x11A8, 0x212B, 0xF900, 0xFB1D] {
      #expect(!NormalForm.isComposed(value), "U+\(String(value, radix: 16))")
    }
    #expect(NormalForm.nfc.apply("nai\u{308}ve и\u{306}") == "naïve й")
    #expect(Array(NormalForm.nfc.apply("nai\u{308}ve").utf8) == Array("na\u{EF}ve".utf8))
  }
}
