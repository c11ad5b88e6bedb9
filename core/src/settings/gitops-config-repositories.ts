import { type GoValue, getKey, isGoObject } from '../go/kinds/index.ts'
import { mappingOf, type RepositoryMapping } from './repo-url.ts'

/** `settings.repositories` of `.gitops.yaml`: the checkout of each URL, written from the folder of that file. */
export function repositoriesOf(config: GoValue): RepositoryMapping[] {
  const settings = isGoObject(config) ? getKey(config, 'settings') : undefined
  const repositories = isGoObject(settings) ? getKey(settings, 'repositories') : undefined
  if (!isGoObject(repositories)) return []
  return Object.keys(repositories).flatMap(url => {
    const path = getKey(repositories, url)
    return typeof path === 'string' && path !== '' ? [mappingOf(url, path)] : []
  })
}

/** `settings.allowNetwork`: repositories and charts may be fetched. */
export function allowsNetwork(config: GoValue): boolean {
  const settings = isGoObject(config) ? getKey(config, 'settings') : undefined
  return isGoObject(settings) && getKey(settings, 'allowNetwork') === true
}
