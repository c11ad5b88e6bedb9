/**
 * What completes or reads a file, which decides what may be expected of it:
 * plain: it stands for itself. kustomize: a kustomization lists it as resource, patch or component, so another file may complete it.
 * helm-template: it is text for Helm, not YAML. values: a Helm values file or the like, none of our kinds.
 */
export type FileClass = 'plain' | 'kustomize' | 'helm-template' | 'values'
