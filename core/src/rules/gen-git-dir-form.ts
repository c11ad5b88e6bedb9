import type { Fix } from '../text/index.ts'
import { replaceScalar, type ScalarNode } from '../yaml/index.ts'
import { generatorsOf } from './generators.ts'
import { defineRule, type RuleContext } from './rule.ts'

export default defineRule({
  id: 'gen-git-dir-form',
  kind: 'ApplicationSet',
  severity: 'error',
  summary: 'A directory pattern has the form that paths of a repository have.',
  source: 'applicationset/generators/git.go filterApps: path.Match on the relative path',

  *check(set, ctx) {
    for (const { spec, path } of generatorsOf(set.object, 'git')) {
      const directories: unknown = spec.directories
      if (!Array.isArray(directories)) continue
      for (const [i, item] of (directories as NonNullable<typeof spec.directories>).entries()) {
        const node = set.node(...path, 'directories', i, 'path')
        if (node?.kind !== 'scalar' || typeof item?.path !== 'string' || item.path.includes('{{')) continue
        const fixed = relativePath(item.path)
        if (fixed === item.path || fixed === '') continue
        const form = 'directory patterns are relative without leading "./" or "/" and without trailing "/"'
        const message = `"${item.path}" never matches: ${form}. Write ${fixed}.`
        yield { message, span: node.content, fixes: [fix(ctx, node, fixed)] }
      }
    }
  },
})

const relativePath = (path: string): string =>
  path
    .split('/')
    .filter(segment => segment !== '' && segment !== '.')
    .join('/')

const fix = ({ file }: RuleContext, node: ScalarNode, path: string): Fix => ({
  title: `Write ${path}`,
  safe: true,
  edits: replaceScalar(file, node, path),
})
