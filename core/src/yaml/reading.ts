import { GoError, type GoValue } from '../go/kinds/index.ts'
import { decodeTree, goValue, type SyntaxNode } from '../go/yaml/index.ts'
import { hiddenValue, holdsSecret, withoutYAMLValues } from '../text/index.ts'
import { aliasFault, type Fault, syntaxFault, templateFault } from './faults.ts'
import { decodeFault, inspect } from './inspect.ts'
import { recover } from './recover.ts'
import type { Verbatim } from './tree.ts'

/** All that follows from a document's text alone: kept while the text stays, wherever in its file the document moves. */
export interface Reading {
  readonly text: string
  /** The text whose syntax `root` is: with what could not be read replaced by as many other characters. */
  readonly mended: string
  readonly root: SyntaxNode | undefined
  readonly verbatim: readonly Verbatim[]
  /** Aliases are cut from the tree, because following them has no end or takes too long. */
  readonly cutAliases: boolean
  /** Start and end of each comment. */
  readonly comments: readonly number[]
  readonly faults: readonly Fault[]
  /** As go-yaml decodes it; undefined when it refuses the document. */
  readonly value: GoValue | undefined
}

const maxLength = 50 * 1024 * 1024

export function read(text: string): Reading {
  const unreadable = refuse(text)
  if (unreadable) {
    return {
      text,
      mended: text,
      root: undefined,
      verbatim: [],
      cutAliases: false,
      comments: [],
      faults: [unreadable],
      value: undefined,
    }
  }
  const { parsed, mended, faults, verbatim, unknownAliases, goError } = recover(text)
  const { root, comments } = parsed
  for (const { name, start, end } of unknownAliases) faults.push(aliasFault(name, start, end))
  const known = new Set(faults.map(({ start }) => start))
  if (root) for (const fault of inspect(text, root)) if (!known.has(fault.start)) faults.push(fault)
  let refusal = goError
  let value: GoValue | undefined
  if (root && refusal === undefined) {
    try {
      value = goValue(decodeTree(root))
    } catch (error) {
      if (!(error instanceof GoError)) throw error
      refusal = error.message
      // A template without quotes is what made a map of a key.
      if (!faults.some(({ fatal }) => fatal)) faults.push(decodeFault(text, root, refusal))
    }
  }
  const cutAliases = refusal !== undefined && /contains itself|aliasing|max depth/.test(refusal)
  faults.sort((a, b) => a.start - b.start)
  const told = withGoError(faults, refusal)
  return {
    text,
    mended,
    root,
    verbatim,
    cutAliases,
    comments,
    faults: told.length > 0 && holdsSecret(text) ? told.map(withoutValues) : told,
    value,
  }
}

/** Texts that are not worth a parser: one clear problem instead of thousands. */
function refuse(text: string): Fault | undefined {
  if (text.length > maxLength) return syntaxFault('the file is larger than 50 MB', 0, 0, false)
  const at = text.indexOf('\0')
  if (at < 0) return undefined
  const message = 'control characters are not allowed'
  return { ...syntaxFault(message, at, at + 1, false), goError: `yaml: ${message}` }
}

/** Faults whose words repeat a value, in a document that holds a Secret. */
function withoutValues(fault: Fault): Fault {
  const { code, start, end, message, goError } = fault
  if (code === 'yaml-unquoted-template') return { ...templateFault(hiddenValue, start, end), fatal: fault.fatal }
  return {
    ...fault,
    message: typeof message === 'string' ? withoutYAMLValues(message) : message,
    ...(goError !== undefined && { goError: withoutYAMLValues(goError) }),
  }
}

/** The first fatal fault carries what Argo CD says. */
function withGoError(faults: readonly Fault[], goError: string | undefined): readonly Fault[] {
  if (goError === undefined)
    return faults.map(fault => (fault.fatal && !fault.goError ? { ...fault, fatal: false } : fault))
  const first = faults.findIndex(({ fatal }) => fatal)
  return faults.map((fault, i) => (i === first ? { ...fault, goError } : fault))
}
