import { relative, sep } from 'node:path'
import { findRepository } from '@kubectl-gitops/core/node'

/** What the Git work tree around a folder says of itself. */
export interface Checkout {
  /** The URL of its remote, without credentials. */
  readonly repoURL?: string
  /** The branch that is checked out. */
  readonly branch?: string
  /** The folder within the work tree; '' for its root and outside of any. */
  readonly path: string
}

export async function checkoutOf(cwd: string, signal: AbortSignal): Promise<Checkout> {
  const repository = await findRepository(cwd, signal).catch((error: unknown) => {
    signal.throwIfAborted()
    // Without git, or in a repository it does not open, the placeholders stay.
    if (error instanceof Error && error.name === 'PortError') return undefined
    throw error
  })
  if (repository === undefined || repository.isBare) return { path: '' }
  const [remotes, head] = await Promise.all([repository.remotes(signal), repository.branch(signal)])
  const remote = remotes.find(({ name }) => name === 'origin') ?? remotes[0]
  const path = relative(repository.root, cwd).split(sep).join('/')
  return {
    path: path.startsWith('..') ? '' : path,
    ...(remote && { repoURL: remote.url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/@]*@/i, keepUser) }),
    ...(head !== undefined && { branch: head.replace(/^refs\/heads\//, '') }),
  }
}

/** `ssh://git@` is part of the address; anything else before the @ is a credential. */
const keepUser = (all: string, scheme: string): string => (/^ssh:\/\/[^:@]+@$/i.test(all) ? all : scheme)
