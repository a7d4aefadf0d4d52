import TextBase

/// Letters of Latin, Cyrillic and Greek that look the same in print.
enum LookAlikes {
  enum Alphabet: UInt8 { case latin = 25, cyrillic = 8, greek = 14 }

  /// The letter of `alphabet` that looks like `scalar`, a letter of another; nil when none does.
  static func letter(_ scalar: UInt32, in alphabet: Alphabet) -> UInt32? {
    switch alphabet {
    case .latin: latin[scalar] ?? exotic(scalar)
    case .cyrillic: cyrillic[scalar]
    case .greek: greek[scalar]
    }
  }

  private static func table(_ from: String, _ to: String) -> [UInt32: UInt32] {
    Dictionary(zip(from.unicodeScalars.map(\.value), to.unicodeScalars.map(\.value)), uniquingKeysWith: { first, _ in first })
  }

  // Cyrillic and Greek on top, Latin below.
  private static let latin = table(
    "аеосрхуіјѕһԁԛԝӏкАВЕКМНОРСТХІЈЅҮУԌԚԜᴦ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονιακρυχγωϲϳ",
    "aeocpxyijshdqwlkABEKMHOPCTXIJSYYGQWr" + "ABEZHIKMNOPTYXoviakpuxywcj")
  private static let cyrillic = table(
    "aeocpxyijskmthABEKMHOPCTXIJSYëËïÏéÉàÀ" + "ΑΒΕΗΙΚΜΝΟΡΤΧοαερκν",
    "аеосрхуіјѕкмтһАВЕКМНОРСТХІЈЅУёЁїЇеЕаА" + "АВЕНІКМНОРТХоаеркв")
  private static let greek = table(
    "ABEZHIKMNOPTYXoviakpuxwóáíúAÓ" + "АВЕНІКМОРТХоаркху",
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονιακρυχωόάίύΑΌ" + "ΑΒΕΗΙΚΜΟΡΤΧοαρκχυ")

  /// Letters of rarer alphabets, by ICU's data on look-alikes.
  private static func exotic(_ scalar: UInt32) -> UInt32? {
    switch scalar {
    // Armenian, Cherokee, Coptic, Lisu
    case 0x531...0x587, 0x13A0...0x13FF, 0x2C80...0x2CFF, 0xA4D0...0xA4FF: skeletons[scalar]
    default: nil
    }
  }

  private static let skeletons: [UInt32: UInt32] = {
    guard let confusables = try? Confusables() else { return [:] }
    var bySkeleton: [String: UInt32] = [:]
    for letter in [UInt32](0x41...0x5A) + [UInt32](0x61...0x7A) {
      bySkeleton[confusables.skeleton(of: String(Character(Unicode.Scalar(letter)!)))] = letter
    }
    var table: [UInt32: UInt32] = [:]
    for scalar in [UInt32](0x531...0x587) + [UInt32](0x13A0...0x13FF) + [UInt32](0x2C80...0x2CFF) + [UInt32](0xA4D0...0xA4FF) {
      guard let value = Unicode.Scalar(scalar) else { continue }
      table[scalar] = bySkeleton[confusables.skeleton(of: String(Character(value)))]
    }
    return table
  }()
}
