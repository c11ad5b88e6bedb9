import { GoError, type GoFunction, type GoFunctions, stringSlice, TypedSlice } from '../kinds/index.ts'
import { compile, loadRegexp, mustCompile, quoteMeta, type Regexp } from '../regexp/index.ts'
import { define, integerOf, textOfArgument as text } from './define.ts'

const extras = { load: loadRegexp }
type Compile = (pattern: string) => Regexp

/** Regular expressions. Without `must` a bad expression is Go's panic, with it an error: the texts differ. */
export const regex: GoFunctions = {
  mustRegexFind: find(compile),
  mustRegexFindAll: findAll(compile),
  mustRegexMatch: define(
    ['string', 'string'],
    'bool',
    (pattern, given) => compile(text(pattern)).test(text(given)),
    extras,
  ),
  mustRegexReplaceAll: replaceAll(compile),
  mustRegexReplaceAllLiteral: replaceAllLiteral(compile),
  mustRegexSplit: split(compile),
  regexFind: find(mustCompile),
  regexFindAll: findAll(mustCompile),
  regexMatch: define(
    ['string', 'string'],
    'bool',
    (pattern, given) => {
      try {
        return compile(text(pattern)).test(text(given))
      } catch (error) {
        if (error instanceof GoError) return false
        throw error
      }
    },
    extras,
  ),
  regexQuoteMeta: define(['string'], 'string', given => quoteMeta(text(given))),
  regexReplaceAll: replaceAll(mustCompile),
  regexReplaceAllLiteral: replaceAllLiteral(mustCompile),
  regexSplit: split(mustCompile),
}

function find(compile: Compile): GoFunction {
  return define(['string', 'string'], 'string', (pattern, given) => compile(text(pattern)).find(text(given)), extras)
}

function findAll(compile: Compile): GoFunction {
  return define(
    ['string', 'string', 'int'],
    '[]string',
    (pattern, given, n) => {
      const matches = compile(text(pattern)).findAll(text(given), integerOf(n))
      return listOf(matches?.map(([start, end]) => text(given).slice(start, end)))
    },
    extras,
  )
}

function replaceAll(compile: Compile): GoFunction {
  return define(
    ['string', 'string', 'string'],
    'string',
    (pattern, given, replacement) => compile(text(pattern)).replaceAll(text(given), text(replacement)),
    extras,
  )
}

function replaceAllLiteral(compile: Compile): GoFunction {
  return define(
    ['string', 'string', 'string'],
    'string',
    (pattern, given, replacement) => compile(text(pattern)).replaceAllLiteral(text(given), text(replacement)),
    extras,
  )
}

function split(compile: Compile): GoFunction {
  return define(
    ['string', 'string', 'int'],
    '[]string',
    (pattern, given, n) => listOf(compile(text(pattern)).split(text(given), integerOf(n))),
    extras,
  )
}

/** No match gives Go's nil list. */
const listOf = (items: string[] | undefined) => (items ? stringSlice(items) : new TypedSlice('[]string', [], true))
