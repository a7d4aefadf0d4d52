import Findings
import RuleKit
import Stories
import TextBase

/// Hyphens where Chinese has marks of its own: “--” for the dash, and one between the parts of a foreign name.
struct WesternDash: Rule {
  static let card = RuleCard(
    id: "punctuation/western-dash", title: "A hyphen stands for a Chinese mark",
    mqm: .punctuation, severity: .minor, confidence: .high, languages: .only(["zh"]),
    why: "Chinese sets a dash of two characters and a middle dot in foreign names; machines keep the hyphens of the source.",
    advice: "Write —— for the dash and · between the parts of a name.",
    examples: [
      .flags("zh", "会议结束了[[--]]代表们没有说话就离开了大厅。", fixed: "会议结束了——代表们没有说话就离开了大厅。"),
      .flags("zh", "奥斯洛（本社） [[--]] 会议结束了，代表们离开了大厅。", fixed: "奥斯洛（本社） —— 会议结束了，代表们离开了大厅。"),
      .flags(
        "zh", "教练埃里[[-]]罗尔森说他很高兴。队员托尼[[-]]布莱森也说他很高兴。",
        fixed: "教练埃里·罗尔森说他很高兴。队员托尼·布莱森也说他很高兴。"),
      .passes("zh", "会议结束了——代表们没有说话就离开了大厅。"),
      .passes("zh", "中国-东盟论坛和成都-重庆铁路都在报告里。"),
      .passes("zh", "教练让-马克·索尔森说他很高兴。队员托比-李·马克森也说他很高兴。"),
      .passes("zh", "请运行 swift --help，或者写 a--b。"),
    ])

  static var needs: Needs { .all(.easternCopy) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    var names: [Int] = []
    var hasDots = false
    var end = 0
    for mark in story.marks where mark >= end {
      let scalar = story.scalar(at: Int(story.tokens[mark].start))
      if scalar == 0xB7 || scalar == 0x2022 || scalar == 0x30FB { hasDots = true }
      guard scalar == 0x2D, mark > 0, mark + 2 < story.tokens.count else { continue }
      if story.isMark(mark + 1, 0x2D), story.tokens[mark].end == story.tokens[mark + 1].start {
        end = mark + 2
        checkDash(mark, story, &out)
      } else if isInName(mark, story) {
        names.append(mark)
      }
    }
    // One may join the halves of a given name; copy that knows the dot has its reasons.
    guard names.count >= 2, !hasDots else { return }
    for mark in names {
      out.report(
        story.tokens[mark].range, "A hyphen parts the foreign name; copy sets “·”.", confidence: .medium,
        fixes: [.replace(story.tokens[mark].range, with: "·", "Write ·", .safe)])
    }
  }

  private func checkDash(_ mark: Int, _ story: borrowing Analysis, _ out: inout FindingSink) {
    let next = mark + 2
    guard !story.isMark(next, 0x2D), story.tokens[next].kind == .ideograph else { return }
    let before = story.tokens[mark - 1]
    let scalar = story.scalar(at: Int(before.start))
    guard before.kind == .ideograph || before.kind == .mark && scalar >= 0x3000 else { return }
    let range = ByteRange(Int(story.tokens[mark].start), Int(story.tokens[mark + 1].end))
    out.report(
      range, "“--” is no dash of Chinese; copy sets “——”.", fixes: [.replace(range, with: "——", "Write ——", .safe)])
  }

  /// Two characters that names are spelled with on either side, and no country or place.
  private func isInName(_ mark: Int, _ story: borrowing Analysis) -> Bool {
    guard mark >= 2, mark + 2 < story.tokens.count, !story.tokens[mark].flags.contains(.spaceBefore),
      !story.tokens[mark + 1].flags.contains(.spaceBefore)
    else { return false }
    for token in [mark - 2, mark - 1, mark + 1, mark + 2] {
      guard story.tokens[token].kind == .ideograph,
        WesternDash.spelling.contains(story.scalar(at: Int(story.tokens[token].start))),
        !story.isInEntity(token)
      else { return false }
    }
    return true
  }

  /// Characters that spell foreign names sound by sound.
  private static let spelling: Set<UInt32> = Set(
    """
    阿埃艾爱安奥巴白班邦保鲍贝本比彼毕别宾波伯博布查达戴丹道德登邓迪蒂丁顿多厄恩尔法凡范菲费芬弗夫福富盖冈戈格古哈汉赫亨洪霍基吉加贾简杰金卡凯康考柯科克肯库夸奎拉莱赖兰朗\
    劳勒雷蕾里理利丽莉连琳卢鲁路伦罗洛玛迈麦曼芒梅门蒙米密莫默姆穆纳娜内尼妮涅纽农努诺欧帕潘庞佩彭皮珀普奇齐乔钦琼热仁茹若瑟萨塞赛桑森沙珊尚圣施史舒斯松苏索塔泰坦汤唐特滕\
    提廷图托瓦万旺威韦维温翁沃乌伍希锡夏辛雄休许雅亚扬耶叶伊因英尤约泽詹珍朱兹佐朗甸顿塔曼
    """.unicodeScalars.map(\.value))
}
