// Written by `npm run generate` from the files of core/src/report. Do not edit.

/** The values of `--output` for findings. */
export const reportFormats: readonly string[] = [
  'text',
  'checkstyle',
  'github',
  'gitlab',
  'json',
  'junit',
  'name',
  'sarif',
]
