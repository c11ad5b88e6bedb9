import type { generatorNames } from '../commands/new.ts'
import { quoted, scalar, type Values } from './values.ts'

type GeneratorName = (typeof generatorNames)[number]

/** What of an ApplicationSet depends on the generator. */
interface Variant {
  /** What the set is for. */
  readonly about: string
  /** The item of spec.generators. */
  readonly generator: (v: Values, folder: string) => string
  readonly name: string
  readonly path: (v: Values, folder: string) => string
  readonly destination: string
  readonly namespace: string
  readonly revision?: string
}

/** A sound ApplicationSet around the generator of that name. */
export function applicationSetText(v: Values, generator: string, folder: string): string {
  const variant = variants[generator as GeneratorName]
  const folderText = folder.replace(/^["']|["']$/g, '')
  return `# ${variant.about}
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata:
  name: ${v.name}
  namespace: ${v.argocdNamespace}
spec:
  goTemplate: true
  # A parameter that no generator gives is an error, instead of the text <no value>.
  goTemplateOptions:
    - missingkey=error
  generators:
${indented(variant.generator(v, folderText))}
  template:
    metadata:
      name: ${filled(variant.name, v)}
    spec:
      project: ${v.project}
      source:
        repoURL: ${v.repoURL}
        targetRevision: ${variant.revision ?? v.revision}
        path: ${variant.path(v, folderText)}
      destination:
        ${variant.destination}
        namespace: ${filled(variant.namespace, v)}
      syncPolicy:
        automated:
          prune: true
          selfHeal: true
        syncOptions:
          - CreateNamespace=true
`
}

/** NAME and NAMESPACE stand for the set's own. */
const filled = (text: string, v: Values): string =>
  text.replace('NAMESPACE', () => v.namespace).replace('NAME', () => v.name.replace(/^["']|["']$/g, ''))

const indented = (text: string): string => text.replace(/^(?=.)/gm, '    ').trimEnd()

const here = 'server: https://kubernetes.default.svc'

const gitDirectories = (v: Values, folder: string): string => `git:
  repoURL: ${v.repoURL}
  revision: ${v.revision}
  directories:
    # Each folder that matches gives path.path, path.basename, path.segments.
    - path: ${scalar(`${folder}/*`)}
    # - path: ${folder}/old
    #   exclude: true
`

const clusters = `clusters:
  # Each cluster that matches gives name, server, metadata.labels. Without a selector all match, the one Argo CD runs in too.
  selector:
    matchLabels:
      environment: prod
`

/** Makes a generator an item of a list. */
const item = (text: string): string => `- ${text.replace(/\n(?=.)/g, '\n  ')}`

const variants: Readonly<Record<GeneratorName, Variant>> = {
  list: {
    about: 'One Application for each element that is written here.',
    generator: () =>
      item(`list:
  elements:
    - env: dev
    - env: prod
`),
    name: "'{{ .env }}-NAME'",
    path: (_, folder) => quoted(`${folder}/{{ .env }}`),
    destination: here,
    namespace: "'{{ .env }}'",
  },
  clusters: {
    about: 'One Application for each cluster that Argo CD manages and the selector matches.',
    generator: () => item(clusters),
    name: "'{{ .nameNormalized }}-NAME'",
    path: v => v.path,
    destination: "server: '{{ .server }}'",
    namespace: 'NAMESPACE',
  },
  'git-directories': {
    about: 'One Application for each folder of a repository.',
    generator: (v, folder) => item(gitDirectories(v, folder)),
    name: "'{{ .path.basenameNormalized }}'",
    path: () => "'{{ .path.path }}'",
    destination: here,
    namespace: "'{{ .path.basenameNormalized }}'",
  },
  'git-files': {
    about: 'One Application for each file; the fields of the file are the parameters.',
    generator: (v, folder) =>
      item(`git:
  repoURL: ${v.repoURL}
  revision: ${v.revision}
  files:
    # Each file, YAML or JSON, gives its fields and path.path, path.basename, path.filename. Here: name and namespace.
    - path: ${scalar(`${folder}/**/config.yaml`)}
`),
    name: "'{{ .name }}'",
    path: () => "'{{ .path.path }}'",
    destination: here,
    namespace: "'{{ .namespace }}'",
  },
  matrix: {
    about: 'Every folder on every cluster: two generators multiplied.',
    generator: (v, folder) =>
      item(`matrix:
  generators:
${indented(item(gitDirectories(v, folder)))}
${indented(item(clusters))}
`),
    name: "'{{ .nameNormalized }}-{{ .path.basenameNormalized }}'",
    path: () => "'{{ .path.path }}'",
    destination: "server: '{{ .server }}'",
    namespace: "'{{ .path.basenameNormalized }}'",
  },
  'pull-request': {
    about: 'A preview for each open pull request that has the label; it goes when the pull request is closed.',
    generator: () =>
      item(`pullRequest:
  # Seconds until the pull requests are looked at again, unless a webhook tells.
  requeueAfterSeconds: 300
  github:
    owner: ORGANISATION
    repo: REPOSITORY
    labels:
      - preview
    # A Secret in the namespace of this set, for repositories that are not public.
    # tokenRef:
    #   secretName: github-token
    #   key: token
`),
    name: "'NAME-{{ .number }}'",
    path: v => v.path,
    destination: here,
    namespace: "'NAME-{{ .number }}'",
    revision: "'{{ .head_sha }}'",
  },
}
