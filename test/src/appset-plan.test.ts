// What one reconcile does to existing Applications: every folder of fixtures/appset/plan against the answer of the real controller.
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import jsonPatch from 'fast-json-patch'
import { parse, parseAllDocuments } from 'yaml'
import { canonicalApplication } from '../../core/src/appset/canonical.ts'
import {
  conditionsOf,
  createdObjects,
  type Desired,
  invalidGenerators,
  maxUpdateCount,
  type PlanOptions,
  planOf,
  requeueAfter,
  validateGenerated,
} from '../../core/src/appset/index.ts'
import type { GoObject } from '../../core/src/go/kinds/index.ts'
import type { Application, ApplicationSet } from '../../core/src/model/index.ts'
import { resolveDestination } from '../../core/src/project/index.ts'

interface PlanCase {
  readonly shows: string
  readonly clusters?: string
  readonly projects?: readonly string[]
  readonly policy?: string
  readonly noOverride?: boolean
  readonly progressive?: boolean
  readonly preservedAnnotations?: readonly string[]
  readonly preservedLabels?: readonly string[]
}

interface Expected {
  readonly applications: readonly (Application & GoObject)[]
  readonly validationErrors: readonly { readonly application: string; readonly error: string }[]
  readonly create: readonly { readonly metadata: { readonly name: string } }[]
  readonly update: readonly { readonly name: string; readonly object: GoObject }[]
  readonly delete: readonly { readonly name: string; readonly finalizers?: readonly string[] }[]
  readonly conditions: readonly {
    readonly type: string
    readonly status: string
    readonly reason: string
    readonly message: string
  }[]
  readonly error?: string
  readonly requeueAfter?: string
  readonly applicationStatus?: readonly unknown[]
}

const root = new URL('../fixtures/appset/plan/', import.meta.url)

for (const name of readdirSync(root).sort()) {
  const folder = new URL(`${name}/`, root)
  const text = (file: string): string => readFileSync(new URL(file, folder), 'utf8')
  const documents = (file: string): GoObject[] =>
    existsSync(new URL(file, folder)) ? parseAllDocuments(text(file)).map(document => document.toJS() as GoObject) : []
  const given = parse(text('case.yaml')) as PlanCase
  const expected = parse(text('expected.yaml')) as Expected

  test(`${name}: ${given.shows}`, async () => {
    const set = parse(text('applicationset.yaml')) as ApplicationSet
    const existing = documents('existing.yaml').map(stored) as unknown as Application[]
    const clusters = given.clusters ? documents(given.clusters).map(clusterOf) : []
    const generation = expected.conditions.find(condition => condition.reason.endsWith('ParamsError'))
    const validation = await validateGenerated('set', expected.applications, {
      clusters,
      projectExists: project => given.projects?.includes(project) ?? true,
    })
    assert.deepEqual(
      validation.errors.map(({ application, message }) => ({ application, error: message })),
      expected.validationErrors,
    )

    const desired: Desired = {
      applications: expected.applications,
      validationErrors: validation.errors,
      error: generation?.message ?? null,
    }
    const answer = await planOf(set, desired, existing, optionsOf(given, clusters))
    const { plan } = answer
    assert.deepEqual(
      plan.create,
      expected.create.map(app => app.metadata.name),
    )
    assert.deepEqual(
      plan.update.map(update => [update.name, after(existing, update)]),
      changes(expected, existing).map(({ name: updated, object }) => [updated, identified(object)]),
    )
    assert.deepEqual(
      plan.delete.map(({ name: deleted, resources }) => [deleted, resources]),
      [...expected.delete]
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .map(({ name: deleted, finalizers = [] }) => [
          deleted,
          finalizers.some(finalizer => finalizer.startsWith('resources-finalizer.argocd.argoproj.io'))
            ? 'deleted'
            : 'kept',
        ]),
    )
    assert.equal(answer.writeError?.message, expected.error)
    assert.deepEqual(answer.statuses ?? [], expected.applicationStatus ?? [])

    const outcome = {
      error: generation && { reason: generation.reason as 'RenderTemplateParamsError', message: generation.message },
      validationErrors: validation.errors,
      writeError: answer.writeError,
      rollout: answer.rollout,
    }
    assert.deepEqual(conditionsOf(outcome), expected.conditions)
    assert.equal(requeueAfter(set, outcome), expected.requeueAfter)
    assert.equal(invalidGenerators(set), undefined)
    accountsForAll(plan, existing, expected)
  })
}

test('an empty cluster gets what createdObjects says', () => {
  const expected = parse(readFileSync(new URL('create-in-an-empty-cluster/expected.yaml', root), 'utf8')) as Expected
  assert.deepEqual(
    createdObjects(expected.applications, []).map(({ object }) => object),
    expected.create.map(app => withoutOwners(app as unknown as GoObject)),
  )
})

test('the steps of a rollout: who belongs to them and what they wait for', async () => {
  const steps = async (name: string, progressiveSyncs?: boolean) => {
    const folder = new URL(`${name}/`, root)
    const read = (file: string): string => readFileSync(new URL(file, folder), 'utf8')
    const { applications } = parse(read('expected.yaml')) as Expected
    const existing = existsSync(new URL('existing.yaml', folder))
      ? parseAllDocuments(read('existing.yaml')).map(document => document.toJS() as Application)
      : []
    const desired: Desired = { applications, validationErrors: [], error: null }
    const options = progressiveSyncs === undefined ? {} : { progressiveSyncs }
    return planOf(parse(read('applicationset.yaml')) as ApplicationSet, desired, existing, options)
  }
  const first = { step: 1, applications: ['dev-1', 'dev-2'], maxUpdate: null, waitsFor: [] }
  const second = { step: 2, applications: ['prod-1', 'prod-2'], maxUpdate: '50%', waitsFor: [1] }
  assert.deepEqual((await steps('rollout-create', true)).plan.steps, [first, second])
  assert.deepEqual((await steps('rollout-second-step', true)).plan.steps, [first, { ...second, waitsFor: [] }])
  assert.equal((await steps('rollout-create', false)).plan.steps, undefined)
  assert.equal((await steps('unchanged')).plan.steps, undefined)
  const unknown = await steps('rollout-off')
  assert.deepEqual(unknown.plan.steps, [first, second])
  assert.deepEqual(
    [unknown.fidelity.level, unknown.fidelity.reasons[0]?.code],
    ['approximate', 'progressive-syncs-unknown'],
  )
})

test('how many Applications of a step update at once', () => {
  const rows: [string | number | null, number, number | null][] = [
    [null, 5, null],
    [0, 5, 0],
    [3, 5, 3],
    ['50%', 5, 2],
    ['10%', 5, 1],
    ['0%', 5, 0],
    ['00%', 5, 1],
    ['100%', 5, 5],
    ['many', 5, 1],
  ]
  for (const [maxUpdate, total, count] of rows) assert.equal(maxUpdateCount(maxUpdate, total), count, String(maxUpdate))
})

test('without cluster Secrets nothing is guessed', async () => {
  const app = (destination: GoObject): Application =>
    ({ metadata: { name: 'a', namespace: 'argocd' }, spec: { project: 'team', destination } }) as unknown as Application
  const world = { clusters: undefined, projectExists: () => undefined }
  const named = await validateGenerated('set', [app({ name: 'staging' })], world)
  assert.deepEqual(named.errors, [])
  assert.deepEqual(
    named.fidelity.reasons.map(reason => reason.code),
    ['projects-not-at-hand', 'clusters-not-at-hand'],
  )
  const local = await validateGenerated('set', [app({ server: 'https://kubernetes.default.svc/' })], world)
  assert.deepEqual(
    local.fidelity.reasons.map(reason => reason.code),
    ['projects-not-at-hand'],
  )
  const both = await validateGenerated('set', [app({ name: 'x', server: 'y' })], world)
  assert.match(both.errors[0]!.message, /can't have both name and server defined: x y$/)
})

test('destinations in the words of Argo CD', () => {
  const secrets = [
    { clusterName: 'twice', server: 'https://b' },
    { clusterName: 'twice', server: 'https://a/' },
    { clusterName: 'local', server: 'https://kubernetes.default.svc' },
  ]
  const told = (destination: GoObject, inClusterEnabled = true): string => {
    const found = resolveDestination(destination, { secrets, inClusterEnabled })
    return found.kind === 'error'
      ? found.message
      : found.kind === 'cluster'
        ? `${found.name} ${found.server}`
        : found.kind
  }
  const rows: [GoObject, string][] = [
    [{}, 'Destination server missing from app spec'],
    [{ name: 'twice' }, 'there are 2 clusters with the same name: [https://b https://a]'],
    [{ name: 'none' }, 'there are no clusters with this name: none'],
    [{ name: 'in-cluster' }, 'local https://kubernetes.default.svc'],
    [{ server: 'https://a//' }, 'twice https://a'],
    [
      { server: 'https://c/' },
      'error getting cluster by server "https://c/": rpc error: code = NotFound desc = cluster "https://c" not found',
    ],
  ]
  for (const [destination, expected] of rows) assert.equal(told(destination), expected)
  assert.equal(
    told({ server: 'https://kubernetes.default.svc' }, false),
    'error getting cluster by server "https://kubernetes.default.svc": rpc error: code = NotFound desc = cluster "https://kubernetes.default.svc" is disabled',
  )
  assert.equal(told({ name: 'in-cluster' }, false), 'there are no clusters with this name: in-cluster')
})

/** Every Application that was there and belongs to the set is in exactly one list. */
function accountsForAll(
  plan: Awaited<ReturnType<typeof planOf>>['plan'],
  existing: readonly Application[],
  expected: Expected,
) {
  const named = [
    plan.create,
    plan.update.map(entry => entry.name),
    plan.delete.map(entry => entry.name),
    plan.unchanged,
    plan.kept.map(entry => entry.name),
  ].flat()
  assert.deepEqual(named, [...new Set(named)], 'an Application in two lists')
  const touched = new Set([
    ...expected.create.map(app => app.metadata.name),
    ...changes(expected, existing).map(entry => entry.name),
    ...expected.delete.map(entry => entry.name),
  ])
  for (const app of existing) {
    const { metadata } = app as unknown as {
      metadata: { name: string; namespace: string; ownerReferences?: unknown[] }
    }
    if (metadata.namespace !== 'argocd' || touched.has(metadata.name)) continue
    assert.ok(
      [...plan.unchanged, ...plan.kept.map(entry => entry.name)].includes(metadata.name),
      `${metadata.name} is in no list`,
    )
  }
}

function optionsOf(given: PlanCase, clusters: readonly { clusterName: string; server: string }[]): PlanOptions {
  return {
    clusters,
    policyOverride: !given.noOverride,
    ...(given.policy !== undefined && { policy: given.policy }),
    ...(given.progressive !== undefined && { progressiveSyncs: given.progressive }),
    ...(given.preservedAnnotations && { preservedAnnotations: given.preservedAnnotations }),
    ...(given.preservedLabels && { preservedLabels: given.preservedLabels }),
  }
}

function clusterOf(secret: GoObject): { clusterName: string; server: string } {
  const { name = '', server = '' } = secret.stringData as { name?: string; server?: string }
  return { clusterName: name, server }
}

/** As the cluster hands it out. */
const stored = (app: GoObject): GoObject => ({
  ...app,
  metadata: { ...(app.metadata as GoObject), resourceVersion: '1' },
})

/** The writes that change something, without those that take a finalizer off before a deletion. */
function changes({ update, delete: deleted }: Expected, existing: readonly Application[]): Expected['update'] {
  const before = new Map(existing.map(app => [nameOf(app), JSON.stringify(identified(app as unknown as GoObject))]))
  return update.filter(
    ({ name, object }) =>
      !deleted.some(entry => entry.name === name) && before.get(name) !== JSON.stringify(identified(object)),
  )
}

const nameOf = (app: Application): string => (app as unknown as { metadata: { name: string } }).metadata.name

/** The object a patch makes of the existing one, as Argo CD would write it. */
function after(
  existing: readonly Application[],
  update: { readonly name: string; readonly patch: readonly unknown[] },
): GoObject {
  const before = existing.find(app => (app as unknown as { metadata: { name: string } }).metadata.name === update.name)
  const { newDocument } = jsonPatch.applyPatch(
    structuredClone(before) as unknown as GoObject,
    update.patch as never[],
    true,
  )
  return identified(newDocument)
}

/** Without status and version, in Argo CD's own shape. */
function identified(object: GoObject): GoObject {
  const { status: _status, ...rest } = canonicalApplication(object)
  const { resourceVersion: _version, ...metadata } = rest.metadata as GoObject
  return { ...rest, metadata }
}

function withoutOwners(object: GoObject): GoObject {
  const { ownerReferences: _owners, ...metadata } = object.metadata as GoObject
  return { ...object, metadata }
}
