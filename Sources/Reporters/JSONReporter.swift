import Findings
import TextBase

/// `wirecheck.report/1`: one object, a document a line.
struct JSONReporter: Reporter {
  private var isFirst = true

  mutating func begin(_ tool: ToolIdentity, into out: inout [UInt8]) {
    out.write("{\"schema\":\"wirecheck.report/1\",\n\"tool\":")
    out.beginObject()
    out.member("name", tool.name)
    out.member("version", tool.version)
    out.member("lexiconDigest", tool.lexiconDigest)
    out.endObject()
    out.write(",\n\"documents\":[")
  }

  mutating func document(_ document: DocumentReport, into out: inout [UInt8]) {
    out.write(isFirst ? "\n" : ",\n")
    isFirst = false
    out.json(document)
  }

  mutating func end(_ summary: RunSummary, into out: inout [UInt8]) {
    out.write("],\n\"summary\":")
    out.beginObject()
    out.member("documents", summary.documents)
    out.member("unreadable", summary.unreadable)
    out.member("findings", summary.findings)
    out.member("critical", summary.critical)
    out.member("major", summary.major)
    out.member("minor", summary.minor)
    out.member("neutral", summary.neutral)
    out.member("suppressed", summary.suppressed)
    if summary.baselined > 0 { out.member("baselined", summary.baselined) }
    if summary.inUnchangedLines > 0 { out.member("inUnchangedLines", summary.inUnchangedLines) }
    if summary.gone > 0 { out.member("gone", summary.gone) }
    if summary.fixed > 0 { out.member("fixed", summary.fixed) }
    out.endObject()
    out.write("}\n")
  }
}

/// The elements of `documents`, one a line.
struct NDJSONReporter: Reporter {
  mutating func begin(_ tool: ToolIdentity, into out: inout [UInt8]) {}
  mutating func document(_ document: DocumentReport, into out: inout [UInt8]) {
    // The buffer may hold other lines or nothing; both need no comma before the object.
    out.json(document)
    out.append(UInt8(ascii: "\n"))
  }
  mutating func end(_ summary: RunSummary, into out: inout [UInt8]) {}
}

extension [UInt8] {
  /// One document of the contract's schema. Every key is present; what is absent is null.
  mutating func json(_ document: DocumentReport) {
    beginObject()
    members(document)
    endObject()
  }

  mutating func members(_ document: DocumentReport) {
    member("path", document.path)
    member("format", document.format)
    member("story", document.story)
    member("status", document.status.rawValue)
    member("problem", document.problem)
    member("notes", document.notes)
    member("language", document.language)
    member("languageFrom", document.language == nil ? nil : document.languageFrom)
    member("sourceLanguage", document.sourceLanguage)
    member("sourceLanguageFrom", document.sourceLanguageFrom)
    member("words", document.words)
    member("sentences", document.sentences)
    key("notChecked")
    beginArray()
    for item in document.notChecked {
      beginObject()
      member("family", item.family)
      member("reason", item.reason)
      endObject()
    }
    endArray()
    key("entities")
    beginArray()
    for entity in document.entities { json(entity) }
    endArray()
    json(document.score)
    member("suppressed", document.suppressed)
    // Only where the run was asked to compare or to mend.
    if let count = document.baselined { member("baselined", count) }
    if let count = document.inUnchangedLines { member("inUnchangedLines", count) }
    if document.fixed > 0 { member("fixed", document.fixed) }
    key("findings")
    beginArray()
    for finding in document.findings { json(finding) }
    endArray()
    if let gone = document.gone {
      key("gone")
      beginArray()
      for finding in gone { json(finding) }
      endArray()
    }
  }

  private mutating func json(_ entity: EntityMentions) {
    beginObject()
    member("name", entity.name)
    member("kind", entity.kind)
    key("mentions")
    beginArray()
    for mention in entity.mentions {
      beginObject()
      write(literal: "\"text\":")
      writeJSONString(mention.text)
      json(mention.span)
      endObject()
    }
    endArray()
    endObject()
  }

  private mutating func json(_ score: Score) {
    key("score")
    beginObject()
    member("critical", score.critical)
    member("major", score.major)
    member("minor", score.minor)
    member("penaltyPoints", score.penaltyPoints)
    key("perThousandWords")
    write(score.perThousandWords.oneDecimal)
    endObject()
  }

  private mutating func json(_ finding: Finding) {
    beginObject()
    member("rule", finding.rule)
    member("entry", finding.entry)
    member("severity", finding.severity.rawValue)
    member("confidence", finding.confidence.rawValue)
    member("mqm", finding.mqm.rawValue)
    member("its", finding.mqm.its.rawValue)
    member("message", finding.message)
    member("advice", finding.advice)
    member("text", finding.text)
    json(finding.span)
    member("field", finding.field.rawValue)
    key("related")
    beginArray()
    for place in finding.related {
      beginObject()
      member("label", place.label)
      member("text", place.text)
      json(place.span)
      endObject()
    }
    endArray()
    key("fixes")
    beginArray()
    for fix in finding.fixes { json(fix) }
    endArray()
    member("fingerprint", finding.fingerprint)
    if let state = finding.state { member("state", state.rawValue) }
    endObject()
  }

  private mutating func json(_ fix: Fix) {
    beginObject()
    member("title", fix.title)
    member("applicability", fix.applicability.rawValue)
    key("edits")
    beginArray()
    for edit in fix.edits {
      beginObject()
      member("startByte", edit.range.start)
      member("endByte", edit.range.end)
      member("replacement", edit.replacement)
      endObject()
    }
    endArray()
    endObject()
  }

  /// Most of a report is spans: each is put together first and appended once.
  private mutating func json(_ span: Span) {
    // The names take 130 bytes, each number at most 20. A span is never the first member.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 320) { buffer in
      var text = FixedText(buffer)
      text.put(",\"span\":{\"startByte\":")
      text.put(span.bytes.start)
      text.put(",\"endByte\":")
      text.put(span.bytes.end)
      text.put(",\"startUtf16\":")
      text.put(span.utf16.start)
      text.put(",\"endUtf16\":")
      text.put(span.utf16.end)
      text.put(",\"startLine\":")
      text.put(span.startLine)
      text.put(",\"startColumn\":")
      text.put(span.startColumn)
      text.put(",\"endLine\":")
      text.put(span.endLine)
      text.put(",\"endColumn\":")
      text.put(span.endColumn)
      append(contentsOf: text.written)
    }
    if let part = span.part { member("part", part) }
    endObject()
  }
}
