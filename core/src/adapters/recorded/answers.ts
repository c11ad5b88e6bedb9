import { type GoObject, type GoValue, getKey, isGoObject } from '../../go/kinds/index.ts'
import type { ForgePullRequest, ForgeRepository, PluginAnswer } from '../../ports/index.ts'
import { FieldReader, readDocuments } from './documents.ts'

/** What the world would say to generators that ask it, and which AppProjects exist. */
export interface Answers {
  /** Absent: every AppProject with a valid name is taken to exist. */
  readonly projects?: readonly string[]
  readonly plugin: ReadonlyMap<string, PluginAnswer>
  readonly clusterDecisionResource: {
    readonly configMaps: ReadonlyMap<string, Readonly<Record<string, string>>>
    readonly resources: readonly GoObject[]
  }
  readonly scmProvider: readonly RepositoriesAnswer[]
  readonly pullRequest: readonly PullRequestsAnswer[]
}

/** The first answer whose match is part of the generator's JSON answers it; without a match it answers all. */
export interface RepositoriesAnswer {
  readonly match?: GoObject
  readonly repositories: readonly ForgeRepository[]
  /** In place of repositories: what the provider refused with. */
  readonly error?: string
}

export interface PullRequestsAnswer {
  readonly match?: GoObject
  readonly pulls: readonly ForgePullRequest[]
  readonly error?: string
  /** The repository does not exist. */
  readonly notFound: boolean
}

export const noAnswers: Answers = {
  plugin: new Map(),
  clusterDecisionResource: { configMaps: new Map(), resources: [] },
  scmProvider: [],
  pullRequest: [],
}

/** Reads an `--answers` file: one YAML or JSON document. Throws RecordedFileError for what it does not understand. */
export function readAnswers(text: string, file: string): Answers {
  const document = readDocuments(text, file)[0]
  if (document === undefined) return noAnswers
  const fields = new FieldReader(document)
  const root = fields.object(document.value, 'the file')
  fields.knownKeys(root, ['projects', 'plugin', 'clusterDecisionResource', 'scmProvider', 'pullRequest'], 'the file')
  const projects = getKey(root, 'projects') ?? null
  return {
    ...(projects === null ? {} : { projects: fields.strings(projects, 'projects') }),
    plugin: pluginAnswers(getKey(root, 'plugin'), fields),
    clusterDecisionResource: decisionAnswers(getKey(root, 'clusterDecisionResource'), fields),
    scmProvider: fields
      .objects(getKey(root, 'scmProvider'), 'scmProvider')
      .map((answer, index) => repositoriesAnswer(answer, `scmProvider[${index}]`, fields)),
    pullRequest: fields
      .objects(getKey(root, 'pullRequest'), 'pullRequest')
      .map((answer, index) => pullRequestsAnswer(answer, `pullRequest[${index}]`, fields)),
  }
}

function pluginAnswers(value: GoValue | undefined, fields: FieldReader): Map<string, PluginAnswer> {
  const answers = new Map<string, PluginAnswer>()
  const object = fields.object(value, 'plugin')
  for (const name of Object.keys(object)) {
    const path = `plugin.${name}`
    const answer = fields.object(getKey(object, name), path)
    fields.knownKeys(answer, ['parameters', 'body', 'status', 'configMap'], path)
    const body = getKey(answer, 'body') ?? null
    const status = fields.integer(getKey(answer, 'status'), `${path}.status`)
    const configMap = getKey(answer, 'configMap') ?? null
    answers.set(name, {
      parameters: fields.objects(getKey(answer, 'parameters'), `${path}.parameters`),
      ...(body === null ? {} : { body: fields.string(body, `${path}.body`) }),
      ...(status === 0 ? {} : { status }),
      ...(configMap === null ? {} : { configMap: fields.stringMap(configMap, `${path}.configMap`) }),
    })
  }
  return answers
}

function decisionAnswers(value: GoValue | undefined, fields: FieldReader): Answers['clusterDecisionResource'] {
  const path = 'clusterDecisionResource'
  const object = fields.object(value, path)
  fields.knownKeys(object, ['configMaps', 'resources'], path)
  const configMaps = fields.object(getKey(object, 'configMaps'), `${path}.configMaps`)
  return {
    configMaps: new Map(
      Object.keys(configMaps).map(name => [
        name,
        fields.stringMap(getKey(configMaps, name), `${path}.configMaps.${name}`),
      ]),
    ),
    resources: fields.objects(getKey(object, 'resources'), `${path}.resources`),
  }
}

function repositoriesAnswer(answer: GoObject, path: string, fields: FieldReader): RepositoriesAnswer {
  fields.knownKeys(answer, ['match', 'repositories', 'error'], path)
  return {
    ...matchOf(answer, path, fields),
    ...errorOf(answer, path, fields),
    repositories: fields.objects(getKey(answer, 'repositories'), `${path}.repositories`).map((repository, index) => {
      const at = `${path}.repositories[${index}]`
      const string = (key: string): string => fields.string(getKey(repository, key), `${at}.${key}`)
      fields.knownKeys(repository, repositoryKeys, at)
      const id = getKey(repository, 'repositoryId') ?? null
      if (id !== null && typeof id !== 'string' && typeof id !== 'number') {
        fields.fail(`${at}.repositoryId must be a string or a number`)
      }
      return {
        organization: string('organization'),
        repository: string('repository'),
        repositoryId: id,
        url: string('url'),
        branch: string('branch'),
        sha: string('sha'),
        labels: fields.strings(getKey(repository, 'labels'), `${at}.labels`),
        paths: fields.strings(getKey(repository, 'paths'), `${at}.paths`),
      }
    }),
  }
}

function pullRequestsAnswer(answer: GoObject, path: string, fields: FieldReader): PullRequestsAnswer {
  fields.knownKeys(answer, ['match', 'pulls', 'error', 'notFound'], path)
  return {
    ...matchOf(answer, path, fields),
    ...errorOf(answer, path, fields),
    notFound: fields.boolean(getKey(answer, 'notFound'), `${path}.notFound`),
    pulls: fields.objects(getKey(answer, 'pulls'), `${path}.pulls`).map((pull, index) => {
      const at = `${path}.pulls[${index}]`
      const string = (key: string): string => fields.string(getKey(pull, key), `${at}.${key}`)
      fields.knownKeys(pull, pullKeys, at)
      return {
        number: fields.integer(getKey(pull, 'number'), `${at}.number`),
        title: string('title'),
        branch: string('branch'),
        targetBranch: string('targetBranch'),
        headSHA: string('headSHA'),
        labels: fields.strings(getKey(pull, 'labels'), `${at}.labels`),
        author: string('author'),
      }
    }),
  }
}

const repositoryKeys = ['organization', 'repository', 'repositoryId', 'url', 'branch', 'sha', 'labels', 'paths']
const pullKeys = ['number', 'title', 'branch', 'targetBranch', 'headSHA', 'labels', 'author']

function matchOf(answer: GoObject, path: string, fields: FieldReader): { readonly match?: GoObject } {
  const match = getKey(answer, 'match') ?? null
  if (match === null) return {}
  return { match: isGoObject(match) ? match : fields.fail(`${path}.match must be a mapping`) }
}

function errorOf(answer: GoObject, path: string, fields: FieldReader): { readonly error?: string } {
  const error = fields.string(getKey(answer, 'error'), `${path}.error`)
  return error === '' ? {} : { error }
}
