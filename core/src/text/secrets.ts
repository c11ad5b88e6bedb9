/** Does a text in YAML or JSON hold a Secret? What it says is then not repeated in messages and excerpts. */
export const holdsSecret = (text: string): boolean => /(?:^|[\s{,"'-])kind["']?[ \t]*:[ \t]*["']?Secret\b/.test(text)

/** What stands for a value of a Secret, as Argo CD writes it. */
export const hiddenValue = '++++++++'

/** go-yaml's words without the values they repeat: one that does not fit its tag, and a key that is no text. */
export const withoutYAMLValues = (words: string): string =>
  words.replace(/`[^`]*`/gs, `\`${hiddenValue}\``).replace(/invalid map key: .*/s, `invalid map key: ${hiddenValue}`)
