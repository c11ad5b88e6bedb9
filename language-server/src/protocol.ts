// Names that server and client share. The extension imports this file and nothing else of the server.

/** A document counts as ours when its text holds this: Argo CD's kinds do by their apiVersion, other manifests by its annotations. */
export const ourMark = 'argoproj.io/'

/** The language ids the server is asked about. */
export const languages = ['yaml'] as const

/** The section of the client's settings that concerns the server. */
export const settingsSection = 'gitops'

/** What the server reads of the client's settings; the client's other settings are its own. */
export interface ServerSettings {
  /** The Argo CD version to check against, such as "3.5". */
  readonly argocd?: { readonly version?: string }
}

/** What a client can say when it starts the server, as `initializationOptions`. */
export interface InitializationOptions {
  /** The settings, for clients that cannot be asked for them. */
  readonly gitops?: ServerSettings
  /** Where the pages of the rules are: a finding then links to `<rulePages>/<code>.md`. */
  readonly rulePages?: string
}

/** Whether the server has anything to say about a text. Cheap enough for each open document. */
export function concerns(text: string): boolean {
  return text.includes(ourMark)
}
