import { define } from '../../go/sprig/define.ts'
import { lower } from '../../go/strings/index.ts'
import { defineFunction } from './function.ts'

/** What a DNS name may be made of (applicationset/utils/template_functions.go SanitizeName). */
export function sanitizeName(name: string): string {
  const valid = lower(name).replace(/[^-a-z0-9.]/gu, '-')
  return valid.slice(0, 253).replace(/^[-.]+|(?<![-.])[-.]+$/g, '')
}

export default defineFunction({
  name: 'normalize',
  function: define(['string'], 'string', name => (typeof name === 'string' ? sanitizeName(name) : '')),
})
