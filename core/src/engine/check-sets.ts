import { type ApplicationSet, modelKind } from '../model/index.ts'
import type { Ports } from '../ports/index.ts'
import { combineFidelity, type Diagnostic, exact, type Fidelity, type Span } from '../text/index.ts'
import type { FileClass } from '../workspace/file-class.ts'
import { type Manifest, manifestOf } from '../yaml/index.ts'
import type { CheckedFile } from './check-file.ts'
import { previewSet } from './preview.ts'
import type { PreviewOptions, SetPreview } from './preview-types.ts'

/** What generating tells beyond the text. */
export interface CheckedSets {
  readonly diagnostics: readonly Diagnostic[]
  readonly fidelity: Fidelity
}

/**
 * The second tier: each ApplicationSet of a checked file is generated with what is at hand; Argo CD's refusals become findings at the template
 * or generator that caused them, unless the text findings already explain that place.
 */
export async function checkSets(
  checked: CheckedFile,
  fileClass: FileClass,
  ports: Partial<Ports>,
  options: PreviewOptions,
  signal: AbortSignal,
): Promise<CheckedSets> {
  const diagnostics: Diagnostic[] = []
  const fidelities: Fidelity[] = []
  // What another file completes says nothing yet, and Helm's text is no set.
  if (fileClass !== 'plain') return { diagnostics, fidelity: exact }
  for (const document of checked.documents) {
    const manifest = manifestOf(document)
    if (manifest === undefined || modelKind(manifest.object) !== 'ApplicationSet') continue
    if (document.problems.some(problem => problem.fatal)) continue
    const known = checked.diagnostics.filter(found => found.severity === 'error' && isInside(found.span, document.span))
    const preview = await previewSet(manifest as Manifest<ApplicationSet>, ports, options, signal)
    fidelities.push(preview.fidelity)
    for (const finding of findingsOf(preview)) {
      // What was not at hand is told once for all sets, by the fidelity.
      if (finding.code === 'port-not-at-hand') continue
      if (finding.code === 'generation-error' && isExplained(finding, known, manifest, checked.file.text)) continue
      diagnostics.push(finding)
    }
  }
  return { diagnostics, fidelity: combineFidelity(fidelities) }
}

/** What is wrong with a previewed set, each fault once, at the field that decides it. */
export function* findingsOf(preview: SetPreview): Generator<Diagnostic> {
  const { name, namespace, manifest } = preview
  const object = { group: 'argoproj.io', version: 'v1alpha1', kind: 'ApplicationSet', namespace, name }
  const occurred = preview.conditions.find(({ type, status }) => type === 'ErrorOccurred' && status === 'True')
  const condition = occurred && { type: occurred.type, message: occurred.message }
  for (const finding of preview.diagnostics) {
    yield { ...finding, object, ...(finding.code === 'generation-error' && condition && { condition }) }
  }
  // One sentence for each fault, however many Applications have it.
  for (const message of new Set(preview.validationErrors.map(error => error.message))) {
    yield {
      code: 'generation-error',
      severity: 'error',
      message,
      span: spanOfValidation(message, manifest),
      object,
      ...(condition && { condition }),
    }
  }
}

/** The template field that decides what Argo CD refuses after generation (controllers validateGeneratedApplications). */
function spanOfValidation(message: string, manifest: Manifest<ApplicationSet>): Span {
  if (/duplicate name|with no name/.test(message)) return manifest.at('spec', 'template', 'metadata', 'name')
  if (message.includes('references project')) return manifest.at('spec', 'template', 'spec', 'project')
  return manifest.keyAt('spec', 'template', 'spec', 'destination')
}

/** A refusal of the whole set is explained by any error of its text, one of a field by an error that touches it. */
function isExplained(
  { span }: Diagnostic,
  known: readonly Diagnostic[],
  manifest: Manifest<unknown>,
  text: string,
): boolean {
  if (span === undefined) return known.length > 0
  const whole = manifest.at()
  if (span.start <= whole.start && span.end >= whole.end) return known.length > 0
  return known.some(
    found => found.span !== undefined && (overlaps(found.span, span) || isKeyOf(found.span, span, text)),
  )
}

/** A missing child is reported at the key of the section whose value Argo CD stumbles over. */
const isKeyOf = (key: Span, value: Span, text: string): boolean =>
  key.end <= value.start && /^\s*:\s*$/.test(text.slice(key.end, Math.min(value.start, key.end + 200)))

const overlaps = (a: Span, b: Span): boolean => a.uri === b.uri && a.start < b.end && b.start < a.end

const isInside = (span: Span | undefined, around: Span): boolean =>
  span !== undefined && span.start >= around.start && span.end <= around.end
