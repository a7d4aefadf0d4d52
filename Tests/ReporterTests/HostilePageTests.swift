import Findings
import Foundation
import TestKit
import TextBase
import Testing

@testable import Reporters

/// Pages of stories that are made to do harm, in a real browser: nothing ran, the marks stand where they should, the counts
/// are those of the report. Skipped where there is no Chromium.
@Suite struct HostilePageTests {
  static let browser = ["chromium", "chromium-browser", "google-chrome"].lazy.flatMap { name in
    ["/usr/bin/", "/usr/local/bin/", "/snap/bin/"].map { $0 + name }
  }.first { Files.status($0) != nil }

  private static let loud = "“The talks will go on, but we promise no, ”Larsen told reporters.\n"
  private static let ran = "document.documentElement.setAttribute('data-ran','1')"

  static let stories: [(name: String, bytes: [UInt8])] =
    [
      ("script", "Council votes <script>\(ran)</script>\n\n\(loud)\n\"></mark><img src=x onerror=\"\(ran)\"> left.\n"),
      ("attribute", "Talks “x\" onmouseover=\"\(ran)\" autofocus onfocus=\"\(ran)\" tabindex=\"1, ”Larsen' said.\n"),
      ("frame", "The vote <!-- went --> {{script}} {{body}} </style></script></title><svg onload=\(ran)> on.\n\n\(loud)"),
      ("controls", "The council \u{1B}[2J met \u{1} on\u{8} Monday \u{202E}now\u{202C}.\u{2028}\n\n\(loud)"),
      ("link", "[x](javascript:\(ran)) and https://example.invalid/\"onclick=\"\(ran) went on.\n\n\(loud)"),
      ("entities", "The &lt;script&gt;\(ran)&lt;/script&gt; &#60;b&#62; went on.\n\n\(loud)"),
    ].map { ($0.0, Array($0.1.utf8)) } + [
      ("bytes", Array("The council met \u{1}".utf8) + [0xED, 0xA0, 0x80, 0xFF] + Array(" on Monday.\n\n\(loud)".utf8))
    ]

  private func dump(_ page: [UInt8]) throws -> String? {
    guard let browser = Self.browser else { return nil }
    let folder = TemporaryFolder("page")
    let path = folder.write("page.html", page)
    let out = folder.write("out", [])
    let command =
      "HOME='\(folder.path)' timeout 120 '\(browser)' --headless --no-sandbox --disable-gpu --virtual-time-budget=2000 "
      + "--user-data-dir='\(folder.path)/profile' --dump-dom 'file://\(path)' >'\(out)' 2>/dev/null"
    guard system(command) == 0 else { return nil }
    let text = Package.text(out)
    withExtendedLifetime(folder) {}
    return text
  }

  private func count(_ text: String, _ part: String) -> Int { text.components(separatedBy: part).count - 1 }

  @Test(.enabled(if: browser != nil, "skipped: there is no Chromium"), arguments: stories.map(\.name))
  func nothingOfAStoryRuns(_ name: String) throws {
    let story = try #require(Self.stories.first { $0.name == name })
    let documents = try Reporting.check(story.bytes, path: "\(name) \"<b>'.txt", language: "en")
    let page = Reporting.write(documents, .html)
    let dom = try #require(try dump(page), "Chromium ended with a fault")
    let hasRun = dom.contains("data-ran=\"1\"")
    #expect(!hasRun)
    // The page's own script ran: the toolbar is shown once it can serve.
    let findings = documents[0].findings
    #expect(!findings.isEmpty)
    let isLive = dom.contains("class=\"toolbar\" role=\"group\" aria-label=\"Steps and filters\">")
    #expect(isLive)
    #expect(count(dom, "<li class=\"note ") == findings.count)
    #expect(count(dom, "class=\"n \(findings[0].severity.rawValue)") >= 1)
    #expect(count(dom, "<script") == 1)
    #expect(count(dom, "<style") == 1)
    // One drawing of our own, where there are findings to draw.
    #expect(count(dom, "<img") == 0 && count(dom, "<svg") == (findings.count > 1 ? 1 : 0))
    let marked = findings.indices.count { count(dom, "id=\"m\($0 + 1)\"") == 1 }
    #expect(marked == findings.count)
  }

  /// What may load and run is named by digest, and the digest is that of what stands in the page.
  @Test func theFrameNamesWhatMayRun() throws {
    let page = String(
      decoding: Reporting.write(try Reporting.check(Self.stories[0].bytes, language: "en"), .html), as: UTF8.self)
    #expect(page.contains("default-src 'none'; style-src 'sha256-"))
    #expect(!page.contains("'unsafe-inline'") && !page.contains("http://") && !page.contains("https://"))
  }
}
