import { type Application, type JsonPatch, plural, printable, type SetPlan } from '@kubectl-gitops/core'
import type { Page } from '../page.ts'
import { indent, table } from '../views/table.ts'

/** What a reconcile would do to the Applications that exist; ends with a line feed. */
export function planText(plan: SetPlan, existing: readonly Application[], page: Page): string {
  const { look, signs } = page
  const lines = [`${planSummary(plan, existing.length)}\n`]
  for (const name of plan.create) lines.push(`${look.paint('good', `${signs.create} ${printable(name)}`)}\n`)
  for (const { name, patch } of plan.update) {
    const before = existing.find(({ metadata }) => metadata?.name === name)
    lines.push(
      `${look.paint('warning', `${signs.change} ${printable(name)}`)}\n`,
      indent(patchText(patch, before, page), 4),
    )
  }
  for (const { name, resources, reason } of plan.delete) {
    const fate = resources === 'deleted' ? 'with its resources' : 'its resources are kept'
    lines.push(`${look.paint('error', `${signs.remove} ${printable(name)}`)}   ${fate}: ${printable(reason)}\n`)
  }
  for (const { name, reason } of plan.kept)
    lines.push(`${signs.same} ${printable(name)}   kept: ${printable(reason)}\n`)
  for (const { step, applications, maxUpdate, waitsFor } of plan.steps ?? []) {
    const limit = maxUpdate === null ? '' : `, at most ${maxUpdate} at once`
    const after = waitsFor.length === 0 ? '' : `, after step ${waitsFor.join(', ')} is healthy`
    lines.push(`step ${step}${limit}${after}: ${applications.map(printable).join(', ') || 'no application'}\n`)
  }
  return lines.join('')
}

/** Plan against 5 existing: 2 to create, 1 to change, 1 to delete */
export function planSummary(plan: SetPlan, existing: number): string {
  const counts = [
    [plan.create.length, 'to create'],
    [plan.update.length, 'to change'],
    [plan.delete.length, 'to delete'],
    [plan.unchanged.length, 'unchanged'],
    [plan.kept.length, 'kept'],
  ] as const
  const words = counts.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`)
  const policy = plan.policy === 'sync' ? '' : ` (policy ${plan.policy})`
  return `Plan against ${plural(existing, 'existing application')}${policy}: ${words.join(', ') || 'nothing to do'}`
}

/** Each change with the value before and after it. */
function patchText(patch: JsonPatch, before: unknown, { look, signs }: Page): string {
  const rows = patch
    .filter(({ op }) => op !== 'test')
    .map(change => {
      const old = change.op === 'add' ? undefined : valueAt(before, change.path)
      const values = change.op === 'remove' ? [old] : [old, change.value]
      const sign = { add: signs.create, remove: signs.remove, replace: signs.change, test: '' }[change.op]
      return [
        sign,
        dotted(change.path),
        values
          .filter(value => value !== undefined)
          .map(shortValue)
          .join(` ${signs.arrow} `),
      ]
    })
  return table(undefined, rows, look)
}

/** The value at a JSON pointer; undefined where there is none. */
export function valueAt(object: unknown, pointer: string): unknown {
  let value = object
  for (const step of pointer.split('/').slice(1)) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~')
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<string, unknown>)[key]
        : undefined
  }
  return value
}

/** A JSON pointer as people write paths: metadata.labels[app.kubernetes.io/name], spec.sources[0].path */
export function dotted(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((path, part) => {
      if (/^\d+$/.test(part) || /[^\w-]/.test(part)) return `${path}[${part}]`
      return path === '' ? part : `${path}.${part}`
    }, '')
}

/** A value on one line. */
export function shortValue(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const line = printable(text ?? '').replaceAll('\n', ' ')
  return line.length > 100 ? `${line.slice(0, 99)}...` : line
}
