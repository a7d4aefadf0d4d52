import Formats
import Stories
import TestKit
import TextBase
import Testing

/// The language that a story was translated from, wherever a format has a place for it, and in places that a desk names.
@Suite struct ProvenanceTests {
  private func source(_ text: String, _ name: String, named: [String] = []) throws -> String? {
    let file = try DecodedFile(Array(text.utf8))
    var options = ReadingOptions()
    options.sourceLanguageNames += named
    let stories = try StoryFormats(options).reader(for: file, path: name, named: nil).read(file)
    return try #require(stories.first).sourceLanguage
  }

  static func nitf(_ meta: String) -> String {
    "<nitf xml:lang=\"en\"><head>\(meta)</head><body><body.content><p>The ferry stays in port.</p></body.content></body></nitf>"
  }
  static func g2(_ itemMeta: String, _ contentMeta: String) -> String {
    """
    <newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:a"><itemMeta>\(itemMeta)</itemMeta>\
    <contentMeta><language tag="en"/>\(contentMeta)</contentMeta>\
    <contentSet><inlineXML><p>The ferry stays in port.</p></inlineXML></contentSet></newsItem>
    """
  }
  static func rss(_ channel: String, _ item: String) -> String {
    """
    <rss version="2.0" xmlns:x="urn:x"><channel><language>en</language>\(channel)\
    <item><title>Ferry</title><description>It stays in port.</description>\(item)</item></channel></rss>
    """
  }
  static func html(_ head: String, _ body: String) -> String {
    """
    <!DOCTYPE html><html lang="en"><head>\(head)</head><body><article><h1>Ferry</h1>\
    <p>The ferry to Ostra stays in port until Thursday, the company that runs it said.</p>\(body)</article></body></html>
    """
  }
  static func newsml1(_ property: String) -> String {
    """
    <NewsML><NewsItem><NewsComponent><DescriptiveMetadata><Language FormalName="en"/>\(property)</DescriptiveMetadata>\
    <ContentItem><DataContent><p>The ferry stays in port.</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>
    """
  }

  @Test(
    arguments: [
      ("a.json", #"{"uri": "a", "language": "en", "body_text": "In port.", "sourceLanguage": "ru"}"#),
      ("a.json", #"{"guid": "a", "language": "en", "body_html": "<p>In port.</p>", "extra": {"source_language": "ru-RU"}}"#),
      (
        "a.json",
        #"{"uri": "a", "language": "en", "body_text": "In port.", "associations": {"translatedFrom": {"uri": "b", "language": "ru"}}}"#
      ),
      (
        "a.json",
        #"{"uri": "a", "language": "en", "bodies": [{"value": "In port."}], "associations": [{"name": "x", "rel": "translationOf", "language": "ru"}]}"#
      ),
      (
        "a.json",
        #"{"type": "story", "version": "0.10.12", "language": "en", "headlines": {"basic": "Ferry"}, "content_elements": [{"type": "text", "content": "In port."}], "additional_properties": {"original_language": "ru"}}"#
      ),
      ("a.xml", nitf(#"<meta name="translated-from" content="ru"/>"#)),
      ("a.xml", g2("", #"<language tag="ru" role="lang:original"/>"#)),
      ("a.xml", g2(#"<link rel="irel:translatedFrom" residref="urn:b" hreflang="ru"/>"#, "")),
      ("a.xml", g2(#"<link reluri="http://example.org/isTranslationOf"><language tag="ru"/></link>"#, "")),
      ("a.xml", g2("", #"<contentMetaExtProperty type="ext:sourceLanguage" value="ru"/>"#)),
      ("a.xml", rss("", "<x:translatedFrom>ru</x:translatedFrom>")),
      ("a.xml", rss("<x:sourceLanguage>ru</x:sourceLanguage>", "")),
      (
        "a.xml",
        #"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><entry><title>Ferry</title><link rel="translationOf" hreflang="ru" href="b"/><content>In port.</content></entry></feed>"#
      ),
      ("a.html", html(#"<meta name="source-language" content="ru">"#, "")),
      (
        "a.html",
        html(
          #"<script type="application/ld+json">{"@type": "NewsArticle", "translationOfWork": {"inLanguage": "ru"}}</script>"#,
          "")
      ),
      ("a.html", html("", #"<div itemprop="translationOfWork" itemscope><meta itemprop="inLanguage" content="ru"></div>"#)),
      ("a.md", "---\nlang: en\ntranslatedFrom: ru\n---\n\nThe ferry stays in port.\n"),
      ("a.xml", newsml1(#"<Property FormalName="SourceLanguage" Value="ru"/>"#)),
    ] as [(String, String)])
  func isRead(_ name: String, _ text: String) throws {
    #expect(try source(text, name)?.hasPrefix("ru") == true)
  }

  /// The same under a name that only this desk knows.
  @Test(
    arguments: [
      ("a.json", #"{"uri": "a", "language": "en", "body_text": "In port.", "deskOrigin": "ru"}"#),
      ("a.xml", nitf(#"<meta name="deskOrigin" content="ru"/>"#)),
      ("a.xml", g2(#"<itemMetaExtProperty type="ext:deskOrigin" literal="ru"/>"#, "")),
      ("a.xml", rss("", "<x:deskOrigin>ru</x:deskOrigin>")),
      ("a.xml", newsml1(#"<Property FormalName="deskOrigin" Value="ru"/>"#)),
      ("a.html", html(#"<meta name="deskOrigin" content="ru">"#, "")),
      ("a.html", html(#"<script type="application/ld+json">{"@type": "NewsArticle", "deskOrigin": "ru"}</script>"#, "")),
      ("a.md", "---\nlang: en\ndeskOrigin: ru\n---\n\nThe ferry stays in port.\n"),
    ] as [(String, String)])
  func isReadByADesksOwnName(_ name: String, _ text: String) throws {
    #expect(try source(text, name) == nil)
    #expect(try source(text, name, named: ["deskOrigin"]) == "ru")
  }

  /// Another story beside this one, an edition in another language, and an id are no provenance.
  @Test(
    arguments: [
      ("a.json", #"{"guid": "a", "language": "en", "body_html": "<p>In port.</p>", "translated_from": "urn:newsml:b"}"#),
      (
        "a.json",
        #"{"uri": "a", "language": "en", "body_text": "In port.", "associations": {"related": {"uri": "b", "language": "ru"}}}"#
      ),
      ("a.html", html(#"<link rel="alternate" hreflang="ru" href="/ru">"#, "")),
      ("a.xml", g2(#"<link rel="irel:seeAlso" hreflang="ru"/>"#, "")),
    ] as [(String, String)])
  func isNotGuessed(_ name: String, _ text: String) throws {
    #expect(try source(text, name) == nil)
  }
}
