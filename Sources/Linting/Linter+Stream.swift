import Findings
import Formats
import Stories
import TextBase

extension Linter {
  /// Checks a story of a stream. Places in it are bytes of its text, or of the field that holds them.
  public func check(_ item: StreamItem, path: String) throws(SetupProblems) -> DocumentReport {
    var report: DocumentReport
    switch item.content {
    case .text(let bytes):
      let reports = try check(bytes, path: path) { story in
        story.language = item.language ?? story.language
        story.sourceLanguage = item.sourceLanguage ?? story.sourceLanguage
      }
      report = Linter.joined(reports, path)
    case .fields(let fields):
      let read: (file: DecodedFile, story: StoryText)
      do throws(DecodedFile.Unreadable) {
        read = try fields.read()
      } catch {
        report = DocumentReport(path: path, format: "fields", status: .unreadable, problem: error.reason)
        break
      }
      var story = read.story
      story.language = item.language
      story.sourceLanguage = item.sourceLanguage
      report = Linter.joined(try check([story], read.file, path: path, format: "fields"), path)
      fields.locate(&report)
    }
    report.notes = item.notes + report.notes
    return report
  }

  /// A file may hold several stories; a line is answered by one.
  private static func joined(_ reports: [DocumentReport], _ path: String) -> DocumentReport {
    guard var first = reports.first else {
      return DocumentReport(path: path, format: "text", status: .unreadable, problem: "it holds no story")
    }
    for other in reports.dropFirst() {
      first.words += other.words
      first.sentences += other.sentences
      first.suppressed += other.suppressed
      first.findings += other.findings
      first.entities += other.entities
      first.setAside += other.setAside
      for note in other.notes where !first.notes.contains(note) { first.notes.append(note) }
      for lack in other.notChecked where !first.notChecked.contains(lack) { first.notChecked.append(lack) }
    }
    if reports.count > 1 { first.notes.append("\(reports.count) stories were read from one text") }
    return first
  }
}
