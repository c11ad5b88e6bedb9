/** The command line cannot be understood. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  /** What to write instead. */
  readonly hint: string | undefined

  constructor(message: string, hint?: string) {
    super(message)
    this.hint = hint
  }
}

/** The question cannot be answered: a file that is not there, a folder without manifests, ... */
export class InputError extends Error {
  override readonly name = 'InputError'
}
