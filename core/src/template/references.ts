import type { CommandNode, ListNode, Node, Operand, PipeNode } from '../go/template/index.ts'

/** A parameter that a Go template asks for: `.path.basename`, `$.name`. */
export interface Reference {
  readonly names: readonly string[]
  /** UTF-16 offsets in the text, the leading dot or dollar included. */
  readonly start: number
  readonly end: number
  /** It stands alone in its action: what it is gets printed. */
  readonly printed: boolean
  /** A condition or a function such as `default` copes with its absence, as long as absence is no error. */
  readonly guarded: boolean
  /** `default` is applied to it. */
  readonly defaulted: boolean
  /** A condition around it asks for the same name, so it is not reached without. */
  readonly tested: boolean
}

/** A function called with literal and parameter arguments, the piped one last. */
export interface Call {
  readonly name: string
  readonly args: readonly Operand[]
  readonly start: number
  readonly end: number
  /** Whether `.` stands for the parameters here. */
  readonly atRoot: boolean
}

export interface TemplateUse {
  readonly references: readonly Reference[]
  readonly calls: readonly Call[]
}

/** Functions that take what is absent for empty. */
const coping = new Set([
  'default',
  'empty',
  'coalesce',
  'ternary',
  'and',
  'or',
  'not',
  'eq',
  'ne',
  'kindIs',
  'typeIs',
  'toString',
])

interface Scope {
  /** `.` is the parameters: not inside range, with or define. */
  readonly atRoot: boolean
  /** Names that conditions around it asked for. */
  readonly tested: ReadonlySet<string>
}

/** What a template asks of its parameters. */
export function useOf(root: ListNode): TemplateUse {
  const references: Reference[] = []
  const calls: Call[] = []
  const scope: Scope = { atRoot: true, tested: new Set() }
  list(root, scope)
  return { references, calls }

  function list({ nodes }: ListNode, scope: Scope): void {
    for (const node of nodes) one(node, scope)
  }

  function one(node: Node, scope: Scope): void {
    switch (node.type) {
      case 'list':
        list(node, scope)
        return
      case 'action':
        pipe(node.pipe, scope, { printed: node.pipe.declarations.length === 0, guarded: false })
        return
      case 'template':
        if (node.pipe) pipe(node.pipe, scope, { printed: false, guarded: false })
        return
      case 'if':
      case 'with':
      case 'range': {
        pipe(node.pipe, scope, { printed: false, guarded: node.type !== 'range' })
        const tested = new Set([...scope.tested, ...namesIn(node.pipe)])
        list(node.list, { atRoot: scope.atRoot && node.type === 'if', tested })
        if (node.elseList) list(node.elseList, { ...scope, tested })
      }
    }
  }

  function pipe(node: PipeNode, scope: Scope, use: { printed: boolean; guarded: boolean }): void {
    const alone = use.printed && node.commands.length === 1
    for (const [i, current] of node.commands.entries()) {
      const piped = node.commands[i + 1]
      const taker = piped?.args[0]?.type === 'identifier' ? piped.args[0].name : undefined
      command(current, scope, { alone: alone && current.args.length === 1, guarded: use.guarded, taker })
      const [head, ...args] = current.args
      if (head?.type !== 'identifier') continue
      const before = node.commands[i - 1]?.args
      const given = before?.length === 1 ? [...args, before[0]!] : args
      calls.push({ name: head.name, args: given, start: current.start, end: current.end, atRoot: scope.atRoot })
    }
  }

  function command(
    { args }: CommandNode,
    scope: Scope,
    use: { alone: boolean; guarded: boolean; taker: string | undefined },
  ): void {
    const called = args[0]?.type === 'identifier' ? args[0].name : undefined
    for (const [i, arg] of args.entries()) {
      const taker = called !== undefined && i > 0 ? called : args.length === 1 ? use.taker : undefined
      operand(arg, scope, {
        printed: use.alone,
        guarded: use.guarded || (taker !== undefined && coping.has(taker)),
        // The value is the last argument of default: the others are what stands in for it.
        defaulted:
          taker === 'default' &&
          (called !== 'default' || i === args.length - 1) &&
          (called !== 'default' || args.length > 2),
      })
    }
  }

  function operand(node: Operand, scope: Scope, use: { printed: boolean; guarded: boolean; defaulted: boolean }): void {
    if (node.type === 'pipe') {
      pipe(node, scope, { printed: false, guarded: use.guarded })
      return
    }
    if (node.type === 'chain') {
      operand(node.node, scope, { ...use, printed: false })
      return
    }
    const names =
      node.type === 'field' && scope.atRoot
        ? node.names
        : node.type === 'variable' && node.names[0] === '$' && node.names.length > 1
          ? node.names.slice(1)
          : undefined
    if (names === undefined) return
    references.push({ names, start: node.start, end: node.end, ...use, tested: scope.tested.has(names.join('.')) })
  }
}

/** The names a condition asks for: fields it reads, and keys it names in a text, as in `hasKey . "env"`. */
function namesIn(node: PipeNode): string[] {
  return node.commands.flatMap(({ args }) => args.flatMap(namesOfOperand))
}

function namesOfOperand(node: Operand): string[] {
  switch (node.type) {
    case 'pipe':
      return namesIn(node)
    case 'string':
      return [node.value]
    case 'field':
      return node.names.map((_, i) => node.names.slice(0, i + 1).join('.'))
    case 'variable':
      return node.names.slice(1).map((_, i) => node.names.slice(1, i + 2).join('.'))
    case 'chain':
      return namesOfOperand(node.node)
    default:
      return []
  }
}
