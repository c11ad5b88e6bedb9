import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'docs', 'schemas')

/** The schemas of the machine output. Here a field that no schema names is a fault; for users it is not. */
export function machineSchemas(): { faults(kind: string, document: unknown): readonly string[] } {
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true })
  for (const file of readdirSync(folder).filter(name => name.endsWith('.json'))) {
    ajv.addSchema(closed(JSON.parse(readFileSync(join(folder, file), 'utf8'))) as object, file)
  }
  return {
    faults(kind, document) {
      const file = `${kind.replace(/(?<=[a-z])[A-Z]/g, letter => `-${letter}`).toLowerCase()}.json`
      const validate = ajv.getSchema(file)
      if (validate === undefined) return [`docs/schemas has no ${file}`]
      if (validate(document)) return []
      return (validate.errors ?? []).map(({ instancePath, message, params }) => {
        return `${instancePath} ${message} ${JSON.stringify(params)}`
      })
    },
  }
}

/** The same schema without room for other fields; an object whose fields are not listed stays open. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed)
  if (typeof schema !== 'object' || schema === null) return schema
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]))
  const isObject = inner.type === 'object' && typeof inner.properties === 'object'
  return isObject ? { ...inner, additionalProperties: false } : inner
}
