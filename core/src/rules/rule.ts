import type { Application, ApplicationSet, AppProject } from '../model/index.ts'
import type { StructureFault } from '../schema/index.ts'
import type { ArgocdVersion } from '../settings/version.ts'
import type { TemplateString } from '../template/index.ts'
import type { Fix, Severity, SourceFile, Span } from '../text/index.ts'
import type { FileClass } from '../workspace/file-class.ts'
import type { Manifest, YamlDocument } from '../yaml/index.ts'

/** What a rule can look at, by the name it states as its kind. */
export interface Kinds {
  /** A document before it is a manifest, of any kind or none. */
  Document: YamlDocument
  /** Any of Argo CD's kinds. */
  Resource: Manifest<{ readonly apiVersion?: unknown; readonly kind?: unknown }>
  Application: Manifest<Application>
  ApplicationSet: Manifest<ApplicationSet>
  AppProject: Manifest<AppProject>
}

/** What a rule asks besides the text of its own file; a rule whose needs are not at hand is skipped and named, never guessed. */
export type Need = 'workspace' | 'git' | 'cluster' | 'network'

export interface Finding {
  readonly message: string
  readonly span: Span
  /** Where it differs from the rule's own. */
  readonly severity?: Severity
  readonly related?: readonly { readonly message: string; readonly span: Span }[]
  readonly fixes?: readonly Fix[]
  readonly condition?: { readonly type: string; readonly message: string }
  /** The text this finding explains: what later rules find inside it is dropped. Default: `span`. */
  readonly covers?: Span
}

/** What is known around the subject. Everything costly is computed once per document, when first read. */
export interface RuleContext {
  readonly file: SourceFile
  readonly document: YamlDocument
  readonly fileClass: FileClass
  /** The Argo CD that will read the manifest. */
  readonly argocdVersion: ArgocdVersion
  /** Where the document departs from the CRD of its kind. */
  readonly structure: readonly StructureFault[]
  /** Of an ApplicationSet: every string that Argo CD renders, with the parameters it can meet. */
  readonly templates: readonly TemplateString[]
}

export interface Rule<K extends keyof Kinds = keyof Kinds> {
  /** The catalogue's id: code, fixture folder and documentation page. */
  readonly id: string
  readonly kind: K
  readonly severity: Severity
  /** One sentence: what holds where the rule is silent. */
  readonly summary: string
  /** The upstream file and function that decide it, or the reason where Argo CD has none. */
  readonly source: string
  /** The Argo CD condition it predicts. */
  readonly condition?: string
  /** None: the text alone. */
  readonly needs?: readonly Need[]
  check(subject: Kinds[K], ctx: RuleContext): Iterable<Finding>
}

/** Checks the types of a rule where it is written. */
export function defineRule<K extends keyof Kinds>(rule: Rule<K>): Rule<K> {
  return rule
}
