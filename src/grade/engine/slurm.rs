//! Slurm: an array of jobs, and one that depends on it (sbatch(1), `--array` and `--dependency`).

use super::{Job, MERGE, quote::bash};

/// A program for bash, to be run where `sbatch` is: it hands in both jobs and ends.
///
/// The jobs find the class from the folder in which it was run. Their own output goes to that folder.
pub(super) fn file(job: &Job) -> String {
    let Job { class, shards, out, .. } = job;
    let (class, out, grade) = (bash(class), bash(out), job.grade());
    format!(
        r#"#!/usr/bin/env bash
# Grades a class in {shards} shards by Slurm, and merges them. Run it by bash, on a machine that has sbatch;
# the nodes must have socklab in their path, and see this folder.
set -euo pipefail

shards=$(sbatch --parsable --job-name=socklab-grade --array=1-{shards} --output=socklab-%A-%a.log <<'JOB'
#!/usr/bin/env bash
set -euo pipefail
class={class}
out={out}
shards={shards}
shard=$SLURM_ARRAY_TASK_ID
{grade}JOB
)

# Of a federation, sbatch names the cluster too, behind a semicolon.
sbatch --parsable --job-name=socklab-merge --dependency="afterok:${{shards%%;*}}" --kill-on-invalid-dep=yes \
    --output=socklab-%j.log <<'JOB'
#!/usr/bin/env bash
set -euo pipefail
out={out}
{MERGE}JOB
"#
    )
}
