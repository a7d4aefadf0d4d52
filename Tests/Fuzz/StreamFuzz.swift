// Any line of a stream is answered by exactly one line of JSON that gives its id back; places lie in the text or in their part.
import Findings
import Formats
import Linting
import Reporters
import TextBase

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>, _ size: Int) -> Int32 {
  guard size > 1 else { return 0 }
  let input = Input(data, size)
  // A line holds no line end.
  let line = input.file.filter { $0 != 0x0A }
  let item: StreamItem
  do throws(StreamItem.Problem) {
    item = try StreamItem(line)
  } catch {
    require(!error.reason.isEmpty, "refused without a reason")
    return 0
  }
  let report: DocumentReport
  do { report = try linter(input.choices & 3).check(item, path: item.path ?? "a") } catch {
    fail("a language does not compile")
  }
  for finding in report.findings {
    require(
      finding.span.bytes.start >= 0 && finding.span.bytes.start <= finding.span.bytes.end
        && finding.span.bytes.end <= line.count && finding.span.startLine >= 1 && finding.span.utf16.start >= 0,
      "\(finding.rule) at \(finding.span.bytes), line \(finding.span.startLine)")
  }
  var out: [UInt8] = []
  switch item.identifier {
  case .none: StreamReporter.write(.none, report, into: &out)
  case .text(let text): StreamReporter.write(.text(text), report, into: &out)
  case .number(let raw): StreamReporter.write(.number(raw), report, into: &out)
  }
  require(out.last == 0x0A && !out.dropLast().contains(0x0A), "an answer is one line")
  guard let answer = try? JSONValue(out) else { fail("the answer is no JSON: \(String(decoding: out, as: UTF8.self))") }
  switch item.identifier {
  case .none: require(answer["id"]?.isNull ?? false, "an id out of nothing")
  case .text(let text): require(answer["id"]?.text == text, "the id changed")
  case .number: require(answer["id"] != nil, "the id is lost")
  }
  return 0
}

@_cdecl("LLVMFuzzerInitialize")
public func initialize(
  _ count: UnsafeMutablePointer<Int32>, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>
) -> Int32 {
  guard let folder = Files.environment("WIRECHECK_FUZZ_SEEDS") else { return 0 }
  for (number, file) in storyFiles("Tests/FormatsTests/Stories").enumerated() {
    // The stories themselves as lines, and parted into fields.
    let text = String(decoding: file.prefix(2500), as: UTF8.self)
    let quoted = text.unicodeScalars.reduce(into: "") { text, scalar in
      let isPlain = scalar.value >= 0x20 && scalar != "\"" && scalar != "\\"
      let digits = String(scalar.value, radix: 16)
      text += isPlain ? String(scalar) : "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
    try? Files.write([0] + Array("{\"id\": \(number), \"text\": \"\(quoted)\"}".utf8), to: "\(folder)/text-\(number)")
    try? Files.write(
      [0] + Array("{\"id\":\"ü\",\"lang\":\"en\",\"fields\":{\"headline\":\"“Yes”\",\"body\":[\"\(quoted)\",\"b\"]}}".utf8),
      to: "\(folder)/fields-\(number)")
  }
  return 0
}
