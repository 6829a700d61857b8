//! GitHub Actions: a matrix of jobs, and one that needs them.

use super::{
    Job, MERGE, indented,
    quote::{actions, yaml},
};

/// A workflow for `.github/workflows` of the repository that holds the class.
///
/// A runner's disk does not outlive its job, so the reports are no folder but an artifact, `merged`.
pub(super) fn file(job: &Job) -> String {
    let Job { class, shards, .. } = job;
    let numbers = (1..=*shards).map(|shard| shard.to_string()).collect::<Vec<_>>().join(", ");
    let install = yaml(&format!("cargo install --locked socklab --version {}", env!("CARGO_PKG_VERSION")));
    let class = actions(class);
    let grade = indented(&format!("out=$RUNNER_TEMP/socklab\n{}", job.grade()), 10);
    let merge = indented(&format!("out=$RUNNER_TEMP/socklab\n{MERGE}"), 10);
    format!(
        r"# Grades a class in {shards} shards by GitHub Actions, and merges them.
name: grade
on: workflow_dispatch
permissions:
  contents: read
jobs:
  grade:
    runs-on: ubuntu-latest
    strategy:
      fail-fast: false
      matrix:
        shard: [{numbers}]
    steps:
      - uses: actions/checkout@v4
      # Ubuntu refuses user namespaces, which the sandbox needs.
      - run: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0
      # Every shard by the same version: another may have other checks.
      - run: {install}
      - env:
          class: {class}
          shard: ${{{{ matrix.shard }}}}
          shards: {shards}
        run: |
{grade}      - uses: actions/upload-artifact@v4
        with:
          name: shard-${{{{ matrix.shard }}}}
          path: ${{{{ runner.temp }}}}/socklab/shard-${{{{ matrix.shard }}}}
          if-no-files-found: error
  merge:
    needs: grade
    runs-on: ubuntu-latest
    steps:
      - run: {install}
      - uses: actions/download-artifact@v4
        with:
          pattern: shard-*
          path: ${{{{ runner.temp }}}}/socklab
      - run: |
{merge}      - uses: actions/upload-artifact@v4
        with:
          name: merged
          path: ${{{{ runner.temp }}}}/socklab/merged
          if-no-files-found: error
"
    )
}
