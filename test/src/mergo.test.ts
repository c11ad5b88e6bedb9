import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type GoObject, GoPanic, stringMap } from '../../core/src/go/kinds/index.ts'
import { merge } from '../../core/src/go/mergo/index.ts'

// What the rows of fixtures/template cannot show: identity of shared objects, and panics as such.

test('objects of the source are taken over, not copied', () => {
  const nested: GoObject = { w: 1 }
  const dst = merge({}, { mp: nested }, { overwrite: true })
  assert.equal(dst.mp, nested)
})

test('a nested object of the destination is changed in place, for all who share it', () => {
  const shared: GoObject = { w: 1 }
  const [first, second]: [GoObject, GoObject] = [
    { k: 1, mp: shared },
    { k: 2, mp: shared },
  ]
  merge(first, { mp: { w: 'over', z: 1 } }, { overwrite: true })
  assert.deepEqual(second.mp, { w: 'over', z: 1 })
})

test('null and lists replace when overwriting', () => {
  const dst: GoObject = { a: { b: 1 }, c: [1, 2], d: 'x', e: { f: 1 } }
  assert.deepEqual(merge(dst, { a: null, c: [3], d: { y: 1 }, e: 'z' }, { overwrite: true }), {
    a: null,
    c: [3],
    d: { y: 1 },
    e: 'z',
  })
})

test('an object over a map of strings panics', () => {
  const message = 'reflect.Value.SetMapIndex: value of type interface {} is not assignable to type string'
  const run = () => merge({ values: stringMap([['a', 'x']]) }, { values: { a: 'y' } }, { overwrite: true })
  assert.throws(run, (error: unknown) => error instanceof GoPanic && error.panic && error.message === message)
})

test('a map of strings over an object is taken key by key', () => {
  const dst: GoObject = { values: { a: 1, b: true } }
  merge(dst, { values: stringMap([['a', 'x']]) }, { overwrite: true })
  assert.deepEqual(dst, { values: { a: 'x', b: true } })
})

test('__proto__ is an ordinary key', () => {
  const dst = merge({}, JSON.parse('{"__proto__": {"a": 1}}'), { overwrite: true })
  assert.deepEqual(Object.keys(dst), ['__proto__'])
  assert.equal(({} as GoObject).a, undefined)
})
