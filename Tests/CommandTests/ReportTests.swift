import Foundation
import TestKit
import Testing

/// `wirecheck report`: pages, index and JSON beside them, and a desk's own templates.
@Suite struct ReportTests {
  let folder = TemporaryFolder("report")

  private func text(_ name: String) -> String {
    String(decoding: FileManager.default.contents(atPath: folder.path + "/" + name) ?? Data(), as: UTF8.self)
  }

  @Test func aFolderBecomesPagesAndAnIndex() throws {
    folder.write("in/a.txt", "Council votes\n\nVELNA, January 7, 2022 – " + Copy.major)
    folder.write("in/b \"<b>'.txt", Copy.clean)
    let outcome = try Program.run(["report", "in", "missing.txt", "--out", "out", "--no-config", "--lang", "en"], in: folder)
    #expect(outcome.status == 3)
    let index = text("out/index.html")
    #expect(index.contains("href=\"in-a.txt.html\"") && index.contains("missing.txt") && index.contains("2022-01-07"))
    #expect(!index.contains("b \"<b>"))
    let page = text("out/in-a.txt.html")
    #expect(
      page.contains("Quotations") && page.contains("<span class=\"name\"><bdi class=\"form\" lang=\"en\" dir=\"ltr\">Larsen"))
    #expect(page.contains("2022-01-07") && page.contains("Friday by the calendar"))
    let report = try JSONReport(FileManager.default.contents(atPath: folder.path + "/out/report.json") ?? Data())
    #expect(report.documents.count == 3)
    #expect(page.components(separatedBy: "<li class=\"note ").count - 1 == report.findings.count)
  }

  @Test func aDeskBringsItsOwnFrame() throws {
    folder.write("a.txt", Copy.major)
    folder.write("desk/story.html", "<!DOCTYPE html><title>{{title}}</title><meta content=\"{{csp}}\"><p>Our desk</p>{{body}}")
    folder.write("desk/notes.txt", "not a template")
    let arguments = ["a.txt", "-f", "html", "--fail-on", "never", "--no-config"]
    let outcome = try Program.run(arguments + ["--templates", "desk"], in: folder)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("<p>Our desk</p>") && outcome.output.contains("quotes/misplaced-space"))
    folder.write("desk/story.html", "<p>no body</p>")
    let wrong = try Program.run(arguments + ["--templates", "desk"], in: folder)
    #expect(wrong.status == 2 && wrong.errors.contains("desk/story.html: has no {{body}}"))
    let missing = try Program.run(arguments + ["--templates", "nowhere"], in: folder)
    #expect(missing.status == 2)
  }
}
