import { doublestarMatch } from '../go/glob/index.ts'
import type { Tree, TreeEntry } from '../ports/index.ts'
import { ArgoError } from '../text/index.ts'
import { saying } from './failure.ts'
import { defineGenerator, type GeneratorContext, type GeneratorSpec } from './generator.ts'
import { directoriesOf } from './git-directories.ts'
import { chosenFiles, contentOf, type FileContent } from './git-files.ts'
import { fromDirectories, fromFiles } from './repository-paths.ts'

// Argo CD: applicationset/generators/oci.go and repo_path_utils.go. No AppProject is looked up, no signature checked.
export default defineGenerator({
  key: 'oci',
  since: '3.6',
  async generate(spec, ctx) {
    const { place, world, signal } = ctx
    const wantsDirectories = (spec.directories ?? []).length > 0
    if (!wantsDirectories && (spec.files ?? []).length === 0) throw new ArgoError('ApplicationSet is empty', place.at())
    return saying('error generating params from oci: ', place.at(), async () => {
      const { repoURL = '', revision = '' } = spec
      const asked = place.at('repoURL')
      const prefix = wantsDirectories
        ? 'error getting directories from oci: error retrieving OCI directories: '
        : filesPrefix
      const tree = await saying(prefix, asked, () => world.tree(repoURL, revision, asked))
      if (tree === undefined) return []
      if (!wantsDirectories) return fromFiles(spec, tree, await selectFiles(spec, tree, ctx), ctx)
      const all = await world.reading(asked, () => directoriesOf(tree, false, signal))
      return fromDirectories(spec, tree, all?.value ?? [], ctx)
    })
  },
})

const filesPrefix = 'error retrieving OCI files: '

/** Patterns are doublestar's whatever the flags say; hidden files count. */
// Argo CD: reposerver/repository/repository.go GetOciFiles.
async function selectFiles(
  { files = [] }: GeneratorSpec<'oci'>,
  tree: Tree,
  { world, place, signal }: GeneratorContext,
): Promise<Map<string, FileContent>> {
  const paths = await world.reading(place.at('repoURL'), () => filePaths(tree, signal))
  return chosenFiles(files, async index => {
    const asked = place.at('files', index, 'path')
    const written = files[index]?.path ?? ''
    const pattern = written === '' || written === '.' ? '**' : written
    const found = new Map<string, FileContent>()
    for (const path of paths?.value ?? []) {
      if (!(await saying(filesPrefix, asked, () => doublestarMatch(pattern, path)))) continue
      const content = await contentOf(tree, path, { asked, world, signal })
      if (content !== undefined && content !== 'missing') found.set(path, content)
    }
    return found
  })
}

/** A symlink counts when it leads to a file of the artifact. */
async function filePaths(tree: Tree, signal: AbortSignal): Promise<readonly string[]> {
  const isFile = ({ kind, target }: TreeEntry): boolean => kind === 'file' || target === 'file'
  return (await tree.entries(signal)).filter(isFile).map(entry => entry.path)
}
