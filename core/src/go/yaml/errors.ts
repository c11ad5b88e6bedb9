import { GoError } from '../kinds/index.ts'

/** What go-yaml refuses a text for, with its message (`yaml: line 2: ...`) and the places it speaks of. */
export class YamlError extends GoError {
  /** The message without `yaml: ` and line. */
  readonly problem: string
  /** The offset at which the fault was met. */
  readonly at: number
  /** The offset of the node or token that was being read; equal to `at` when there is none. */
  readonly since: number

  constructor(problem: string, at: number, since: number, line: number) {
    super(`yaml: ${line === 0 ? '' : `line ${line}: `}${problem}`)
    this.problem = problem
    this.at = at
    this.since = since
  }
}

/**
 * go-yaml counts lines from 0, adds one for faults of the scanner only, and leaves out line 0 (Go: go.yaml.in/yaml/v2 decode.go
 * parser.fail).
 */
export function scannerError(problem: string, at: Place, since: Place): YamlError {
  return new YamlError(problem, at.offset, since.offset, at.line === 0 ? since.line : at.line + 1)
}

export function parserError(problem: string, at: Place, since?: Place): YamlError {
  return new YamlError(problem, at.offset, (since ?? at).offset, at.line === 0 ? (since?.line ?? 0) : at.line)
}

export interface Place {
  readonly offset: number
  readonly line: number
}
