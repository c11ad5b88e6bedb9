import { compareBytes } from '../go/kinds/index.ts'
import { type ArgocdVersion, bundledVersion, isAtLeast } from '../settings/version.ts'

/** One entry of an ApplicationSet's status.conditions. */
export interface SetCondition {
  readonly type: string
  readonly status: string
  readonly reason: string
  readonly message: string
}

/** Reasons of a failed generation, as GenerateApplications tells them apart. */
export type GenerationFailure = 'ApplicationGenerationFromParamsError' | 'RenderTemplateParamsError'

/** Reasons of a failed write. */
export type WriteFailure =
  | 'CreateApplicationError'
  | 'UpdateApplicationError'
  | 'DeleteApplicationError'
  | 'RefreshApplicationError'

/** How a reconcile went, as far as its conditions depend on it. */
export interface ReconcileOutcome {
  /** The first error of generation. */
  readonly error?: { readonly reason: GenerationFailure; readonly message: string } | undefined
  /** The file could not be read as an ApplicationSet, or Argo CD panicked: no condition is written. */
  readonly silent?: boolean
  /** Whose words they are. Default: the bundled version. */
  readonly argocdVersion?: ArgocdVersion
  readonly validationErrors: readonly { readonly application: string; readonly message: string }[]
  /** With progressive syncs and a RollingSync: how far it is. */
  readonly rollout?: SetCondition | undefined
  readonly writeError?: { readonly reason: WriteFailure; readonly message: string } | undefined
}

/** The conditions the controller writes, sorted by type. */
// Argo CD: applicationset/controllers/applicationset_controller.go Reconcile, setApplicationSetStatusCondition.
export function conditionsOf(outcome: ReconcileOutcome): readonly SetCondition[] {
  if (outcome.silent) return []
  const conditions = withoutRollout(outcome)
  return outcome.rollout && !outcome.error ? [...conditions, outcome.rollout] : conditions
}

function withoutRollout(outcome: ReconcileOutcome): readonly SetCondition[] {
  const { error, writeError, argocdVersion = bundledVersion } = outcome
  const generated = parametersGenerated(argocdVersion)
  if (error) return failed(error.reason, error.message)
  if (writeError) return failed(writeError.reason, writeError.message, generated)
  const message = validationMessage(outcome.validationErrors)
  if (message !== undefined) return failed('ApplicationValidationError', message, generated)
  const upToDate = {
    reason: 'ApplicationSetUpToDate',
    message: 'All applications have been generated successfully',
  }
  return [
    { type: 'ErrorOccurred', status: 'False', ...upToDate },
    generated,
    { type: 'ResourcesUpToDate', status: 'True', ...upToDate },
  ]
}

/** Its words since 3.6: applicationset/controllers/applicationset_controller.go Reconcile. */
const parametersGenerated = (version: ArgocdVersion): SetCondition => ({
  type: 'ParametersGenerated',
  status: 'True',
  reason: 'ParametersGenerated',
  message: isAtLeast(version, '3.6')
    ? 'All parameters have been generated successfully'
    : 'Successfully generated parameters for all Applications',
})

function failed(
  reason: string,
  message: string,
  generated: SetCondition = { type: 'ParametersGenerated', status: 'False', reason: 'ErrorOccurred', message },
): readonly SetCondition[] {
  return [
    { type: 'ErrorOccurred', status: 'True', reason, message },
    generated,
    { type: 'ResourcesUpToDate', status: 'False', reason: 'ErrorOccurred', message },
  ]
}

/** The alphabetically last error; only that one is kept in the status, to keep it small. */
function validationMessage(errors: ReconcileOutcome['validationErrors']): string | undefined {
  const last = [...errors].sort((a, b) => compareBytes(a.application, b.application)).at(-1)
  if (!last) return undefined
  return errors.length > 1 ? `${last.message} (and ${errors.length - 1} more)` : last.message
}
