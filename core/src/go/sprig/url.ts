import { GoError, type GoFunctions, type GoObject, type GoValue, getKey, isGoObject, kindOf } from '../kinds/index.ts'
import { hostName, parseURL, urlText, userText } from '../url/index.ts'
import { anyMap, define, textOfArgument as text } from './define.ts'
import { nilPointer } from './lists.ts'

/** URLs and their parts. */
export const url: GoFunctions = {
  urlJoin: define([anyMap], 'string', dict => {
    const parts: GoObject = dict !== undefined && isGoObject(dict) ? dict : {}
    const joined = {
      scheme: partOf(parts, 'scheme'),
      host: partOf(parts, 'host'),
      path: partOf(parts, 'path'),
      rawQuery: partOf(parts, 'query'),
      opaque: partOf(parts, 'opaque'),
      fragment: partOf(parts, 'fragment'),
    }
    const userinfo = partOf(parts, 'userinfo')
    const user = userinfo === '' ? undefined : parsed(`proto://${userinfo}@host`, 'userinfo in dict').user
    return urlText({ ...joined, user })
  }),
  urlParse: define(['string'], anyMap, given => {
    const url = parsed(text(given), 'url')
    return {
      scheme: url.scheme,
      host: url.host,
      hostname: hostName(url),
      path: url.path,
      query: url.rawQuery,
      opaque: url.opaque,
      fragment: url.fragment,
      userinfo: userText(url),
    }
  }),
}

function parsed(given: string, what: string) {
  try {
    return parseURL(given)
  } catch (error) {
    if (error instanceof GoError) throw new GoError(`unable to parse ${what}: ${error.message}`)
    throw error
  }
}

function partOf(parts: GoObject, key: string): string {
  const value: GoValue | undefined = getKey(parts, key)
  if (value === undefined) return ''
  if (value === null) throw nilPointer()
  if (typeof value === 'string') return value
  throw new GoError(`unable to parse ${key} key, must be of type string, but ${kindOf(value)} found`)
}
