import { type GoObject, getKey, isGoObject } from '../go/kinds/index.ts'
import { objectAt, stringAt } from './objects.ts'

/** The owner reference that says who controls an object. */
export function controllerOf(app: GoObject): GoObject | undefined {
  return references(app).find(reference => getKey(reference, 'controller') === true)
}

/** Whether the ApplicationSet of that name counts the Application as its own; the uid is not asked. */
// Argo CD: applicationset/controllers/applicationset_controller.go appControllerIndexer.
export function isControlledBy(app: GoObject, setName: string): boolean {
  const owner = controllerOf(app)
  return (
    owner !== undefined &&
    stringAt(owner, 'apiVersion') === 'argoproj.io/v1alpha1' &&
    stringAt(owner, 'kind') === 'ApplicationSet' &&
    stringAt(owner, 'name') === setName
  )
}

/** The owner references after the ApplicationSet has made itself the controller, or why it may not. */
// controller-runtime: pkg/controller/controllerutil SetControllerReference.
export function withController(app: GoObject, set: GoObject): { references: GoObject[] } | { error: string } {
  const name = stringAt(app, 'metadata', 'name')
  const namespace = stringAt(app, 'metadata', 'namespace')
  const owner: GoObject = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    name: stringAt(set, 'metadata', 'name'),
    uid: stringAt(set, 'metadata', 'uid'),
    controller: true,
    blockOwnerDeletion: true,
  }
  const existing = controllerOf(app)
  if (existing && !sameObject(existing, owner)) {
    const who = `${stringAt(existing, 'kind')} controller ${stringAt(existing, 'name')}`
    return { error: `Object ${namespace}/${name} is already owned by another ${who}` }
  }
  const all = references(app)
  const index = all.findIndex(reference => sameObject(reference, owner))
  // An ApplicationSet read from a file does not know its uid; the cluster's reference does.
  if (owner.uid === '' && index >= 0) owner.uid = stringAt(all[index]!, 'uid')
  return { references: index < 0 ? [...all, owner] : all.map((reference, i) => (i === index ? owner : reference)) }
}

function references(app: GoObject): GoObject[] {
  const list = getKey(objectAt(app, 'metadata') ?? {}, 'ownerReferences')
  return Array.isArray(list) ? list.filter(isGoObject) : []
}

const sameObject = (a: GoObject, b: GoObject): boolean =>
  group(a) === group(b) && stringAt(a, 'kind') === stringAt(b, 'kind') && stringAt(a, 'name') === stringAt(b, 'name')

/** schema.ParseGroupVersion: without a slash it is a version of the core group. */
function group(reference: GoObject): string | undefined {
  const parts = stringAt(reference, 'apiVersion').split('/')
  if (parts.length > 2) return undefined
  return parts.length === 2 ? parts[0]! : ''
}
