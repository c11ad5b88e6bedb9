// Bundles what is shipped. CommonJS at Node 20 level: VS Code 1.93 hosts the server on Node 20, and a shell's node may be as old.
import { readFileSync, rmSync } from 'node:fs'
import { build, context } from 'esbuild'

const watch = process.argv.includes('--watch')
const { version } = JSON.parse(readFileSync(new URL('plugin/package.json', import.meta.url), 'utf8'))

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  minify: !watch,
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
  },
  { ...shared, entryPoints: { server: 'language-server/src/main.ts' }, outdir: 'language-server/dist' },
  { ...shared, entryPoints: { extension: 'extension/src/extension.ts', server: 'language-server/src/main.ts' }, outdir: 'extension/dist', external: ['vscode'] },
]

// Chunks have their content in their name: those of earlier builds would stay.
rmSync(new URL('plugin/dist', import.meta.url), { recursive: true, force: true })

if (watch) {
  for (const options of bundles) await (await context(options)).watch()
} else {
  await Promise.all(bundles.map(options => build(options)))
}
