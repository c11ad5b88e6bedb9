// Made-up inputs of known size, the same at every run.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export const repoURL = 'https://git.example.com/shop/deploy.git'

const template = (name: string, path: string): string => `  template:
    metadata:
      name: '${name}'
      labels:
        team: shop
    spec:
      project: shop
      source:
        repoURL: ${repoURL}
        targetRevision: main
        path: '${path}'
        helm:
          valuesObject:
            image:
              tag: '{{ .${name.includes('path') ? 'path.basename' : 'cluster'} | default "latest" }}'
      destination:
        server: https://kubernetes.default.svc
        namespace: '${name}'
      syncPolicy:
        automated:
          prune: true
`

const head = (name: string): string => `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata:
  name: ${name}
  namespace: argocd
spec:
  goTemplate: true
  goTemplateOptions: ["missingkey=error"]
  generators:
`

/** An ApplicationSet whose list generator has that many elements. */
export function listSet(count: number): string {
  const elements = Array.from(
    { length: count },
    (_, i) => `      - cluster: cluster-${i}\n        region: eu-${i % 7}\n`,
  )
  return `${head('from-a-list')}  - list:\n      elements:\n${elements.join('')}${template('web-{{ .cluster }}', 'apps/{{ .region }}')}`
}

/** An ApplicationSet over `apps/*`, and the files of a repository with that many such folders. */
export function directoriesSet(): string {
  const git = `  - git:\n      repoURL: ${repoURL}\n      revision: HEAD\n      directories:\n      - path: apps/*\n`
  return `${head('from-directories')}${git}${template('web-{{ .path.basename }}', '{{ .path.path }}')}`
}

export function* directoriesRepository(count: number): Generator<[string, string]> {
  for (let i = 0; i < count; i++)
    yield [`apps/service-${String(i).padStart(5, '0')}/kustomization.yaml`, 'resources: []\n']
}

/** Manifests as people have them: most are Applications, some ApplicationSets and AppProjects. */
export function* manifests(count: number): Generator<[string, string]> {
  for (let i = 0; i < count; i++) {
    if (i % 10 === 9) yield [`sets/set-${i}.yaml`, listSet(5).replace('from-a-list', `set-${i}`)]
    else if (i % 25 === 3) yield [`projects/project-${i}.yaml`, project(i)]
    else yield [`apps/app-${i}.yaml`, application(i)]
  }
}

/** One file of about that many lines with a document for each Application. */
export function longFile(lines: number): string {
  const documents: string[] = []
  for (let i = 0, all = 0; all < lines; i++) {
    const text = application(i)
    documents.push(text)
    all += text.split('\n').length
  }
  return documents.join('---\n')
}

/** An ApplicationSet that is one document of about that many lines. */
export const longSet = (lines: number): string => listSet(Math.max(1, Math.floor((lines - 34) / 2)))

const project = (i: number): string => `apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata:
  name: project-${i}
  namespace: argocd
spec:
  sourceRepos:
  - ${repoURL}
  destinations:
  - server: https://kubernetes.default.svc
    namespace: 'team-${i}-*'
`

const application = (i: number): string => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: app-${i}
  namespace: argocd
  labels:
    team: team-${i % 20}
spec:
  project: shop
  source:
    repoURL: ${repoURL}
    targetRevision: v1.${i}.0
    path: apps/app-${i}
    helm:
      valueFiles:
      - values.yaml
      parameters:
      - name: image.tag
        value: "1.${i}"
  destination:
    server: https://kubernetes.default.svc
    namespace: team-${i % 20}
  syncPolicy:
    automated:
      prune: true
      selfHeal: true
    syncOptions:
    - CreateNamespace=true
`

/** Writes the files into a fresh folder, runs the work there and removes it. */
export async function inFolder<T>(
  files: Iterable<[string, string]>,
  work: (folder: string) => Promise<T> | T,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'gitops-bench-'))
  try {
    for (const [path, text] of files) {
      const file = join(folder, path)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, text)
    }
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
