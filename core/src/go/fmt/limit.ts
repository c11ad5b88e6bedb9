import { GoLimit } from '../kinds/index.ts'

/** Text of this length is refused, so that no format fills the memory. */
export const defaultLimit = 10 * 1024 * 1024

/** A bound of ours, where Go would go on until its memory or stack ends. */
export class FormatLimitError extends GoLimit {}
