/// What who sets up a hot folder must know.
enum WatchHelp {
  static let text = """
    Files that are moved into DIR are taken at once, others when they no longer
    change and no program has them open to write in (which Linux tells of the
    watcher's own files; root sees it of all). Hidden files, links, folders and names such as x.tmp, x.part and x~
    are left alone. For STORY the reports are OUT/STORY.json and so on; a later
    story of the same name replaces them. Then the story goes to --pass or --fail,
    or stays; nothing there is ever replaced. What ends before that, by whatever
    cause, is done again at the next start with the same result. Several watchers
    may share a folder. Standard error has one line of JSON for each story
    (a second one after a watcher was killed at it).
    SIGTERM or SIGINT ends it when the stories at hand are done, with exit code 0.
    With --once: 2 some story could not be delivered, 3 some were unreadable.

    """
}
