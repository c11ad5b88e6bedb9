import { encodeJSON } from '../../../core/src/go/json/index.ts'
import { splitYAMLDocuments, yamlToJSON } from '../../../core/src/go/yaml/index.ts'
import { compared, defineArea, rows } from '../area.ts'

type Row = { yaml: string; json?: string; error?: string; stream?: boolean; documents?: unknown[] }

/** YAMLToJSON's exact text; of a stream, what SplitYAML yields. */
export default defineArea({
  name: 'yaml-scalars',
  *run(golden) {
    for (const [i, row] of rows<Row>(golden, 'yaml-scalars.json').entries()) {
      const name = `${i} ${JSON.stringify(row.yaml).slice(0, 80)}`
      yield row.stream
        ? compared(name, stream(row), asStream(row.yaml))
        : compared(name, single(row), asSingle(row.yaml))
    }
  },
})

const single = ({ json, error }: Row) => ({ json, error })
const stream = ({ documents, error }: Row) => ({ documents, error })

function asSingle(yaml: string) {
  try {
    return { json: yamlToJSON(yaml) }
  } catch (error) {
    return { error: (error as Error).message }
  }
}

function asStream(yaml: string) {
  const { documents, error } = splitYAMLDocuments(yaml)
  return { documents: JSON.parse(encodeJSON([...documents])), error: error?.message }
}
