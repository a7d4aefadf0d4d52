import Foundation
import TestKit
import Testing

@Suite struct WatchTests {
  let folder = TemporaryFolder("watch")

  private func watch(_ arguments: String...) throws -> Program.Outcome {
    try Program.run(["watch", "in", "--out", "out", "--settle", "0.05"] + arguments, in: folder)
  }

  private func names(_ path: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path + "/" + path)) ?? [])
      .filter { !$0.hasPrefix(".") }.sorted()
  }

  private func text(_ path: String) -> String {
    (try? String(contentsOfFile: folder.path + "/" + path, encoding: .utf8)) ?? ""
  }

  private func log(_ text: String) throws -> [[String: Any]] {
    try text.split(separator: "\n").map {
      try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any], "\($0)")
    }
  }

  /// Runs a script in which `watch` starts a watcher in the background.
  private func shell(_ script: String) -> Int32 {
    let head = """
      watch() { "\(Program.path)" watch in --out out --settle 0.05 --rescan 0.2 "$@" 2>>log & }
      # Waits until a condition holds, three minutes at most.
      until_() { for i in $(seq 3600); do if eval "$1"; then return 0; fi; sleep 0.05; done; echo "never: $1"; exit 1; }
      mkdir -p in

      """
    let path = folder.write("script.sh", head + script)
    let cache = NSTemporaryDirectory() + "/wirecheck-watch"
    let status = system("cd '\(folder.path)' && XDG_CACHE_HOME='\(cache)' bash '\(path)' 2>script-errors")
    return (status >> 8) & 0xFF
  }

  @Test func storiesGoWhereTheirVerdictSendsThem() throws {
    folder.write("in/good.txt", Copy.clean)
    folder.write("in/minor.txt", Copy.minor)
    folder.write("in/bad.txt", Copy.major)
    folder.write("in/empty.txt", "")
    for name in ["in/.hidden", "in/a.part", "in/b.tmp", "in/sub/c.txt"] { folder.write(name, Copy.major) }
    let outcome = try watch("--pass", "pass", "--fail", "fail", "--report", "html,json", "--once")
    #expect(outcome.status == 3)
    #expect(names("in") == ["a.part", "b.tmp", "sub"])
    #expect(names("pass") == ["good.txt", "minor.txt"])
    #expect(names("fail") == ["bad.txt", "empty.txt"])
    #expect(names("out").count == 8)
    #expect(text("out/bad.txt.html").hasSuffix("</html>\n"))
    #expect(try JSONReport(Data(text("out/bad.txt.json").utf8)).rules == ["quotes/misplaced-space"])
    let stories = try log(outcome.errors).filter { $0["event"] as? String == "story" }
    #expect(stories.count == 4)
    #expect(stories.first { $0["path"] as? String == "in/empty.txt" }?["status"] as? String == "unreadable")
    #expect(stories.first { $0["path"] as? String == "in/bad.txt" }?["moved"] as? String == "fail/bad.txt")
    #expect(outcome.output.isEmpty)
  }

  @Test func gatesDecide() throws {
    folder.write("in/minor.txt", Copy.minor)
    #expect(try watch("--fail", "fail", "--fail-on", "minor", "--once").status == 0)
    #expect(names("fail") == ["minor.txt"])
  }

  @Test func whatStaysIsDoneOnce() throws {
    folder.write("in/good.txt", Copy.clean)
    #expect(try log(watch("--once").errors).count == 3)
    #expect(try log(watch("--once").errors).count == 2)
    folder.write("in/good.txt", Copy.major)
    #expect(try log(watch("--once").errors).count == 3)
    #expect(text("out/good.txt.json").contains("quotes/misplaced-space"))
    try FileManager.default.removeItem(atPath: folder.path + "/out/good.txt.json")
    #expect(try log(watch("--once").errors).count == 3)
    #expect(names("out") == ["good.txt.json"])
  }

  @Test func nothingIsReplacedWhereStoriesGo() throws {
    folder.write("pass/a.txt", "An older story.\n")
    folder.write("in/a.txt", Copy.clean)
    #expect(try watch("--pass", "pass", "--once").status == 0)
    folder.write("in/a.txt", Copy.clean)
    #expect(try watch("--pass", "pass", "--once").status == 0)
    #expect(names("pass") == ["a-2.txt", "a.txt"])
    #expect(text("pass/a.txt") == "An older story.\n")
    #expect(text("pass/a-2.txt") == Copy.clean)
  }

  @Test func whatCannotBeDeliveredIsKept() throws {
    folder.write("in/a.txt", Copy.clean)
    // A file where the folder for unfinished reports should be.
    folder.write("out/.wirecheck", "")
    let outcome = try watch("--pass", "pass", "--once")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("\"event\":\"retry\""), "\(outcome.errors)")
    #expect(names("in") == ["a.txt"])
    #expect(names("out").isEmpty)
    try FileManager.default.removeItem(atPath: folder.path + "/out/.wirecheck")
    #expect(try watch("--pass", "pass", "--once").status == 0)
    #expect(names("pass") == ["a.txt"])
  }

  @Test func aFaultCostsOneStory() throws {
    folder.write("in/bad-one.txt", Copy.clean)
    folder.write("in/good.txt", Copy.clean)
    let outcome = try Program.run(
      ["watch", "in", "--out", "out", "--settle", "0", "--pass", "pass", "--fail", "fail", "--once"], in: folder,
      environment: ["WIRECHECK_TEST_FAULT": "bad-one"])
    #expect(outcome.status == 4)
    #expect(names("pass") == ["good.txt"])
    #expect(names("fail") == ["bad-one.txt"])
    #expect(try JSONReport(Data(text("out/bad-one.txt.json").utf8)).statuses == ["failed"])
  }

  @Test(arguments: ["--pass pass --fail fail", ""])
  func nothingIsLostWhenWatchersAreKilled(_ options: String) throws {
    let script = """
      for round in $(seq 8); do
        watch \(options); first=$!; watch \(options); second=$!
        for i in 1 2 3 4 5 6; do
          printf 'Story %s. The council met on Monday.\\n' $round-$i >in/.$round-$i && mv in/.$round-$i in/$round-$i.txt
          printf 'Story %s. It sat, we promise no, ”Larsen said.\\n' $round-$i >in/x$round-$i.txt
        done
        sleep 0.0$round; kill -9 $first; sleep 0.0$((round * 7 % 10)); kill -9 $second; wait 2>/dev/null
      done
      # The last one has a story of its own, so that it is up when it is told to stop, whatever the others left it to do.
      watch \(options); last=$!
      printf 'Story 9. The council met on Friday.\\n' >in/.last && mv in/.last in/last.txt
      until_ '[ $(ls out | grep -c json) = 97 ]'
      [ -z '\(options)' ] || until_ '[ $(ls pass fail | grep -c txt) = 97 ]'
      kill -TERM $last; wait $last; [ $? = 0 ] || exit 2
      [ -z "$(ls out/.wirecheck | grep tmp)" ] || exit 3
      """
    #expect(shell(script) == 0)
    for name in names("out") {
      #expect(try JSONReport(Data(text("out/" + name).utf8)).statuses == ["checked"], "\(name)")
    }
    for path in options.isEmpty ? ["in"] : ["pass", "fail"] {
      for name in names(path) { #expect(text("\(path)/\(name)").hasPrefix("Story "), "\(name)") }
    }
  }

  #if os(Linux)
    @Test func aStoryIsTakenWhenItsWriterHasDone() throws {
      let script = """
        watch --pass pass --fail fail; program=$!
        exec 3>in/slow.txt; printf 'The council met on Monday.\\n\\n' >&3
        sleep 1.5
        echo '“The talks will go on, but we promise no, ”Larsen told reporters.' >&3
        [ -e in/slow.txt ] || exit 1
        exec 3>&-; until_ '[ -e fail/slow.txt ]'
        kill -TERM $program; wait $program
        """
      #expect(shell(script) == 0)
      #expect(try JSONReport(Data(text("out/slow.txt.json").utf8)).rules == ["quotes/misplaced-space"])
    }
  #endif

  @Test func foldersMayVanishAndComeBack() throws {
    let script = """
      watch --pass pass; program=$!
      echo 'Good copy.' >in/a.txt; until_ '[ -e pass/a.txt ]'
      mv in gone; until_ 'grep -q folder-missing log'
      rm -r out pass; mkdir in; echo 'Good copy.' >in/b.txt; until_ '[ -e pass/b.txt ]'
      [ -s out/b.txt.json ] || exit 1
      mkfifo in/pipe; echo 'Good copy.' >in/c.txt; until_ '[ -e pass/c.txt ]'
      kill -INT $program; wait $program
      """
    #expect(shell(script) == 0)
    let events = try log(text("log")).compactMap { $0["event"] as? String }
    #expect(events.first == "started")
    #expect(events.last == "stopped")
    #expect(events.filter { $0 == "story" }.count == 3)
  }

  @Test func wrongUse() throws {
    folder.write("in/a.txt", Copy.clean)
    for arguments in [
      [], ["in"], ["none", "--out", "out"], ["in", "--out", "in"], ["in", "--out", "out", "--pass", "in"],
      ["in", "--out", "out", "--fail", "out"], ["in", "--out", "out", "--report", "jsn"],
      ["in", "--out", "out", "--settle", "soon"], ["in", "in", "--out", "out"],
    ] {
      let outcome = try Program.run(["watch"] + arguments, in: folder)
      #expect(outcome.status == 2, "\(arguments)")
      #expect(outcome.errors.hasPrefix("wirecheck: "))
    }
  }
}
