import Foundation
import TestKit
import Testing

@Suite struct StreamTests {
  let folder = TemporaryFolder("stream")

  private func line(_ members: [String: Any]) -> Data {
    try! JSONSerialization.data(withJSONObject: members) + Data("\n".utf8)
  }

  private func answers(
    _ input: Data, _ arguments: [String] = [], environment: [String: String] = [:]
  ) throws -> [[String: Any]] {
    let outcome = try Program.run(["stream"] + arguments, in: folder, input: input, environment: environment)
    #expect(outcome.status == 0)
    // A fault leaves its own trace there.
    #expect(outcome.errors.isEmpty || !environment.isEmpty, "\(outcome.errors)")
    #expect(outcome.bytes.isEmpty || outcome.bytes.last == 0x0A)
    return try outcome.bytes.split(separator: 0x0A).map {
      try #require(JSONSerialization.jsonObject(with: Data($0)) as? [String: Any])
    }
  }

  private func spans(_ answer: [String: Any]) -> [[String: Any]] {
    (answer["findings"] as? [[String: Any]] ?? []).compactMap { $0["span"] as? [String: Any] }
  }

  @Test(arguments: ["1", "2", "7"])
  func answersComeInTheOrderOfTheLines(_ jobs: String) throws {
    var input = Data()
    for index in 0..<200 {
      // Long and short ones in turn, so that workers overtake each other.
      let text = index % 3 == 0 ? String(repeating: Copy.major + "\n", count: 20) : Copy.clean
      input += line(["id": index, "text": text])
    }
    let answers = try answers(input, ["--jobs", jobs])
    #expect(answers.map { $0["id"] as? Int } == (0..<200).map { $0 })
    #expect(answers[0]["status"] as? String == "checked")
    #expect(spans(answers[0]).count >= 20)
    #expect(spans(answers[1]).isEmpty)
  }

  @Test func aStoryIsWhatItIsAsAFile() throws {
    folder.write("a.txt", Copy.major)
    let file = try Program.run(["-f", "ndjson", "a.txt"], in: folder)
    let stream = try Program.run(["stream"], in: folder, input: line(["id": "x", "path": "a.txt", "text": Copy.major]))
    #expect(stream.output == file.output.replacing("{\"path\"", with: "{\"id\":\"x\",\"path\"", maxReplacements: 1))
  }

  @Test func anyBytesAreAnsweredLineByLine() throws {
    let invalid: [[UInt8]] = [
      Array("".utf8), Array(" \r".utf8), Array("{".utf8), Array("[]".utf8), Array("7".utf8), [0], [0xFF, 0xFE],
      Array("{\"id\":1}".utf8), Array("{\"id\":1,\"text\":null}".utf8), Array("{\"id\":1,\"text\":7}".utf8),
      Array("{\"id\":1,\"text\":\"a\",\"fields\":{}}".utf8), Array("{\"id\":1,\"fields\":{\"boddy\":\"a\"}}".utf8),
      Array("{\"id\":1,\"text\":\"a\\u0000b\"}".utf8), Array("{\"id\":1,\"text\":\"\"}".utf8),
      Array(String(repeating: "[", count: 100_000).utf8), Array("{\"id\":1,\"fields\":{}}".utf8),
    ]
    let good: [[UInt8]] = [
      Array("{\"id\":2,\"text\":\"a\\rb\\nc\"}\r".utf8), Array("{\"id\":2,\"text\":\"caf".utf8) + [0xE9] + Array("\"}".utf8),
      Array("\u{FEFF}{\"id\":2,\"text\":\"a\",\"lang\":\"not a tag\"}".utf8),
      Array("{\"id\":2,\"text\":\"\\ud800\",\"more\":[1]}".utf8),
    ]
    let input = Data((invalid + good).joined(separator: [0x0A]))
    let answers = try answers(input)
    #expect(answers.count == invalid.count + good.count)
    for answer in answers.prefix(invalid.count) {
      #expect(answer["status"] as? String == "unreadable", "\(answer)")
      #expect((answer["problem"] as? String)?.isEmpty == false)
    }
    for answer in answers.suffix(good.count) {
      #expect(answer["status"] as? String == "checked", "\(answer)")
      #expect(answer["id"] as? Int == 2)
    }
  }

  @Test func aLineThatIsTooLongCostsThatLine() throws {
    let input = line(["id": 1, "text": String(repeating: "a ", count: 200_000)]) + line(["id": 2, "text": Copy.major])
    let answers = try answers(input, ["--max-line-bytes", "5000"])
    #expect(answers.map { $0["status"] as? String } == ["unreadable", "checked"])
    #expect((answers[0]["problem"] as? String)?.contains("--max-line-bytes") == true)
  }

  @Test func placesCountFromTheFieldThatTheyAreIn() throws {
    let story: [String: Any] = ["headline": "Talks go on", "body": [Copy.clean, Copy.major]]
    let answer = try #require(answers(line(["fields": story, "lang": "en"])).first)
    let span = try #require(spans(answer).first)
    let body = Array((Copy.clean + "\n" + Copy.major).utf8)
    let range = try #require(span["startByte"] as? Int)..<#require(span["endByte"] as? Int)
    #expect(span["part"] as? String == "body")
    #expect(span["startLine"] as? Int == 3)
    #expect(String(decoding: body[range], as: UTF8.self).contains("”"))
    #expect(answer["languageFrom"] as? String == "declared")
  }

  @Test func aFaultCostsOneLine() throws {
    let input = line(["id": "a", "text": Copy.clean]) + line(["id": "bad-one", "text": Copy.clean])
    let answers = try answers(
      input + line(["id": "c", "text": Copy.major]), environment: ["WIRECHECK_TEST_FAULT": "bad-one"])
    #expect(answers.map { $0["status"] as? String } == ["checked", "failed", "checked"])
    #expect(answers.map { $0["id"] as? String } == ["a", "bad-one", "c"])
  }

  @Test func anAnswerComesBeforeTheNextLine() throws {
    let script = """
      mkfifo lines answers
      "\(Program.path)" stream <lines >answers & program=$!
      exec 3>lines 4<answers
      for number in 1 2 3; do
        echo "{\\"id\\":$number,\\"text\\":\\"Good copy.\\"}" >&3
        read -t 20 -r answer <&4 && [[ $answer == "{\\"id\\":$number,"* ]] || exit 1
      done
      exec 3>&-
      wait $program
      """
    let path = folder.write("script.sh", script)
    #expect(system("cd '\(folder.path)' && XDG_CACHE_HOME='\(folder.path)/cache' bash '\(path)'") == 0)
  }

  @Test func aClosedPipeEndsQuietly() throws {
    let story = String(decoding: line(["text": String(repeating: Copy.major, count: 50)]), as: UTF8.self)
    let path = folder.write(
      "script.sh",
      "yes '\(story.dropLast())' | \"\(Program.path)\" stream 2>errors | head -1 >one\n"
        + "[ ${PIPESTATUS[1]} = 0 ] && [ ! -s errors ] && [ $(wc -l <one) = 1 ]")
    #expect(system("cd '\(folder.path)' && XDG_CACHE_HOME='\(folder.path)/cache' bash '\(path)'") == 0)
  }

  @Test func wrongUse() throws {
    for arguments in [["a.txt"], ["--max-line-bytes", "0"], ["--fail-on", "minor"]] {
      #expect(try Program.run(["stream"] + arguments, in: folder).status == 2)
    }
  }
}
