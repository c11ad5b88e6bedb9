import type { Rule } from '@kubectl-gitops/core'

/** The page of one rule, in Markdown. */
export function rulePage(
  { id, kind, severity, summary, source, condition, needs = [] }: Rule,
  program: string,
): string {
  const subject =
    kind === 'Document' ? 'every document' : kind === 'Resource' ? "every object of Argo CD's kinds" : kind
  return [
    `# ${id}`,
    '',
    summary,
    '',
    `- severity: ${severity}`,
    `- looks at: ${subject}`,
    `- needs: ${needs.length === 0 ? 'the text alone' : needs.join(', ')}`,
    ...(condition === undefined ? [] : [`- predicts the condition: ${condition}`]),
    `- decided by: ${source}`,
    '',
    'Turn it off, or make it count more or less:',
    '',
    '```sh',
    `${program} validate --rule ${id}=off`,
    `${program} validate --rule ${id}=warning`,
    '```',
    '',
  ].join('\n')
}
