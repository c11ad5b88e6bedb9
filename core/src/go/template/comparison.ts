import { sprintf } from '../fmt/index.ts'
import { compareBytes, complexParts, GoError, GoStruct, kindOf, typeOf } from '../kinds/index.ts'
import { concrete, isNil, numberOf, type Value } from './reflected.ts'

type Basic = 'invalid' | 'bool' | 'complex' | 'int' | 'float' | 'string' | 'uint'
type Concrete = ReturnType<typeof concrete>

/** Go: template.eq — is the first argument equal to any of the others? */
export function eq(first: Value, others: readonly Value[]): boolean {
  const left = concrete(first)
  if (others.length === 0) throw new GoError('missing argument for comparison')
  const leftKind = basicKind(left)
  for (const other of others) {
    const right = concrete(other)
    const rightKind = basicKind(right)
    if (leftKind === rightKind) {
      if (leftKind === 'invalid' ? sameInvalid(left, right) : sameBasic(left, right, leftKind)) return true
    } else if (isInteger(leftKind) && isInteger(rightKind)) {
      if (numberOf(left)?.value === numberOf(right)?.value) return true
    } else if (left !== undefined && right !== undefined) throw incompatible(left, right)
  }
  return false
}

/** Go: template.lt */
export function lt(first: Value, second: Value): boolean {
  const left = concrete(first)
  const right = concrete(second)
  const leftKind = basicKind(left)
  const rightKind = basicKind(right)
  if (leftKind === 'invalid' || rightKind === 'invalid') throw notOrdered()
  if (leftKind !== rightKind && !(isInteger(leftKind) && isInteger(rightKind))) throw incompatible(left!, right!)
  if (leftKind === 'bool' || leftKind === 'complex') throw notOrdered()
  if (typeof left === 'string' && typeof right === 'string') return compareBytes(left, right) < 0
  return numberOf(left)!.value < numberOf(right)!.value
}

/** Go: template.le */
export const le = (first: Value, second: Value): boolean => lt(first, second) || eq(first, [second])

function basicKind(value: Concrete): Basic {
  if (value === undefined) return 'invalid'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'string') return 'string'
  const number = numberOf(value)
  if (number) return number.kind
  return complexParts(value) ? 'complex' : 'invalid'
}

const isInteger = (kind: Basic): boolean => kind === 'int' || kind === 'uint'

function sameBasic(left: Concrete, right: Concrete, kind: Basic): boolean {
  if (kind === 'bool' || kind === 'string') return left === right
  if (kind !== 'complex') return numberOf(left)!.value === numberOf(right)!.value
  const a = complexParts(left!)!
  const b = complexParts(right!)!
  return a.real === b.real && a.imaginary === b.imaginary
}

/** What is no basic value: nil, or maps, slices, structs and pointers. */
function sameInvalid(left: Concrete, right: Concrete): boolean {
  const kindOfEither = (value: Concrete): string => (value === undefined ? 'invalid' : kindOf(value))
  if (left !== undefined && right !== undefined && kindOfEither(left) !== kindOfEither(right)) {
    throw new GoError(sprintf('non-comparable types %s: %s, %s: %v', [left, typeOf(left), typeOf(right), right]))
  }
  if (isNil(left) || isNil(right)) return isNil(left) === isNil(right)
  if (!(left instanceof GoStruct) || !(right instanceof GoStruct)) {
    throw new GoError(sprintf('non-comparable type %s: %s', [right!, typeOf(right!)]))
  }
  if (left === right) return true
  return left.type === right.type && !left.type.startsWith('*') && left.text() === right.text()
}

const incompatible = (left: Exclude<Concrete, undefined>, right: Exclude<Concrete, undefined>): GoError =>
  new GoError(`incompatible types for comparison: ${typeOf(left)} and ${typeOf(right)}`)
const notOrdered = (): GoError => new GoError('invalid type for comparison')
