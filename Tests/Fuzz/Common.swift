// What the fuzz targets share. libFuzzer calls LLVMFuzzerInitialize once and LLVMFuzzerTestOneInput for every input, on one
// thread; each target defines the latter.
import Findings
import Stories
import TextBase

/// Ends the run; libFuzzer keeps the input.
func fail(_ message: String) -> Never { fatalError("invariant broken: " + message) }

func require(_ condition: Bool, _ message: @autoclosure () -> String) {
  if !condition { fail(message()) }
}

/// An input: one byte of choices, then the file.
struct Input {
  let choices: UInt8
  let file: [UInt8]

  init(_ data: UnsafePointer<UInt8>, _ size: Int) {
    choices = data[0]
    file = Array(UnsafeBufferPointer(start: data + 1, count: size - 1))
  }
}

func isBoundary(_ bytes: [UInt8], _ offset: Int) -> Bool {
  bytes.withUnsafeBufferPointer { UTF8Text.isBoundary($0, offset) }
}

// MARK: seeds

/// The files of a folder of the repository that are not what a test expects of another.
func storyFiles(_ folder: String) -> [[UInt8]] {
  ((try? Files.names(in: folder)) ?? []).filter { !$0.hasSuffix(".expected") }.sorted()
    .compactMap { try? Files.read(folder + "/" + $0) }
}

/// Every file of a folder under each first byte, when run.sh asks for seeds.
func writeSeeds(from folder: String, choices: Int) {
  guard let seeds = Files.environment("WIRECHECK_FUZZ_SEEDS") else { return }
  for (number, file) in storyFiles(folder).enumerated() {
    for choice in 0...choices {
      try? Files.write([UInt8(choice)] + Array(file.prefix(4000)), to: "\(seeds)/story-\(number)-\(choice)")
    }
  }
}
