import CMemory

/// Memory that will be read soon. The tables of a lexicon are larger than the cache beside the processor: a word that is looked
/// up without warning costs as much as fifty instructions, one that was asked for a paragraph ahead next to nothing.
public enum Memory {
  @inlinable @inline(__always)
  public static func fetch(_ address: UnsafeRawPointer) { cmemory_fetch(address) }
}
