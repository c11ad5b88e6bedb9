import type { Path } from '../yaml/manifest.ts'
import type { ObjectShape, Shape } from './shapes.ts'

/**
 * Where else in a kind a field of that name may stand, seen from an object: below it, then below what encloses it, outwards; of each
 * the shallowest. At most `limit` places, each in an object of its own type. What Argo CD writes (status, operation) does not count.
 */
export function placesOf(
  key: string,
  ancestors: readonly { readonly path: Path; readonly shape: Shape }[],
  limit: number,
): Path[] {
  const found: Path[] = []
  const seen = new Set<string>()
  for (let i = ancestors.length - 1; i >= 0; i--) {
    const { path, shape } = ancestors[i]!
    search(shape, path)
    if (found.length > limit) break
  }
  return found

  /** Breadth first. An object type is entered once: deeper places of it repeat what is already known. */
  function search(start: Shape, startPath: Path): void {
    let level: { shape: Shape; path: Path }[] = [{ shape: start, path: startPath }]
    while (level.length > 0) {
      const next: typeof level = []
      for (const { shape, path } of level) {
        const entered = objectOf(shape, path)
        if (entered === undefined || seen.has(entered.shape.name)) continue
        seen.add(entered.shape.name)
        for (const [field, child] of entered.shape.fields) {
          if (entered.path.length === 0 && (field === 'status' || field === 'operation')) continue
          const childPath = [...entered.path, field]
          if (field === key) found.push(childPath)
          next.push({ shape: child, path: childPath })
        }
      }
      level = next
    }
  }
}

/** The object a shape holds; lists are entered at their first item, maps are not entered. */
function objectOf(shape: Shape, path: Path): { shape: ObjectShape; path: Path } | undefined {
  if (shape.kind === 'object') return { shape, path }
  return shape.kind === 'list' ? objectOf(shape.item, [...path, 0]) : undefined
}
