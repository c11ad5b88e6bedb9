declare const __VERSION__: string | undefined

/** The version of this program; the bundler writes it in. */
export const programVersion: string = typeof __VERSION__ === 'string' ? __VERSION__ : '0.1.0'
