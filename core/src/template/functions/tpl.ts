import { quote } from '../../go/fmt/index.ts'
import { GoError } from '../../go/kinds/index.ts'
import { any, defineWithin, textOfArgument } from '../../go/sprig/define.ts'
import { TemplateError } from '../../go/template/index.ts'
import { defineFunction } from './function.ts'

const maximumDepth = 3

/** tpl TEXT CONTEXT: the text rendered as a template of its own (applicationset/utils/template_functions.go). */
export default defineFunction({
  name: 'tpl',
  since: '3.6',
  function: defineWithin(['string', any], 'string', (caller, given, context) => {
    if (caller.depth >= maximumDepth) {
      throw new GoError(`maximum recursion depth ${maximumDepth} exceeded in tpl function`)
    }
    const text = textOfArgument(given)
    try {
      return caller.render(text, context ?? null).replaceAll('<no value>', '')
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error
      const failed = error.kind === 'parse' ? 'cannot parse template' : 'error during tpl function execution for'
      throw new GoError(`${failed} ${quote(text)}: ${error.message}`, { cause: error })
    }
  }),
})
