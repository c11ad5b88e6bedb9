import { type GoObject, type GoValue, getKey, isGoObject, textOf } from '../../go/kinds/index.ts'
import type { ClusterSecret } from '../../ports/index.ts'
import { FieldReader, readDocuments } from './documents.ts'

/**
 * The declarative clusters of a `--clusters` file: Secrets with the label `argocd.argoproj.io/secret-type: cluster`, also inside a
 * List; other documents are skipped. Of a Secret's data only name, server and project are kept: never a credential.
 */
export function readClusters(text: string, file: string): ClusterSecret[] {
  const clusters: ClusterSecret[] = []
  for (const document of readDocuments(text, file)) {
    const fields = new FieldReader(document)
    for (const object of objectsOf(document.value, fields)) {
      if (getKey(object, 'kind') !== 'Secret') continue
      const metadata = fields.object(getKey(object, 'metadata'), 'metadata')
      const labels = fields.stringMap(getKey(metadata, 'labels'), 'metadata.labels')
      if (getKey(labels, secretTypeLabel) !== 'cluster') continue
      const name = fields.string(getKey(metadata, 'name'), 'metadata.name')
      if (name === '') fields.fail('a cluster Secret has no metadata.name')
      clusters.push({
        name,
        namespace: fields.string(getKey(metadata, 'namespace'), 'metadata.namespace') || 'argocd',
        labels,
        annotations: fields.stringMap(getKey(metadata, 'annotations'), 'metadata.annotations'),
        clusterName: dataOf(object, 'name', fields),
        server: dataOf(object, 'server', fields),
        project: dataOf(object, 'project', fields),
      })
    }
  }
  return clusters
}

/** The objects of a `--live-objects` file: one a document, or the items of a List. */
export function readLiveObjects(text: string, file: string): GoObject[] {
  return readDocuments(text, file).flatMap(document => objectsOf(document.value, new FieldReader(document)))
}

/** The Applications among them: those that exist already. */
export function readLiveApplications(text: string, file: string): GoObject[] {
  return readLiveObjects(text, file).filter(object => {
    const apiVersion = getKey(object, 'apiVersion')
    return (
      getKey(object, 'kind') === 'Application' &&
      typeof apiVersion === 'string' &&
      apiVersion.startsWith('argoproj.io/')
    )
  })
}

const secretTypeLabel = 'argocd.argoproj.io/secret-type'

function objectsOf(value: GoValue, fields: FieldReader): readonly GoObject[] {
  if (!isGoObject(value)) return fields.fail('a Kubernetes object must be a mapping')
  const kind = getKey(value, 'kind')
  if (kind === undefined) return fields.fail('the object has no kind')
  const items = getKey(value, 'items')
  if (typeof kind !== 'string' || !kind.endsWith('List') || items === undefined) return [value]
  return fields.objects(items, 'items')
}

/** As the API server keeps it: stringData is written over data. */
function dataOf(secret: GoObject, key: string, fields: FieldReader): string {
  const plain = getKey(fields.object(getKey(secret, 'stringData'), 'stringData'), key)
  if (plain !== undefined) return fields.string(plain, `stringData.${key}`)
  const encoded = fields.string(getKey(fields.object(getKey(secret, 'data'), 'data'), key), `data.${key}`)
  return decodeBase64(encoded) ?? fields.fail(`data.${key} is not base64`)
}

/** Go: base64.StdEncoding, which overlooks line breaks and wants the padding. */
function decodeBase64(encoded: string): string | undefined {
  const text = encoded.replace(/[\r\n]/g, '')
  if (text.length % 4 !== 0) return undefined
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const bytes = new Uint8Array((text.length / 4) * 3 - padding)
  let bits = 0
  for (let at = 0, to = 0; at < text.length; at++) {
    const digit = at < text.length - padding ? alphabet.indexOf(text[at]!) : 0
    if (digit === -1) return undefined
    bits = ((bits << 6) | digit) & 0xffffff
    if (at % 4 !== 3) continue
    for (const byte of [bits >> 16, (bits >> 8) & 0xff, bits & 0xff]) {
      if (to < bytes.length) bytes[to++] = byte
    }
  }
  return textOf(bytes)
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
