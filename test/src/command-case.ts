import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Host, run } from 'kubectl-gitops'

const examples = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'docs', 'examples')

interface Step {
  /** The text before the command line, with it. */
  readonly lines: readonly string[]
  readonly line: string
}

/**
 * A case of a command, as text: comments, files, command lines and what they answer.
 *
 *     # What the case shows.
 *     # world: examples          a copy of docs/examples is the current folder; else it is empty
 *     # git: URL                 the folder is a work tree with that remote, on branch main
 *     # terminal: 80             standard output is a terminal of that width
 *     # size: big.yaml 60000000  a file of that many zero bytes
 *     === appset.yaml            a file, up to the next line of ===
 *     ===
 *     $ LANG=C kubectl gitops preview -f - < appset.yaml      < never is a pipe that nobody writes to
 *     standard output
 *     [stderr]
 *     standard error
 *     exit: 0
 */
export class CommandCase {
  /** The JSON documents of kinds of ours that were printed. */
  readonly documents: { readonly kind?: unknown }[] = []
  readonly #header: string
  readonly #steps: readonly Step[]
  readonly #cwd: string
  #width: number | undefined

  constructor(text: string, cwd: string) {
    this.#cwd = cwd
    const [header, steps] = this.#read(text)
    this.#header = header
    this.#steps = steps
  }

  /** The text of the case with the answers of now. */
  async run(): Promise<string> {
    let text = this.#header
    for (const { lines, line } of this.#steps) text += `${lines.join('\n')}\n${await this.#answer(line)}`
    return text
  }

  #read(text: string): [string, Step[]] {
    const lines = text.split('\n')
    const header: string[] = []
    const steps: Step[] = []
    let at = 0
    let before: string[] = []
    while (at < lines.length) {
      const line = lines[at]!
      if (line.startsWith('$ ')) {
        steps.push({ lines: [...before, line], line: line.slice(2) })
        before = []
        while (at < lines.length && !lines[at]!.startsWith('exit: ')) at++
        at++
        continue
      }
      if (line.startsWith('=== ')) {
        const end = lines.indexOf('===', at)
        this.#write(
          line.slice(4),
          lines
            .slice(at + 1, end)
            .map(each => `${each}\n`)
            .join(''),
        )
        for (const each of lines.slice(at, end + 1)) (steps.length === 0 ? header : before).push(each)
        at = end + 1
        continue
      }
      if (line.startsWith('# ')) this.#directive(line.slice(2))
      if (at < lines.length - 1) (steps.length === 0 ? header : before).push(line)
      at++
    }
    return [header.map(line => `${line}\n`).join(''), steps]
  }

  #directive(text: string): void {
    const [, name, value] = /^(world|git|terminal|size): (.*)$/.exec(text) ?? []
    if (name === 'world') cpSync(examples, this.#cwd, { recursive: true })
    if (name === 'terminal') this.#width = Number(value)
    if (name === 'git') {
      const git = (...args: string[]) => execFileSync('git', args, { cwd: this.#cwd, stdio: 'ignore' })
      git('init', '-q', '-b', 'main')
      git('remote', 'add', 'origin', value!)
    }
    if (name === 'size') {
      const [file = '', size = ''] = value!.split(' ')
      this.#write(file, '')
      truncateSync(join(this.#cwd, file), Number(size))
    }
  }

  #write(name: string, text: string): void {
    const path = join(this.#cwd, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }

  async #answer(line: string): Promise<string> {
    const words = wordsOf(line)
    const env: Record<string, string> = { LANG: 'C.UTF-8', KUBECONFIG: join(this.#cwd, 'kubeconfig') }
    while (/^[A-Z_]+=/.test(words[0] ?? '')) {
      const [name = '', value = ''] = words.shift()!.split('=')
      env[name] = value
    }
    const input = words.indexOf('<')
    const from = input < 0 ? undefined : words[input + 1]
    const args = input < 0 ? words : words.slice(0, input)
    const program = args.shift()
    const name = args[0] === 'gitops' ? `${program}-${args.shift()}` : program!
    const stdout: string[] = []
    const stderr: string[] = []
    const width = this.#width
    let pending: NodeJS.Timeout | undefined
    const read = async (): Promise<Uint8Array> => {
      if (from === undefined) return new Uint8Array()
      if (from !== 'never') return readFileSync(join(this.#cwd, from))
      // Something has to keep the process alive, as an open pipe would.
      return new Promise(resolve => {
        pending = setTimeout(() => resolve(new Uint8Array()), 60_000)
      })
    }
    const host: Host = {
      name,
      cwd: this.#cwd,
      env,
      platform: 'linux',
      stdout: { isTTY: width !== undefined, columns: width, write: text => stdout.push(text) },
      stderr: { isTTY: false, columns: undefined, write: text => stderr.push(text) },
      stdin: { isTTY: false, read },
      now: () => new Date('2026-01-02T03:04:05Z'),
      elapsed: () => 0,
    }
    const code = await run(host, args)
    clearTimeout(pending)
    this.#keep(stdout.join(''))
    const said = this.#shown(stderr.join(''))
    return `${this.#shown(stdout.join(''))}${said === '' ? '' : `[stderr]\n${said}`}exit: ${code}\n`
  }

  #keep(stdout: string): void {
    if (!stdout.startsWith('{')) return
    const document = JSON.parse(stdout) as { readonly apiVersion?: unknown; readonly kind?: unknown }
    if (document.apiVersion === 'kubectl-gitops/v1') this.documents.push(document)
  }

  /** Without what differs from machine to machine; escape sequences are made visible. */
  #shown(text: string): string {
    const shown = text.replaceAll(this.#cwd, '<cwd>').replaceAll('\x1b', '␛')
    return shown === '' || shown.endsWith('\n') ? shown : `${shown}⏎\n`
  }
}

/** The words of a command line, with quotes as a shell takes them. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g)].map(([word]) =>
    word.replace(/'([^']*)'|"([^"]*)"/g, '$1$2'),
  )
}
