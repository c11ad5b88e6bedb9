import type { Places, SourceFile } from '@kubectl-gitops/core'
import type { Host } from './host.ts'

/** The texts that were read, by URI, and how a person calls them. */
export class Sources implements Places {
  readonly #files = new Map<string, SourceFile | undefined>()
  #load: (uri: string) => SourceFile | undefined = () => undefined
  readonly #folders: readonly string[]

  constructor(host: Host, realFolder?: string) {
    this.#folders = [host.cwd, ...(realFolder === undefined || realFolder === host.cwd ? [] : [realFolder])].map(
      slashes,
    )
  }

  add(file: SourceFile): void {
    this.#files.set(file.uri, file)
  }

  /** How a text is found that an answer points into and nobody has added. */
  onMissing(load: (uri: string) => SourceFile | undefined): void {
    this.#load = load
  }

  source(uri: string): SourceFile | undefined {
    if (!this.#files.has(uri)) this.#files.set(uri, this.#load(uri))
    return this.#files.get(uri)
  }

  fileName(uri: string): string {
    if (!uri.startsWith('file://')) return uri
    const path = pathOf(uri)
    for (const folder of this.#folders) {
      const start = folder.endsWith('/') ? folder : `${folder}/`
      if (path.startsWith(start)) return path.slice(start.length)
    }
    return path
  }
}

/** The path of a file URI with `/`; an escape that is no UTF-8 stays as it is. */
function pathOf(uri: string): string {
  const encoded = uri.slice('file://'.length)
  let path: string
  try {
    path = decodeURIComponent(encoded)
  } catch {
    path = encoded
  }
  return /^\/[a-z]:\//i.test(path) ? path.slice(1) : path
}

const slashes = (path: string): string => (/^[a-z]:\\/i.test(path) ? path.replaceAll('\\', '/') : path)
