import type { GoFunctions } from '../kinds/index.ts'
import { certificateFunctions } from './certificates.ts'
import { type Clock, dateFunctions } from './date.ts'
import { defaults } from './defaults.ts'
import { dicts } from './dicts.ts'
import { encoding } from './encoding.ts'
import { hashes } from './hashes.ts'
import { lists } from './lists.ts'
import { math } from './math.ts'
import { passwords } from './passwords.ts'
import { path } from './path.ts'
import { random } from './random.ts'
import { reflect } from './reflect.ts'
import { regex } from './regex.ts'
import { semver } from './semver.ts'
import { strings } from './strings.ts'
import { url } from './url.ts'

export type { Clock } from './date.ts'

/** sprig v3.3.0's GenericFuncMap without env, expandenv and getHostByName, which Argo CD takes out, read from this clock. */
export const sprigFunctionsAt = (clock: Clock): GoFunctions => ({
  ...certificateFunctions(clock),
  ...dateFunctions(clock),
  ...defaults,
  ...dicts,
  ...encoding,
  ...hashes,
  ...lists,
  ...math,
  ...passwords,
  ...path,
  ...random,
  ...reflect,
  ...regex,
  ...semver,
  ...strings,
  ...url,
})

/** The same, read from the host's clock. */
export const sprigFunctions: GoFunctions = sprigFunctionsAt(Date.now)
