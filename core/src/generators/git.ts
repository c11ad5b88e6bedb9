import { type GoObject, isGoObject } from '../go/kinds/index.ts'
import { isAtLeast } from '../settings/version.ts'
import { ArgoError } from '../text/index.ts'
import { saying } from './failure.ts'
import { defineGenerator, type GeneratorContext } from './generator.ts'
import { directoriesOf } from './git-directories.ts'
import { selectFiles } from './git-files.ts'
import { fromDirectories, fromFiles } from './repository-paths.ts'
import type { World } from './world.ts'

// Argo CD: applicationset/generators/git.go.
export default defineGenerator({
  key: 'git',
  async generate(spec, ctx) {
    await checkProject(ctx)
    const { place } = ctx
    const wantsDirectories = (spec.directories ?? []).length > 0
    if (!wantsDirectories && (spec.files ?? []).length === 0) throw new ArgoError('ApplicationSet is empty', place.at())
    return saying('error generating params from git: ', place.at(), async () => {
      const prefix = wantsDirectories
        ? `error getting directories from ${repositoryWord(ctx.world)}: error retrieving Git Directories: `
        : 'error retrieving Git files: '
      const { repoURL = '', revision = '' } = spec
      const tree = await saying(prefix, place.at('repoURL'), () =>
        ctx.world.tree(repoURL, revision, place.at('repoURL')),
      )
      if (tree === undefined) return []
      if (!wantsDirectories) return fromFiles(spec, tree, await selectFiles(spec, tree, ctx), ctx)
      const { world, signal } = ctx
      const all = await world.reading(place.at('repoURL'), () =>
        directoriesOf(tree, world.includeHiddenDirectories, signal),
      )
      return fromDirectories(spec, tree, all?.value ?? [], ctx)
    })
  },
})

/** A project that is no template has to exist before Argo CD looks into a repository. */
async function checkProject({ set, world, place }: GeneratorContext): Promise<void> {
  if (set.project.includes('{{')) return
  const project = await world.appProject(set.project)
  if (project !== 'missing') {
    if (project !== 'unknown' && verifiesCommits(project)) {
      world.note(
        'approximate',
        'signatures-not-checked',
        `the commit signatures project ${set.project} asks for are not checked`,
      )
    }
    return
  }
  const missing = `AppProject.argoproj.io "${set.project}" not found`
  const written = place.written.at('spec', 'template', 'spec', 'project')
  throw new ArgoError(`error getting project ${set.project}: ${missing}`, written)
}

function verifiesCommits(project: GoObject): boolean {
  const spec = isGoObject(project.spec) ? project.spec : {}
  return (Array.isArray(spec.signatureKeys) && spec.signatureKeys.length > 0) || isGoObject(spec.sourceIntegrity)
}

/** What Argo CD calls the repository it cannot list; from 3.6 on by its kind (applicationset/generators/repo_path_utils.go). */
const repositoryWord = ({ argocdVersion }: World): string => (isAtLeast(argocdVersion, '3.6') ? 'git' : 'repo')
