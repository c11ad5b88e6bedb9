import { bytesOf, compareBytes } from '../../go/kinds/index.ts'
import {
  type Cluster,
  EntryIndex,
  type Files,
  type Forge,
  type Git,
  PortError,
  type Ports,
  type Tree,
} from '../../ports/index.ts'
import { isSameRepository } from '../../settings/repo-url.ts'

/** What the client of a browser answers for: files of the workspace by their URI. */
export interface BrowserClient {
  read(uri: string): Promise<Uint8Array>
  /** The URIs of all files below a folder. */
  list(folderUri: string): Promise<readonly string[]>
}

export interface BrowserPortsOptions {
  readonly client: BrowserClient
  /** Which folder of the workspace holds which repository: there is no Git here to ask. */
  readonly repositories?: readonly { readonly repoURL: string; readonly folderUri: string }[]
  /** The texts of files that are open and not saved, by URI. */
  readonly unsaved?: () => ReadonlyMap<string, string>
  readonly cluster: Cluster
  readonly forge: Forge
}

/** The ports without processes: files through the client, a work tree but no history; cluster and forge are given. */
export function createBrowserPorts(options: BrowserPortsOptions): Ports {
  const { client, repositories = [], unsaved, cluster, forge } = options
  const read = async (uri: string, signal: AbortSignal): Promise<Uint8Array> => {
    signal.throwIfAborted()
    const text = unsaved?.().get(uri)
    return text === undefined ? await client.read(uri) : bytesOf(text)
  }
  const files: Files = {
    read,
    async *list(folderUri, signal) {
      signal.throwIfAborted()
      for (const uri of await client.list(folderUri)) {
        signal.throwIfAborted()
        if (!isLeftOut(uri.slice(folderUri.length))) yield uri
      }
    },
  }
  const git: Git = {
    async tree(repoURL, revision, signal) {
      signal.throwIfAborted()
      const known = repositories.find(repository => isSameRepository(repository.repoURL, repoURL))
      if (known === undefined) {
        throw new PortError('git', 'not-at-hand', `${repoURL} is not in this workspace, and a browser fetches none`)
      }
      const tree = folderTree(repoURL, known.folderUri, client, read)
      if (revision === '' || revision === 'HEAD') return { tree }
      return { tree, standsInFor: `the files of this workspace are taken for revision ${revision} of ${repoURL}` }
    },
  }
  return { files, git, cluster, forge, clock: { now: () => new Date() } }
}

function folderTree(
  repoURL: string,
  folderUri: string,
  client: BrowserClient,
  read: (uri: string, signal: AbortSignal) => Promise<Uint8Array>,
): Tree {
  const root = folderUri.endsWith('/') ? folderUri : `${folderUri}/`
  const uriOf = (path: string): string => root + path.split('/').map(encodeURIComponent).join('/')
  let listed: Promise<EntryIndex> | undefined
  const load = (): Promise<EntryIndex> => {
    listed ??= client.list(folderUri).then(uris => {
      const paths = uris.filter(uri => uri.startsWith(root)).map(uri => decode(uri.slice(root.length)))
      return new EntryIndex(paths.filter(path => !isLeftOut(path)).map(path => ({ path, kind: 'file' })))
    })
    return listed
  }
  return {
    repoURL,
    commit: 'worktree',
    async entries(signal) {
      signal.throwIfAborted()
      return (await load()).entries().sort((a, b) => compareBytes(a.path, b.path))
    },
    async read(path, signal) {
      signal.throwIfAborted()
      const reached = (await load()).follow(path)
      return reached.kind === 'file' ? await read(uriOf(reached.path), signal) : undefined
    },
    uriOf,
  }
}

const isLeftOut = (path: string): boolean => /(^|\/)(\.git|node_modules)(\/|$)/.test(path)

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
