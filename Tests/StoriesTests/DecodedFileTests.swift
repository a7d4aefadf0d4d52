import Findings
import Stories
import TestKit
import TextBase
import Testing

/// What bytes become text, with the way back, and which are refused in an editor's words.
@Suite struct DecodedFileTests {
  private static let text = "Прямая речь “и” emoji \u{1F600}\r\nэ\u{301}nd"

  private func reason(_ file: [UInt8]) -> String? {
    do throws(DecodedFile.Unreadable) {
      _ = try DecodedFile(file)
      return nil
    } catch {
      return error.reason
    }
  }

  @Test func plainUTF8IsTheFile() throws {
    let file = try DecodedFile(Array(Self.text.utf8))
    #expect(file.bytes == Array(Self.text.utf8))
    #expect(file.isFile && file.notes.isEmpty && file.invalidCount == 0)
    #expect(file.disk.origin(of: ByteRange(2, 6)) == ByteRange(2, 6))
  }

  @Test func aByteOrderMarkStaysInTheText() throws {
    let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("One story.".utf8)
    let file = try DecodedFile(bytes)
    #expect(file.bytes == bytes && file.isFile)
    let story = try PlainTextReader().read(file)[0]
    #expect(story.blocks.map(\.range) == [ByteRange(3, 13)])
  }

  private static let unicode: [(name: String, mark: [UInt8], encode: @Sendable (Unicode.Scalar) -> [UInt8])] = [
    ("UTF-16LE", [0xFF, 0xFE], { String($0).utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } }),
    ("UTF-16BE", [0xFE, 0xFF], { String($0).utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] } }),
    ("UTF-32LE", [0xFF, 0xFE, 0, 0], { scalar in (0..<4).map { UInt8(scalar.value >> ($0 * 8) & 0xFF) } }),
    ("UTF-32BE", [0, 0, 0xFE, 0xFF], { scalar in (0..<4).reversed().map { UInt8(scalar.value >> ($0 * 8) & 0xFF) } }),
  ]

  /// Every scalar maps back to its own bytes.
  @Test(arguments: unicode.map(\.name))
  func unicodeByItsMark(_ name: String) throws {
    let form = try #require(Self.unicode.first { $0.name == name })
    let bytes = form.mark + Self.text.unicodeScalars.flatMap(form.encode)
    let file = try DecodedFile(bytes)
    #expect(file.bytes == Array(Self.text.utf8))
    #expect(!file.isFile)
    #expect(file.notes == ["decoded as \(name), by its byte order mark"])
    var (at, origin) = (0, form.mark.count)
    for scalar in Self.text.unicodeScalars {
      let (length, width) = (String(scalar).utf8.count, form.encode(scalar).count)
      #expect(file.disk.origin(of: ByteRange(at, at + length)) == ByteRange(origin, origin + width), "\(scalar)")
      (at, origin) = (at + length, origin + width)
    }
    #expect(file.disk.origin(of: ByteRange(0, at)) == ByteRange(form.mark.count, bytes.count))
  }

  @Test func halfASurrogateIsNoCrash() throws {
    let file = try DecodedFile([0xFF, 0xFE, 0x41, 0, 0x3D, 0xD8, 0x42, 0, 0x43])
    #expect(file.bytes.text(ByteRange(0, file.bytes.count)).hasPrefix("A\u{FFFD}B"))
  }

  /// Letters of windows-1251 and windows-1252, enough for the detector.
  private func legacy(_ text: String, _ table: [Unicode.Scalar: UInt8]) -> [UInt8] {
    text.unicodeScalars.map { $0.value < 0x80 ? UInt8($0.value) : table[$0]! }
  }

  @Test func windows1251() throws {
    var table: [Unicode.Scalar: UInt8] = ["«": 0xAB, "»": 0xBB, "—": 0x97, "ё": 0xB8, "Ё": 0xA8]
    for value in UInt32(0x410)...0x44F { table[Unicode.Scalar(value)!] = UInt8(value - 0x410 + 0xC0) }
    let text =
      "Мэр города заявил в понедельник, что новый мост откроют через три месяца. «Больше ждать не будем», — добавил он. Жители с ним не согласны и пишут письма."
    let bytes = legacy(text, table)
    let file = try DecodedFile(bytes)
    #expect(file.bytes == Array(text.utf8))
    #expect(!file.isFile && file.notes.first?.hasPrefix("decoded as windows-1251") == true, "\(file.notes)")
    // “«Больше” begins where its byte stands.
    let place = try #require(text.range(of: "«"))
    let offset = text.utf8.distance(from: text.startIndex, to: place.lowerBound)
    #expect(
      file.disk.origin(of: ByteRange(offset, offset + 2))
        == ByteRange(bytes.firstIndex(of: 0xAB)!, bytes.firstIndex(of: 0xAB)! + 1))
  }

  @Test func windows1252() throws {
    let table: [Unicode.Scalar: UInt8] = [
      "“": 0x93, "”": 0x94, "’": 0x92, "–": 0x96, "é": 0xE9, "è": 0xE8, "à": 0xE0, "ç": 0xE7, "ê": 0xEA, "ù": 0xF9,
    ]
    let text =
      "Le maire a déclaré que le pont n’ouvrirait pas avant l’été. “On a déjà trop attendu”, a-t-il répété – à la fin de la soirée, le reçu a été jeté."
    let file = try DecodedFile(legacy(text, table))
    #expect(file.bytes.text(ByteRange(0, file.bytes.count)) == text)
    #expect(file.notes.first?.hasPrefix("decoded as windows-1252") == true, "\(file.notes)")
  }

  /// A fix cannot be written into a file of another encoding.
  @Test func fixesOfADecodedFileAreOnlyShown() throws {
    let text = "“The talks will go on, but we promise no, ”Larsen told reporters."
    let bytes: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let finding = try #require(try report(bytes, language: "en", rules: ["quotes/misplaced-space"]).findings.first)
    #expect(finding.fixes.map(\.applicability) == [.displayOnly])
    #expect(finding.span.bytes.start % 2 == 0 && finding.span.bytes.end <= bytes.count)
  }

  // MARK: damage

  /// Valid text with a few bad bytes stays UTF-8, and the bytes are the finding.
  @Test func invalidBytesAreEvidence() throws {
    let before = Array("Мэр города заявил, что мост ".utf8)
    let bytes = before + [0xD0] + Array(" откроют. ".utf8) + [0xFF, 0xFE] + Array("Конец.".utf8)
    let file = try DecodedFile(bytes)
    #expect(file.isFile && file.bytes == bytes)
    #expect(
      file.invalid == [before.count, before.count + 1 + " откроют. ".utf8.count, before.count + 2 + " откроют. ".utf8.count])
    let findings = try report(bytes, language: "ru", rules: ["encoding/invalid-bytes"]).findings
    #expect(
      findings.map(\.span.bytes) == [
        ByteRange(before.count, before.count + 1), ByteRange(file.invalid[1], file.invalid[2] + 1),
      ])
    #expect(findings.map(\.message) == ["The byte D0 is not UTF-8.", "The bytes FF FE are not UTF-8."])
    #expect(findings.allSatisfy { $0.confidence == .high && $0.severity == .major })
  }

  @Test func aStrayByteInASCIIIsDamage() throws {
    let bytes = Array("The mayor of the town said ".utf8) + [0x81] + Array(" that the bridge will open.".utf8)
    let file = try DecodedFile(bytes)
    #expect(file.isFile && file.invalidCount == 1)
  }

  @Test func validTextHasNoSuchFinding() throws {
    for text in ["Plain.", Self.text, "\u{FEFF}Mit Marke.", "Replacement \u{FFFD} typed."] {
      #expect(try report(Array(text.utf8), language: "en", rules: ["encoding/invalid-bytes"]).findings.isEmpty, "\(text)")
    }
  }

  // MARK: refusals

  @Test func emptyAndBlankFilesAreRefused() {
    for bytes: [UInt8] in [
      [], Array(" \n\t\r\n".utf8), [0xEF, 0xBB, 0xBF], [0xEF, 0xBB, 0xBF, 0x0A], [0xFF, 0xFE], [0xFF, 0xFE, 0x20, 0],
    ] {
      #expect(reason(bytes)?.contains("empty") == true, "\(bytes)")
    }
  }

  @Test func binaryFilesAreRefused() {
    #expect(reason(Array("abc".utf8) + [0] + Array("def".utf8))?.contains("binary") == true)
    #expect(reason((0..<400).map { UInt8($0 % 32 == 0 ? 1 : $0 % 32) })?.contains("binary") == true)
    #expect(reason([0x1F, 0x8B, 8, 0, 0, 0])?.contains("binary") == true)
    #expect(reason(Array("%PDF-1.7\nstream".utf8))?.contains("PDF") == true)
  }

  @Test func aFewControlsOfWireFormatsAreText() throws {
    let file = try DecodedFile(
      [1] + Array("b0042\r\n".utf8) + [2] + Array("The mayor said the bridge is closed.\r\n".utf8) + [3])
    #expect(file.isFile)
  }

  @Test func hugeFilesAreRefused() {
    let bytes = [UInt8](repeating: 0x61, count: DecodedFile.sizeLimit + 1)
    #expect(reason(bytes) == "it is larger than 64 MB, the most that wirecheck reads; split it")
  }

  @Test func anUnreadableFileIsAReportAndNoError() throws {
    let result = try report([0, 1, 2], language: nil)
    #expect(result.status == .unreadable)
    #expect(result.problem?.contains("binary") == true)
    #expect(result.findings.isEmpty && result.words == 0)
  }
}
