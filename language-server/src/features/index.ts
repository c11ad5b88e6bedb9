// Written by `npm run generate` from the files of language-server/src/features. Do not edit.
import type { Feature } from '../feature.ts'
import diagnostics from './diagnostics.ts'

/** Every LSP feature. */
export const features: readonly Feature[] = [diagnostics]
