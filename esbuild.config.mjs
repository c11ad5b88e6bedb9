// Bundles what is shipped. CommonJS at Node 20 level: VS Code 1.93 hosts the server on Node 20, and a shell's node may be as old.
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { build, context } from 'esbuild'

// The first of every script, so the one place that says it.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 19)) {
  console.error(
    `error: the tools need Node 22.19 or newer, this is ${process.version}; what they build runs on Node 20`,
  )
  process.exit(2)
}

const watch = process.argv.includes('--watch')
const { version } = JSON.parse(readFileSync(new URL('plugin/package.json', import.meta.url), 'utf8'))

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  minify: !watch && !process.env.NOMIN,
  sourcemap: watch ? 'inline' : false,
  logLevel: 'warning',
  define: { __VERSION__: JSON.stringify(version) },
  // Code loaded by import() becomes a chunk that is evaluated when asked for: CommonJS output keeps it inside the bundle, lazily.
  outExtension: { '.js': '.cjs' },
  legalComments: 'linked',
}

/** @type {import('esbuild').BuildOptions[]} */
const bundles = [
  {
    ...shared,
    // Modules in chunks: a command that needs no engine does not even read it, which halves the time of `--help` on Node 20.
    format: 'esm',
    splitting: true,
    outExtension: { '.js': '.mjs' },
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    entryPoints: { main: 'plugin/src/main.ts' },
    outdir: 'plugin/dist',
    metafile: true,
  },
  { ...shared, entryPoints: { server: 'language-server/src/main.ts' }, outdir: 'language-server/dist' },
  {
    ...shared,
    entryPoints: { extension: 'extension/src/extension.ts', server: 'language-server/src/main.ts' },
    outdir: 'extension/dist',
    external: ['vscode'],
  },
]

if (watch) {
  for (const options of bundles) await (await context(options)).watch()
} else {
  const results = await Promise.all(bundles.map(options => build(options)))
  for (const { metafile } of results) if (metafile !== undefined) removeOthers(metafile)
}

/** Chunks have their content in their name: those of earlier builds would stay. A build that runs beside this one keeps its own. */
function removeOthers({ outputs }) {
  const folder = new URL('plugin/dist/', import.meta.url)
  const written = new Set(Object.keys(outputs).map(path => basename(path)))
  for (const file of readdirSync(folder)) {
    const age = Date.now() - (statSync(new URL(file, folder), { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
    if (!written.has(file) && age > 600_000) rmSync(new URL(file, folder), { force: true })
  }
}
