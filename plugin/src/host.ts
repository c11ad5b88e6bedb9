/** The process a command runs in, as far as it may see it; tests give their own. */
export interface Host {
  /** The name the program was called by: kubectl-gitops, argocd-gitops, ... */
  readonly name: string
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: string
  readonly stdout: Output
  readonly stderr: Output
  readonly stdin: { readonly isTTY: boolean; read(limit: number): Promise<Uint8Array> }
  now(): Date
  /** Milliseconds from any moment on, for durations. */
  elapsed(): number
}

export interface Output {
  readonly isTTY: boolean
  readonly columns: number | undefined
  write(text: string): unknown
}
