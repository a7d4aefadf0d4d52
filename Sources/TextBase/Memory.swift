import CMemory

#if canImport(Glibc)
  import Glibc
#endif

/// What can be asked of memory.
public enum Memory {
  /// Starts to bring what will be read soon. The tables of a lexicon are larger than the cache beside the processor: a word that
  /// is looked up without warning costs as much as fifty instructions, one that was asked for a paragraph ahead next to nothing.
  @inlinable @inline(__always)
  public static func fetch(_ address: UnsafeRawPointer) { cmemory_fetch(address) }

  /// Memory in huge pages where the system has them, to be freed by `deallocate`: for millions of bytes that are read all over,
  /// of which each page of 4 KB has to be made and found.
  static func hugePages(_ size: Int) -> UnsafeMutableRawPointer {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 2 << 20)
    #if canImport(Glibc)
      madvise(memory, size, MADV_HUGEPAGE)
    #endif
    return memory
  }
}
