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
}
