/** How the user calls the program, by the name of the file that was started. */
export function programOf(name: string): string {
  const bare = name.replace(/\.(?:[cm]?js|ts|exe|cmd)$/, '')
  if (bare === 'kubectl-gitops') return 'kubectl gitops'
  if (bare === 'argocd-gitops') return 'argocd gitops'
  return bare
}
