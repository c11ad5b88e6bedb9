package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"

	"k8s.io/apimachinery/pkg/types"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/client/interceptor"
	"sigs.k8s.io/yaml"

	"github.com/argoproj/argo-cd/gitops-engine/pkg/utils/kube"
	apptemplate "github.com/argoproj/argo-cd/v3/applicationset/controllers/template"
	"github.com/argoproj/argo-cd/v3/applicationset/progressivesync"
	"github.com/argoproj/argo-cd/v3/pkg/apis/application/v1alpha1"
	"github.com/argoproj/argo-cd/v3/util/config"
	log "github.com/sirupsen/logrus"
)

// planCase is case.yaml of a plan fixture: what the case shows and the controller's flags. Beside it stand
// applicationset.yaml, existing.yaml (Applications in the cluster before the reconcile) and, with `clusters`, cluster Secrets.
type planCase struct {
	Shows                string   `json:"shows"`
	Clusters             string   `json:"clusters,omitempty"`
	Projects             []string `json:"projects,omitempty"`
	Policy               string   `json:"policy,omitempty"`     // --policy
	NoOverride           bool     `json:"noOverride,omitempty"` // --enable-policy-override=false
	Progressive          bool     `json:"progressive,omitempty"`
	PreservedAnnotations []string `json:"preservedAnnotations,omitempty"`
	PreservedLabels      []string `json:"preservedLabels,omitempty"`
}

type planUpdate struct {
	Name   string         `json:"name"`
	Patch  any            `json:"patch"`  // the merge patch that was sent
	Object map[string]any `json:"object"` // the Application afterwards
}

type planDelete struct {
	Name       string   `json:"name"`
	Finalizers []string `json:"finalizers,omitempty"` // when the deletion was asked for
}

type planResult struct {
	Applications []map[string]any  `json:"applications"` // as generated
	Invalid      []ValidationError `json:"validationErrors"`
	Create       []map[string]any  `json:"create"`
	Update       []planUpdate      `json:"update"`
	Delete       []planDelete      `json:"delete"`
	Conditions   []map[string]any  `json:"conditions"`
	Requeue      string            `json:"requeueAfter,omitempty"`
	Error        string            `json:"error,omitempty"` // what Reconcile returned
	Statuses     any               `json:"applicationStatus,omitempty"`
}

func readYAML(path string, out any) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return yaml.UnmarshalStrict(b, out)
}

// cmdPlan: oracle plan CASEDIR...: one reconcile in a cluster that already has Applications; writes expected.yaml.
func cmdPlan(args []string) error {
	for _, dir := range args {
		res, err := runPlan(dir)
		if err != nil {
			return fmt.Errorf("%s: %w", dir, err)
		}
		b, err := yaml.JSONToYAML(toJSON(res))
		if err != nil {
			return err
		}
		head := []byte("# oracle plan: one reconcile of the real controller, Argo CD v3.5.7\n")
		if err := os.WriteFile(filepath.Join(dir, "expected.yaml"), append(head, b...), 0o644); err != nil {
			return err
		}
	}
	return nil
}

func runPlan(dir string) (*planResult, error) {
	var c planCase
	if err := readYAML(filepath.Join(dir, "case.yaml"), &c); err != nil {
		return nil, err
	}
	in := &Input{base: dir, Clusters: c.Clusters}
	if c.Projects != nil {
		answers, err := os.CreateTemp("", "plan-*.yaml")
		if err != nil {
			return nil, err
		}
		defer os.Remove(answers.Name())
		b, _ := json.Marshal(map[string]any{"projects": c.Projects})
		if _, err := answers.Write(b); err != nil {
			return nil, err
		}
		in.Answers = answers.Name()
	}
	b, err := os.ReadFile(filepath.Join(dir, "applicationset.yaml"))
	if err != nil {
		return nil, err
	}
	set := &v1alpha1.ApplicationSet{}
	if err := config.Unmarshal(b, set); err != nil {
		return nil, err
	}
	if set.Namespace == "" {
		set.Namespace = argoNS
	}
	w, err := newWorld(in)
	if err != nil {
		return nil, err
	}
	defer w.stop()
	ctx := context.Background()
	res := &planResult{Applications: []map[string]any{}, Invalid: []ValidationError{}, Create: []map[string]any{}, Update: []planUpdate{}, Delete: []planDelete{}, Conditions: []map[string]any{}}

	freshProcess()
	apps, _, err := apptemplate.GenerateApplications(log.WithField("oracle", ""), *set.DeepCopy(), w.gens, w.rec.Renderer, w.client)
	if err == nil {
		for _, app := range apps {
			res.Applications = append(res.Applications, appJSON(app))
		}
		errs, err := validateGeneratedApplications(w.rec, ctx, apps, *set)
		if err != nil {
			return nil, err
		}
		for k, e := range errs {
			res.Invalid = append(res.Invalid, ValidationError{k, e.Error()})
		}
		sort.Slice(res.Invalid, func(i, j int) bool { return res.Invalid[i].Application < res.Invalid[j].Application })
	}

	if err := seedApplications(ctx, w.client, filepath.Join(dir, "existing.yaml")); err != nil {
		return nil, err
	}
	status := set.Status
	set.ResourceVersion, set.UID = "", types.UID("00000000-0000-0000-0000-000000000000")
	if err := w.client.Create(ctx, set); err != nil {
		return nil, err
	}
	set.Status = status
	if err := w.client.Status().Update(ctx, set); err != nil {
		return nil, err
	}

	inner, ok := w.client.(client.WithWatch)
	if !ok {
		return nil, fmt.Errorf("the client cannot watch")
	}
	recorded := interceptor.NewClient(inner, recorder(res))
	w.rec.Client = recorded
	if c.Policy != "" {
		w.rec.Policy = v1alpha1.ApplicationsSyncPolicy(c.Policy)
	}
	w.rec.EnablePolicyOverride = !c.NoOverride
	w.rec.GlobalPreservedAnnotations, w.rec.GlobalPreservedLabels = c.PreservedAnnotations, c.PreservedLabels
	if c.Progressive {
		w.rec.EnableProgressiveSyncs = true
		w.rec.ProgressiveSyncManager = progressivesync.NewManager(recorded, inner, w.rec)
	}
	freshProcess()
	key := types.NamespacedName{Namespace: set.Namespace, Name: set.Name}
	r, err := w.rec.Reconcile(ctx, ctrl.Request{NamespacedName: key})
	if err != nil {
		res.Error = err.Error()
	}
	if r.RequeueAfter != 0 {
		res.Requeue = r.RequeueAfter.String()
	}
	after := &v1alpha1.ApplicationSet{}
	if err := inner.Get(ctx, key, after); err != nil {
		return nil, err
	}
	for _, c := range after.Status.Conditions {
		res.Conditions = append(res.Conditions, map[string]any{"type": c.Type, "status": c.Status, "reason": c.Reason, "message": c.Message})
	}
	if c.Progressive && len(after.Status.ApplicationStatus) > 0 {
		list := []map[string]any{}
		for _, s := range after.Status.ApplicationStatus {
			list = append(list, map[string]any{"application": s.Application, "status": s.Status, "step": s.Step, "message": s.Message})
		}
		res.Statuses = list
	}
	return res, nil
}

// seedApplications creates the Applications of a file; without the file there are none.
func seedApplications(ctx context.Context, c client.Client, path string) error {
	b, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		return err
	}
	docs, err := kube.SplitYAMLToString(b)
	if err != nil {
		return err
	}
	for _, d := range docs {
		app := &v1alpha1.Application{}
		if err := config.Unmarshal([]byte(d), app); err != nil {
			return err
		}
		if app.Namespace == "" {
			app.Namespace = argoNS
		}
		if err := c.Create(ctx, app); err != nil {
			return err
		}
	}
	return nil
}

// recorder notes what the reconcile writes to Applications, and lets it happen.
func recorder(res *planResult) interceptor.Funcs {
	return interceptor.Funcs{
		Create: func(ctx context.Context, w client.WithWatch, obj client.Object, opts ...client.CreateOption) error {
			err := w.Create(ctx, obj, opts...)
			if app, ok := obj.(*v1alpha1.Application); ok && err == nil {
				res.Create = append(res.Create, appJSON(*app.DeepCopy()))
			}
			return err
		},
		Patch: func(ctx context.Context, w client.WithWatch, obj client.Object, patch client.Patch, opts ...client.PatchOption) error {
			app, ok := obj.(*v1alpha1.Application)
			if !ok {
				return w.Patch(ctx, obj, patch, opts...)
			}
			data, err := patch.Data(obj)
			if err != nil {
				return err
			}
			if err := w.Patch(ctx, obj, patch, opts...); err != nil {
				return err
			}
			var p any
			if err := json.Unmarshal(data, &p); err != nil {
				return err
			}
			after := &v1alpha1.Application{}
			if err := w.Get(ctx, client.ObjectKeyFromObject(app), after); err != nil {
				return err
			}
			res.Update = append(res.Update, planUpdate{app.Name, p, appJSON(*after)})
			return nil
		},
		Delete: func(ctx context.Context, w client.WithWatch, obj client.Object, opts ...client.DeleteOption) error {
			if app, ok := obj.(*v1alpha1.Application); ok {
				res.Delete = append(res.Delete, planDelete{app.Name, app.Finalizers})
			}
			return w.Delete(ctx, obj, opts...)
		},
	}
}
