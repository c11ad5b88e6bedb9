// What must hold for every input, however bad.
import assert from 'node:assert/strict'
import {
  type ApplicationSet,
  bundledVersion,
  type CheckedFile,
  checkFile,
  checkSets,
  type Diagnostic,
  type Fidelity,
  fileClassOf,
  type Manifest,
  manifestOf,
  modelKind,
  type Ports,
  type PreviewOptions,
  previewSet,
  type SetPreview,
  SourceFile,
  type Span,
  type YamlNode,
} from '@kubectl-gitops/core'
import {
  createMemoryTree,
  createRecordedCluster,
  createRecordedForge,
  readAnswers,
} from '@kubectl-gitops/core/recorded'

export const uri = 'file:///work/input.yaml'
const running = new AbortController().signal

const tree = createMemoryTree(
  [
    ['apps/a/config.json', '{"a": {"b": 1}, "__proto__": {"x": 1}, "cluster": {"name": "c", "address": "https://x"}}'],
    ['apps/b/values.yaml', 'x: 1\nlist: [1, 2]\n'],
    ['broken.yaml', '{{'],
    ['broken/config.json', '{'],
    ['loop', { link: 'loop' }],
    ['up', { link: '..' }],
  ],
  { repoURL: 'https://git.example.com/apps.git' },
)

const answers = `
plugin: {p: {parameters: [{name: x}]}}
scmProvider: [{repositories: [{organization: o, repository: r, url: u, branch: b, sha: abc}]}]
pullRequest: [{pulls: [{number: 1, title: t, branch: b, targetBranch: m, headSHA: abcdefabcdef, author: a}]}]
`

/** A world in which every generator has an answer. */
export const smallWorld: Partial<Ports> = {
  git: { tree: async () => ({ tree }) },
  cluster: createRecordedCluster({
    clusters: [
      {
        name: 'c1',
        namespace: 'argocd',
        labels: JSON.parse('{"env": "dev", "__proto__": "x", "constructor": "y"}'),
        annotations: {},
        clusterName: 'c1',
        server: 'https://c1',
        project: '',
      },
    ],
  }),
  forge: createRecordedForge(readAnswers(answers, 'answers.yaml')),
  clock: { now: () => new Date('2026-01-02T03:04:05Z') },
}

export interface Checked {
  readonly checked: CheckedFile
  readonly diagnostics: readonly Diagnostic[]
  readonly fidelity: Fidelity
}

/** Asks both tiers about a text and looks at what every answer must be: no bug of ours, and places inside the text. */
export async function soundAnswer(text: string, ports: Partial<Ports> = smallWorld): Promise<Checked> {
  const checked = soundText(text)
  const sets = await checkSets(checked, 'plain', ports, {}, running)
  for (const finding of sets.diagnostics) requireSound(finding, text)
  return { checked, diagnostics: [...checked.diagnostics, ...sets.diagnostics], fidelity: sets.fidelity }
}

/** The same for the text alone. */
export function soundText(text: string): CheckedFile {
  const file = new SourceFile(uri, text)
  const fileClass = fileClassOf(file, () => undefined)
  const onBug = (rule: string, error: unknown): never => {
    throw new Error(`rule ${rule}: ${(error as Error).stack}`)
  }
  const checked = checkFile(file, { argocdVersion: bundledVersion, fileClass, onBug })
  for (const finding of checked.diagnostics) requireSound(finding, text)
  for (const { root } of checked.documents) if (root !== undefined) requireNodes(root, text)
  return checked
}

function requireSound(finding: Diagnostic, text: string): void {
  const { code, message, span, related = [], fixes = [] } = finding
  assert.notEqual(code, 'internal-error', message)
  assert.ok(span !== undefined, `${code} has no place`)
  assert.doesNotMatch(message, /\n\s+at .*:\d+:\d+\)?$/m, 'a stack trace in a message')
  const edits = fixes.flatMap(fix => fix.edits.map(edit => edit.span))
  for (const each of [span, ...related.map(item => item.span), ...edits]) {
    if (each.uri === uri) assert.ok(isInside(each, text), `${code}: ${JSON.stringify(each)} of ${text.length}`)
  }
}

function requireNodes(root: YamlNode, text: string): void {
  const open = [root]
  for (let left = 20_000; left > 0; left--) {
    const node = open.pop()
    if (node === undefined) return
    assert.ok(isInside(node.span, text), JSON.stringify(node.span))
    if (node.kind === 'scalar') assert.ok(isInside(node.content, text), JSON.stringify(node.content))
    else if (node.kind === 'sequence') for (const item of node.items) open.push(item)
    else for (const { value } of node.entries) open.push(value)
  }
}

const isInside = ({ start, end }: Span, text: string): boolean => start >= 0 && start <= end && end <= text.length

/** Previews the one ApplicationSet of a text. */
export function preview(
  text: string,
  ports: Partial<Ports> = smallWorld,
  options: PreviewOptions = {},
  signal: AbortSignal = running,
): Promise<SetPreview> {
  const { documents } = checkFile(new SourceFile(uri, text), { argocdVersion: bundledVersion })
  const manifests = documents.map(manifestOf).filter(found => modelKind(found?.object) === 'ApplicationSet')
  assert.equal(manifests.length, 1)
  return previewSet(manifests[0] as Manifest<ApplicationSet>, ports, options, signal)
}

/** An ApplicationSet with these generators (the lines below `generators:`) and this name of its Applications. */
export const setOf = (generators: string, name: string, more = ''): string => `
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: guestbook, namespace: argocd}
spec:
${more}  generators:
${generators}
  template:
    metadata: {name: ${JSON.stringify(name)}}
    spec:
      project: default
      source: {repoURL: https://git.example.com/apps.git, path: guestbook}
      destination: {server: https://kubernetes.default.svc, namespace: guestbook}
`

/** An ApplicationSet in Go templates whose one Application has this name. */
export const goSet = (name: string, options = '[missingkey=error]'): string =>
  setOf('  - list: {elements: [{name: a}]}', name, `  goTemplate: true\n  goTemplateOptions: ${options}\n`)
