import type { ApplicationSet } from '../model/index.ts'
import { modelKind } from '../model/index.ts'
import { rules } from '../rules/index.ts'
import type { Finding, Kinds, Rule, RuleContext } from '../rules/rule.ts'
import { type StructureFault, validateStructure } from '../schema/index.ts'
import type { ArgocdVersion } from '../settings/version.ts'
import { type TemplateString, templateStrings } from '../template/index.ts'
import type { Diagnostic, ObjectRef, SourceFile, Span } from '../text/index.ts'
import type { FileClass } from '../workspace/file-class.ts'
import { type Manifest, manifestOf, type YamlDocument } from '../yaml/index.ts'
import { Covered } from './covered.ts'
import { templateScopes } from './template-scopes.ts'

export interface CheckOptions {
  readonly argocdVersion: ArgocdVersion
  readonly fileClass?: FileClass
  /** Rules not to run. */
  readonly off?: ReadonlySet<string>
  /** Told of a bug in a rule; the finding `internal-error` names the rule, the stack goes here. */
  readonly onBug?: (rule: string, error: unknown) => void
}

/** The first tier: the text of one document alone, synchronous. Each keystroke asks this for the document it changed. */
export function checkDocument(file: SourceFile, document: YamlDocument, options: CheckOptions): readonly Diagnostic[] {
  // Only what Helm makes of it is a manifest.
  if (options.fileClass === 'helm-template') return []
  const manifest = manifestOf(document)
  const kind = manifest === undefined ? undefined : modelKind(manifest.object)
  const ctx = contextOf(file, document, manifest, kind, options)
  const found: { finding: Finding; rule: Rule }[] = []
  const spans: Span[] = []
  let explained = new Covered([])
  for (const rule of rules) {
    if (rule.needs !== undefined && rule.needs.length > 0) continue
    if (options.off?.has(rule.id)) continue
    const subject = subjectOf(rule, document, manifest, kind)
    if (subject === undefined) continue
    const known = spans.length
    try {
      for (const finding of rule.check(subject as never, ctx)) {
        if (explained.has(finding.span)) continue
        found.push({ finding, rule })
        spans.push(finding.covers ?? finding.span)
      }
    } catch (error) {
      options.onBug?.(rule.id, error)
      const message = `the rule ${rule.id} failed on this document; this is a bug in the rule, everything else was checked`
      found.push({
        finding: { message, span: document.span, severity: 'info' },
        rule: { ...rule, id: 'internal-error' },
      })
    }
    // The findings of one rule do not explain each other.
    if (spans.length > known) explained = new Covered(spans)
  }
  const object = manifest === undefined ? undefined : refOf(manifest)
  return found
    .map(({ finding, rule }) => toDiagnostic(finding, rule, object))
    .sort((a, b) => a.span!.start - b.span!.start)
}

function contextOf(
  file: SourceFile,
  document: YamlDocument,
  manifest: Manifest<unknown> | undefined,
  kind: string | undefined,
  options: CheckOptions,
): RuleContext {
  let structure: readonly StructureFault[] | undefined
  let templates: readonly TemplateString[] | undefined
  // What was recovered of a text that is no YAML is a guess: good enough to complete a key, not to accuse one.
  const isBroken = manifest === undefined || document.problems.some(problem => problem.fatal)
  return {
    file,
    document,
    fileClass: options.fileClass ?? 'plain',
    argocdVersion: options.argocdVersion,
    get structure() {
      structure ??=
        kind === undefined || isBroken
          ? []
          : validateStructure(kind, document.root!, { version: options.argocdVersion })
      return structure
    },
    get templates() {
      templates ??=
        kind !== 'ApplicationSet' || isBroken ? [] : templatesOf(document, manifest.object as ApplicationSet)
      return templates
    },
  }
}

function templatesOf({ root }: YamlDocument, set: ApplicationSet): readonly TemplateString[] {
  return root === undefined ? [] : templateStrings(templateScopes(root, set), set.spec?.goTemplate === true)
}

function subjectOf(
  rule: Rule,
  document: YamlDocument,
  manifest: Manifest<unknown> | undefined,
  kind: string | undefined,
): Kinds[keyof Kinds] | undefined {
  if (rule.kind === 'Document') return document
  if (manifest === undefined || kind === undefined) return undefined
  if (rule.kind === 'Resource' || rule.kind === kind) return manifest as Kinds[keyof Kinds]
  return undefined
}

function toDiagnostic(finding: Finding, rule: Rule, object: ObjectRef | undefined): Diagnostic {
  const { message, span, severity = rule.severity, related, fixes, condition } = finding
  return {
    code: rule.id,
    severity,
    message,
    span,
    ...(related && { related }),
    ...(fixes && { fixes }),
    ...(object && { object }),
    ...(condition && { condition }),
  }
}

function refOf(manifest: Manifest<unknown>): ObjectRef | undefined {
  const { apiVersion, kind, metadata } = (manifest.object ?? {}) as Record<string, unknown>
  const { name, namespace } = (metadata ?? {}) as Record<string, unknown>
  if (typeof kind !== 'string' || typeof name !== 'string') return undefined
  const [group, version] =
    typeof apiVersion === 'string' && apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion]
  return {
    group: group ?? '',
    ...(typeof version === 'string' && { version }),
    kind,
    namespace: typeof namespace === 'string' ? namespace : '',
    name,
  }
}
