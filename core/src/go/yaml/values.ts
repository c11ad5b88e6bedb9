import type { Resolved } from './resolve.ts'

/** A value as go-yaml decodes it into an interface{}, before sigs.k8s.io/yaml makes strings of its keys. */
export type YamlValue = Resolved | YamlValue[] | YamlMap

/** map[interface{}]interface{}: keys of different Go types are different keys. */
export class YamlMap {
  readonly entries = new Map<string, { readonly key: YamlValue; readonly value: YamlValue }>()

  set(key: YamlValue, value: YamlValue): void {
    this.entries.set(typeof key === 'string' ? `s${key}` : `${typeof key} ${String(key)}`, { key, value })
  }
}
