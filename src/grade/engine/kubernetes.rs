//! Kubernetes: an Indexed Job, and a Job that waits for it.
//!
//! A Job cannot depend on another one, so each shard leaves a mark on the volume that both see, and the merging waits for
//! all of them.

use super::{Job, MERGE, indented, quote::kubernetes};

/// How long the merging waits for the shards, in seconds: a day.
const PATIENCE: u32 = 24 * 60 * 60;

/// A manifest for `kubectl apply`. Paths that are not absolute are on the volume, which both Jobs work in.
pub(super) fn file(job: &Job) -> String {
    let Job { class, shards, out, .. } = job;
    let (class, out, version) = (kubernetes(class), kubernetes(out), env!("CARGO_PKG_VERSION"));
    let (begin, grade) = ("shard=$((JOB_COMPLETION_INDEX + 1))\nrm -f \"$out/graded-$shard\"", job.grade());
    let grade = indented(&format!("set -eu\n{begin}\n{grade}: > \"$out/graded-$shard\"\n"), 14);
    let wait = "set -eu\nshard=1\nwhile [ \"$shard\" -le \"$shards\" ]; do\n  \
                if [ -e \"$out/graded-$shard\" ]; then shard=$((shard + 1)); else sleep 5; fi\ndone\n";
    let merge = indented(&format!("{wait}{MERGE}"), 14);
    format!(
        r#"# Grades a class in {shards} shards by Kubernetes, and merges them. Before you apply it, provide
# - the image socklab:{version}, with socklab and what the submissions need in it,
# - the volume claim socklab, which many nodes can write to, with the class on it,
# - nodes that let a container make user namespaces, which the sandbox needs and the default seccomp profile forbids.
apiVersion: batch/v1
kind: Job
metadata:
  name: socklab-grade
spec:
  completionMode: Indexed
  completions: {shards}
  parallelism: {shards}
  template:
    spec:
      restartPolicy: OnFailure
      containers:
        - name: grade
          image: socklab:{version}
          workingDir: /socklab
          securityContext:
            seccompProfile:
              type: Unconfined
          env:
            - name: class
              value: {class}
            - name: out
              value: {out}
            - name: shards
              value: "{shards}"
          command:
            - sh
            - -c
            - |
{grade}          volumeMounts:
            - name: socklab
              mountPath: /socklab
      volumes:
        - name: socklab
          persistentVolumeClaim:
            claimName: socklab
---
apiVersion: batch/v1
kind: Job
metadata:
  name: socklab-merge
spec:
  activeDeadlineSeconds: {PATIENCE}
  template:
    spec:
      restartPolicy: OnFailure
      containers:
        - name: merge
          image: socklab:{version}
          workingDir: /socklab
          env:
            - name: out
              value: {out}
            - name: shards
              value: "{shards}"
          command:
            - sh
            - -c
            - |
{merge}          volumeMounts:
            - name: socklab
              mountPath: /socklab
      volumes:
        - name: socklab
          persistentVolumeClaim:
            claimName: socklab
"#
    )
}
