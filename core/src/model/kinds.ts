/** The kinds of Argo CD. */
export const modelKinds = ['Application', 'ApplicationSet', 'AppProject'] as const

export type ModelKind = (typeof modelKinds)[number]

/** Which of Argo CD's kinds an object says it is, whatever the version behind the group. */
export function modelKind(object: unknown): ModelKind | undefined {
  if (typeof object !== 'object' || object === null) return undefined
  const { apiVersion, kind } = object as { readonly apiVersion?: unknown; readonly kind?: unknown }
  if (typeof apiVersion !== 'string' || !apiVersion.startsWith('argoproj.io/')) return undefined
  return modelKinds.find(known => known === kind)
}
