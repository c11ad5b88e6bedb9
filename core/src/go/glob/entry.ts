/** What a glob sees of a tree's entry; the ports' TreeEntry is one. */
export interface GlobEntry {
  /** Relative to the root, with '/', without a leading one. */
  readonly path: string
  readonly kind: 'file' | 'directory' | 'symlink'
  /** For a symlink: what it leads to. */
  readonly target?: 'file' | 'directory' | 'missing' | 'outside'
  /** For a symlink: the path it leads to in the end, '' for the root; for a missing target the path where nothing is. */
  readonly leadsTo?: string
  /** A directory that is another repository. */
  readonly submodule?: true
}
