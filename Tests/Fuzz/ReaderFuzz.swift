// Any bytes can be read in any format: blocks lie in the story and in order, lead into the file, and take edits that do too.
import Findings
import Formats
import Stories
import TextBase

private let formats = StoryFormats()

/// The first byte names the format; beyond the last it is found out.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>, _ size: Int) -> Int32 {
  guard size > 1 else { return 0 }
  let input = Input(data, size)
  let count = StoryFormats.names.count
  let index = Int(input.choices) % (count + 3)
  if index == count + 2 {
    _ = try? TBXReader.read(input.file, path: "fuzz.tbx")
    return 0
  }
  let name = index < count ? StoryFormats.names[index] : nil
  guard let file = try? DecodedFile(input.file) else { return 0 }
  let paths = ["fuzz", "fuzz.xml"]
  guard let reader = try? formats.reader(for: file, path: paths[index % 2], named: name),
    let stories = try? reader.read(file)
  else { return 0 }
  for story in stories { examine(story, file) }
  // Nothing is left of the last file.
  guard let again = try? reader.read(file) else { fail("the second reading fails") }
  require(
    again.map(\.bytes) == stories.map(\.bytes) && again.map(\.notes) == stories.map(\.notes), "the second reading differs")
  return 0
}

private func examine(_ story: StoryText, _ file: DecodedFile) {
  var last = 0
  for block in story.blocks {
    require(
      block.range.start >= last && !block.range.isEmpty && block.range.end <= story.bytes.count,
      "block \(block.range) after \(last) of \(story.bytes.count)")
    last = block.range.end
    origin(block.range, story, file)
    // The first words, each put in its own place and in that of another.
    var words = 0
    for word in story.bytes[block.range.start..<block.range.end].split(separator: 0x20) where words < 8 {
      words += 1
      let range = ByteRange(word.startIndex, word.endIndex)
      origin(range, story, file)
      guard let edit = story.fileEdit(Edit(range, "“a” & <b> \\ é")) else { continue }
      require(
        edit.range.start >= 0 && edit.range.start <= edit.range.end && edit.range.end <= file.bytes.count,
        "edit \(edit.range) of \(file.bytes.count)")
    }
  }
  last = 0
  for range in story.protected {
    require(range.start >= last && range.start <= range.end && range.end <= story.bytes.count, "protected \(range)")
    last = range.end
  }
}

private func origin(_ range: ByteRange, _ story: StoryText, _ file: DecodedFile) {
  let origin = story.map.origin(of: range)
  require(
    origin.start >= 0 && origin.start <= origin.end && origin.end <= file.bytes.count,
    "\(range) leads to \(origin) of \(file.bytes.count)")
}

@_cdecl("LLVMFuzzerInitialize")
public func initialize(
  _ count: UnsafeMutablePointer<Int32>, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>
) -> Int32 {
  writeSeeds(from: "Tests/FormatsTests/Stories", choices: StoryFormats.names.count + 2)
  return 0
}
