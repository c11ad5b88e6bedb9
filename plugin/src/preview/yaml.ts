import { encodeYAML, type GoValue, type Outcome } from '@kubectl-gitops/core'
import type { Printed } from '../command.ts'
import type { Page } from '../page.ts'
import { findingsText } from '../views/findings.ts'
import type { Preview } from './preview-sets.ts'
import { writable } from './writable.ts'

/** What Argo CD would write, as a stream of documents. */
export function previewYAML(outcome: Outcome<Preview>, page: Page): Printed {
  const documents = outcome.value.sets.flatMap(writable).map(app => encodeYAML(app.object as unknown as GoValue))
  return { stdout: documents.join('---\n'), stderr: findingsText(outcome, page) }
}
