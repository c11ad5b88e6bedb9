import type { GoFunctions } from '../kinds/index.ts'
import { define, textOfArgument as text } from './define.ts'

const onText = (map: (path: string) => string) => define(['string'], 'string', path => map(text(path)))
const isAbs = define(['string'], 'bool', path => text(path).startsWith('/'))

/** Slash-separated paths; Argo CD runs on Linux, where the os functions are the same. */
export const path: GoFunctions = {
  base: onText(base),
  clean: onText(clean),
  dir: onText(dir),
  ext: onText(ext),
  isAbs,
  osBase: onText(base),
  osClean: onText(clean),
  osDir: onText(dir),
  osExt: onText(ext),
  osIsAbs: isAbs,
}

/** path.Clean: the shortest path of the same meaning. */
function clean(path: string): string {
  const rooted = path.startsWith('/')
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop()
    else if (!rooted) parts.push('..')
  }
  return (rooted ? '/' : '') + parts.join('/') || '.'
}

function base(path: string): string {
  if (path === '') return '.'
  const trimmed = path.replace(/(?<!\/)\/+$/, '')
  if (/^\/*$/.test(trimmed)) return '/'
  return trimmed.slice(trimmed.lastIndexOf('/') + 1)
}

function dir(path: string): string {
  return clean(path.slice(0, path.lastIndexOf('/') + 1))
}

function ext(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const dot = name.lastIndexOf('.')
  return dot < 0 ? '' : name.slice(dot)
}
