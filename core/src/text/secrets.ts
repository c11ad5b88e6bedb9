/** Does a text in YAML or JSON hold a Secret? What it says is then not repeated in messages and excerpts. */
export const holdsSecret = (text: string): boolean => /(?:^|[\s{,"'-])kind["']?[ \t]*:[ \t]*["']?Secret\b/.test(text)

/** What stands for a value of a Secret, as Argo CD writes it. */
export const hiddenValue = '++++++++'
