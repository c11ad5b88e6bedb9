import { quote } from '../fmt/index.ts'
import type { ComplexParts } from '../kinds/index.ts'

/** Where a node stands. All offsets are UTF-16; TemplateTree.byteOffset converts. */
export interface Place {
  /** What Go calls the node's position and error texts point at: of `.a.b` the `.b`. */
  readonly pos: number
  readonly start: number
  readonly end: number
}

export interface ListNode extends Place {
  readonly type: 'list'
  readonly nodes: Node[]
}
export interface TextNode extends Place {
  readonly type: 'text'
  /** What is left of the text after trim markers. */
  readonly text: string
}
export interface ActionNode extends Place {
  readonly type: 'action'
  readonly pipe: PipeNode
}
export interface BranchNode extends Place {
  readonly type: 'if' | 'range' | 'with'
  readonly pipe: PipeNode
  readonly list: ListNode
  readonly elseList?: ListNode
}
export interface TemplateNode extends Place {
  readonly type: 'template'
  readonly name: string
  readonly pipe?: PipeNode
}
export interface LoopNode extends Place {
  readonly type: 'break' | 'continue'
}
export interface PipeNode extends Place {
  readonly type: 'pipe'
  isAssign: boolean
  readonly declarations: VariableNode[]
  readonly commands: CommandNode[]
}
export interface CommandNode extends Place {
  readonly type: 'command'
  readonly args: Operand[]
}
export interface IdentifierNode extends Place {
  readonly type: 'identifier'
  readonly name: string
}
export interface VariableNode extends Place {
  readonly type: 'variable'
  /** The variable with its dollar sign, then the fields asked of it. */
  readonly names: readonly string[]
}
export interface FieldNode extends Place {
  readonly type: 'field'
  readonly names: readonly string[]
}
export interface ChainNode extends Place {
  readonly type: 'chain'
  readonly node: Operand
  readonly fields: readonly string[]
}
export interface DotNode extends Place {
  readonly type: 'dot'
}
export interface NilNode extends Place {
  readonly type: 'nil'
}
export interface BoolNode extends Place {
  readonly type: 'bool'
  readonly value: boolean
}
export interface StringNode extends Place {
  readonly type: 'string'
  readonly quoted: string
  readonly value: string
}
export interface NumberNode extends Place, Constant {
  readonly type: 'number'
  readonly text: string
}

/** An untyped constant: its value as each kind of number that can hold it. */
export interface Constant {
  readonly int?: bigint
  readonly uint?: bigint
  readonly float?: number
  readonly complex?: ComplexParts
}

export type Operand =
  | PipeNode
  | IdentifierNode
  | VariableNode
  | FieldNode
  | ChainNode
  | DotNode
  | NilNode
  | BoolNode
  | StringNode
  | NumberNode

export type Node = ListNode | TextNode | ActionNode | BranchNode | TemplateNode | LoopNode

/** A node as Go writes it in error texts (Go: text/template/parse String methods). */
export function nodeText(node: Node | CommandNode | Operand): string {
  switch (node.type) {
    case 'list':
      return node.nodes.map(nodeText).join('')
    case 'text':
      return node.text
    case 'action':
      return `{{${nodeText(node.pipe)}}}`
    case 'if':
    case 'range':
    case 'with': {
      const otherwise = node.elseList ? `{{else}}${nodeText(node.elseList)}` : ''
      return `{{${node.type} ${nodeText(node.pipe)}}}${nodeText(node.list)}${otherwise}{{end}}`
    }
    case 'template':
      return `{{template ${quote(node.name)}${node.pipe ? ` ${nodeText(node.pipe)}` : ''}}}`
    case 'break':
    case 'continue':
      return `{{${node.type}}}`
    case 'pipe': {
      const names = node.declarations.map(nodeText).join(', ')
      const declared = names === '' ? '' : `${names} ${node.isAssign ? '=' : ':='} `
      return declared + node.commands.map(nodeText).join(' | ')
    }
    case 'command':
      return node.args.map(inParentheses).join(' ')
    case 'identifier':
      return node.name
    case 'variable':
      return node.names.join('.')
    case 'field':
      return node.names.map(name => `.${name}`).join('')
    case 'chain':
      return inParentheses(node.node) + node.fields.map(name => `.${name}`).join('')
    case 'dot':
      return '.'
    case 'nil':
      return 'nil'
    case 'bool':
      return String(node.value)
    case 'string':
      return node.quoted
    case 'number':
      return node.text
  }
}

const inParentheses = (node: Operand): string => (node.type === 'pipe' ? `(${nodeText(node)})` : nodeText(node))
