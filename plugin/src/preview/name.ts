import { type Outcome, printable } from '@kubectl-gitops/core'
import type { Printed } from '../command.ts'
import type { Page } from '../page.ts'
import { findingsText } from '../views/findings.ts'
import type { Preview } from './preview-sets.ts'
import { nameOf } from './select.ts'
import { writable } from './writable.ts'

/** What Argo CD would write, as kubectl names it. */
export function previewNames(outcome: Outcome<Preview>, page: Page): Printed {
  const names = outcome.value.sets.flatMap(writable).map(app => `application.argoproj.io/${printable(nameOf(app))}\n`)
  return { stdout: names.join(''), stderr: findingsText(outcome, page) }
}
