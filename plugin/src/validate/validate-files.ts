import {
  type CheckedFile,
  checkFile,
  checkSets,
  combineFidelity,
  type Diagnostic,
  exact,
  type Fidelity,
  fileClassOf,
  manifestOf,
  modelKind,
  type Outcome,
  ourFindings,
  type ReportSummary,
  rules,
  type SourceFile,
  type YamlDocument,
} from '@kubectl-gitops/core'
import type { CallWith } from '../command.ts'
import type { validateFlags } from '../commands/validate.ts'
import { UsageError } from '../errors.ts'
import { readInputs } from '../inputs.ts'
import { readSettings } from '../settings.ts'
import { surroundingsOf } from '../surroundings.ts'
import { openWorld } from '../world.ts'
import { type FixedFile, fixFile, writeFixed } from './fix.ts'
import { type RuleOptions, readRuleOptions } from './rule-options.ts'

/** The answer of `validate`; the findings are the outcome's diagnostics. */
export interface Validation {
  readonly summary: ReportSummary
  readonly files: readonly string[]
  /** What --fix did, or with --diff would do. */
  readonly fixed: readonly FixedFile[]
}

type ValidateCall = CallWith<typeof validateFlags>

/** Checks the files that were asked for: their text first, then what their ApplicationSets generate. */
export async function validateFiles(call: ValidateCall): Promise<Outcome<Validation>> {
  const { flags, args, host, sources, signal } = call
  if (flags.fix && [...flags.filename, ...args].includes('-')) {
    throw new UsageError('--fix cannot write to standard input: name the file, or use --diff')
  }
  const selection = { filenames: flags.filename, recursive: flags.recursive, paths: args, about: /argoproj\.io\// }
  const settings = await readSettings(call)
  const options = readRuleOptions(
    [
      { where: settings.file ?? '', settings: settings.rules },
      { where: '--rule', settings: flags.rule },
    ],
    flags.only,
  )
  const world = await openWorld(call, settings)
  try {
    const inputs = await readInputs(selection, host, sources, signal)
    const diagnostics: Diagnostic[] = [...inputs.problems]
    const fidelities: Fidelity[] = []
    const fixed: FixedFile[] = []
    let documents = 0
    let objects = 0
    for (const input of inputs.files) {
      signal.throwIfAborted()
      const fileClass = fileClassOf(input.source, surroundingsOf)
      const check = (file: SourceFile): CheckedFile =>
        checkFile(file, { argocdVersion: settings.argocdVersion, fileClass, off: options.off, onBug: logBug(call) })
      let source = input.source
      if ((flags.fix || flags.diff) && input.mark !== undefined) {
        const change = fixFile(source, file => textFindings(check(file), options))
        if (change.count > 0) fixed.push(change)
        if (flags.fix && change.count > 0) {
          await writeFixed(change, input.mark)
          source = change.after
          sources.add(source)
        }
      }
      const checked = check(source)
      documents += checked.documents.filter(document => document.root !== undefined).length
      objects += checked.documents.filter(isOurs).length
      const text = textFindings(checked, options)
      for (const finding of text) diagnostics.push(finding)
      if (!options.isWanted('generation-error')) continue
      try {
        const sets = await checkSets({ ...checked, diagnostics: text }, fileClass, world.ports, world.options, signal)
        for (const finding of sets.diagnostics) diagnostics.push(ranked(finding, options))
        fidelities.push(sets.fidelity)
      } catch (error) {
        signal.throwIfAborted()
        logBug(call)('generation', error)
        diagnostics.push(bugIn(source))
      }
    }
    const summary = {
      files: inputs.seen,
      documents,
      objects,
      ignored: 0,
      baseline: 0,
      skippedRules: skippedRules(options),
    }
    return {
      value: { summary, files: inputs.files.map(({ source }) => source.uri), fixed },
      diagnostics,
      fidelity: fidelities.length === 0 ? exact : combineFidelity(fidelities),
    }
  } finally {
    await world.close()
  }
}

/** What the text alone tells. */
const textFindings = (checked: CheckedFile, options: RuleOptions): Diagnostic[] =>
  ourFindings(checked).map(finding => ranked(finding, options))

function isOurs(document: YamlDocument): boolean {
  const manifest = manifestOf(document)
  return manifest !== undefined && modelKind(manifest.object) !== undefined
}

/** With the severity the user gave its rule. What was not at hand is no fault of the file. */
function ranked(finding: Diagnostic, { severities }: RuleOptions): Diagnostic {
  const severity = finding.code.startsWith('port-') ? 'info' : severities.get(finding.code)
  return severity === undefined ? finding : { ...finding, severity }
}

/** A bug of ours costs what one file generates, not the answer. */
const bugIn = ({ uri }: SourceFile): Diagnostic => ({
  code: 'internal-error',
  severity: 'info',
  message: 'what this file generates was not checked because of a bug in this program; its text was; -v=1 shows more',
  span: { uri, start: 0, end: 0 },
})

/** Rules that ask more than is at hand to a command on files. */
function skippedRules({ off }: RuleOptions): ReportSummary['skippedRules'] {
  return rules
    .filter(({ id, needs = [] }) => needs.length > 0 && !off.has(id))
    .map(({ id, needs = [] }) => ({ code: id, needs: [...needs] }))
}

const logBug =
  ({ flags, host }: ValidateCall) =>
  (rule: string, error: unknown): void => {
    if ((flags.v ?? 0) >= 1) host.stderr.write(`${rule}: ${error instanceof Error ? error.stack : String(error)}\n`)
  }
