import { quote } from '../go/fmt/index.ts'
import { byteSlice, GoError, type GoObject } from '../go/kinds/index.ts'
import { compile, loadRegexp, type Regexp } from '../go/regexp/index.ts'
import type { SCMProviderGeneratorFilter } from '../model/index.ts'
import { ForgeRefusal, type ForgeRepository } from '../ports/index.ts'
import { sanitizeName } from '../template/index.ts'
import { ArgoError, type Span } from '../text/index.ts'
import { answeredSet } from './answered.ts'
import { wrapped } from './failure.ts'
import { defineGenerator, type GeneratorSpec, type ParameterSet } from './generator.ts'

// Argo CD: applicationset/generators/scm_provider.go.
export default defineGenerator({
  key: 'scmProvider',
  async generate(spec, ctx) {
    const { place } = ctx
    const known = await asked(spec, place.at(), () => ctx.world.repositories(spec as unknown as GoObject, place.at()))
    if (known === undefined) {
      if (!providers.some(({ key }) => spec[key] !== undefined)) {
        throw new ArgoError('no SCM provider implementation configured', place.at())
      }
      return []
    }
    const sets: ParameterSet[] = []
    for (const repository of await asked(spec, place.at('filters'), () => filtered(known, spec.filters ?? []))) {
      const params = paramsOf(repository)
      sets.push(await answeredSet(sets.length, params, spec.values, ctx))
      const turn = ctx.pause()
      if (turn) await turn
    }
    return sets
  },
})

/** In the order in which Argo CD looks for them. */
const providers = [
  { key: 'github', protocols: 'GitHub' },
  { key: 'gitlab', protocols: 'Gitlab' },
  { key: 'gitea', protocols: 'GitHub' },
  { key: 'bitbucketServer', protocols: 'Bitbucket Server' },
  { key: 'azureDevOps', protocols: undefined },
  { key: 'bitbucket', protocols: 'Bitbucket cloud' },
  { key: 'awsCodeCommit', protocols: 'codecommit' },
] as const

async function asked<T>(spec: GeneratorSpec<'scmProvider'>, span: Span, work: () => Promise<T>): Promise<T> {
  try {
    const provider = providers.find(({ key }) => spec[key] !== undefined)
    const { cloneProtocol = '' } = spec
    const known = ['', 'ssh', 'https', ...(provider?.key === 'awsCodeCommit' ? ['https-fips'] : [])]
    if (provider?.protocols !== undefined && !known.includes(cloneProtocol)) {
      throw new ArgoError(`unknown clone protocol for ${provider.protocols} ${cloneProtocol}`, span)
    }
    return await work()
  } catch (error) {
    const cause = error instanceof ForgeRefusal ? new ArgoError(error.message, span, { cause: error }) : error
    throw wrapped(cause, 'error listing repos: ', span)
  }
}

interface Filter {
  readonly kind: 'repository' | 'branch' | 'none'
  matches(repository: ForgeRepository): boolean
}

/**
 * Filters of one kind are alternatives, and both kinds have to be satisfied: the repositories are chosen first, by their default
 * branch, then the branches.
 */
// Argo CD: applicationset/services/scm_provider/utils.go ListRepos.
async function filtered(
  branches: readonly ForgeRepository[],
  filters: readonly SCMProviderGeneratorFilter[],
): Promise<readonly ForgeRepository[]> {
  if (filters.length > 0) await loadRegexp()
  const compiled = filters.map(compiledFilter)
  const byRepository = new Map<string, ForgeRepository[]>()
  for (const branch of branches) {
    const same = byRepository.get(branch.repository)
    if (same === undefined) byRepository.set(branch.repository, [branch])
    else same.push(branch)
  }
  const satisfies = (kind: Filter['kind'], repository: ForgeRepository): boolean => {
    const applicable = compiled.filter(filter => filter.kind === kind)
    return applicable.length === 0 || applicable.some(filter => filter.matches(repository))
  }
  return [...byRepository.values()]
    .filter(([first]) => first !== undefined && satisfies('repository', first))
    .flat()
    .filter(branch => satisfies('branch', branch))
}

function compiledFilter(filter: SCMProviderGeneratorFilter): Filter {
  const { repositoryMatch, labelMatch, branchMatch, pathsExist, pathsDoNotExist } = filter
  const repository = pattern(repositoryMatch, 'RepositoryMatch')
  const label = pattern(labelMatch, 'LabelMatch')
  const branch = pattern(branchMatch, 'BranchMatch')
  const isOfBranch = branchMatch !== undefined || pathsExist !== undefined || pathsDoNotExist !== undefined
  const isOfRepository = repositoryMatch !== undefined || labelMatch !== undefined
  return {
    kind: isOfBranch ? 'branch' : isOfRepository ? 'repository' : 'none',
    matches: candidate =>
      (repository?.test(candidate.repository) ?? true) &&
      (branch?.test(candidate.branch) ?? true) &&
      (label === undefined || candidate.labels.some(text => label.test(text))) &&
      (pathsExist ?? []).every(path => hasPath(candidate, path)) &&
      !(pathsDoNotExist ?? []).some(path => hasPath(candidate, path)),
  }
}

/** Argo CD's words for a regular expression that does not compile. */
export function pattern(text: string | undefined, name: string): Regexp | undefined {
  if (text === undefined) return undefined
  try {
    return compile(text)
  } catch (error) {
    if (!(error instanceof GoError)) throw error
    throw new ArgoError(`error compiling ${name} regexp ${quote(text)}: ${error.message}`, undefined, { cause: error })
  }
}

function hasPath({ paths }: ForgeRepository, wanted: string): boolean {
  const path = wanted.replace(/(?<!\/)\/+$/, '')
  return paths.some(each => each === path || each.startsWith(`${path}/`))
}

function paramsOf(repository: ForgeRepository): GoObject {
  const { organization, repository: name, repositoryId, url, branch, sha, labels } = repository
  return {
    organization,
    repository: name,
    repository_id: repositoryId,
    url,
    branch,
    sha,
    short_sha: byteSlice(sha, 0, 8),
    short_sha_7: byteSlice(sha, 0, 7),
    labels: labels.join(','),
    branchNormalized: sanitizeName(branch),
  }
}
