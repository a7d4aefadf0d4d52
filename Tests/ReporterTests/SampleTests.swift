import Foundation
import TestKit
import TextBase
import Testing

@testable import Reporters

/// The reports in Reports/samples are what the program writes: `make samples` after a change that is meant.
@Suite struct SampleTests {
  static let folder = Package.root + "/Reports/samples"
  static let stories: [String] = ((try? Files.names(in: folder + "/stories")) ?? []).sorted()

  /// The digest of the lexicons changes with every entry; the findings are what counts.
  private func masked(_ text: String) -> [Substring] {
    text.replacing(/sha256:[0-9a-f]+/, with: "sha256:…").split(separator: "\n", omittingEmptySubsequences: false)
  }

  @Test(arguments: stories)
  func reportsAreAsTheSamples(_ story: String) throws {
    let name = story.split(separator: ".").dropLast().joined(separator: ".")
    let documents = try Reporting.check(
      Files.read(Self.folder + "/stories/" + story), path: "Reports/samples/stories/" + story)
    var compared = 0
    for format in ReportFormat.available {
      let path = "\(Self.folder)/\(name).\(format.rawValue)"
      guard Files.status(path) != nil else { continue }
      compared += 1
      let (made, kept) = (masked(Reporting.text(documents, format)), masked(Package.text(path)))
      let difference = zip(made, kept).enumerated().first { $1.0 != $1.1 }
      if let (line, texts) = difference {
        Issue.record(
          "\(name).\(format.rawValue):\(line + 1): “\(texts.0.prefix(200))”, the sample has “\(texts.1.prefix(200))”")
      } else {
        #expect(made.count == kept.count, "\(name).\(format.rawValue) has another length")
      }
    }
    #expect(compared >= 5)
  }

  /// Each format has a sample.
  @Test(arguments: ReportFormat.available)
  func everyFormatIsShown(_ format: ReportFormat) {
    #expect(Files.status("\(Self.folder)/nato-russia.\(format.rawValue)") != nil)
  }
}
