import type { World } from '../generators/world.ts'
import type { GoObject } from '../go/kinds/index.ts'
import { ForgeRefusal, PortError, type PortName, type Ports, type Tree } from '../ports/index.ts'
import { type ArgocdVersion, bundledVersion } from '../settings/version.ts'
import { ArgoError, type Diagnostic, type Fidelity, type Reason, type Span } from '../text/index.ts'
import type { PreviewOptions } from './preview-types.ts'

/** The ports as generators ask them: what is not at hand is noted, once each, with the place that asked first. */
export class PreviewWorld implements World {
  readonly argocdVersion: ArgocdVersion
  readonly argocdNamespace: string
  readonly newGitFileGlobbing: boolean
  readonly includeHiddenDirectories: boolean
  readonly #ports: Partial<Ports>
  readonly #signal: AbortSignal
  readonly #reasons = new Map<string, Reason & { readonly level: 'approximate' | 'partial' }>()
  readonly #diagnostics: Diagnostic[] = []
  readonly #trees = new Map<string, Promise<Tree | undefined>>()
  /** What could not be read, by the field that asked and the reason: one finding for any number of files. */
  readonly #unreadable = new Map<string, Unreadable>()
  #secrets: ReturnType<World['clusterSecrets']> | undefined

  constructor(ports: Partial<Ports>, options: PreviewOptions, signal: AbortSignal) {
    this.#ports = ports
    this.#signal = signal
    this.argocdVersion = options.argocdVersion ?? bundledVersion
    this.argocdNamespace = options.argocdNamespace ?? 'argocd'
    this.newGitFileGlobbing = options.newGitFileGlobbing ?? false
    this.includeHiddenDirectories = options.includeHiddenDirectories ?? false
  }

  get diagnostics(): readonly Diagnostic[] {
    return [
      ...this.#diagnostics,
      ...[...this.#unreadable.values()].map(({ reason, asked, messages }): Diagnostic => {
        return { code: `port-${reason}`, severity: 'warning', message: firstOf(messages), span: asked }
      }),
    ]
  }

  get fidelity(): Fidelity {
    const unreadable = [...this.#unreadable.values()].map(({ messages }) => {
      return { level: 'partial', code: 'repository-not-readable', message: firstOf(messages) }
    })
    const notes = [...this.#reasons.values(), ...unreadable]
    const level = notes.some(note => note.level === 'partial') ? 'partial' : notes.length > 0 ? 'approximate' : 'exact'
    return { level, reasons: notes.map(({ code, message }) => ({ code, message })) }
  }

  note(level: 'approximate' | 'partial', code: string, message: string): void {
    this.#reasons.set(`${code}\n${message}`, { level, code, message })
  }

  clusterSecrets(asked: Span): ReturnType<World['clusterSecrets']> {
    const missing = 'the cluster Secrets are not at hand: give them with --clusters FILE'
    this.#secrets ??= this.#ask('cluster', 'clusters-not-at-hand', missing, asked, ({ cluster }) =>
      cluster?.clusterSecrets(this.#signal),
    )
    return this.#secrets
  }

  async appProject(name: string): ReturnType<World['appProject']> {
    if (name === '') return 'missing'
    const { cluster } = this.#ports
    const unknown = `whether the AppProject ${name} exists was not checked: it is not at hand`
    const answer = await this.#ask('cluster', 'projects-not-at-hand', unknown, undefined, () =>
      cluster?.appProject(name, this.#signal).then(project => ({ project })),
    )
    if (answer === undefined) return 'unknown'
    return answer.project ?? 'missing'
  }

  tree(repoURL: string, revision: string, asked: Span): Promise<Tree | undefined> {
    const key = `${repoURL}\n${revision}`
    let tree = this.#trees.get(key)
    if (tree === undefined) {
      tree = this.#tree(repoURL, revision, asked)
      this.#trees.set(key, tree)
    }
    return tree
  }

  async #tree(repoURL: string, revision: string, asked: Span): Promise<Tree | undefined> {
    const missing = `${repoURL} is not at hand: give a local copy with --repo ${repoURL}=PATH`
    const resolved = await this.#ask('git', 'repository-not-at-hand', missing, asked, async ({ git }) => {
      try {
        return await git?.tree(repoURL, revision, this.#signal)
      } catch (error) {
        if (!(error instanceof PortError) || error.reason !== 'not-found') throw error
        const problem = `unable to resolve '${revision}' to a commit SHA`
        const message = `rpc error: code = Internal desc = unable to resolve git revision : ${problem}`
        throw new ArgoError(message, asked, { cause: error })
      }
    })
    if (resolved?.standsInFor !== undefined) this.note('approximate', 'revision-stands-in', resolved.standsInFor)
    return resolved?.tree
  }

  async reading<T>(asked: Span, read: () => Promise<T>): Promise<{ readonly value: T } | undefined> {
    try {
      return { value: await read() }
    } catch (error) {
      if (!(error instanceof PortError)) throw error
      const { reason, port, message } = error
      const key = `${reason} ${asked.start} ${asked.end}`
      const known: Unreadable = this.#unreadable.get(key) ?? { reason, asked, messages: new Set() }
      known.messages.add(`${message} (${port} ${reason})`)
      this.#unreadable.set(key, known)
      return undefined
    }
  }

  repositories(scmProvider: GoObject, asked: Span): ReturnType<World['repositories']> {
    const missing =
      'the repositories of the SCM provider are not at hand: give them with --answers FILE, key scmProvider'
    return this.#ask('forge', 'answers-not-at-hand', missing, asked, ({ forge }) =>
      forge?.repositories(scmProvider, this.#signal),
    )
  }

  pullRequests(pullRequest: GoObject, asked: Span): ReturnType<World['pullRequests']> {
    const missing = 'the pull requests are not at hand: give them with --answers FILE, key pullRequest'
    return this.#ask('forge', 'answers-not-at-hand', missing, asked, ({ forge }) =>
      forge?.pullRequests(pullRequest, this.#signal),
    )
  }

  plugin(configMapName: string, input: GoObject, asked: Span): ReturnType<World['plugin']> {
    const missing = `the answer of plugin ${configMapName} is not at hand: give it with --answers FILE, key plugin`
    return this.#ask('forge', 'answers-not-at-hand', missing, asked, ({ forge }) =>
      orMissing(forge?.plugin(configMapName, input, this.#signal)),
    )
  }

  decisionConfigMap(name: string, asked: Span): ReturnType<World['decisionConfigMap']> {
    const missing = `the ConfigMap ${name} is not at hand: give it with --answers FILE, key clusterDecisionResource`
    return this.#ask('forge', 'answers-not-at-hand', missing, asked, ({ forge }) =>
      orMissing(forge?.decisionConfigMap(name, this.#signal)),
    )
  }

  decisionResources(apiVersion: string, plural: string, asked: Span): ReturnType<World['decisionResources']> {
    const what = `the ${plural} of ${apiVersion} are`
    const missing = `${what} not at hand: give them with --answers FILE, key clusterDecisionResource`
    return this.#ask('forge', 'answers-not-at-hand', missing, asked, ({ forge }) =>
      forge?.decisionResources(apiVersion, plural, this.#signal),
    )
  }

  /** The one place where what ports throw becomes a note, and a finding where something asked. */
  async #ask<T>(
    port: PortName,
    code: string,
    missing: string,
    asked: Span | undefined,
    question: (ports: Partial<Ports>) => Promise<T | undefined> | undefined,
  ): Promise<T | undefined> {
    let reason: PortError['reason'] = 'not-at-hand'
    let message = missing
    try {
      const answer = await question(this.#ports)
      if (answer !== undefined) return answer
    } catch (error) {
      if (!(error instanceof PortError)) throw error
      reason = error.reason
      if (reason !== 'not-at-hand') message = `${error.message} (${port} ${reason})`
    }
    if (asked !== undefined && !this.#reasons.has(`${code}\n${message}`)) {
      this.#diagnostics.push({ code: `port-${reason}`, severity: 'warning', message, span: asked })
    }
    this.note('partial', code, message)
    return undefined
  }
}

/** What is known not to exist is no question of what is at hand. */
async function orMissing<T>(answer: Promise<T> | undefined): Promise<T | 'missing' | undefined> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof ForgeRefusal && error.notFound) return 'missing'
    throw error
  }
}

interface Unreadable {
  readonly reason: PortError['reason']
  readonly asked: Span
  readonly messages: Set<string>
}

function firstOf(messages: ReadonlySet<string>): string {
  const [first = ''] = messages
  return messages.size === 1 ? first : `${first}, and ${messages.size - 1} more like it`
}
