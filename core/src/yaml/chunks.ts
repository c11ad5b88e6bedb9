/** One document's stretch of a file. */
export interface Chunk {
  readonly start: number
  readonly end: number
  /** Text on the line of the `---` before it that is no comment: Kubernetes refuses the whole stream for it. */
  readonly separatorText?: { readonly start: number; readonly end: number }
}

/**
 * Divides a stream at lines that begin with `---`, as Kubernetes does before it parses anything (Go: k8s.io/apimachinery
 * pkg/util/yaml YAMLReader). A `---` at the very start belongs to the first document, there as here.
 */
export function chunksOf(text: string): readonly Chunk[] {
  const chunks: Chunk[] = []
  let start = 0
  let separatorText: Chunk['separatorText']
  const close = (end: number): void => {
    chunks.push({ start, end, ...(separatorText && { separatorText }) })
  }
  for (let at = nextSeparator(text, 0); at >= 0; at = nextSeparator(text, at + 3)) {
    const lineEnd = endOfLine(text, at)
    const found = textBehind(text, at + 3, lineEnd)
    if (at > 0) {
      close(at)
      start = Math.min(lineEnd + (text.startsWith('\r\n', lineEnd) ? 2 : 1), text.length)
      separatorText = found
    } else {
      separatorText = found
    }
  }
  close(text.length)
  return chunks
}

function nextSeparator(text: string, from: number): number {
  if (from === 0 && text.startsWith('---')) return 0
  const at = text.indexOf('\n---', Math.max(0, from - 1))
  return at < 0 ? -1 : at + 1
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  if (end < 0) return text.length
  return text.charCodeAt(end - 1) === 0x0d ? end - 1 : end
}

function textBehind(text: string, from: number, to: number): Chunk['separatorText'] {
  const rest = text.slice(from, to)
  const trimmed = rest.trim()
  if (trimmed === '' || trimmed.startsWith('#')) return undefined
  const start = from + rest.indexOf(trimmed)
  return { start, end: start + trimmed.length }
}
