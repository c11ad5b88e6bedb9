export { loadTransliteration, makeSlug, type SlugOptions } from './slug.ts'
