import Foundation
import TestKit
import Testing

@Suite struct InterruptTests {
  private func shell(_ script: String, in folder: TemporaryFolder) -> Int32 {
    let path = folder.write("script.sh", script)
    return
      (system("cd '\(folder.path)' && wirecheck='\(Program.path)' XDG_CACHE_HOME='\(folder.path)/cache' bash '\(path)'") >> 8)
      & 0xFF
  }

  /// Standard input stays open, so the program is still reading when the signal comes. Its unfinished report shows that it
  /// has begun.
  @Test func anInterruptLeavesNothingBehind() {
    let folder = TemporaryFolder("interrupt")
    let script = """
      mkfifo copy
      "$wirecheck" - -o out.json -f json <copy & program=$!
      exec 3>copy
      unfinished=out.json.$program.wirecheck-tmp
      for i in $(seq 1200); do [ -e $unfinished ] && break; sleep 0.05; done
      [ -e $unfinished ] || exit 1
      kill -INT $program
      wait $program
      [ $? = 130 ] && [ ! -e out.json ] && [ ! -e $unfinished ]
      """
    #expect(shell(script, in: folder) == 0)
  }

  @Test(arguments: ["text", "json", "ndjson"])
  func aClosedPipeEndsQuietly(_ format: String) {
    let folder = TemporaryFolder("pipe")
    for index in 0..<60 { folder.write("\(index).txt", String(repeating: Copy.major + "\n", count: 40)) }
    let script = "\"$wirecheck\" -f \(format) . 2>errors | true; [ ${PIPESTATUS[0]} = 0 ] && [ ! -s errors ]"
    #expect(shell(script, in: folder) == 0)
  }

  /// /dev/full is a disk without room.
  @Test(arguments: ["-f text", "-f json", "-f json --fail-on never", "stream", "rules"])
  func aFullDiskIsSaid(_ arguments: String) {
    guard access("/dev/full", W_OK) == 0 else { return }
    let folder = TemporaryFolder("full")
    folder.write("a.txt", Copy.major)
    folder.write("lines", "{\"id\": 1, \"text\": \"The council met on Monday.\"}\n")
    let path = arguments.hasPrefix("-f") ? "a.txt" : ""
    let script = "\"$wirecheck\" \(arguments) \(path) <lines >/dev/full 2>errors; [ $? = 2 ] && grep -q 'disk is full' errors"
    #expect(shell(script, in: folder) == 0)
  }
}
