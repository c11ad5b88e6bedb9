import { byteSlice, type GoObject, stringSlice, TypedSlice } from '../go/kinds/index.ts'
import { loadRegexp } from '../go/regexp/index.ts'
import type { PullRequestGeneratorFilter } from '../model/index.ts'
import { type ForgePullRequest, ForgeRefusal } from '../ports/index.ts'
import { branchSlug } from '../template/index.ts'
import { ArgoError } from '../text/index.ts'
import { answeredSet } from './answered.ts'
import { wrapped } from './failure.ts'
import { defineGenerator, type GeneratorContext, type GeneratorSpec, type ParameterSet } from './generator.ts'
import { pattern } from './scm-provider.ts'

// Argo CD: applicationset/generators/pull_request.go.
export default defineGenerator({
  key: 'pullRequest',
  async generate(spec, ctx) {
    const sets: ParameterSet[] = []
    for (const pull of await pulls(spec, ctx)) {
      const params = await paramsOf(pull)
      if (ctx.set.goTemplate) params.labels = labelsOf(pull, spec)
      sets.push(await answeredSet(sets.length, params, spec.values, ctx))
      const turn = ctx.pause()
      if (turn) await turn
    }
    return sets
  },
})

const providers = ['github', 'gitlab', 'gitea', 'bitbucketServer', 'bitbucket', 'azuredevops'] as const

async function pulls(
  spec: GeneratorSpec<'pullRequest'>,
  { world, place }: GeneratorContext,
): Promise<readonly ForgePullRequest[]> {
  const prefix = 'error listing repos: '
  try {
    const all = await world.pullRequests(spec as unknown as GoObject, place.at())
    if (all !== undefined) return await filtered(all, spec.filters ?? [])
  } catch (error) {
    if (!(error instanceof ForgeRefusal)) throw wrapped(error, prefix, place.at('filters'))
    if (error.notFound && spec.continueOnRepoNotFoundError) return []
    throw new ArgoError(prefix + error.message, place.at(), { cause: error })
  }
  if (providers.some(provider => spec[provider] !== undefined)) return []
  const problem = 'no Pull Request provider implementation configured'
  throw new ArgoError(`failed to select pull request service provider: ${problem}`, place.at())
}

/** Filters are alternatives. */
// Argo CD: applicationset/services/pull_request/utils.go ListPullRequests.
async function filtered(
  all: readonly ForgePullRequest[],
  filters: readonly PullRequestGeneratorFilter[],
): Promise<readonly ForgePullRequest[]> {
  if (filters.length === 0) return all
  await loadRegexp()
  const compiled = filters.map(filter => ({
    branch: pattern(filter.branchMatch, 'BranchMatch'),
    target: pattern(filter.targetBranchMatch, 'TargetBranchMatch'),
    title: pattern(filter.titleMatch, 'TitleMatch'),
  }))
  return all.filter(pull =>
    compiled.some(
      ({ branch, target, title }) =>
        (branch?.test(pull.branch) ?? true) &&
        (target?.test(pull.targetBranch) ?? true) &&
        (title?.test(pull.title) ?? true),
    ),
  )
}

async function paramsOf(pull: ForgePullRequest): Promise<GoObject> {
  return {
    number: String(pull.number),
    title: pull.title,
    branch: pull.branch,
    branch_slug: await branchSlug(pull.branch),
    target_branch: pull.targetBranch,
    target_branch_slug: await branchSlug(pull.targetBranch),
    head_sha: pull.headSHA,
    head_short_sha: byteSlice(pull.headSHA, 0, 8),
    head_short_sha_7: byteSlice(pull.headSHA, 0, 7),
    author: pull.author,
  }
}

/** Without labels most providers leave the list nil, which JSON writes as null. */
function labelsOf({ labels }: ForgePullRequest, spec: GeneratorSpec<'pullRequest'>): TypedSlice {
  const provider = providers.find(each => spec[each] !== undefined)
  const neverNil = provider === 'gitlab' || provider === 'bitbucketServer' || provider === 'azuredevops'
  return labels.length > 0 || neverNil ? stringSlice(labels) : new TypedSlice('[]string', [], true)
}
