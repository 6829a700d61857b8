//! `socklab grade engine`: the job file that grades a class on many machines.

use super::{Exit, Failure, Session};
use crate::{
    grade::engine::{Engine, Job, JobError},
    messages::Messages,
    say,
};

pub(super) fn run(name: &str, job: Result<Job, JobError>, session: &mut Session) -> Result<Exit, Failure> {
    let engine = Engine::ALL.into_iter().find(|engine| engine.name() == name).expect("clap knows the engines");
    let file =
        job.and_then(|job| engine.file(&job)).map_err(|error| Failure::Usage(words(&error, &session.messages)))?;
    session.print(&file)?;
    Ok(Exit::Success)
}

fn words(error: &JobError, messages: &Messages) -> String {
    match error {
        JobError::NotText { path } => say!(messages, "engine-not-text", path = path.display().to_string()),
        JobError::NoShard => say!(messages, "engine-no-shard"),
        JobError::TooManyShards { shards } => {
            say!(messages, "engine-too-many-shards", shards = *shards, most = Engine::MOST_AT_GITHUB)
        }
    }
}
