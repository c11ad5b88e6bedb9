import { type FileClass, type Files, fileClassOf, type SourceFile } from '@kubectl-gitops/core'

/** Names of the files that decide how the files beside and below them are read. */
export const decidingNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization', 'Chart.yaml'] as const

/** Whether a file is one that decides about others. */
export const decides = (uri: string): boolean => decidingNames.some(name => uri.endsWith(`/${name}`))

/**
 * The few files around the open ones that tell what completes or reads them. Each is read when a question first needs it and kept; what is open
 * in the editor counts more than what is on the disk.
 */
export class Surroundings {
  readonly #files: Files | undefined
  readonly #openText: (uri: string) => string | undefined
  readonly #known = new Map<string, string | undefined>()

  constructor(files: Files | undefined, openText: (uri: string) => string | undefined) {
    this.#files = files
    this.#openText = openText
  }

  /** The class as far as known, and the files that would have to be read to know better. */
  classOf(file: SourceFile): { readonly fileClass: FileClass; readonly missing: readonly string[] } {
    const missing: string[] = []
    const isOnDisk = this.#files !== undefined && file.uri.startsWith('file:')
    const fileClass = fileClassOf(file, uri => {
      const text = this.#openText(uri)
      if (text !== undefined || !isOnDisk) return text
      if (!this.#known.has(uri)) missing.push(uri)
      return this.#known.get(uri)
    })
    return { fileClass, missing }
  }

  async read(uris: readonly string[]): Promise<void> {
    await Promise.all(
      uris.map(async uri => {
        this.#known.set(uri, await this.#textOf(uri))
      }),
    )
  }

  /** Forgets a file that changed on the disk, or all of them. */
  forget(uri?: string): void {
    if (uri === undefined) this.#known.clear()
    else this.#known.delete(uri)
  }

  async #textOf(uri: string): Promise<string | undefined> {
    try {
      return new TextDecoder().decode(await this.#files?.read(uri, new AbortController().signal))
    } catch {
      // Most of the names that are tried do not exist, and one that cannot be read says nothing either.
      return undefined
    }
  }
}
